from mikrovirk.register.domain.municipalities import MUNICIPALITIES
from mikrovirk.register.domain.towns import Town, town_at, towns, towns_of


def test_every_municipality_has_a_town_and_every_town_lies_in_denmark() -> None:
    assert {town.municipality for town in towns()} == set(MUNICIPALITIES)
    assert len(towns()) == len({town.postcode for town in towns()}) == 592
    outside = [town for town in towns() if not (8 < town.longitude < 15.3 and 54.5 < town.latitude < 57.8)]
    assert outside == []


def test_a_postcode_finds_its_town_also_within_a_run() -> None:
    assert town_at("4780") == Town("4780", "4780", "Stege", "0390", 12.363, 54.98)
    assert [town.name if town else None for town in map(town_at, ("1306", "4760", "9999"))] == [
        "København K",
        "Vordingborg",
        None,
    ]


def test_the_towns_of_a_municipality_are_in_danish_order() -> None:
    names = [town.name for town in towns_of("0390")]
    assert (len(names), names[0], names[-1]) == (11, "Askeby", "Vordingborg")
