"""The findings: what the titles say, and that nothing hidden comes out by a chart, a table or a title."""

from dataclasses import replace
from datetime import date

import pytest

from mikrovirk.overview.domain.figures import Area, Figure, Figures, Part
from mikrovirk.overview.drawing.shapes import Link, Rect, Text
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.panels import BUILDERS, map_of, panel
from mikrovirk.overview.panels.parts import TOO_FEW
from mikrovirk.overview.panels.shown import Shown
from mikrovirk.overview.queries.shapes import Shapes
from tests.overview.made_figures import AS_OF, made

HERE = Area("0390")


def shown(**changes: Figure) -> Shown:
    own = made(HERE)
    rows = tuple(changes.get(row.key, row) for row in own.rows)
    past = tuple(made(HERE, date(year, 1, 1)) for year in range(2008, 2027))
    own = replace(own, rows=rows)
    return Shown(Asked(HERE, AS_OF), own, made(Area()), (*past, own))


def test_every_title_is_a_finding() -> None:
    titles = {key: panel(key, shown()).title for key in BUILDERS}
    assert titles["sizes"] == "88\u00a0% af virksomhederne har under ti ansatte"
    assert titles["years"] == "34\u00a0% flere mikrovirksomheder end i 2008"
    assert titles["moves"] == "143 er flyttet hertil, og 118 er flyttet væk på tolv måneder"
    assert titles["transitions"].startswith("8,9\u00a0% af mikrovirksomhederne for 5 år siden")


def nothing(key: str) -> Figure:
    return Figure(key, None, None, (), suppressed=True)


@pytest.mark.parametrize("key", sorted(BUILDERS))
def test_every_panel_can_be_made_where_nothing_may_be_told(key: str) -> None:
    empty = Figures(
        HERE,
        AS_OF,
        Asked(HERE, AS_OF).choices,
        AS_OF,
        made(HERE).period,
        tuple(nothing(row.key) for row in made(HERE).rows),
    )
    found = panel(key, Shown(Asked(HERE, AS_OF), empty, empty, (empty,)))
    assert found.title
    numbers = [cell for row in found.table.rows for cell in row[1:] if isinstance(cell, int | float) and cell]
    assert numbers == []


def test_a_hidden_part_is_hidden_in_table_and_chart() -> None:
    hidden = Figure(
        "by_size", 7, None, (Part(("0",), 5), Part(("1-4",), None, None, True), Part(("5-9",), None, None, True))
    )
    found = panel("sizes", shown(by_size=hidden))
    assert [row[1] for row in found.table.rows][:3] == [5, TOO_FEW, TOO_FEW]
    texts = [mark.text for mark in found.pictures[0].marks if isinstance(mark, Text)]
    assert texts == ["Ingen ansatte", "5", "1–4 ansatte", "skjult", "5–9 ansatte", "skjult"]


def test_two_areas_are_drawn_on_one_scale() -> None:
    one = shown()
    small = made(HERE)
    rows = tuple(
        Figure("by_size", 10, None, (Part(("0",), 10),)) if row.key == "by_size" else row for row in small.rows
    )
    beside = replace(one, own=replace(small, rows=rows), beside=one)
    drawn = panel("sizes", beside).pictures[0]
    full = [mark.width for mark in drawn.marks if isinstance(mark, Rect) and mark.opacity == 1]
    assert full[0] < drawn.width / 20


@pytest.mark.parametrize("key", ["years", "births"])
def test_lines_of_two_areas_have_one_scale(key: str) -> None:
    small, large = made(Area("0390", "4780")), made(HERE)
    one = Shown(Asked(HERE, AS_OF), large, large, (large, large))
    two = Shown(Asked(Area("0390", "4780"), AS_OF), small, large, (small, small), beside=one)

    def scale(found: Shown) -> list[str]:
        marks = panel(key, found).pictures[0].marks
        return [mark.text for mark in marks if isinstance(mark, Text) and mark.anchor == "end"]

    assert scale(replace(one, beside=two)) == scale(two) != scale(replace(two, beside=None))


def test_the_map_leads_everywhere_and_says_where_one_is() -> None:
    asked = Asked(HERE, AS_OF, chose_day=True)
    found = map_of(asked, shown(), {"0390": 1, "0376": 2}, Shapes())
    links = [mark for mark in found.pictures[0].marks if isinstance(mark, Link)]
    assert len(links) == 98
    assert links[-1].words.startswith("Vordingborg: ") or links[-2].words.startswith("Vordingborg: ")
    assert {link.url for link in links} >= {"/overview/0376/?on=2026-11-01"}
    assert next(link.words for link in links if link.is_current).startswith("Vordingborg")
    assert "Læsø: ingen tal" in [link.words for link in links]


def test_where_there_are_outlines_they_are_drawn() -> None:
    square = ((11.0, 55.0), (12.0, 55.0), (12.0, 54.5), (11.0, 54.5))
    found = map_of(Asked(HERE, AS_OF), shown(), {"0390": 1}, Shapes("today", {"0390": (square,), "0376": (square,)}))
    assert sum(isinstance(mark, Link) for mark in found.pictures[0].marks) == 2
