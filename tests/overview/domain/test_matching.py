"""Which business of the register a member's business is."""

import pytest

from mikrovirk.overview.domain.matching import How, Matching, Ours, Registered, by_names, matched, names_of

HERE = by_names(
    (
        Registered("10000001", ("Systuen på Møn v/Lise Holm", "Lises Sy"), "4780", ("", "Stege")),
        Registered("10000002", ("KERAMIK & KAFFE ApS",), "4760", ("Ulvsund", "Vordingborg")),
        Registered("10000003", ("Møn Tømrer",), "4780", ("", "Stege")),
        Registered("10000004", ("Møn Tømrer ApS",), "4780", ("Ulvshale", "Stege")),
    )
)


@pytest.mark.parametrize(
    ("business", "found"),
    [
        (Ours(1, "10000001", "Et helt andet navn"), ("10000001", How.NUMBER)),
        (Ours(1, "", "systuen  på Mon", "4780"), ("10000001", How.POSTCODE)),
        (Ours(1, "", "Lises Sy", "4780"), ("10000001", How.POSTCODE)),
        (Ours(1, "", "Systuen på Møn v. Lise Holm", "", "Stege"), ("10000001", How.TOWN)),
        (Ours(1, "", "Keramik og kaffe", "4760"), None),
        (Ours(1, "", "Keramik & Kaffe", "4760"), ("10000002", How.POSTCODE)),
        (Ours(1, "", "Keramik & Kaffe", "", "ULVSUND"), ("10000002", How.TOWN)),
        (Ours(1, "", "Keramik & Kaffe", "4780"), None),  # the name is here, the place is another
        (Ours(1, "", "Keramik & Kaffe"), None),  # a name alone is too little
        (Ours(1, "", "", "4780"), None),
        (Ours(1, "99999999", "Lises Sy", "4780"), None),  # a number decides alone
    ],
)
def test_a_business_is_found_by_number_else_by_name_and_place(business: Ours, found: tuple[str, How] | None) -> None:
    matching = matched([business], {"10000001", "10000002"}, HERE)
    assert matching == (Matching({1: found}) if found else Matching(missing=frozenset({1})))


def test_a_name_that_fits_two_in_one_place_matches_neither() -> None:
    assert matched([Ours(1, "", "Møn Tømrer", "4780")], (), HERE) == Matching(unclear=frozenset({1}))
    assert matched([Ours(1, "", "Møn Tømrer", "", "Ulvshale")], (), HERE).unit_ids == {"10000004"}


def test_two_of_ours_can_be_the_same_business() -> None:
    ours = [Ours(1, "10000001", "Systuen"), Ours(2, "", "Lises Sy", "4780")]
    assert matched(ours, {"10000001"}, HERE).unit_ids == {"10000001"}


@pytest.mark.parametrize(
    ("name", "compared"),
    [
        ("Østersøens Bådebyggeri A/S", {"ostersons badebyggeri"}),
        ("Andelen A.m.b.a.", {"andelen"}),
        ("Frisør Hanne ved Hanne Holm", {"frisor hanne ved hanne holm", "frisor hanne"}),
        ("Oves VVS", {"oves vvs"}),
        ("ApS", set()),
    ],
)
def test_what_a_name_is_compared_by(name: str, compared: set[str]) -> None:
    assert names_of(name) == compared
