"""Fetches the mails of a mailbox that takes replies (IMAP), each once.

What was taken in is moved to the folder MikroVirk-done, what could not be to MikroVirk-set-aside; a mail leaves the inbox
only after it was stored, so nothing is lost when either side stops. Where no folders can be made, mails stay where they
are: taken ones are marked as read, others flagged as well, and only unread ones are looked at.
"""

import contextlib
import imaplib
import logging
import re
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError

from mikrovirk.mailing.domain.incoming import LARGEST
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.services import incoming

logger = logging.getLogger(__name__)
DONE, SET_ASIDE = "MikroVirk-done", "MikroVirk-set-aside"
AT_MOST = 100  # mails in one run
KEPT = timedelta(days=30)  # in the folder of what was taken in
TIDY_HOUR = 3
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MailboxUnavailable(Exception):
    """The mailbox cannot be reached or opened; the text is the server's words."""


@dataclass
class Fetched:
    """What one run did."""

    taken_count: int = 0
    set_aside_count: int = 0


def fetch(mailbox: dict[str, Any], *, at: datetime) -> Fetched:
    """Take in what has come; raise MailboxUnavailable. `mailbox` is the setting IMAP."""
    try:
        with conversation(mailbox) as server:
            box = Mailbox(server, mailbox["folder"])
            fetched = take_all(box, at=at)
            if at.hour == TIDY_HOUR:
                box.forget_done(before=at - KEPT)
            return fetched
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxUnavailable(in_words(error)) from error


@contextmanager
def conversation(mailbox: dict[str, Any]) -> Generator[imaplib.IMAP4, None, None]:
    """A server that knows who we are; the password is said only over TLS, unless the host chose otherwise."""
    timeout = mailbox.get("timeout", 20)
    server: imaplib.IMAP4
    if mailbox["use_ssl"]:
        context = ssl.create_default_context()
        server = imaplib.IMAP4_SSL(mailbox["host"], mailbox["port"], ssl_context=context, timeout=timeout)
    else:
        server = imaplib.IMAP4(mailbox["host"], mailbox["port"], timeout=timeout)
    try:
        if mailbox["use_tls"]:
            server.starttls(ssl.create_default_context())
        server.login(mailbox["username"], mailbox["password"])
        yield server
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            server.logout()
        with contextlib.suppress(OSError):
            server.shutdown()  # where the goodbye failed the line is still open


def take_all(box: "Mailbox", *, at: datetime) -> Fetched:
    """Take in what is there, the oldest first."""
    fetched = Fetched()
    for number in box.waiting()[:AT_MOST]:
        if take_one(box, number, at=at):
            box.done(number)
            fetched.taken_count += 1
        else:
            box.set_aside(number)
            fetched.set_aside_count += 1
    return fetched


def take_one(box: "Mailbox", number: str, *, at: datetime) -> bool:
    """Take in one mail; False where it cannot be. Trouble with the database ends the run: the mail stays."""
    try:
        raw = box.content(number)
        if raw is None:
            return False
        incoming.take_in(raw, via=IncomingMail.Via.IMAP, at=at)
    except (DatabaseError, OSError, imaplib.IMAP4.error):
        raise
    except Exception:
        logger.exception("mail %s of the mailbox could not be taken in", number)
        return False
    return True


class Mailbox:
    """One folder of a mailbox, and the two beside it that mails are moved to."""

    def __init__(self, server: imaplib.IMAP4, folder: str) -> None:
        self.server = server
        # First, for not every server lets one make folders while another is open.
        self.folders = {name: self._made(name) for name in (DONE, SET_ASIDE)}
        expect(server.select(quoted(folder)))

    def _made(self, name: str) -> str:
        """The folder of that name, made where there is none; empty where none can be made."""
        for full_name in (name, f"INBOX.{name}", f"INBOX/{name}"):
            _answer, listed = self.server.list('""', quoted(full_name))
            if any(listed) or self.server.create(quoted(full_name))[0] == "OK":
                return full_name
        return ""

    @property
    def has_folders(self) -> bool:
        return all(self.folders.values())

    def waiting(self) -> list[str]:
        """The numbers (UID) of the mails that have not been looked at."""
        found = self._uid("SEARCH", "ALL" if self.has_folders else "UNSEEN")
        return [number.decode() for number in (found[0] or b"").split()] if found else []

    def content(self, number: str) -> bytes | None:
        """The whole mail; None where it is too large, or gone."""
        told = self._uid("FETCH", number, "(RFC822.SIZE)")
        size = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(piece for piece in told if isinstance(piece, bytes)))
        if size is None or int(size[1]) > LARGEST:
            return None
        answer = self._uid("FETCH", number, "(BODY.PEEK[])")
        return next((piece[1] for piece in answer if isinstance(piece, tuple)), None)

    def done(self, number: str) -> None:
        self._put_away(number, DONE, r"(\Seen)")

    def set_aside(self, number: str) -> None:
        self._put_away(number, SET_ASIDE, r"(\Seen \Flagged)")

    def _put_away(self, number: str, name: str, flags: str) -> None:
        self._uid("STORE", number, "+FLAGS.SILENT", flags)
        if not self.has_folders:
            return
        if "MOVE" in self.server.capabilities:
            self._uid("MOVE", number, quoted(self.folders[name]))
            return
        self._uid("COPY", number, quoted(self.folders[name]))
        self._delete([number])

    def _delete(self, numbers: list[str]) -> None:
        self._uid("STORE", ",".join(numbers), "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in self.server.capabilities:
            self._uid("EXPUNGE", ",".join(numbers))
        else:
            expect(self.server.expunge())

    def forget_done(self, *, before: datetime) -> None:
        """Delete what was taken in before that day: what is kept of it is kept here, and not for ever."""
        if not self.has_folders:
            return
        expect(self.server.select(quoted(self.folders[DONE])))
        day = f"{before.day}-{MONTHS[before.month - 1]}-{before.year}"
        found = self._uid("SEARCH", "BEFORE", day)
        if numbers := [number.decode() for number in (found[0] or b"").split()]:
            self._delete(numbers)

    def _uid(self, *words: str) -> list[Any]:
        return expect(self.server.uid(*words))


def expect(answer: tuple[str, list[Any]]) -> list[Any]:
    """What the server answered; raise IMAP4.error where it said no."""
    status, told = answer
    if status != "OK":
        raise imaplib.IMAP4.error(" ".join(piece.decode("utf-8", "replace") for piece in told if piece))
    return told


def quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def in_words(error: Exception) -> str:
    """The server's or the system's words."""
    words = error.args[0] if error.args else ""
    words = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(error)
    return words.strip() or type(error).__name__
