"""CPR numbers are found in any text, and nothing else is."""

import pytest

from mikrovirk.directory.domain.cpr import holds_cpr, masked


@pytest.mark.parametrize(
    "text",
    [
        "010170-1122",
        "CPR 010170-1122",
        "CPR0101701122",
        "0101701122",
        "010170 1122",
        "010170–1122",
        "010170\u20111122",
        "010170\u00a01122",
        "010170 - 1122",
        "0101\u200b70-1122",
        "Ring på 27526544. (310399-4321)",
        "290200-1234",  # a leap day
        "mail: 010170-1122@firma.example",
        "0101701122.0",
        "12345678 010170-1122",
    ],
)
def test_a_cpr_number_is_found_anywhere(text: str) -> None:
    assert holds_cpr(text)
    assert not holds_cpr(masked(text))
    assert "1122" not in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "004527016544",
        "+4527016544",
        "4527016544",
        "(82) 565996",
        "27 01 26 54 44",
        "2026-07-12 13:03:24",
        "20260712130324",
        "20260712T130324-0200",
        "DK5000400440116243",
        "DK50 0040 0440 1162 43",
        "97865833",
        "55.0101701122",
        "55,0101701122",
        "5712345010170",
        "310299-1234",  # 31 February
        "001170-1122",
        "011370-1122",
        "290201-1234",
        "010170\n1122",
        "010170--1122",
        "01017-01122",
        "1010170-1122",
        "010170-11223",
        "MøderMail+0101701122",
    ],
)
def test_other_numbers_are_no_cpr_numbers(text: str) -> None:
    assert not holds_cpr(text)
    assert masked(text) == text


def test_only_the_cpr_number_is_masked() -> None:
    assert masked("CPR 010170-1122, tlf. 27526544, CVR 97865833") == "CPR xxxxxx-xxxx, tlf. 27526544, CVR 97865833"
