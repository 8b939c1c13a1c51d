"""Reads: who has the hot seat or the brag spot of an evening, what the room gave, and under which headings.

What stays in the room is opened here and nowhere else. It is asked for by those who may have it: the evening's pages while
it runs, and the owner, both until its time is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from mikrovirk.common import sealing
from mikrovirk.live.domain.running import STAYS_OPEN, Action, Press, fold
from mikrovirk.live.models import Evening, SeatGroup, SeatInput, SeatTaken
from mikrovirk.live.queries.turns import laid_out, run_of
from mikrovirk.programme.models import HotSeatApplication
from mikrovirk.programme.models.stage import Told

Kind, Seat = SeatInput.Kind, HotSeatApplication.Kind
# What the room is asked for, by what the member took; each is a heading from the start.
ASKED_FOR = {
    Seat.HOT_SEAT.value: (Kind.ADVICE, Kind.OFFER, Kind.CONTACT),
    Seat.BRAG_SPOT.value: (Kind.WELL, Kind.LEARN),
}


def closes_at(evening: Evening) -> datetime:
    """When what stays in the room can be read no more, by anybody."""
    return max(evening.meeting.ends_at, evening.ended_at or evening.meeting.ends_at) + STAYS_OPEN


def is_closed(evening: Evening, now: datetime) -> bool:
    return now >= closes_at(evening)


def is_running(evening: Evening, now: datetime) -> bool:
    """Whether the evening has begun and is not over: so long its pages show what stays in the room."""
    if evening.ended_at or is_closed(evening, now):
        return False
    return evening.actions.filter(kind="go").exists()


def was_on(evening: Evening, application_pk: int, at: datetime) -> bool:
    """Whether the seat was on at that moment: the telling, or the input of the room."""
    presses = evening.actions.filter(at__lte=at).values_list("kind", "at", "turn", "detail")
    run = fold(laid_out(evening), [Action(Press(kind), when, turn, detail) for kind, when, turn, detail in presses])
    return run.current is not None and run.current.application == application_pk


def was_held(taken: SeatTaken) -> bool:
    """Whether the seat was not left out in the evening."""
    run = run_of(taken.evening)
    return any(turn.application == taken.application_id and turn.key not in run.skipped for turn in run.turns)


def application_of(evening: Evening) -> HotSeatApplication | None:
    """Whoever takes the seat this evening."""
    chosen = HotSeatApplication.objects.filter(meeting=evening.meeting_id, state=HotSeatApplication.State.CHOSEN)
    return chosen.select_related("person__user", "meeting").first()


def taken_of(application: HotSeatApplication) -> SeatTaken | None:
    return SeatTaken.objects.filter(application=application).first()


@dataclass(frozen=True, slots=True)
class Brief:
    """The seat as an evening's pages show it. `told` is empty where it may not be shown now."""

    application: int
    kind: str
    label: str  # "Den varme stol" or "Pralepladsen"
    who: str
    business: str
    told: Told
    openness: str
    asked_for: tuple[SeatInput.Kind, ...]

    @property
    def stays_in_the_room(self) -> bool:
        return self.openness == HotSeatApplication.Openness.ROOM


def brief_of(evening: Evening, application: HotSeatApplication, now: datetime) -> Brief:
    """What the member tells; what stays in the room only while the evening runs."""
    told = Told()
    if not application.stays_in_the_room or is_running(evening, now):
        told = application.told_at(now, until=closes_at(evening))
    firms = application.person.memberships.filter(network=application.network_id, left_date=None)
    return Brief(
        application.pk,
        application.kind,
        str(application.get_kind_display()),
        application.person.name,
        firms.values_list("business__name", flat=True).first() or "",
        told,
        application.openness,
        ASKED_FOR[application.kind],
    )


@dataclass(frozen=True, slots=True)
class Given:
    """Something the room gave. `words` of one that stays in the room stand here only for who may read them now."""

    pk: int
    kind: str
    label: str
    text: str
    name: str
    is_sealed: bool
    is_hidden: bool
    is_answered: bool
    group: int | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with what stands under it; without a key: what stands under none."""

    pk: int | None
    title: str
    is_shown: bool
    inputs: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Gift:
    """All that the room gave for one seat."""

    questions: tuple[Given, ...] = ()
    headings: tuple[Heading, ...] = ()
    hidden: tuple[Given, ...] = ()
    locked_count: int = 0  # that stay in the room and are not opened here

    @property
    def count(self) -> int:
        return len(self.questions) + sum(len(heading.inputs) for heading in self.headings)

    @property
    def shown(self) -> tuple[Heading, ...]:
        """The headings the host has put on the screen."""
        return tuple(heading for heading in self.headings if heading.is_shown and heading.inputs)


def gift_of(taken: SeatTaken | None, *, with_sealed: bool) -> Gift:
    """What the room gave; what stays in the room is opened only `with_sealed`. Two queries."""
    if taken is None:
        return Gift()
    key = key_of(taken) if with_sealed else None
    rows = list(taken.inputs.all())
    given = [each for row in rows if (each := opened(row, taken, key)) is not None]
    seen = [each for each in given if not each.is_hidden]
    inputs = [each for each in seen if each.kind != Kind.QUESTION]
    headings = [heading(row, taken, key, inputs) for row in taken.groups.all()]
    known = {row.pk for row in headings}
    rest = tuple(each for each in inputs if each.group not in known)
    if rest:
        headings.append(Heading(None, "", False, rest))
    return Gift(
        questions=tuple(each for each in seen if each.kind == Kind.QUESTION),
        headings=tuple(headings),
        hidden=tuple(each for each in given if each.is_hidden),
        locked_count=len(rows) - len(given),
    )


def key_of(taken: SeatTaken) -> sealing.Key | None:
    try:
        return sealing.key_of(taken.application.room_key)
    except sealing.KeyGone:
        return None


def bound_to(taken: SeatTaken, client_id: object) -> str:
    """What a sealed text belongs to: this seat, and the sending it came with."""
    return f"seat {taken.pk} {client_id}"


def opened(row: SeatInput, taken: SeatTaken, key: sealing.Key | None) -> Given | None:
    """An input as it can be read; None where it stays locked."""
    words: tuple[str, ...] | None = (row.text, row.name)
    if row.sealed is not None:
        words = unsealed(key, row.sealed, bound_to(taken, row.client_id))
    if words is None:
        return None
    text, name = words
    label = str(Kind(row.kind).label)
    is_sealed = row.sealed is not None
    return Given(row.pk, row.kind, label, text, name, is_sealed, row.is_hidden, row.is_answered, row.group_id)


def unsealed(key: sealing.Key | None, sealed: bytes | memoryview, bound: str) -> tuple[str, ...] | None:
    if key is None:
        return None
    try:
        return key.unseal(sealed, bound_to=bound)
    except sealing.KeyGone:
        return None


def heading(row: SeatGroup, taken: SeatTaken, key: sealing.Key | None, inputs: Iterable[Given]) -> Heading:
    title = row.title
    if row.sealed is not None:
        (title,) = unsealed(key, row.sealed, bound_to(taken, row.client_id)) or ("",)
    if not title and row.kind:
        title = str(Kind(row.kind).label)
    return Heading(row.pk, title or "…", row.is_shown, tuple(each for each in inputs if each.group == row.pk))
