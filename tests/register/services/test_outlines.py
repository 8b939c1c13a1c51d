import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mikrovirk.register.domain.municipalities import MUNICIPALITIES
from mikrovirk.register.domain.outlines import WrongOutlines, area
from mikrovirk.register.queries import outlines as stored
from mikrovirk.register.services.outlines import Outlines, import_outlines

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
# Two squares that share the border at 12 degrees; Vordingborg in two parts, Guldborgsund beside it.
WEST = [[11.5, 55.0], [12.0, 55.0], [12.0, 55.2], [11.8, 55.2], [11.5, 55.2], [11.5, 55.0]]
EAST = [[12.0, 55.0], [12.5, 55.0], [12.5, 55.2], [12.0, 55.2], [12.0, 55.0]]
ISLET = [[12.6, 55.0], [12.6001, 55.0], [12.6001, 55.0001], [12.6, 55.0]]


def geojson(*features: tuple[dict, list]) -> dict:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
            for properties, ring in features
        ],
    }


def written(folder: Path, document: object, name: str = "outlines.json") -> Path:
    file = folder / name
    file.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return file


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "installation"


def test_areas_of_one_code_are_put_together_and_neighbours_still_meet(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        geojson(
            ({"KOMKODE": "390", "KOMNAVN": "Vordingborg"}, WEST),
            ({"KOMKODE": "0390", "KOMNAVN": "Vordingborg"}, ISLET),
            ({"KOMKODE": "0376"}, EAST),
            ({"KOMKODE": "0999"}, EAST),
        ),
    )
    assert stored.rings_of() is None
    found = import_outlines(file, at=NOW)
    assert (found.kind, found.count, found.unknown) == ("municipalities", 3, ("0999",))
    assert set(found.missing) == set(MUNICIPALITIES) - {"0390", "0376"}

    rings = stored.rings_of()
    assert rings
    assert set(rings) == {"0390", "0376"}
    # The islet is smaller than the grid, and the point in the middle of a straight border is not needed.
    assert [len(ring) for ring in rings["0390"]] == [5]
    west, east = set(rings["0390"][0]), set(rings["0376"][0])
    assert len(west & east) == 2
    assert stored.read_at() == NOW


def test_a_topology_gives_the_same_as_geojson(tmp_path: Path) -> None:
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.1, 0.1], "translate": [11.5, 55.0]},
        # The shared border, then each one's other three sides; steps on the grid, with a height nobody needs.
        "arcs": [[[5, 0, 9], [0, 2]], [[5, 2], [-5, 0], [0, -2], [5, 0]], [[5, 2], [5, 0], [0, -2], [-5, 0]]],
        "objects": {
            "all": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [[0, 1]], "properties": {"kode": "0390"}},
                    {"type": "MultiPolygon", "arcs": [[[~0, ~2]]], "properties": {"kode": "0376"}},
                ],
            }
        },
    }
    import_outlines(written(tmp_path, topology), at=NOW)
    from_topology = stored.rings_of(is_near=True)
    import_outlines(written(tmp_path, geojson(({"kode": "0390"}, WEST), ({"kode": "0376"}, EAST))), at=NOW)
    from_geojson = stored.rings_of(is_near=True)
    assert from_topology
    assert from_geojson
    for code in ("0390", "0376"):
        assert set(from_topology[code][0]) == set(from_geojson[code][0])
        assert abs(area(from_topology[code][0])) == pytest.approx(abs(area(from_geojson[code][0])))


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "not_json"),
        ({"type": "Point"}, "not_geo"),
        ([1], "not_geo"),
        ({"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon"}}]}, "not_geo"),
        ({"type": "FeatureCollection", "features": []}, "nothing"),
        (geojson(({"colour": "red"}, WEST)), "no_code"),
        (geojson(({"kode": "0999"}, WEST)), "no_code"),
        (geojson(({"kode": "0390"}, [[690000, 6100000], [690100, 6100000], [690000, 6100100]])), "not_degrees"),
    ],
)
def test_what_is_no_file_of_outlines_says_so_and_changes_nothing(tmp_path: Path, document: object, code: str) -> None:
    with pytest.raises(WrongOutlines) as raised:
        import_outlines(written(tmp_path, document), at=NOW)
    assert (str(raised.value), stored.rings_of()) == (code, None)


def test_the_official_files_are_read(shared_data: Path) -> None:
    geo = shared_data / "geo"
    sizes = {}
    for name in ("dagi_kommuner.topojson", "derived_kommuner_99_simplified.geojson"):
        found = import_outlines(geo / name, at=NOW)
        assert (found.kind, found.missing, found.unknown) == ("municipalities", (), ())
        far, near = stored.rings_of(), stored.rings_of(is_near=True)
        assert far
        assert near
        assert set(far) == set(near) >= set(MUNICIPALITIES)
        sizes[name] = {code: sum(abs(area(ring)) for ring in rings) for code, rings in near.items()}
    one, other = sizes.values()
    assert all(one[code] == pytest.approx(other[code], rel=0.05) for code in MUNICIPALITIES)

    found = import_outlines(geo / "dagi_postnumre.topojson", at=NOW)
    assert isinstance(found, Outlines)
    assert (found.kind, len(found.missing)) == ("postcodes", 0)
    postcodes = stored.rings_of(stored.POSTCODE)
    assert postcodes
    assert "4760" in postcodes
