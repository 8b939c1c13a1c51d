"""CVR numbers are read in any spelling and checked."""

import pytest

from mikrovirk.directory.domain.cvr import displayed_cvr, is_valid_cvr, normalised_cvr


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("97865833", "97865833"),
        ("DK 97 86 58 33", "97865833"),
        ("DK-97865833", "97865833"),
        ("dk97865833", "97865833"),
        ("CVR-nr.: 97.86.58.33", "97865833"),
        ("97.865.833", "97865833"),
        ("97865833.0", "97865833"),
        ("97865833,00", "97865833"),
        ("97865833 / P-nr. 1012345678", "97865833"),
        ("\u00a097865833 ", "97865833"),
        ("90876615", None),  # fails its check
        ("00000000", None),
        ("09786583", None),
        ("9786583", None),
        ("978658333", None),
        ("", None),
        ("under oprettelse", None),
    ],
)
def test_a_cvr_number_is_read_in_any_spelling(text: str, number: str | None) -> None:
    assert normalised_cvr(text) == number


def test_a_cvr_number_passes_the_modulus_11_check() -> None:
    assert [number for number in ("97865833", "97865834", "9786583x", "") if is_valid_cvr(number)] == ["97865833"]
    assert displayed_cvr("97865833") == "97 86 58 33"
