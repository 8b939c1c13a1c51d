"""From wishes to a season: dates, topics, speakers, venues and whose turn it is, with the reasons.

`rules` lists every demand and every aim. `solving` finds the best plan and proves it, `alternatives` the next best, `conflict` why
there is none, `what_if` why not a certain topic, `replanning` what moves least after a change; `reasons` and `explaining` put it
into words. Those that need the solver load it when they are imported, so import them where they are used.
"""

from mikrovirk.programme.domain.season_plan.reading import published_of, season_of
from mikrovirk.programme.domain.season_plan.rows import NotASeason
from mikrovirk.programme.domain.season_plan.rules import Demand, Held
from mikrovirk.programme.domain.season_plan.season import Plan, Planned, Season

__all__ = ["Demand", "Held", "NotASeason", "Plan", "Planned", "Season", "published_of", "season_of"]
