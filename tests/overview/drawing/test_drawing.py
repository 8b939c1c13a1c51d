"""Charts and maps as shapes, as SVG and as PNG."""

from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from mikrovirk.overview.drawing import charts, curves, maps, png, shapes, svg

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = ((11.0, 55.0), (12.0, 55.0), (12.0, 54.5), (11.0, 54.5))


def texts(drawing: shapes.Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if isinstance(mark, shapes.Text)]


def test_bars_say_label_and_number_and_the_longest_fills_its_track() -> None:
    drawn = charts.bars([charts.Bar("Ingen ansatte", 200, "200"), charts.Bar("1–4 ansatte", None, "skjult")])
    assert texts(drawn) == ["Ingen ansatte", "200", "1–4 ansatte", "skjult"]
    widths = [mark.width for mark in drawn.marks if isinstance(mark, shapes.Rect) and mark.opacity == 1]
    assert widths == [shapes.WIDTH]


def test_bars_on_one_scale_with_another_area() -> None:
    drawn = charts.bars([charts.Bar("Ingen ansatte", 50, "50")], most=200)
    assert [mark.width for mark in drawn.marks if isinstance(mark, shapes.Rect) and mark.opacity == 1] == [
        shapes.WIDTH / 4
    ]


def test_a_line_has_its_name_and_last_number_at_its_end_and_leaves_gaps_out() -> None:
    drawn = curves.lines(
        [curves.Series("startet", (3, None, 9), "9")], ticks=["2024", "", "2026"], words=lambda value: f"{value:.0f}"
    )

    assert texts(drawn)[-4:] == ["2024", "2026", "9", "startet"]
    line = next(mark for mark in drawn.marks if isinstance(mark, shapes.Line) and mark.tone == "fjord")
    assert len(line.points) == 2


@pytest.mark.parametrize(
    ("greatest", "steps"),
    [
        (9, [0, 5, 10]),
        (4, [0, 1, 2, 3, 4]),
        (412, [0, 200, 400, 600]),
        (1, [0, 1]),
        (3605, [0, 1000, 2000, 3000, 4000]),
    ],
)
def test_scales_have_round_steps(greatest: float, steps: list[float]) -> None:
    assert curves.steps_to(greatest) == steps


def test_names_that_would_lie_on_each_other_move_apart() -> None:
    assert shapes.apart([50, 51, 52], least=10, top=0, bottom=60) == [40, 50, 60]


def test_long_words_are_shortened_and_lines_broken() -> None:
    assert shapes.shortened("Faaborg-Midtfyn", 40, 12).endswith("…")
    assert shapes.wrapped("Landbrug, skovbrug og fiskeri", 100, 12) == ["Landbrug,", "skovbrug og", "fiskeri"]
    assert len(shapes.wrapped("Landbrug, skovbrug og fiskeri", 100, 12, most=2)) == 2


def test_values_fall_into_five_classes_and_like_values_into_one() -> None:
    bounds = maps.classes([float(value) for value in range(1, 101)])
    assert [maps.class_of(value, bounds) for value in (1, 21, 41, 61, 100)] == [0, 1, 2, 3, 4]
    assert maps.classes([1.0, 1.0, 1.0]) == []
    assert maps.classes([]) == []


def a_map() -> shapes.Drawing:
    places = [
        (maps.Place("0390", "Vord", "Vordingborg: 93 %", 4, "/overview/0390/", 1), (1, 1)),
        (
            maps.Place("0376", "Guld", "Guldborgsund <& co>: ingen tal", None, "/overview/0376/?on=2025-01-01&span=3"),
            (1, 2),
        ),
    ]
    return maps.tiles(places, label="Kort")


def test_a_map_in_a_page_is_links_with_words() -> None:
    found = ElementTree.fromstring(str(svg.in_page(a_map())))
    links = found.findall("a")
    assert [(link.get("href"), link.get("aria-label")) for link in links] == [
        ("/overview/0376/?on=2025-01-01&span=3", "Guldborgsund <& co>: ingen tal"),
        ("/overview/0390/", "Vordingborg: 93 %"),
    ]
    assert links[1].get("aria-current") == "true"
    assert found.get("role") == "group"


def test_a_file_stands_alone_with_colours_and_without_links() -> None:
    found = ElementTree.fromstring(svg.as_file(a_map()).encode())
    assert found.findall(f"{SVG}a") == []
    fills = {rect.get("fill") for rect in found.iter(f"{SVG}rect")}
    assert fills == {"#ffffff", "#0f5c55", "#a8321f"}
    assert found.find(f"{SVG}title").text == "Kort"  # type: ignore[union-attr]


def test_outlines_keep_their_shape_in_kilometres() -> None:
    drawn = maps.outlines([maps.Place("0390", "Vord", "Vordingborg", 2, "/x/", 1)], maps.on_paper({"0390": [SQUARE]}))
    # half a degree north is as long as 0.87 degrees east at 54.75 north
    assert drawn.width == pytest.approx(568)
    assert drawn.height - 8 == pytest.approx(560 * 0.5 / 0.577, rel=0.01)


def test_a_town_whose_name_has_no_room_keeps_its_circle() -> None:
    near = [maps.Town(f"Landsby {n}", 11.5, 54.7 + n / 2000, 9, "9") for n in range(9)]
    drawn = maps.towns([maps.Town("Stege", 11.9, 54.9, 90, "90"), *near], [SQUARE])
    names = [mark.text for mark in drawn.marks if isinstance(mark, shapes.Text)]
    assert names[0] == "Stege 90"
    assert len(names) < 10
    assert sum(isinstance(mark, shapes.Dot) for mark in drawn.marks) == 10


EVERY_KIND = [
    charts.both_ways([("Næstved", 3, "3", None, "skjult")], ends=("ind", "ud")),
    charts.columns([("2024", 3, "3"), ("", None, ""), ("2026", 0, "0")]),
    charts.matrix(["0"], ["0", "Lukket"], [[(0.9, "9"), (0.1, "1")]], across_title="i dag", down_title="før"),
    shapes.beside(
        [curves.small(curves.Series("Handel", (1, 2), "2"), ends=("2007", "2026"), change="+100 %")] * 3, columns=2
    ),
    curves.lines(
        [curves.Series("Her", (1.0, 0.5), "50 %"), curves.Series("Der", (1.0, None), "")], ticks=["0", "1"], words=str
    ),
    maps.towns([maps.Town("Stege", 12.28, 54.98, 9, "9")]),
    maps.outlines(
        [maps.Place("0390", "Vord", "Vordingborg", 2)],
        maps.on_paper({"0390": [SQUARE, ((11.2, 54.9), (11.4, 54.9), (11.3, 54.8))]}),
    ),
    a_map(),
    charts.bars([]),
    curves.lines([], ticks=[], words=str),
]


@pytest.mark.parametrize("drawing", EVERY_KIND, ids=range(len(EVERY_KIND)))
def test_every_drawing_can_be_written_both_ways(drawing: shapes.Drawing) -> None:
    whole = shapes.headed(drawing, title="Halvdelen lever efter fem år", source="Kilde: CVR")
    ElementTree.fromstring(svg.as_file(whole).encode())
    ElementTree.fromstring(str(svg.in_page(drawing)))
    picture = Image.open(BytesIO(png.as_png(whole, broad=round(whole.width))))
    assert picture.format == "PNG"
    assert picture.width == pytest.approx(whole.width, abs=1)


def test_a_very_large_picture_is_made_smaller() -> None:
    picture = Image.open(BytesIO(png.as_png(shapes.Drawing(400, 4000, ()), broad=4000)))
    assert picture.width * picture.height * 4 <= png.MOST_PIXELS
