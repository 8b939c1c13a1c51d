"""The pieces of an overview page: each a finding with its chart, its table and its definitions."""

from collections.abc import Callable

from mikrovirk.overview.panels import certainty, growth, lives, moves, stock, years
from mikrovirk.overview.panels.country import map_of
from mikrovirk.overview.panels.parts import Panel
from mikrovirk.overview.panels.shown import Shown

__all__ = ["BUILDERS", "map_of", "panel"]

# In the order of the page. Those about networks and the map need more than figures; the views add them.
BUILDERS: dict[str, Callable[[Shown], Panel]] = {
    "sizes": stock.sizes,
    "years": years.years,
    "industries": years.industries,
    "groups": stock.groups,
    "places": stock.places,
    "births": lives.births,
    "survival": lives.survival,
    "transitions": growth.transitions,
    "moves": moves.moves,
    "certainty": certainty.certainty,
}


def panel(key: str, shown: Shown) -> Panel:
    """One piece; KeyError where there is none of that name."""
    return BUILDERS[key](shown)
