"""Which topics are like the one that is being typed."""

import pytest

from mikrovirk.voice.domain.similar_topics import alike, same

NAMES = [(1, "Moms for nye"), (2, "Min første ansatte"), (3, "Salg på nettet"), (4, "Salg"), (5, "Ansættelse og løn")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mom", [1]),  # still being typed
        ("MOMSEN", [1]),
        ("salget", [4, 3]),  # the shorter name first
        ("salg på nettet", [3, 4]),  # who shares more first
        ("ansættelser", [5, 2]),
        ("en ny", []),  # too short to say anything
        ("", []),
        ("eksport", []),
    ],
)
def test_names_that_share_a_word_are_alike(typed: str, found: list[int]) -> None:
    assert alike(typed, NAMES) == found


def test_no_more_than_can_be_looked_at() -> None:
    assert len(alike("salg", [(number, f"Salg {number}") for number in range(30)])) == 5


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("Moms", " moms! ", True), ("E-handel", "e handel", True), ("Moms", "Moms og skat", False), ("Løn", "Lon", True)],
)
def test_the_same_name_in_another_spelling_is_the_same(one: str, other: str, is_same: bool) -> None:
    assert same(one, other) is is_same
