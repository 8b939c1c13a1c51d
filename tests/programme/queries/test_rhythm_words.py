"""How often a network meets, read from its season or from the days on which it met."""

from datetime import date

import pytest

from mikrovirk.programme.queries.rhythm_words import rhythm_of_days

LAST_MONDAYS = [date(2027, 3, 29), date(2027, 2, 22), date(2027, 1, 25)]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (LAST_MONDAYS, "den sidste mandag i måneden"),
        ([*LAST_MONDAYS[:2], date(2027, 1, 20)], "den sidste mandag i måneden"),  # one evening was moved
        ([date(2027, 3, 10), date(2027, 2, 10), date(2027, 1, 13)], "den anden onsdag i måneden"),
        ([date(2027, 3, 29), date(2027, 2, 3), date(2027, 1, 14)], ""),
        (LAST_MONDAYS[:2], ""),
        ([], ""),
    ],
)
def test_the_days_say_the_rhythm(days: list[date], words: str) -> None:
    assert rhythm_of_days(days) == words
