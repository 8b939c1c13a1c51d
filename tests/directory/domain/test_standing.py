"""Newly started or established."""

from datetime import date

import pytest

from mikrovirk.directory.domain.standing import Standing, standing_of

NEW, ESTABLISHED = Standing.NEW, Standing.ESTABLISHED
TODAY = date(2027, 2, 28)


@pytest.mark.parametrize(
    ("said", "said_on", "founded", "expected"),
    [
        ("", TODAY, None, None),
        ("", TODAY, date(2024, 3, 1), NEW),
        ("", TODAY, date(2024, 2, 29), NEW),  # on the last of February three years later it is a day short
        ("", TODAY, date(2024, 2, 28), ESTABLISHED),
        ("", TODAY, date(1998, 1, 1), ESTABLISHED),
        ("", TODAY, date(2027, 9, 1), NEW),  # the register knows of it before it begins
        ("new", date(2026, 12, 1), date(1998, 1, 1), NEW),  # their own word counts: an old number, begun anew
        ("new", date(2024, 2, 1), None, ESTABLISHED),  # three years later they are not new any more
        ("established", TODAY, date(2026, 12, 1), ESTABLISHED),
    ],
)
def test_their_own_word_counts_then_the_register(
    said: str, said_on: date, founded: date | None, expected: Standing | None
) -> None:
    assert standing_of(said=said, said_on=said_on, founded=founded, today=TODAY) == expected
