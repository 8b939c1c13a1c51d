"""Counting every order that could be the best."""

from mikrovirk.landscape.domain.tours.counting import _Way, keep


def test_a_way_that_is_later_and_longer_is_dropped() -> None:
    ways = [_Way((1, 2), 600, 40)]
    keep(ways, _Way((2, 1), 610, 50))
    assert ways == [_Way((1, 2), 600, 40)]
    keep(ways, _Way((2, 1), 590, 50))
    assert ways == [_Way((1, 2), 600, 40), _Way((2, 1), 590, 50)]
    keep(ways, _Way((3, 1), 590, 30))
    assert ways == [_Way((3, 1), 590, 30)]
