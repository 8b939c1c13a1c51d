"""Why not this topic? Force it in, and show what that costs, or what stands against it."""

from dataclasses import dataclass

from mikrovirk.programme.domain.season_plan.conflict import Explainer
from mikrovirk.programme.domain.season_plan.model import Expression, SeasonModel
from mikrovirk.programme.domain.season_plan.rules import Held
from mikrovirk.programme.domain.season_plan.season import Plan, Season
from mikrovirk.programme.domain.season_plan.solving import EFFORT, best_plan


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The best plan that has the topic, or else the smallest set of demands that cannot hold together with it."""

    topic: str
    plan: Plan | None
    conflict: tuple[Held, ...] = ()


def why_not(season: Season, topic: str, *, effort: float = EFFORT) -> WhyNot:
    """Return the best plan with the topic, or why there is none. Raises KeyError for an unknown topic, and Undecided."""

    def wanted(model: SeasonModel) -> tuple[Expression, ...]:
        model.cp.add(sum(choice[topic] for choice in model.topic.values()) >= 1)
        return ()

    plan = best_plan(season, adding=wanted, effort=effort)
    if plan is not None:
        return WhyNot(topic, plan)
    return WhyNot(topic, None, Explainer(season, topic=topic, effort=effort).conflict())
