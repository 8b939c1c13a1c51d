import pytest

from mikrovirk.fund.domain.money import in_kroner, in_oere


@pytest.mark.parametrize(
    ("typed", "oere"),
    [
        ("12500", 12_500_00),
        ("12.500", 12_500_00),
        ("12 500 kr.", 12_500_00),
        ("1.250,50", 1_250_50),
        ("1250,5 kr", 1_250_50),
        ("DKK 400.000", 400_000_00),
        ("500,-", 500_00),
        (" 0 ", 0),
        ("1.234.567,89", 1_234_567_89),
    ],
)
def test_what_people_type(typed: str, oere: int) -> None:
    assert in_oere(typed) == oere


@pytest.mark.parametrize("typed", ["", "kr.", "12.50", "1.2500", "12,500", "-5", "tusind", "1e3", "12.500.00", "٣"])
def test_what_is_no_amount(typed: str) -> None:
    assert in_oere(typed) is None


@pytest.mark.parametrize("oere", [0, 1, 99, 100, 1_250_50, 400_000_00])
def test_what_is_shown_in_a_field_is_read_as_the_same(oere: int) -> None:
    assert in_oere(in_kroner(oere)) == oere
