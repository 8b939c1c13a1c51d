"""Plan and reality: whether what was agreed was done in the last year, and by whom in fact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mikrovirk.cooperation.domain.roles import TaskLine

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Done:
    """Something that carried a task out on a day; `party`: who did it, None where nobody says."""

    task: int
    day: date
    party: int | None = None


class Outcome(StrEnum):
    """How a task came out."""

    AS_AGREED = "as_agreed"  # by whoever has the responsibility, or nobody says by whom
    BY_OTHERS = "by_others"  # done, but never by whoever has the responsibility
    COMING = "coming"  # not in the last year, but it is planned
    NOT_DONE = "not_done"


@dataclass(frozen=True)
class Reality:
    """One task: what came of it, how often in the last year, when last, when next, and by whom."""

    task: TaskLine
    outcome: Outcome
    count: int = 0
    last: date | None = None
    next: date | None = None
    by: tuple[int, ...] = ()


def compare(tasks: Sequence[TaskLine], done: Iterable[Done], *, today: date) -> tuple[Reality, ...]:
    """Each task beside what was done about it in the year up to `today`, and is planned after it."""
    all_done = sorted(done, key=lambda each: each.day)
    return tuple(reality_of(task, [each for each in all_done if each.task == task.key], today) for task in tasks)


def reality_of(task: TaskLine, done: Sequence[Done], today: date) -> Reality:
    """`done`: what is known of that task, by day."""
    held = [each for each in done if each.day <= today]
    in_the_year = [each for each in held if each.day > today - A_YEAR]
    coming = [each for each in done if each.day > today]
    by = tuple(dict.fromkeys(each.party for each in in_the_year if each.party is not None))
    return Reality(
        task,
        outcome_of(task, in_the_year, coming, by),
        count=len(in_the_year),
        last=held[-1].day if held else None,
        next=coming[0].day if coming else None,
        by=by,
    )


def outcome_of(task: TaskLine, in_the_year: Sequence[Done], coming: Sequence[Done], by: Sequence[int]) -> Outcome:
    if not in_the_year:
        return Outcome.COMING if coming else Outcome.NOT_DONE
    known = all(each.party is not None for each in in_the_year)
    if known and not set(by) & set(task.responsible):
        return Outcome.BY_OTHERS
    return Outcome.AS_AGREED
