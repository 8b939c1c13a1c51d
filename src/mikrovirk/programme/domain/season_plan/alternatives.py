"""Other plans worth looking at, and what each would cost beside the best one."""

from collections.abc import Sequence
from dataclasses import dataclass

from mikrovirk.programme.domain.season_plan.model import Expression, SeasonModel
from mikrovirk.programme.domain.season_plan.season import Plan, Season
from mikrovirk.programme.domain.season_plan.solving import EFFORT, Undecided, best_plan


def alternatives(season: Season, plan: Plan, *, count: int = 2, effort: float = EFFORT) -> tuple[Plan, ...]:
    """Return the next best plans: each the best of those that really differ from the plan and from one another.

    Fewer than `count` where there are no more, or where none was found within the effort.
    """
    found = [plan]
    while len(found) <= count:
        try:
            other = best_plan(season, adding=lambda model: unlike(model, tuple(found)), effort=effort)
        except Undecided:
            break
        if other is None:
            break
        found.append(other)
    return tuple(found[1:])


def enough_to_differ(meetings: int) -> int:
    """In how many meetings at least two plans must differ in topic or date: a quarter, rounded up."""
    return -(-meetings // 4)


def unlike(model: SeasonModel, plans: Sequence[Plan]) -> Sequence[Expression]:
    """Demand that the plan differs from each of these in topic or date of enough meetings."""
    for plan in plans:
        same = []
        for each in plan.meetings:
            both = model.cp.new_bool_var("")
            model.cp.add(model.date[each.number][each.date] + model.topic[each.number][each.topic] <= 1 + both)
            same.append(both)
        model.cp.add(sum(same) <= len(same) - enough_to_differ(len(same)))
    return ()


def differing(plan: Plan, other: Plan) -> tuple[int, ...]:
    """The numbers of the meetings that differ in topic or date."""
    return tuple(
        one.number
        for one, two in zip(plan.meetings, other.meetings, strict=True)
        if (one.date, one.topic) != (two.date, two.topic)
    )


@dataclass(frozen=True, slots=True)
class Costs:
    """What a plan gives up beside another: sums, and the wishes that are no longer met.

    `joined` are days of membership that those who are introduced have less, over all; `same_area` how many more meetings are in
    the same area as the one before. Negative numbers are gains.
    """

    support: int
    waited: int
    joined: int
    same_area: int
    topics: tuple[str, ...]
    hot_seat: tuple[str, ...]
    newest: tuple[str, ...]


def costs(plan: Plan, other: Plan) -> Costs:
    """What `other` gives up beside `plan`."""
    return Costs(
        support=plan.support - other.support,
        waited=plan.waited - other.waited,
        joined=other.joined - plan.joined,
        same_area=other.same_area - plan.same_area,
        topics=tuple(sorted({each.topic for each in plan.meetings} - {each.topic for each in other.meetings})),
        hot_seat=tuple(sorted(_turns(plan, "hot_seat") - _turns(other, "hot_seat"))),
        newest=tuple(sorted(_turns(plan, "newest") - _turns(other, "newest"))),
    )


def _turns(plan: Plan, which: str) -> set[str]:
    return {name for each in plan.meetings for name in getattr(each, which)}
