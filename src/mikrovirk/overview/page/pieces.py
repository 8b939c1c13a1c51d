"""The panels of a page as HTML. Kept, since they are made of figures that never change while a copy of the register counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from mikrovirk.overview.page import showing
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.page.laying import laid
from mikrovirk.overview.panels import BUILDERS, map_of
from mikrovirk.overview.panels.parts import Panel
from mikrovirk.overview.queries import cubes
from mikrovirk.overview.queries.shapes import Shapes, municipality_shapes
from mikrovirk.register.domain.layout import DB25
from mikrovirk.register.queries.copies import Copy
from mikrovirk.register.queries.industries import titles_of

PAGES_KEPT = 64  # of about 150 kB
Pair = tuple[str, SafeString, SafeString]


@dataclass(frozen=True)
class Made:
    """What a page is made of besides what is asked for: a page is the same as long as these are."""

    copy_name: str
    language: str
    shapes: Shapes
    has_cubes: bool  # without them fewer years are counted
    titles: int  # how many official names of industries were read in
    copy: Copy = field(compare=False)


def now(copy: Copy) -> Made:
    return Made(
        showing.name_of(copy),
        get_language() or "da",
        municipality_shapes(),
        cubes.of_copy(copy) is not None,
        len(titles_of(DB25)),
        copy,
    )


def written(
    panel: Panel, asked: Asked, *, level: int = 3, place: str = "", files: bool = True, keyed: bool = False
) -> SafeString:
    """One panel as HTML. `place`: which area it is about, where two stand side by side; `keyed`: the keyboard stops at the links
    of its picture."""
    piece = laid(panel, asked, files=files, skip_links=not keyed)
    return render_to_string("overview/_panel.html", {"piece": piece, "level": level, "place": place})


@lru_cache(maxsize=PAGES_KEPT)
def pieces(asked: Asked, made: Made) -> Mapping[str, SafeString]:
    """Every panel about the register on the page of one area, by its key; the map among them."""
    found = showing.shown(asked, copy=made.copy)
    panels = [map_of(asked, found, {asked.code: 1}, made.shapes), *(build(found) for build in BUILDERS.values())]
    return {panel.key: written(panel, asked) for panel in panels}


@lru_cache(maxsize=PAGES_KEPT // 2)
def pairs(asked: Asked, made: Made) -> tuple[SafeString, Sequence[Pair]]:
    """(the map with both areas, each panel of both), on the same scales; `asked.beside` must be there."""
    one, two = showing.both(asked, copy=made.copy)
    theirs = two.asked
    marks = {area.municipality: at for at, area in ((2, theirs.area), (1, asked.area)) if area.municipality}
    found = []
    for build in BUILDERS.values():
        panel = build(one)
        sides = (written(panel, asked, place=one.name), written(build(two), theirs, place=two.name))
        found.append((panel.name, *sides))
    return written(map_of(asked, one, marks, made.shapes), asked, level=2, files=False), found
