"""A small IMAP server (RFC 3501, with MOVE and UIDPLUS where wanted) in a thread, for the tests of the mailbox.

It keeps its folders in memory and answers what `imaplib` says to it; each mail has a UID of its own and flags.
"""

import re
import socketserver
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass
class Kept:
    """One mail in a folder."""

    uid: int
    raw: bytes
    came: date = date(2027, 1, 11)
    flags: set[str] = field(default_factory=set)


@dataclass
class Box:
    """What the server holds and how it behaves."""

    folders: dict[str, list[Kept]] = field(default_factory=lambda: {"INBOX": []})
    capabilities: str = "IMAP4rev1 UIDPLUS MOVE"
    password: str = "hemmelig"
    may_create: bool = True
    prefix: str = ""  # folders may only be made below this
    hang_up_after: int = -1  # commands; -1: never
    said: list[str] = field(default_factory=list)
    next_uid: int = 1
    port: int = 0

    def put(self, *mails: bytes, folder: str = "INBOX", came: date = date(2027, 1, 11)) -> None:
        for raw in mails:
            self.folders.setdefault(folder, []).append(Kept(self.next_uid, raw, came))
            self.next_uid += 1

    def raws(self, folder: str) -> list[bytes]:
        return [mail.raw for mail in self.folders.get(folder, [])]

    @property
    def settings(self) -> dict[str, Any]:
        """As the setting IMAP."""
        words = {"host": "127.0.0.1", "port": self.port, "username": "svar", "password": "hemmelig", "folder": "INBOX"}
        return {**words, "use_ssl": False, "use_tls": False, "timeout": 5}


class Conversation(socketserver.StreamRequestHandler):
    """One client."""

    box: Box  # set for each server

    def handle(self) -> None:
        self.selected = ""
        self.say(f"* OK [CAPABILITY {self.box.capabilities}] ready")
        while line := self.rfile.readline().decode().rstrip("\r\n"):
            tag, _, rest = line.partition(" ")
            command, _, words = rest.partition(" ")
            if command.upper() == "UID":
                command, _, words = words.partition(" ")
                command = f"uid_{command}"
            self.box.said.append(command.upper())
            if self.box.hang_up_after == 0:
                return
            self.box.hang_up_after -= 1
            answer = getattr(self, f"do_{command.lower()}")(words)
            self.say(f"{tag} {answer}")
            if command.upper() == "LOGOUT":
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    @property
    def mails(self) -> list[Kept]:
        return self.box.folders[self.selected]

    def chosen(self, numbers: str) -> list[Kept]:
        wanted = {int(number) for number in numbers.split(",")}
        return [mail for mail in self.mails if mail.uid in wanted]

    def do_capability(self, words: str) -> str:
        self.say(f"* CAPABILITY {self.box.capabilities}")
        return "OK done"

    def do_login(self, words: str) -> str:
        return "OK welcome" if words.endswith(f'"{self.box.password}"') else "NO [AUTHENTICATIONFAILED] Wrong password"

    def do_list(self, words: str) -> str:
        name = words.split('"')[-2]
        if name in self.box.folders:
            self.say(f'* LIST () "." "{name}"')
        return "OK done"

    def do_create(self, words: str) -> str:
        name = words.strip('"')
        if not self.box.may_create or not name.startswith(self.box.prefix):
            return "NO not allowed"
        self.box.folders[name] = []
        return "OK done"

    def do_select(self, words: str) -> str:
        name = words.strip('"')
        if name not in self.box.folders:
            return "NO no such folder"
        self.selected = name
        self.say(f"* {len(self.mails)} EXISTS")
        return "OK [READ-WRITE] done"

    def do_uid_search(self, words: str) -> str:
        found = self.mails
        if words == "UNSEEN":
            found = [mail for mail in found if "\\Seen" not in mail.flags]
        elif words.startswith("BEFORE "):
            day, month, year = words.removeprefix("BEFORE ").split("-")
            found = [mail for mail in found if mail.came < date(int(year), MONTHS.index(month) + 1, int(day))]
        self.say("* SEARCH " + " ".join(str(mail.uid) for mail in found))
        return "OK done"

    def do_uid_fetch(self, words: str) -> str:
        number, _, what = words.partition(" ")
        for mail in self.chosen(number):
            if what == "(RFC822.SIZE)":
                self.say(f"* 1 FETCH (UID {mail.uid} RFC822.SIZE {len(mail.raw)})")
            else:
                assert what == "(BODY.PEEK[])"
                head = f"* 1 FETCH (UID {mail.uid} BODY[] {{{len(mail.raw)}}}\r\n"
                self.wfile.write(head.encode() + mail.raw + b")\r\n")
        return "OK done"

    def do_uid_store(self, words: str) -> str:
        numbers, _what, flags = words.split(" ", 2)
        for mail in self.chosen(numbers):
            mail.flags |= set(re.findall(r"\\\w+", flags))
        return "OK done"

    def do_uid_copy(self, words: str) -> str:
        numbers, _, folder = words.partition(" ")
        self.box.put(*(mail.raw for mail in self.chosen(numbers)), folder=folder.strip('"'))
        return "OK done"

    def do_uid_move(self, words: str) -> str:
        self.do_uid_copy(words)
        gone = self.chosen(words.partition(" ")[0])
        self.mails[:] = [mail for mail in self.mails if mail not in gone]
        return "OK done"

    def do_uid_expunge(self, words: str) -> str:
        gone = [mail for mail in self.chosen(words) if "\\Deleted" in mail.flags]
        self.mails[:] = [mail for mail in self.mails if mail not in gone]
        return "OK done"

    def do_expunge(self, words: str) -> str:
        self.mails[:] = [mail for mail in self.mails if "\\Deleted" not in mail.flags]
        return "OK done"

    def do_logout(self, words: str) -> str:
        self.say("* BYE")
        return "OK done"


@contextmanager
def running() -> Generator[Box, None, None]:
    """Start a server with an empty mailbox and stop it at the end."""
    box = Box()
    handler = type("Handler", (Conversation,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
