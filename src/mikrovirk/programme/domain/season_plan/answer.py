"""What the planner answers, as one JSON document (docs/hosting/commands.md, "Season plan")."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from mikrovirk.programme.domain.season_plan.alternatives import alternatives, costs, differing
from mikrovirk.programme.domain.season_plan.conflict import Explainer
from mikrovirk.programme.domain.season_plan.explaining import explained
from mikrovirk.programme.domain.season_plan.reasons import because
from mikrovirk.programme.domain.season_plan.replanning import moved, nearest, replan
from mikrovirk.programme.domain.season_plan.rules import Held
from mikrovirk.programme.domain.season_plan.season import Plan, Planned, Season
from mikrovirk.programme.domain.season_plan.solving import best_plan
from mikrovirk.programme.domain.season_plan.what_if import why_not

Document = dict[str, Any]
Telling = Callable[[str], None]


def silently(stage: str) -> None:
    """Tell nobody how far it is."""


def answer(
    season: Season,
    *,
    others: int = 0,
    published: tuple[Planned, ...] = (),
    asked_for: str | None = None,
    tell: Telling = silently,
) -> Document:
    """Plan the season, or say why it cannot be planned. Raises Undecided.

    `others`: how many alternatives. With a `published` plan as little of it as possible is moved, and no date further than it must.
    `asked_for` is a topic to answer "why not?" for. Where nothing fits, the answer has a smallest conflict and the cheapest way out.
    `tell` hears what is begun: "plan", "conflict" or "others".
    """
    tell("plan")
    plan = replan(season, published) if published else best_plan(season)
    if plan is not None and published:
        plan = nearest(season, published, plan)
    if plan is None:
        tell("conflict")
        explainer = Explainer(season)
        return {
            "plan": None,
            "conflict": _in_words(season, explainer.conflict()),
            "let_go": _in_words(season, explainer.relaxation()),
        }
    made = _document(season, plan)
    if published:
        made["moved"] = list(moved(published, plan))
    if others:
        tell("others")
    made["alternatives"] = [
        {**_document(season, other), "differs": list(differing(plan, other)), "costs": _costs(plan, other)}
        for other in alternatives(season, plan, count=others)
    ]
    if asked_for is not None:
        made["why_not"] = _why_not(season, plan, asked_for)
    return made


def _document(season: Season, plan: Plan) -> Document:
    return {
        "plan": [_meeting(season, plan, each) for each in plan.meetings],
        "support": plan.support,
        "waited": plan.waited,
        "joined": plan.joined,
        "same_area": plan.same_area,
        "optimal": plan.optimal,
    }


def _meeting(season: Season, plan: Plan, planned: Planned) -> Document:
    return {
        "number": planned.number,
        "date": planned.date.isoformat(),
        "topic": planned.topic,
        "speaker": planned.speaker,
        "venue": planned.venue,
        "hot_seat": list(planned.hot_seat),
        "newest": list(planned.newest),
        "because": [
            {"about": each.about, "da": each.wording.da, "en": each.wording.en}
            for each in because(season, plan, planned.number)
        ],
    }


def _costs(plan: Plan, other: Plan) -> Document:
    lost = costs(plan, other)
    return {
        "support": lost.support,
        "waited": lost.waited,
        "joined": lost.joined,
        "same_area": lost.same_area,
        "topics": list(lost.topics),
        "hot_seat": list(lost.hot_seat),
        "newest": list(lost.newest),
    }


def _why_not(season: Season, plan: Plan, topic: str) -> Document:
    found = why_not(season, topic)
    if found.plan is None:
        return {"topic": topic, "plan": None, "conflict": _in_words(season, found.conflict)}
    return {"topic": topic, **_document(season, found.plan), "costs": _costs(plan, found.plan)}


def _in_words(season: Season, demands: Iterable[Held]) -> list[Document]:
    return [
        {
            "demand": each.demand.value,
            "concerns": [one.isoformat() if isinstance(one, date) else one for one in each.concerns],
            "da": each.wording.da,
            "en": each.wording.en,
        }
        for each in explained(season, demands)
    ]
