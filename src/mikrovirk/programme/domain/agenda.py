"""The agenda of an evening: from a format's recipe and a start to hours and minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

NETWORKING_AT_LEAST = 15  # minutes: when time is short, free networking is shortened down to this and no further
SLOT_MINUTES = 3
SLOTS_AT_MOST = 3
LONGEST_EVENING = 8 * 60


class Kind(StrEnum):
    """What happens in an agenda item."""

    WELCOME = "welcome"
    TALK = "talk"
    INTRODUCTIONS = "introductions"
    QUESTIONS = "questions"
    HOT_SEAT = "hot_seat"
    INPUT = "input"
    NETWORKING = "networking"
    BREAK = "break"
    OTHER = "other"


class FilledBy(StrEnum):
    """Who fills an agenda item."""

    COORDINATOR = "coordinator"
    HOST = "host"
    SPEAKER = "speaker"
    NEWEST_MEMBERS = "newest_members"
    MEMBER = "member"
    EVERYONE = "everyone"
    NOBODY = "nobody"


class AgendaNote(StrEnum):
    """What the coordinator should know about an agenda with a fixed end."""

    OVERRUNS = "overruns"  # lasts longer than to the fixed end
    ENDS_EARLY = "ends_early"  # nothing can stretch to the fixed end
    NETWORKING_SHORTENED = "networking_shortened"  # less time to network than the recipe asks for


class RecipeProblemCode(StrEnum):
    """What is wrong, or unusual, with a recipe."""

    EMPTY = "empty"
    NO_MINUTES = "no_minutes"
    TOO_LONG = "too_long"
    NO_TALK = "no_talk"  # every meeting starts from a professional talk
    NO_NETWORKING = "no_networking"  # and is rounded off with time to network freely
    NETWORKING_NOT_LAST = "networking_not_last"
    TOO_SHORT_FOR_TURNS = "too_short_for_turns"


@dataclass(frozen=True, slots=True)
class RecipeItem:
    """One line of a recipe. `minutes` are whole minutes; `slots` turns take `minutes_each` (0: not divided in turns)."""

    kind: Kind
    minutes: int
    title: str = ""
    filled_by: FilledBy = FilledBy.NOBODY
    slots: int = 0
    minutes_each: int = 0


@dataclass(frozen=True, slots=True)
class TimedItem:
    """One line of an agenda with its hours; `number` counts from 1 and is its place in the recipe."""

    number: int
    kind: Kind
    title: str
    filled_by: FilledBy
    starts_at: datetime
    ends_at: datetime
    minutes: int
    slots: int = 0
    minutes_each: int = 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """A timed evening. `spare_minutes`: left before the fixed end; negative when the evening lasts beyond it."""

    items: tuple[TimedItem, ...]
    starts_at: datetime
    ends_at: datetime
    spare_minutes: int = 0
    notes: tuple[AgendaNote, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipeProblem:
    """A problem of one item (numbered from 1) or, where `item` is None, of the whole; blocking ones must be mended."""

    code: RecipeProblemCode
    item: int | None = None
    blocking: bool = False


def timed_agenda(recipe: Sequence[RecipeItem], starts_at: datetime, *, ends_at: datetime | None = None) -> Agenda:
    """Give every item its hours, one after the other.

    With a fixed end the last free networking is stretched, or shortened to no less than 15 minutes (or its own length
    where that is less), so that the evening ends then. Real minutes are counted, also over a change to summer time.
    """
    minutes = [item.minutes for item in recipe]
    if ends_at is not None:
        minutes = stretched(recipe, minutes_between(starts_at, ends_at))
    items, at = [], starts_at
    for number, (item, length) in enumerate(zip(recipe, minutes, strict=True), start=1):
        end = later(at, length)
        items.append(timed(item, number, at, end, length))
        at = end
    spare = 0 if ends_at is None else minutes_between(at, ends_at)
    return Agenda(tuple(items), starts_at, at, spare, notes_on(recipe, minutes, spare))


def timed(item: RecipeItem, number: int, starts_at: datetime, ends_at: datetime, minutes: int) -> TimedItem:
    return TimedItem(
        number=number,
        kind=item.kind,
        title=item.title,
        filled_by=item.filled_by,
        starts_at=starts_at,
        ends_at=ends_at,
        minutes=minutes,
        slots=item.slots,
        minutes_each=item.minutes_each,
    )


def stretched(recipe: Sequence[RecipeItem], wanted: int) -> list[int]:
    minutes = [item.minutes for item in recipe]
    networking = [place for place, item in enumerate(recipe) if item.kind is Kind.NETWORKING]
    if networking:
        last = networking[-1]
        at_least = min(NETWORKING_AT_LEAST, minutes[last])
        minutes[last] = max(minutes[last] + wanted - sum(minutes), at_least)
    return minutes


def notes_on(recipe: Sequence[RecipeItem], minutes: Sequence[int], spare: int) -> tuple[AgendaNote, ...]:
    notes = []
    if spare < 0:
        notes.append(AgendaNote.OVERRUNS)
    if spare > 0:
        notes.append(AgendaNote.ENDS_EARLY)
    if any(length < item.minutes for item, length in zip(recipe, minutes, strict=True)):
        notes.append(AgendaNote.NETWORKING_SHORTENED)
    return tuple(notes)


def later(at: datetime, minutes: int) -> datetime:
    """Real minutes later: an aware time goes over UTC, or a night with a change of the clock would be an hour off."""
    step = timedelta(minutes=minutes)
    return at + step if at.tzinfo is None else (at.astimezone(UTC) + step).astimezone(at.tzinfo)


def minutes_between(first: datetime, last: datetime) -> int:
    if first.tzinfo is not None and last.tzinfo is not None:
        first, last = first.astimezone(UTC), last.astimezone(UTC)
    return int((last - first).total_seconds() // 60)


def minutes_of(recipe: Sequence[RecipeItem]) -> int:
    """How long a recipe lasts."""
    return sum(item.minutes for item in recipe)


def slots_for(recipe: Sequence[RecipeItem], kind: Kind) -> int:
    """How many people can take a turn in the items of a kind, such as the new members in the introductions."""
    return sum(slots_in(item) for item in recipe if item.kind is kind)


def slots_in(item: RecipeItem) -> int:
    """The turns of an item; introductions without a number have three, or as many times three minutes as fit."""
    if item.slots or item.kind is not Kind.INTRODUCTIONS:
        return item.slots
    return min(SLOTS_AT_MOST, item.minutes // SLOT_MINUTES)


def turns_do_not_fit(item: RecipeItem) -> bool:
    slots = item.slots or (SLOTS_AT_MOST if item.kind is Kind.INTRODUCTIONS else 0)
    return slots * (item.minutes_each or SLOT_MINUTES) > item.minutes


def has_hot_seat(recipe: Sequence[RecipeItem]) -> bool:
    """Whether a member is to take the hot seat or the brag spot."""
    return any(item.kind is Kind.HOT_SEAT for item in recipe)


def problems_in(recipe: Sequence[RecipeItem]) -> tuple[RecipeProblem, ...]:
    """What must be mended (blocking) and what is unusual enough to say, item by item and then for the whole."""
    if not recipe:
        return (RecipeProblem(RecipeProblemCode.EMPTY, blocking=True),)
    problems = []
    for number, item in enumerate(recipe, start=1):
        if item.minutes < 1:
            problems.append(RecipeProblem(RecipeProblemCode.NO_MINUTES, number, blocking=True))
        elif turns_do_not_fit(item):
            problems.append(RecipeProblem(RecipeProblemCode.TOO_SHORT_FOR_TURNS, number))
    if minutes_of(recipe) > LONGEST_EVENING:
        problems.append(RecipeProblem(RecipeProblemCode.TOO_LONG, blocking=True))
    return (*problems, *unusual_in([item.kind for item in recipe]))


def unusual_in(kinds: Sequence[Kind]) -> list[RecipeProblem]:
    """Every meeting starts from a professional talk and is rounded off with time to network freely."""
    problems = []
    if Kind.TALK not in kinds:
        problems.append(RecipeProblem(RecipeProblemCode.NO_TALK))
    if Kind.NETWORKING not in kinds:
        problems.append(RecipeProblem(RecipeProblemCode.NO_NETWORKING))
    elif kinds[-1] is not Kind.NETWORKING:
        problems.append(RecipeProblem(RecipeProblemCode.NETWORKING_NOT_LAST, kinds.index(Kind.NETWORKING) + 1))
    return problems
