"""The ledger's rules on small books made by hand."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from mikrovirk.fund.domain.ledger import (
    NO_DIGEST,
    AccountName,
    Fault,
    Kind,
    Line,
    Place,
    digest,
    faults,
    rebuilt,
    wrong_balances,
)

AT = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
APPROPRIATION, UNALLOTTED = Place(AccountName.APPROPRIATION), Place(AccountName.UNALLOTTED)
AVAILABLE = Place(AccountName.AVAILABLE, 1)
RESERVED, GRANTED, PAID = (Place(name, 1, 7) for name in (AccountName.RESERVED, AccountName.GRANTED, AccountName.PAID))


def chained(*moves: tuple[Kind, int]) -> list[Line]:
    """Entries as the ledger would store them: a call with key 1, an application with key 7."""
    lines, before = [], NO_DIGEST
    for number, (kind, amount) in enumerate(moves, start=1):
        of_fund = kind in {Kind.APPROPRIATED, Kind.REDUCED}
        of_call = kind in {Kind.ALLOTTED, Kind.TAKEN_BACK}
        line = Line(
            number, kind, amount, AT, call=None if of_fund else 1, application=None if of_fund or of_call else 7, by=3
        )
        before = digest(line, before)
        lines.append(replace(line, digest=before))
    return lines


BOOKS = chained(
    (Kind.APPROPRIATED, 400_000_00),
    (Kind.ALLOTTED, 100_000_00),
    (Kind.RESERVED, 10_000_00),
    (Kind.GRANTED, 8_000_00),
    (Kind.RELEASED, 2_000_00),
    (Kind.PAID, 5_000_00),
    (Kind.RETURNED, 500_00),
    (Kind.FREED, 3_000_00),
)


def found_in(lines: list[Line], **head: object) -> list[Fault]:
    told = {"last_number": len(BOOKS), "last_digest": BOOKS[-1].digest, **head}
    return faults(lines, rebuilt(BOOKS), **told)  # type: ignore[arg-type]


def test_every_entry_moves_its_amount() -> None:
    assert rebuilt(BOOKS) == {
        APPROPRIATION: -400_000_00,
        UNALLOTTED: 300_000_00,
        AVAILABLE: 95_500_00,
        RESERVED: 0,
        GRANTED: 0,
        PAID: 4_500_00,
    }
    assert sum(rebuilt(BOOKS).values()) == 0


def test_sound_books_have_no_fault() -> None:
    assert found_in(BOOKS) == []
    assert faults([], {}, last_number=0, last_digest="") == []


CHANGES = {
    "number": 99,
    "kind": Kind.TAKEN_BACK,
    "amount": 1,
    "at": AT + timedelta(microseconds=1),
    "call": 2,
    "application": 8,
    "by": 4,
    "text": "Noget andet",
    "reference": "17",
    "key": "andet",
    "digest": "0" * 64,
}


def test_the_changes_are_of_every_field() -> None:
    assert set(CHANGES) == {field.name for field in fields(Line)}


@pytest.mark.parametrize("field", CHANGES)
@pytest.mark.parametrize("at", range(len(BOOKS)))
def test_each_change_of_an_entry_is_found(field: str, at: int) -> None:
    changed = [*BOOKS]
    changed[at] = replace(changed[at], **{field: CHANGES[field]})
    assert found_in(changed)


def test_an_entry_that_is_gone_is_found() -> None:
    for at in range(len(BOOKS)):
        assert found_in([*BOOKS[:at], *BOOKS[at + 1 :]])


def test_two_entries_that_changed_places_are_found() -> None:
    assert found_in([*BOOKS[:3], BOOKS[4], BOOKS[3], *BOOKS[5:]])


def test_a_head_that_is_behind_is_found() -> None:
    assert found_in(BOOKS, last_number=7, last_digest=BOOKS[-2].digest) == [Fault("head", stored=7, expected=8)]


def test_a_wrong_balance_is_named() -> None:
    stored = {**rebuilt(BOOKS), PAID: -1}
    assert wrong_balances(rebuilt(BOOKS), stored) == [
        Fault("balance", place=PAID, stored=-1, expected=4_500_00),
        Fault("below_nil", place=PAID, stored=-1),
        Fault("not_nil", stored=-4_500_01, expected=0),
    ]


def test_a_digest_does_not_depend_on_the_zone_a_moment_is_told_in() -> None:
    from zoneinfo import ZoneInfo

    line = BOOKS[0]
    assert digest(replace(line, at=AT.astimezone(ZoneInfo("Europe/Copenhagen"))), NO_DIGEST) == line.digest
