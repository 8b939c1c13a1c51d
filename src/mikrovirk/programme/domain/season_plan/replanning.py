"""A change in mid-season: plan what is left with as few moves as possible."""

from collections.abc import Sequence
from dataclasses import replace

from mikrovirk.programme.domain.season_plan.checking import broken
from mikrovirk.programme.domain.season_plan.model import Expression, SeasonModel
from mikrovirk.programme.domain.season_plan.season import Plan, Planned, Season
from mikrovirk.programme.domain.season_plan.solving import EFFORT, best_plan

_CHOICES = ("date", "topic", "speaker", "venue")
_TURNS = ("hot_seat", "newest")


def replan(season: Season, published: Sequence[Planned], *, effort: float = EFFORT) -> Plan | None:
    """Return the plan of the changed season that moves least of what was published, or None where there is none.

    First as few meetings as possible change in date, topic, speaker or venue; then as few of these as possible, and of the turns of
    members, counted together; then the usual aims. A date that was published stays open for its meeting if it is among the
    candidates. Raises Undecided.
    """
    return best_plan(season, adding=lambda model: _kept(model, published), effort=effort)


def _kept(model: SeasonModel, published: Sequence[Planned]) -> Sequence[Expression]:
    whole, single = [], []
    for each in published:
        if each.number not in model.date:
            continue
        evening = [getattr(model, what)[each.number].get(getattr(each, what)) for what in _CHOICES]
        turns = [
            getattr(model, what)[each.number][name]
            for what in _TURNS
            for name in getattr(each, what)
            if name in getattr(model, what)[each.number]
        ]
        left = [variable for variable in evening if variable is not None]
        if len(left) == len(evening):
            unmoved = model.cp.new_bool_var("")
            for variable in left:
                model.cp.add_implication(unmoved, variable)
            whole.append(unmoved)
        single += [*left, *turns]
    zero = model.cp.new_constant(0)
    return -sum(whole, start=zero), -sum(single, start=zero)


def nearest(season: Season, published: Sequence[Planned], plan: Plan) -> Plan:
    """Return the same plan with each date that had to give way as near to the published one as every demand lets it be.

    Of two as near the later: people get more notice, never less. Sums and everything but dates stay.
    """
    was = {each.number: each.date for each in published}
    meetings = list(plan.meetings)
    for at, each in enumerate(meetings):
        agreed = was.get(each.number)
        if agreed is None or agreed == each.date:
            continue
        days = season.dates_of(season.meetings[at])
        for day in sorted(days, key=lambda day: (abs((day - agreed).days), day < agreed)):
            changed = [*meetings[:at], replace(each, date=day), *meetings[at + 1 :]]
            if not broken(season, changed):
                meetings = changed
                break
    return replace(plan, meetings=tuple(meetings))


def moved(published: Sequence[Planned], plan: Plan) -> tuple[int, ...]:
    """The numbers of the meetings whose date, topic, speaker or venue is not as published."""
    now = {each.number: each for each in plan.meetings}
    return tuple(each.number for each in published if each.number in now and not each.same_evening(now[each.number]))
