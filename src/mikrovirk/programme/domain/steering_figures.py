"""What the steering group is told of an evening: who came, who is new, who came back, and how it was.

Small numbers are told as numbers: a share of fewer than twenty has no percentage ("3 of 7"), and fewer than five
ratings are not compared. People are keys here; names belong to the coordinator's page only.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

PERCENT_FROM = 20  # people: below this one person is more than five per cent
RATINGS_ENOUGH = 5
COMPARED_WITH = 3
HIGHEST_RATING = 5
ONE_PERSON = Decimal(1)
RATING_STEP = Decimal("0.3")
TENTH = Decimal("0.1")


class Measure(StrEnum):
    """What is compared with the meetings before."""

    SIGNED_UP = "signed_up"
    CAME = "came"
    FIRST_TIMERS = "first_timers"
    NO_SHOWS = "no_shows"
    RATING = "rating"


class Direction(StrEnum):
    """More or less than at the meetings before; a difference of less than one person, or 0.3 of a rating, is none."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    TOO_FEW = "too_few"  # ratings, on either side, to say anything
    NOTHING_BEFORE = "nothing_before"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that was held; `date` is its day."""

    meeting_id: int
    date: date


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """A sign-up with a place, or a walk-in. `person_key` is None for a walk-in known by name only."""

    meeting_id: int
    person_key: str | None
    signed_up: bool
    came: bool
    is_member: bool


@dataclass(frozen=True, slots=True)
class RatingRow:
    """A rating from 1 to 5."""

    meeting_id: int
    rating: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, or None where the numbers are small and say more themselves."""
        if self.whole < PERCENT_FROM:
            return None
        return int((Decimal(100 * self.part) / self.whole).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many gave each rating: `counts[0]` is the number of ones. `average` has one decimal."""

    counts: tuple[int, ...]
    answered: int
    average: Decimal | None


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """One evening in numbers. `was_checked`: somebody was checked in; otherwise nobody is called a no-show."""

    meeting_id: int
    date: date
    was_checked: bool
    signed_up: int
    came: int
    members: int
    guests: int
    walk_ins: int
    first_timers: tuple[str, ...]
    returning: tuple[str, ...]
    no_shows: tuple[str, ...]
    unknown: int
    ratings: Ratings


@dataclass(frozen=True, slots=True)
class Comparison:
    """A measure now and its average (one decimal) over the meetings before."""

    measure: Measure
    now: Decimal | None
    before: Decimal | None
    direction: Direction


@dataclass(frozen=True, slots=True)
class SteeringFigures:
    """An evening beside the (up to) three before it, oldest first.

    `showed_up`: of those signed up. `answered`: of those who came. `came_back`: of those who were there for the first
    time at the meetings before, who has come again since; `back` are their keys.
    """

    meeting: MeetingFigures
    before: tuple[MeetingFigures, ...]
    compared: tuple[Comparison, ...]
    showed_up: Share
    answered: Share
    came_back: Share
    back: tuple[str, ...]


def figures(
    meeting_id: int,
    *,
    meetings: Sequence[MeetingRow],
    attendance: Iterable[AttendanceRow],
    ratings: Iterable[RatingRow],
) -> SteeringFigures:
    """Tell of one meeting from plain rows of it and every earlier one of the network; raise KeyError if it is missing.

    Cancelled meetings, sign-ups that were cancelled and those still waiting are not among the rows.
    """
    of_meeting = grouped(attendance)
    rated: dict[int, list[int]] = {}
    for row in ratings:
        rated.setdefault(row.meeting_id, []).append(row.rating)
    told: list[MeetingFigures] = []
    seen: set[str] = set()
    for held in up_to(meeting_id, meetings):
        told.append(figures_of(held, of_meeting.get(held.meeting_id, []), rated.get(held.meeting_id, []), seen))
        seen.update(told[-1].first_timers)
    *earlier, now = told
    before = tuple([figure for figure in earlier if figure.was_checked][-COMPARED_WITH:])
    new_before, back = came_again(before, told)
    return SteeringFigures(
        meeting=now,
        before=before,
        compared=tuple(compare(measure, now, before) for measure in Measure),
        showed_up=Share(now.came - now.walk_ins, now.signed_up),
        answered=Share(now.ratings.answered, now.came),
        came_back=Share(len(back), len(new_before)),
        back=back,
    )


def grouped(attendance: Iterable[AttendanceRow]) -> dict[int, list[AttendanceRow]]:
    found: dict[int, list[AttendanceRow]] = {}
    for row in attendance:
        found.setdefault(row.meeting_id, []).append(row)
    return found


def up_to(meeting_id: int, meetings: Sequence[MeetingRow]) -> list[MeetingRow]:
    ordered = sorted(meetings, key=lambda meeting: (meeting.date, meeting.meeting_id))
    for place, meeting in enumerate(ordered, start=1):
        if meeting.meeting_id == meeting_id:
            return ordered[:place]
    raise KeyError(meeting_id)


def figures_of(
    meeting: MeetingRow, rows: Sequence[AttendanceRow], ratings: Sequence[int], seen: set[str]
) -> MeetingFigures:
    came = [row for row in rows if row.came]
    keys = [row.person_key for row in came if row.person_key is not None]
    absent = [row.person_key for row in rows if row.signed_up and not row.came and row.person_key is not None]
    return MeetingFigures(
        meeting_id=meeting.meeting_id,
        date=meeting.date,
        was_checked=bool(came),
        signed_up=sum(row.signed_up for row in rows),
        came=len(came),
        members=sum(row.is_member for row in came),
        guests=sum(not row.is_member for row in came),
        walk_ins=sum(not row.signed_up for row in came),
        first_timers=tuple(sorted(key for key in keys if key not in seen)),
        returning=tuple(sorted(key for key in keys if key in seen)),
        no_shows=tuple(sorted(absent)) if came else (),
        unknown=len(came) - len(keys),
        ratings=distribution(ratings),
    )


def distribution(ratings: Sequence[int]) -> Ratings:
    """How many gave each rating from 1 to 5, and the average."""
    counts = Counter(ratings)
    return Ratings(
        counts=tuple(counts[rating] for rating in range(1, HIGHEST_RATING + 1)),
        answered=len(ratings),
        average=tenths(Decimal(sum(ratings)) / len(ratings)) if ratings else None,
    )


def came_again(before: Sequence[MeetingFigures], told: Sequence[MeetingFigures]) -> tuple[set[str], tuple[str, ...]]:
    """Those new at the meetings before, and the ones of them who have been there again since."""
    new = {key for figure in before for key in figure.first_timers}
    again = {key for figure in told for key in figure.returning}
    return new, tuple(sorted(new & again))


def compare(measure: Measure, now: MeetingFigures, before: Sequence[MeetingFigures]) -> Comparison:
    """One measure beside its average over the meetings before; ratings weigh the same from every rater."""
    if measure is Measure.RATING:
        return compare_ratings(now.ratings, [figure.ratings for figure in before])
    value = value_of(measure, now)
    if not before:
        return Comparison(measure, value, None, Direction.NOTHING_BEFORE)
    average = sum((value_of(measure, figure) for figure in before), Decimal(0)) / len(before)
    return Comparison(measure, value, tenths(average), direction(value - average, ONE_PERSON))


def compare_ratings(now: Ratings, before: Sequence[Ratings]) -> Comparison:
    together = distribution([rating for ratings in before for rating in as_list(ratings)])
    found = Direction.TOO_FEW
    if not together.answered:
        found = Direction.NOTHING_BEFORE
    elif min(now.answered, together.answered) >= RATINGS_ENOUGH and now.average and together.average:
        found = direction(now.average - together.average, RATING_STEP)
    return Comparison(Measure.RATING, now.average, together.average, found)


def as_list(ratings: Ratings) -> list[int]:
    return [rating for rating, count in enumerate(ratings.counts, start=1) for _ in range(count)]


def value_of(measure: Measure, figure: MeetingFigures) -> Decimal:
    values = {
        Measure.SIGNED_UP: figure.signed_up,
        Measure.CAME: figure.came,
        Measure.FIRST_TIMERS: len(figure.first_timers),
        Measure.NO_SHOWS: len(figure.no_shows),
    }
    return Decimal(values[measure])


def direction(difference: Decimal, step: Decimal) -> Direction:
    if abs(difference) < step:
        return Direction.SAME
    return Direction.UP if difference > 0 else Direction.DOWN


def tenths(value: Decimal) -> Decimal:
    return value.quantize(TENTH, ROUND_HALF_UP)
