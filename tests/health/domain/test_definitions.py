"""Which figures may be told outside a network, and the words that belong to each."""

from mikrovirk.health.domain.definitions import BY_KEY, DEFINITIONS, leading, told_outside
from mikrovirk.health.measure_texts import ABOUT, SHARE_TEXTS
from mikrovirk.health.measure_words import SAY


def test_every_measure_has_its_words() -> None:
    keys = {each.key for each in DEFINITIONS}
    assert keys == set(ABOUT) == set(SAY) | set(SHARE_TEXTS)


def test_few_people_and_those_who_run_the_network_are_not_told_of() -> None:
    measures = {
        "meetings": 12,
        "attendance": {"last": 4, "median": 12.0, "meetings": 12},
        "active": {"count": 3, "of": 5, "share": 0.6},
        "hot_seats": {"count": 3, "of": 4, "share": 0.75},
        "cards": {"count": 3, "of": 9, "share": 0.33, "people": 4},
        "industries": {"known": 4, "effective": 2.0},
        "answers": None,
        "hands": {"hands": 6},
        "could_run_tonight": {"people": 8},
    }
    assert set(told_outside(measures)) == {"meetings", "attendance", "active", "answers"}


def test_the_value_that_stands_for_a_measure() -> None:
    assert leading(BY_KEY["attendance"], {"attendance": {"median": 12.5}}) == 12.5
    assert leading(BY_KEY["hands"], {"hands": None}) is None
    assert leading(BY_KEY["cards"], {}) is None
