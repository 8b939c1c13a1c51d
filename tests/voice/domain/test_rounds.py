"""When a round reminds, and what a slip of paper means."""

from datetime import UTC, datetime, timedelta

import pytest

from mikrovirk.voice.domain.rounds import Reminder, choice_meant, reminder_of

OPENED = datetime(2027, 1, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "drafted", "due"),
    [
        (14, 7, 11),  # the usual
        (30, 23, 27),
        (9, 4.5, 6),
        (3, 1.5, 2),  # short: after two of its three parts
        (1, 0.5, 2 / 3),
    ],
)
def test_when_a_round_reminds(days: float, drafted: float, due: float) -> None:
    assert reminder_of(OPENED, OPENED + days * DAY) == Reminder(OPENED + drafted * DAY, OPENED + due * DAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2", "Eftermiddag"),
        ("2.", "Eftermiddag"),
        ("aften", "Aften"),
        ("mor", "Morgen"),
        ("Efter", "Eftermiddag"),
        ("4", None),
        ("0", None),
        ("nat", None),
        ("", None),
    ],
)
def test_what_a_slip_of_paper_means(typed: str, meant: str | None) -> None:
    assert choice_meant(typed, ["Morgen", "Eftermiddag", "Aften"]) == meant


def test_a_beginning_that_fits_two_means_neither_but_a_whole_word_its_own() -> None:
    assert choice_meant("Af", ["Aften", "Aftensmad"]) is None
    assert choice_meant("aften", ["Aften", "Aftensmad"]) == "Aften"
