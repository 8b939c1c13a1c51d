"""Writes: opening an evening, coming in with a phone, and what the host presses."""

import logging
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common.turns import in_turn
from mikrovirk.directory.models import Person
from mikrovirk.live import saying
from mikrovirk.live.changes import touch
from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Evening, HostAction, Phone
from mikrovirk.live.queries import turns
from mikrovirk.live.saying import Refused, Said, from_host
from mikrovirk.live.services import screen, seat
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.services import check_in

CODE_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"  # none that is easily taken for another
CODE_LENGTH = 5
ADD_AT_MOST = 60 * 60  # seconds
logger = logging.getLogger(__name__)
NAMED = {"who", "sign_up", "person", "phone"}  # who a press gives a turn to


def open_evening(meeting: Meeting, *, at: datetime) -> Evening:
    """The evening of a meeting, opened with a code of its own; the one there is if it is open already."""
    found = Evening.objects.filter(meeting=meeting).first()
    while not found:
        code = "".join(secrets.choice(CODE_LETTERS) for _each in range(CODE_LENGTH))
        programme = [turn.as_plain() for turn in turns.turns_of(meeting)]
        try:
            with transaction.atomic():
                found, _is_new = Evening.objects.get_or_create(
                    meeting=meeting, defaults={"code": code, "programme": programme, "opened_at": at}
                )
        except IntegrityError:
            continue  # the code is another evening's
    return found


def lay_out_anew(evening: Evening) -> None:
    """Take the agenda and who is on stage as they are now, as long as nothing has begun."""
    if not evening.actions.exists():
        evening.programme = [turn.as_plain() for turn in turns.turns_of(evening.meeting)]
        evening.save(update_fields=["programme"])
        touch(evening, "turns", "run")


# --- phones ----------------------------------------------------------------------------------------------------------


class PlaceTaken(Exception):
    """Another phone has come in with this place on the list."""


@transaction.atomic
def join(
    evening: Evening,
    *,
    sign_up: SignUp | None = None,
    person: Person | None = None,
    name: str = "",
    phone: Phone | None = None,
    at: datetime,
) -> Phone:
    """Come in: as somebody on the list, who is here then; as `person`, who is signed in; or by a name.

    Raise PlaceTaken where another phone has that place on the list. Whoever is signed in has their place from now on.
    """
    if person:
        sign_up = check_in.add_walk_in(evening.meeting, name=person.name, email=person.email, at=at)
        evening.phones.filter(sign_up=sign_up).update(sign_up=None, name=person.name)
    elif sign_up:
        others = evening.phones.filter(sign_up=sign_up)
        if (others.exclude(pk=phone.pk) if phone else others).exists():
            raise PlaceTaken
    phone = phone or Phone(evening=evening, joined_at=at)
    phone.sign_up, phone.name = sign_up, "" if sign_up else name
    phone.save()
    if sign_up and at >= evening.meeting.starts_at - check_in.OPENS_BEFORE:
        check_in.mark(evening.meeting, sign_up.pk, came=True, at=at)
    touch(evening, "people", "newcomers", "cards_host")
    return phone


# --- the host --------------------------------------------------------------------------------------------------------


@from_host("press")
def take_press(said: Said) -> None:
    """One press of the host; a turn that is not there and a press sent twice change nothing."""
    try:
        kind = Press(said.detail.get("kind", ""))
        seconds = int(said.detail.get("seconds", 0))
    except (ValueError, TypeError, OverflowError) as error:
        raise Refused(_("That cannot be done from this phone.")) from error
    if abs(seconds) > ADD_AT_MOST:
        raise Refused(_("No more than an hour at a time."))
    press(
        said.evening,
        kind,
        turn=str(said.detail.get("turn", ""))[:24],
        detail={key: value for key, value in said.detail.items() if key in NAMED | {"seconds", "other"}},
        client_id=said.client_id,
        at=said.at,
        by=said.by,
    )


@transaction.atomic
def press(
    evening: Evening,
    kind: Press,
    *,
    at: datetime,
    turn: str = "",
    detail: dict[str, Any] | None = None,
    client_id: UUID | None = None,
    by: User | None = None,
) -> None:
    """Keep what the host pressed and tell everybody."""
    values: dict[str, Any] = {"at": at, "kind": kind, "turn": turn, "detail": detail or {}, "by": by}
    _kept, is_new = HostAction.objects.get_or_create(evening=evening, client_id=client_id or uuid4(), defaults=values)
    if not is_new:
        return
    run = turns.run_of(evening)
    if run.ended_at != evening.ended_at:
        Evening.objects.filter(pk=evening.pk).update(ended_at=run.ended_at)
    if kind is Press.GO:
        screen.clear(evening)
    changed = ("run", "turns") if kind in (Press.NAME, Press.SWAP) else ("run",)
    touch(evening, *changed, *seat.after_press(evening, kind))


def take_all(said: Iterable[Said], *, is_host: bool) -> tuple[list[str], list[dict[str, str]]]:
    """Take what was sent, each by itself: the ids of what is stored now, and of what was refused with the reason.

    What is named as stored is on the disk: it outlives the plug. Trouble with the database is raised, and nothing stored.
    """
    stored, refused = [], []
    with on_the_disk(), transaction.atomic():
        for each in said:
            why = take_one(each, is_host=is_host)
            if why is None:
                stored.append(str(each.client_id))
            else:
                refused.append({"id": str(each.client_id), "why": why})
    return stored, refused


def take_one(said: Said, *, is_host: bool) -> str | None:
    """Take one thing; why it was refused, or None. What nobody foresaw is refused too, so that the rest can go on."""
    try:
        with transaction.atomic():
            saying.take(said, is_host=is_host)
    except Refused as error:
        return str(error)
    except (OperationalError, InterfaceError):
        raise  # it is sent again
    except Exception:
        logger.exception("%s could not be taken", said.what)
        return _("This could not be taken. Try once more.")
    return None


@contextmanager
def on_the_disk() -> Iterator[None]:
    """What is committed inside is written through to the disk when this ends, as PostgreSQL does by itself.

    SQLite lets one write at a time and lets the others sleep and try again; here they queue, and nobody waits for
    somebody else's disk.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with in_turn():
        yield
    log = f"{connection.settings_dict['NAME']}-wal"  # holds no locks of SQLite's, so it may be opened and closed
    if os.path.exists(log):
        file = os.open(log, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)
