"""How somebody stood to a meeting, and whether they came, from the words of a list."""

from datetime import date, time

import pytest

from mikrovirk.programme.domain.history.participants import Participation, State, Trouble, participation, stand


@pytest.mark.parametrize(
    ("status", "attended", "state", "came"),
    [
        ("Tilmeldt", "", State.COMING, None),
        ("Tilmeldt", "Ja", State.COMING, True),
        ("Tilmeldt", "x", State.COMING, True),
        ("Tilmeldt", "nej", State.COMING, False),
        ("Tilmeldt", "04-03-2026 17:31", State.COMING, True),
        ("Tilmeldt", "Ikke mødt", State.COMING, False),
        ("Mødt op", "", State.COMING, True),
        ("Fremmødt", "", State.COMING, True),
        ("Checked in", "", State.COMING, True),
        ("Not checked in", "", State.COMING, False),
        ("Udeblevet", "", State.COMING, False),
        ("No-show", "", State.COMING, False),
        ("Kommer", "", State.COMING, None),
        ("Attending", "", State.COMING, None),
        ("Betalt", "", State.COMING, None),
        ("", "", State.COMING, None),
        ("Afmeldt", "", State.CANCELLED, False),
        ("Annulleret", "", State.CANCELLED, False),
        ("Afmeldt", "Ja", State.COMING, True),
        ("På venteliste", "", State.WAITING, False),
        ("Waitlist", "", State.WAITING, False),
    ],
)
def test_words_say_how_it_was(status: str, attended: str, state: State, came: bool | None) -> None:
    assert stand(status, attended) == (state, came)


def test_a_row_is_understood() -> None:
    said = {
        "first_name": "Lise",
        "last_name": "HOLM",
        "email": "Lise Holm <LISE@systuen.example>",
        "meeting": "Salg  uden at sælge",
        "day": "04-03-2026 17:30",
        "signed_up": "10-02-2026 09:12",
    }
    assert participation(2, said) == Participation(
        2, "Lise Holm", "lise@systuen.example", "Salg uden at sælge", date(2026, 3, 4), time(17, 30), State.COMING, None,
        date(2026, 2, 10), time(9, 12),
    )  # fmt: skip


def test_nobody_and_a_cpr_number_are_set_aside() -> None:
    assert participation(3, {"name": "", "email": "-"}).trouble == Trouble.NOBODY
    assert participation(4, {"name": "Lise Holm", "email": "xxxxxx-xxxx"}).trouble == Trouble.CPR
