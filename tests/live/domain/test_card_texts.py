"""The three texts as the screen can show them."""

import pytest

from mikrovirk.live.domain.card_texts import SCREEN_LENGTH, cut, size_of


@pytest.mark.parametrize(
    ("text", "at_most", "shown"),
    [
        ("Jeg syr.", 20, "Jeg syr."),
        ("Jeg  syr\nbrudekjoler", 40, "Jeg syr brudekjoler"),
        ("Jeg syr brudekjoler, og mere til", 21, "Jeg syr brudekjoler…"),
        ("Rindfleischetikettierung", 10, "Rindfleis…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, at_most: int, shown: str) -> None:
    assert cut(text, at_most) == shown


@pytest.mark.parametrize(
    ("length", "size"), [(0, "large"), (54, "large"), (55, "middle"), (104, "middle"), (105, "small")]
)
def test_the_longest_text_decides_how_large_they_stand(length: int, size: str) -> None:
    assert size_of(["a" * length, "kort"]) == size


def test_a_text_of_any_length_fits_the_smallest_size() -> None:
    assert len(cut("ord " * 400)) <= SCREEN_LENGTH
    assert size_of(["ord " * 400]) == "small"
