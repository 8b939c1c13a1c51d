"""Meetings as tables say them."""

from datetime import date, time

import pytest

from mikrovirk.programme.domain.history.meetings import Held, Place, Trouble, held, place_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Møn Bibliotek, Møllebrøndstræde 12, 4780 Stege",
            Place("Møn Bibliotek", "Møllebrøndstræde 12", "4780", "Stege"),
        ),
        (
            "Møn Bibliotek\nMøllebrøndstræde 12\n4780 Stege",
            Place("Møn Bibliotek", "Møllebrøndstræde 12", "4780", "Stege"),
        ),
        ("Møn Bibliotek", Place("Møn Bibliotek")),
        ("Algade 1 4760 Vordingborg", Place("Algade 1", "", "4760", "Vordingborg")),
        ("Teams", Place("Teams")),
        ("", Place()),
    ],
)
def test_a_place_is_taken_apart(text: str, place: Place) -> None:
    assert place_of(text) == place


def test_a_row_is_understood() -> None:
    said = {"day": "4. marts 2026", "hour": "17.30-20", "title": "Salg ", "place": "Teams", "about": "Vi øvede.\r\n"}
    assert held(2, said) == Held(2, "Salg", date(2026, 3, 4), time(17, 30), time(20), None, Place("Teams"), "Vi øvede.")


@pytest.mark.parametrize(
    ("said", "trouble"),
    [
        ({"day": "snart"}, Trouble.NO_DAY),
        ({"day": "4-3-2026", "state": "Aflyst"}, Trouble.CALLED_OFF),
        ({"day": "4-3-2026", "about": "xxxxxx-xxxx"}, Trouble.CPR),
        ({"day": "4-3-2026"}, None),
    ],
)
def test_why_a_row_is_set_aside(said: dict[str, str], trouble: Trouble | None) -> None:
    assert held(2, said).trouble == trouble
