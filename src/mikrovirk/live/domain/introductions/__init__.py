"""Whom to meet: up to three people for everyone in the room, each with a reason.

A plan is a heaviest choice of pairs in which each person is at most `per_person` times: first as few people as possible are
alone, then the sum of scores is as great as it can be. Without a limit of time the plan is proven the best one. The same
task gives the same plan, in whatever order people are named.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from mikrovirk.live.domain.introductions.facts import Facts, Need
from mikrovirk.live.domain.introductions.people import Pair, Plan, Somebody

if TYPE_CHECKING:
    from mikrovirk.live.domain.introductions.few import Few

__all__ = ["Facts", "Need", "Pair", "Plan", "Somebody", "introduce", "introduce_by_scores", "why_few"]


def introduce(
    people: Sequence[Somebody],
    *,
    per_person: int = 3,
    met: Mapping[tuple[str, str], int] = {},
    kept: Iterable[tuple[str, str]] = (),
    never: Iterable[tuple[str, str]] = (),
    seconds: float | None = None,
    clock: Callable[[], float] | None = None,
    even: bool = False,
) -> Plan:
    """Plan whom the people in the room should meet, by the documented scoring (see `scoring`).

    `met` says how many meetings ago two last met (1: at the last one). `kept` pairs are on cards that are handed out: they stay.
    `never` are those who are not to meet. Pairs that name somebody who is not in the room are passed over.
    With `seconds` and a `clock` (seconds, such as `time.monotonic`) the best plan found by then is returned; how far it may be from
    the best is `plan.at_most_better`. With `even` the sum may be up to 0.4 % less where those who get least then get more. Where everybody can have min(per_person, those they may meet) pairs, everybody has them.

    Raises ValueError where the task contradicts itself: an id twice, or more kept pairs than `per_person` for somebody.
    """
    from mikrovirk.live.domain.introductions.making import plan_for_people

    return plan_for_people(
        people, per_person=per_person, met=met, kept=kept, never=never, full=True, even=even, left=_left(seconds, clock)
    )


def introduce_by_scores(
    ids: Sequence[str],
    scores: Mapping[tuple[str, str], int],
    *,
    per_person: int = 3,
    kept: Iterable[tuple[str, str]] = (),
    seconds: float | None = None,
    clock: Callable[[], float] | None = None,
    even: bool = False,
) -> Plan:
    """Plan by given scores (whole numbers from 0): pairs that are not named cannot meet; kept ones count 0 if not named.

    `seconds`, `clock`, `even` and what is raised are as for `introduce`.
    """
    from mikrovirk.live.domain.introductions.making import plan_by_scores

    return plan_by_scores(ids, scores, per_person=per_person, kept=kept, even=even, left=_left(seconds, clock))


def why_few(
    people: Sequence[Somebody],
    plan: Plan,
    *,
    per_person: int = 3,
    met: Mapping[tuple[str, str], int] = {},
    never: Iterable[tuple[str, str]] = (),
) -> tuple["Few", ...]:
    """Return who has fewer than `per_person` pairs in the plan, each with the reason in a sentence, in the order of the ids."""
    from mikrovirk.live.domain.introductions.few import who_has_few

    return who_has_few(people, plan, per_person=per_person, met=met, never=never)


def _left(seconds: float | None, clock: Callable[[], float] | None) -> Callable[[], float]:
    """The time left, counted from now. Without a clock a limit means: stop as soon as there is a plan and a bound."""
    if seconds is None:
        return lambda: float("inf")
    if clock is None:
        return lambda: float("-inf")
    end = clock() + seconds
    return lambda: end - clock()
