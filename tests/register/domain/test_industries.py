import datetime

import pytest

from mikrovirk.register.domain import forms, industries
from mikrovirk.register.domain.layout import DB03, DB07, DB25, NACE2, NACE21


def test_every_division_lies_in_a_section_of_its_scheme() -> None:
    sizes = {}
    for scheme, divisions in industries.SECTION_OF_DIVISION.items():
        assert set(divisions.values()) == set(industries.SECTIONS[scheme]) - {industries.UNKNOWN}
        sizes[scheme] = (len(divisions), len(industries.SECTIONS[scheme]) - 1)
    assert sizes == {DB03: (62, 17), DB07: (88, 21), NACE2: (88, 21), DB25: (87, 22), NACE21: (87, 22)}


@pytest.mark.parametrize(
    ("scheme", "code", "section", "in_2007"),
    [
        (DB07, "011100", "A", "A"),
        (DB07, "642010", "K", "K"),
        (DB25, "642100", "L", "K"),
        (DB25, "621000", "K", "J"),
        (DB25, "591100", "J", "J"),
        (DB25, "953190", "T", "G"),
        (DB25, "962100", "T", "S"),
        (DB25, "471110", "G", "G"),
        (NACE21, "62100", "K", "J"),
        (DB03, "726000", "K", "J"),
        (DB03, "852000", "N", "M"),
        (DB03, "741500", "K", "K"),
        (DB03, "222200", "D", "C"),
        (DB03, "221100", "D", "J"),
        (DB07, "999999", "X", "X"),
        (DB07, "990000", "U", "U"),
        (DB07, "", "X", "X"),
        (DB07, None, "X", "X"),
        ("other", "0111", "X", "X"),
    ],
)
def test_a_code_has_a_section_of_its_own_scheme_and_one_of_2007(
    scheme: str, code: str | None, section: str, in_2007: str
) -> None:
    assert (industries.section_of(scheme, code), industries.section_in_2007(scheme, code)) == (section, in_2007)


def test_every_division_of_every_scheme_has_a_section_of_2007() -> None:
    for scheme, divisions in industries.SECTION_OF_DIVISION.items():
        assert {code for code in divisions if industries.section_in_2007(scheme, code) == industries.UNKNOWN} == set()


def test_the_day_a_code_begins_says_its_scheme() -> None:
    days = [None, (2007, 12, 31), (2008, 1, 1), (2024, 12, 31), (2025, 1, 1)]
    assert [industries.scheme_on(day and datetime.date(*day)) for day in days] == [DB03, DB03, DB07, DB07, DB25]


def test_labels_in_both_languages() -> None:
    assert industries.label(DB07, "F") == "Bygge- og anlægsvirksomhed"
    assert industries.label(DB07, "960210", "en") == "Other personal service activities"
    assert industries.label(DB25, "K", "en").startswith("Telecommunication, computer programming")
    assert industries.label(DB25, "432100") == "Bygge- og anlægsvirksomhed, som kræver specialisering"
    assert [industries.label(DB07, "X"), industries.label(DB07, "04"), industries.label(DB03, "45")] == [
        "Uoplyst branche",
        "04",
        "Bygge- og anlægsvirksomhed",
    ]


def test_holding_companies_in_each_scheme() -> None:
    found = [(DB07, "642020"), (DB25, "642100"), (DB07, "642100"), (DB25, "642020"), (DB03, "741500"), (DB07, None)]
    assert [industries.is_holding(*each) for each in found] == [True, True, False, False, True, False]


def test_forms_have_a_kind_and_the_sole_proprietors_are_two() -> None:
    assert forms.SOLE_PROPRIETORS == ("10", "15")
    assert {form.kind for form in forms.FORMS.values()} == set(forms.KINDS)
    assert set(forms.NOT_BUSINESS) & {"10", "15", "30", "60", "80"} == set()
    assert [forms.short_name("80"), forms.short_name("777")] == ["ApS", "777"]
