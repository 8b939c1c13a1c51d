"""How long it takes to drive."""

from mikrovirk.landscape.domain.tours.driving import PACES, Place, driving, kilometres, minutes_between, total

VORDINGBORG, STEGE = Place(55.008, 11.910), Place(54.986, 12.284)


def test_the_straight_line_with_a_third_more() -> None:
    assert round(kilometres(VORDINGBORG, STEGE), 1) == 24.0
    assert {pace: minutes_between(VORDINGBORG, STEGE, PACES[pace]) for pace in PACES} == {
        "cars": 40,
        "bus": 50,
        "bicycle": 125,
        "foot": 385,
    }


def test_in_one_postcode_one_still_sets_off_and_parks() -> None:
    assert minutes_between(STEGE, STEGE, PACES["cars"]) == 5


def test_what_was_typed_counts_one_way() -> None:
    minutes = driving({0: VORDINGBORG, 7: STEGE}, PACES["cars"], typed={(0, 7): 28, (0, 9): 1})
    assert minutes == {(0, 7): 28, (7, 0): 40}
    assert (total([7], minutes), total([], minutes)) == (68, 0)
