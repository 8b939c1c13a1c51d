"""The whole country: a map of the municipalities."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from mikrovirk.overview import words
from mikrovirk.overview.domain.figures import Figures, Part
from mikrovirk.overview.drawing import maps
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.panels.parts import Cell, Column, Panel, Table, cell
from mikrovirk.overview.panels.shown import Shown, parts_by_key
from mikrovirk.overview.queries.shapes import Shapes
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, Municipality, danish_order, named

SHORT = 4  # letters on a tile
# Names of which the first four letters say too little, or the same as another's.
SHORT_NAMES = {
    "0147": "Frbg", "0210": "Fbrg", "0250": "Fsnd", "0607": "Fcia", "0813": "Fhvn", "0480": "NFyn", "0707": "NDjr",
    "0706": "SDjr", "0760": "RiSk", "0169": "HTaa", "0420": "Assn",
}  # fmt: skip


def map_of(asked: Asked, found: Shown, marks: Mapping[str, int], shapes: Shapes) -> Panel:
    """The map of a page: it leads to the same choices of another municipality."""
    query = asked.as_query(postcode=None, **{"with": None})
    outlines = placed(shapes) if shapes.rings else None
    return area_map(found.country, marks=marks, link=lambda code: f"/overview/{code}/{query}", outlines=outlines)


@lru_cache(maxsize=2)
def placed(shapes: Shapes) -> maps.OnPaper:
    """The outlines on paper; kept, as they are the same on every page."""
    return maps.on_paper(shapes.rings)


def area_map(
    country: Figures,
    *,
    marks: Mapping[str, int],
    link: Callable[[str], str],
    outlines: maps.OnPaper | None = None,
) -> Panel:
    """The share of micro-businesses in every municipality. `marks`: 1 the one looked at, 2 the one beside it; `link`: where a
    municipality's code leads; `outlines`: the real shapes, where they were imported."""
    found = parts_by_key(country["by_place"])
    shares = {code: share_of(found.get((code,))) for code in MUNICIPALITIES}
    bounds = maps.classes([share for share in shares.values() if share is not None])
    places = [
        maps.Place(code, short_name(each), said(each, found.get((code,)), shares[code]), shade(shares[code], bounds), link(code), marks.get(code, 0))
        for code, each in MUNICIPALITIES.items()
    ]  # fmt: skip
    looked_at = next((code for code, mark in marks.items() if mark == 1), None)
    title = title_of(shares, looked_at)
    if outlines:
        picture = maps.outlines(places, outlines, label=title, key=ranges(bounds))
    else:
        placed = [(place, MUNICIPALITIES[place.code].tile) for place in places]
        picture = maps.tiles(placed, label=title, key=ranges(bounds))
    table = Table(
        (
            Column(_("Municipality"), "name"),
            Column(_("Micro-businesses")),
            Column(_("Businesses")),
            Column(_("Share"), "share", 1),
        ),
        tuple(row(each, found.get((each.code,)), shares[each.code]) for each in in_danish_order()),
        tuple(at for at, each in enumerate(in_danish_order()) if marks.get(each.code)),
    )
    says = _("Micro-businesses among all businesses: the darker, the larger a share.")
    if said_ranges := ranges(bounds):
        says += " " + _("From %(lowest)s to %(highest)s.") % {"lowest": said_ranges[0], "highest": said_ranges[-1]}
    return Panel("map", _("Map"), title, table, ("micro_share_of_businesses", "by_place"), says, (picture,))


def title_of(shares: Mapping[str, float | None], looked_at: str | None) -> str:
    known = sorted((share for share in shares.values() if share is not None), reverse=True)
    own = shares.get(looked_at or "")
    if own is None or len(known) < 2:
        return _("Micro-businesses in every municipality")
    higher = sum(share > own for share in known)
    if higher == 0:
        return _("No municipality has a larger share of micro-businesses")
    if higher == len(known) - 1:
        return _("No municipality has a smaller share of micro-businesses")
    return _("%(number)s of %(of)s municipalities have a larger share of micro-businesses than %(name)s") % {
        "number": higher,
        "of": len(known),
        "name": named(looked_at or ""),
    }


def share_of(part: Part | None) -> float | None:
    return part.value / part.of if part and part.value is not None and part.of else None


def shade(share: float | None, bounds: Sequence[float]) -> int | None:
    """Which of the five shades; spread out where there are fewer classes."""
    if share is None:
        return None
    return maps.class_of(share, bounds) if len(bounds) == len(maps.SHADES) - 1 else maps.class_of(share, bounds) + 1


def ranges(bounds: Sequence[float]) -> list[str]:
    """What each shade stands for; nothing where there are fewer classes than shades."""
    if len(bounds) != len(maps.SHADES) - 1:
        return []
    inside = [f"{words.decimal(100 * low)}–{words.share(high, 1)}" for low, high in pairwise(bounds)]
    return [
        _("under %(share)s") % {"share": words.share(bounds[0], 1)},
        *inside,
        _("%(share)s and more") % {"share": words.share(bounds[-1], 1)},
    ]


def said(each: Municipality, part: Part | None, share: float | None) -> str:
    """What somebody hears at a tile."""
    if part is None or share is None:
        return _("%(name)s: no figures") % {"name": each.name}
    return _("%(name)s: %(share)s, %(number)s micro-businesses") % {
        "name": each.name,
        "share": words.share(share, 1),
        "number": words.told(part.value, suppressed=part.suppressed),
    }


def short_name(each: Municipality) -> str:
    return SHORT_NAMES.get(each.code) or each.name[:SHORT]


def in_danish_order() -> list[Municipality]:
    return sorted(MUNICIPALITIES.values(), key=lambda each: danish_order(each.name))


def row(each: Municipality, part: Part | None, share: float | None) -> tuple[Cell, ...]:
    if part is None:
        return (each.name, None, None, None)
    return (each.name, cell(part.value, part.suppressed), part.of, share)
