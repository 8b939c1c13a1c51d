from collections import Counter

from mikrovirk.register.domain import municipalities
from mikrovirk.register.domain.municipalities import MUNICIPALITIES


def test_there_are_98_in_five_regions() -> None:
    regions = Counter(each.region for each in MUNICIPALITIES.values())
    assert dict(regions) == {
        "Hovedstaden": 29,
        "Sjælland": 17,
        "Syddanmark": 22,
        "Midtjylland": 19,
        "Nordjylland": 11,
    }
    assert all(code == each.code and len(code) == 4 for code, each in MUNICIPALITIES.items())


def test_every_municipality_has_a_tile_of_its_own() -> None:
    tiles = [each.tile for each in MUNICIPALITIES.values()]
    assert len(set(tiles)) == 98
    columns, rows = municipalities.TILE_COLUMNS, municipalities.TILE_ROWS
    assert all(0 <= column < columns and 0 <= row < rows for column, row in tiles)


def test_tiles_lie_roughly_as_the_places_do() -> None:
    def tile(code: str) -> tuple[int, int]:
        return MUNICIPALITIES[code].tile

    skagen, toender, koebenhavn, vordingborg, guldborgsund = map(tile, ("0813", "0550", "0101", "0390", "0376"))
    assert skagen[1] < toender[1]
    assert skagen[0] > toender[0]
    assert koebenhavn[0] > vordingborg[0]
    assert koebenhavn[1] < vordingborg[1] < guldborgsund[1]


def test_codes_and_names_as_people_and_registers_write_them() -> None:
    assert [municipalities.named(code) for code in ("0390", 390, "101", "0411", "0999")] == [
        "Vordingborg",
        "Vordingborg",
        "København",
        "Christiansø",
        "0999",
    ]
    found = [
        municipalities.by_name(name) for name in ("VORDINGBORG KOMMUNE", "høje taastrup", "Guldborgsunds", "Ukendt")
    ]
    assert [each.code if each else None for each in found] == ["0390", "0169", "0376", None]


def test_a_region_lists_its_municipalities_in_danish_order() -> None:
    names = [each.name for each in municipalities.of_region("Nordjylland")]
    assert (names[0], names[-2:]) == ("Brønderslev", ["Vesthimmerlands", "Aalborg"])
