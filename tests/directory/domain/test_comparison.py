"""What a list would do to a network: each rule with the cases that tell it from its neighbours."""

from datetime import date

import pytest

from mikrovirk.directory.domain.comparison import Comparison, Outcome, compare
from mikrovirk.directory.domain.matching import BUSINESS_FIELDS, Known, KnownBusiness, KnownMembership, KnownPerson
from mikrovirk.directory.domain.member_lists import contents_of, read_member_list

HEADINGS = "Navn;E-mail;Telefon;Firma;CVR-nr.;Postnr.;By;Titel;Note"
LISE = "Lise Holm;lise@a.example;27526544;Systuen;;4780;Stege;Indehaver;"


NOBODY = Known()


def the_list(*lines: str, known: Known = NOBODY, chosen: tuple[int, ...] = ()) -> Comparison:
    member_list = read_member_list("\r\n".join([HEADINGS, *lines]).encode())
    assert member_list.problem is None
    return compare(contents_of(member_list), member_list.rows, known, chosen=chosen)


def a_business(pk: int, *, is_ours: bool = True, **values: str) -> KnownBusiness:
    return KnownBusiness(pk, {**dict.fromkeys(BUSINESS_FIELDS, ""), **values}, is_ours=is_ours)


def lise(**fields: object) -> KnownPerson:
    here = KnownMembership(7, 3, frozenset(), "Indehaver", date(2020, 1, 1), "")
    about = {"name": "Lise Holm", "phone": "+4527526544", "membership": here, "businesses": (3,)}
    return KnownPerson(1, 2, **{**about, **fields})  # type: ignore[arg-type]


SYSTUEN = a_business(3, name="Systuen", postcode="4780", town="Stege")


def known(person: KnownPerson, *businesses: KnownBusiness) -> Known:
    return Known({"lise@a.example": person}, {each.pk: each for each in businesses or (SYSTUEN,)})


def test_in_an_empty_network_everybody_is_new() -> None:
    found = the_list(LISE, "Per Bo;per@b.example;;;;;;;", "Per;PER@b.example;;;;;;;", "Uden;;;;;;;;")
    assert [row.outcome for row in found.rows] == [Outcome.NEW, Outcome.NEW, Outcome.MERGED, Outcome.UNREADABLE]
    assert (found.joining, found.changing, found.changes_nothing) == (2, 0, False)


def test_who_is_here_just_so_is_left_alone() -> None:
    found = the_list(LISE, known=known(lise()))
    assert [row.outcome for row in found.rows] == [Outcome.SAME]
    assert found.changes_nothing


@pytest.mark.parametrize(
    "line", [LISE.upper().replace("LISE@A.EXAMPLE", "lise@a.example"), LISE.replace("Lise Holm", "Lise  Holm")]
)
def test_capitals_and_spaces_make_no_difference(line: str) -> None:
    assert the_list(line, known=known(lise())).changes_nothing


@pytest.mark.parametrize(
    ("person", "outcome", "changes"),
    [
        (lise(phone=""), Outcome.FILLS, [("phone", "", "+4527526544")]),
        (lise(name=""), Outcome.FILLS, [("name", "", "Lise Holm")]),
        (lise(phone="+4511111111"), Outcome.DIFFERS, [("phone", "+4511111111", "+4527526544")]),
        (lise(name="Lise Hansen"), Outcome.DIFFERS, [("name", "Lise Hansen", "Lise Holm")]),
    ],
)
def test_blanks_are_filled_and_differences_kept(
    person: KnownPerson, outcome: Outcome, changes: list[tuple[str, str, str]]
) -> None:
    found = the_list(LISE, known=known(person))
    assert [row.outcome for row in found.rows] == [outcome]
    assert [(each.field, each.before, each.after) for each in found.rows[0].changes] == changes
    assert found.changes_nothing == (outcome == Outcome.DIFFERS)
    assert not the_list(LISE, known=known(person), chosen=(2,)).changes_nothing


def test_a_change_of_the_business_is_told_at_the_first_row_that_names_it() -> None:
    firm = a_business(3, name="Systuen", postcode="4780")
    found = the_list(LISE, "Ny Kollega;ny@a.example;;Systuen;;4780;Stege;;", known=known(lise(), firm))
    assert [(row.outcome, [each.field for each in row.changes]) for row in found.rows] == [
        (Outcome.FILLS, ["town"]),
        (Outcome.NEW, []),
    ]
    assert [plan.known for plan in found.businesses] == [3]


def test_a_cvr_number_says_which_business_it_is_whatever_it_is_called() -> None:
    firm = a_business(3, name="Gammelt Navn", cvr="91000008")
    found = the_list("Lise Holm;lise@a.example;;Nyt Navn;91000008;;;Indehaver;", known=known(lise(), firm))
    assert [(each.field, each.before, each.after) for each in found.rows[0].changes] == [
        ("name", "Gammelt Navn", "Nyt Navn")
    ]


def test_two_cvr_numbers_are_two_businesses() -> None:
    firm = a_business(3, name="Systuen", cvr="91000008", postcode="4780")
    found = the_list(LISE.replace("Systuen;;", "Systuen;91000016;"), known=known(lise(), firm))
    assert [plan.known for plan in found.businesses] == [None]
    assert [(each.field, each.before, each.after) for each in found.rows[0].changes] == [
        ("business", "Systuen", "Systuen")
    ]


def test_another_business_for_somebody_is_a_choice_and_one_more_is_added() -> None:
    other = LISE.replace("Systuen", "Butikken")
    found = the_list(other, known=known(lise()))
    assert [(each.field, each.before, each.after) for each in found.rows[0].changes] == [
        ("business", "Systuen", "Butikken")
    ]
    assert [plan.needed for plan in found.businesses] == [False]
    assert [plan.needed for plan in the_list(other, known=known(lise()), chosen=(2,)).businesses] == [True]
    both = the_list(LISE, other, known=known(lise()))
    assert [(each.field, each.after, each.fills) for each in both.rows[0].changes] == [("also_for", "Butikken", True)]


def test_a_business_of_the_same_name_elsewhere_is_another_one() -> None:
    elsewhere = a_business(9, is_ours=False, name="Systuen", postcode="4780")
    found = the_list(LISE, known=Known({}, {9: elsewhere}))
    assert [(plan.known, plan.needed) for plan in found.businesses] == [(None, True)]


def test_a_note_is_told_once() -> None:
    here = KnownMembership(7, 3, frozenset(), "Indehaver", date(2020, 1, 1), "Kommer med kage.\nKører gerne")
    assert the_list(LISE + "kører  gerne", known=known(lise(membership=here))).changes_nothing
    assert the_list(LISE + "Spiller", known=known(lise(membership=here))).rows[0].outcome == Outcome.DIFFERS


def test_who_left_stays_out_unless_chosen_and_is_not_changed() -> None:
    gone = lise(membership=None, left=date(2026, 5, 3), phone="")
    found = the_list(LISE, known=known(gone))
    assert (found.rows[0].outcome, found.rows[0].left, found.changes_nothing) == (
        Outcome.BACK,
        date(2026, 5, 3),
        True,
    )
    assert the_list(LISE, known=known(gone), chosen=(2,)).joining == 1


def test_a_stranger_from_another_network_is_new_and_nothing_is_shown() -> None:
    stranger = lise(membership=None, name="Hemmeligt Navn", phone="")
    elsewhere = a_business(3, is_ours=False, name="Systuen", postcode="4780", industry="Hemmelig", town="")
    found = the_list(LISE, known=known(stranger, elsewhere))
    assert [(row.outcome, row.changes) for row in found.rows] == [(Outcome.NEW, ())]
    assert [each.field for each in found.people[0].done] == ["phone"]
    assert [each.field for each in found.businesses[0].done] == ["town"]
