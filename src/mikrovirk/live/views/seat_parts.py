"""The hot seat and the brag spot on the screen, on the phones and on the host's phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import Truncator

from mikrovirk.live.domain.running import Turn
from mikrovirk.live.mine import Mine, piece
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.queries import seat as queries
from mikrovirk.live.queries.seat import Brief, Gift, Given
from mikrovirk.live.regions import Audience, Payload, region
from mikrovirk.live.scenes import scene
from mikrovirk.live.views.parts import part
from mikrovirk.programme.models import HotSeatApplication

QUESTIONS_ON_SCREEN = 5
READ_FROM_THE_BACK = 420  # letters of a brief that the screen holds; the whole of it stands on the phones
# How many letters of a line, with one column, and how many lines the screen holds in each size of print (seat.css).
SIZES = (("large", 63, 11), ("middle", 83, 14), ("small", 110, 20))


@dataclass(frozen=True, slots=True)
class Column:
    """A heading on the screen with what fits under it, and how many more there are."""

    title: str
    inputs: tuple[Given, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Columns:
    size: str
    columns: tuple[Column, ...]


def columns_for(headings: Sequence[tuple[str, Sequence[Given]]]) -> Columns:
    """The largest print in which all columns fit; in the smallest as much as fits."""
    for size, letters, lines in SIZES:
        width = max(letters // max(len(headings), 1), 10)
        columns = tuple(column(title, inputs, width, lines) for title, inputs in headings)
        if not any(each.more for each in columns):
            return Columns(size, columns)
    return Columns(size, columns)


def column(title: str, inputs: Sequence[Given], width: int, lines: int) -> Column:
    used = 0
    for count, each in enumerate(inputs):
        used += sum(len(line) // width + 1 for line in f"{each.text} {each.name}".splitlines())
        if used > lines and count:
            return Column(title, tuple(inputs[:count]), len(inputs) - count)
    return Column(title, tuple(inputs), 0)


@dataclass(frozen=True)
class SeatNow:
    """The seat as it stands now. `gift` holds what stays in the room, as long as that may be shown."""

    brief: Brief
    gift: Gift
    may_open: bool

    @property
    def is_secret(self) -> bool:
        return self.brief.stays_in_the_room

    @property
    def has_brag_spot(self) -> bool:
        return self.brief.kind == HotSeatApplication.Kind.BRAG_SPOT

    @property
    def excerpt(self) -> str:
        """As much of the brief as can be read from the back row."""
        return Truncator(self.brief.told.brief).chars(READ_FROM_THE_BACK)

    @property
    def is_cut(self) -> bool:
        return len(self.brief.told.brief) > READ_FROM_THE_BACK

    @cached_property
    def open_questions(self) -> tuple[Given, ...]:
        return tuple(each for each in self.gift.questions if not each.is_answered)

    @property
    def screen_questions(self) -> tuple[Given, ...]:
        return self.open_questions[:QUESTIONS_ON_SCREEN]

    @property
    def more_questions(self) -> int:
        return len(self.open_questions) - len(self.screen_questions)

    @cached_property
    def columns(self) -> Columns:
        """The headings on the screen, as large as they can be."""
        return columns_for([(row.title, row.inputs) for row in self.gift.shown])

    @property
    def shown_all(self) -> bool:
        return all(row.is_shown for row in self.gift.headings if row.pk)


def seat_now(evening: Evening, now: datetime, *, for_phones: bool = False) -> SeatNow | None:
    """The seat of the evening; phones are not sent what others gave for this room only."""
    application = queries.application_of(evening)
    if application is None:
        return None
    may_open = queries.is_running(evening, now)
    taken = queries.taken_of(application)
    if taken:
        taken.application = application
    gift = queries.gift_of(taken, with_sealed=may_open and not for_phones)
    return SeatNow(queries.brief_of(evening, application, now), gift, may_open)


def made(name: str, evening: Evening, audience: Audience) -> Payload:
    seat = seat_now(evening, timezone.now(), for_phones=audience is Audience.PHONE)
    if seat is None:
        return {"html": ""}
    # "secret": whoever keeps parts of a page for a lost line does not keep this one.
    return {**part(name, evening, audience, seat=seat), "secret": seat.is_secret}


@region("seat")
def seat_part(evening: Evening, audience: Audience) -> Payload:
    """The brief and the clarifying questions."""
    return made("seat", evening, audience)


@region("inputs")
def inputs_part(evening: Evening, audience: Audience) -> Payload:
    """What the room gives, under its headings."""
    return made("inputs", evening, audience)


@scene("hot_seat", "input")
def seat_scenes(evening: Evening, turns: Sequence[Turn]) -> dict[str, dict[str, Any]]:
    """The seat for each turn that is about it; `seat` for the screen and the host, `phone_seat` for the phones."""
    keys = [turn.key for turn in turns if turn.application]
    if not keys:
        return {}
    now = timezone.now()
    seat, phone_seat = seat_now(evening, now), seat_now(evening, now, for_phones=True)
    return {key: {"seat": seat, "phone_seat": phone_seat} for key in keys} if seat else {}


@piece
def own_part(evening: Evening, phone: Phone, mine: Mine) -> None:
    """What this phone gave, to be taken back; and the way to their own page for whoever has the seat."""
    application = queries.application_of(evening)
    taken = queries.taken_of(application) if application else None
    mine.html["seat"] = ""
    if application is None or taken is None:
        return
    taken.application = application
    key = queries.key_of(taken) if queries.is_running(evening, timezone.now()) else None
    rows = taken.inputs.filter(phone=phone).order_by("at", "pk")
    given = [(row, queries.opened(row, taken, key)) for row in rows]
    is_owner = phone.sign_up is not None and phone.sign_up.person_id == application.person_id
    if given or is_owner:
        context = {"given": given, "is_owner": is_owner, "taken": taken, "application": application}
        mine.html["seat"] = render_to_string("live/parts/mine_seat.html", context)
