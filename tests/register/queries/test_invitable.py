"""Advertising protection is a hard rule: whatever way a business is protected, it is never given away for contact."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.register.domain.layout import TABLES
from mikrovirk.register.queries import invitable
from mikrovirk.register.queries.invitable import Allowed, Contact, Reason, contacts_of, may_be_invited, protected_in
from tests.factories.register import Rows, company, place, row, write_copy

DAY = date(2026, 11, 1)
FREE = "10000001"


@pytest.fixture(autouse=True)
def _own_register(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def unstated(unit_id: str) -> Rows:
    return [each for each in company(unit_id) if each[0] != "unit_protection"]


def without(table: str, unit_id: str) -> Rows:
    return [each for each in company(unit_id) if each[0] != table]


def protection(unit_id: str, is_protected: bool | None, start: date | None, end: date | None, **more: str) -> Rows:
    return row("unit_protection", unit_id, is_protected=is_protected, valid_from=start, valid_to=end, **more)


OTHER = "10000002"
# What is said of a company that may not be invited: its rows by its number, and why.
NEVER: dict[str, tuple[Callable[[str], Rows], Reason]] = {
    "protected": (lambda n: company(n, protected=True), Reason.PROTECTED),
    "protected since yesterday": (
        lambda n: (
            unstated(n)
            + protection(n, False, date(2015, 1, 1), date(2026, 10, 31))
            + protection(n, True, date(2026, 10, 31), None)
        ),
        Reason.PROTECTED,
    ),
    "protected from the day after the copy": (
        lambda n: company(n) + protection(n, True, date(2026, 11, 2), None),
        Reason.PROTECTED,
    ),
    "two rows that contradict each other": (lambda n: company(n) + protection(n, True, None, None), Reason.PROTECTED),
    "its place is protected": (
        lambda n: company(n) + place(f"9{n[1:]}", parent=n, protected=True),
        Reason.PROTECTED,
    ),
    "nothing is said of it": (unstated, Reason.NOT_STATED),
    "said without a value": (lambda n: unstated(n) + protection(n, None, None, None), Reason.NOT_STATED),
    "free once, nothing said since": (
        lambda n: unstated(n) + protection(n, False, None, date(2026, 1, 1)),
        Reason.NOT_STATED,
    ),
    "only a place of that number is free": (
        lambda n: unstated(n) + protection(n, False, None, None, kind="place"),
        Reason.NOT_STATED,
    ),
    "only one of that number abroad is free": (
        lambda n: unstated(n) + protection(n, False, None, None, country="NO"),
        Reason.NOT_STATED,
    ),
    "its address is secret": (lambda n: company(n, is_secret=True), Reason.HIDDEN),
    "closed": (lambda n: company(n, end=date(2026, 10, 1)), Reason.GONE),
    "closed and protected": (lambda n: company(n, end=date(2026, 10, 1), protected=True), Reason.GONE),
    "not begun": (lambda n: company(n, start=date(2027, 1, 1)), Reason.GONE),
    "no business at all": (lambda n: company(n, is_pseudo=True), Reason.GONE),
    "bankrupt": (
        lambda n: company(n) + row("unit_status", n, status="UNDER KONKURS", valid_from=date(2026, 9, 1)),
        Reason.CLOSING,
    ),
    "without an address": (lambda n: without("unit_address", n), Reason.NO_ADDRESS),
}


def test_who_may_not_be_invited_is_never_given_away() -> None:
    numbers = {case: f"2{at:07}" for at, case in enumerate(NEVER)}
    write_copy(company(FREE), *(NEVER[case][0](number) for case, number in numbers.items()), as_of=DAY)
    asked = [*numbers.values(), FREE]
    told = {case: may_be_invited([number]).left_out for case, number in numbers.items()}
    assert told == {case: Counter({reason: 1}) for case, (_rows, reason) in NEVER.items()}
    reasons = {number: NEVER[case][1] for case, number in numbers.items()}
    assert may_be_invited(asked) == Allowed((FREE,), reasons)
    assert protected_in(may_be_invited(asked).left_out) == 10
    assert [each.unit_id for each in contacts_of(asked)] == [FREE]


def test_protection_that_has_ended_counts_no_more() -> None:
    free_again = (
        unstated(OTHER)
        + protection(OTHER, True, date(2015, 1, 1), date(2026, 5, 1))
        + protection(OTHER, False, date(2026, 5, 1), None)
    )
    sold = place("90000001", parent="10000009", protected=True)
    moved = row("unit_parent", "90000001", kind="place", parent_id=OTHER, valid_to=date(2020, 1, 1))
    write_copy(free_again, sold, moved, as_of=DAY)
    assert may_be_invited([OTHER]).unit_ids == (OTHER,)


def test_a_contact_as_the_register_has_it_on_the_day() -> None:
    key = {"valid_from": date(2024, 3, 1), "valid_to": None}
    one = without("unit_address", FREE)
    old = row("unit_address", FREE, street="Adelgade", postcode="4720", valid_to=date(2024, 3, 1))
    address = {"street": "Storegade", "house": "14B", "floor_door": "1. tv", "care_of": "Holm"}
    new = row("unit_address", FREE, **address, postcode="4780", district="Stege", town="Ulvshale", **key)
    second = row("unit_name", FREE, name="Anden side", is_main=False, **key)
    write_copy(one, old, new, second, as_of=DAY)
    assert contacts_of([FREE]) == [
        Contact(
            FREE, "Firma 10000001", "Holm", "Storegade 14B", "1. tv", "Ulvshale", "4780", "Stege", "", date(2015, 1, 1)
        )
    ]


def test_only_the_newest_copy_is_asked_never_a_dated_one() -> None:
    """Who is protected today was not last year; there is no way to ask last year's copy."""
    write_copy(company(FREE), as_of=date(2025, 11, 1))
    assert may_be_invited([FREE]).unit_ids == (FREE,)
    write_copy(company(FREE, protected=True), as_of=DAY)
    assert may_be_invited([FREE]).unit_ids == ()
    assert contacts_of([FREE]) == []


def test_an_order_is_kept_and_nobody_comes_twice() -> None:
    write_copy(company("10000001"), company("10000002"), company("10000003"), as_of=DAY)
    asked = ["10000003", "10000001", "10000003", "99999999"]
    assert may_be_invited(asked) == Allowed(("10000003", "10000001"), {"99999999": Reason.GONE})
    assert [each.unit_id for each in contacts_of(asked)] == ["10000003", "10000001"]


def test_without_a_copy_there_is_nobody() -> None:
    assert may_be_invited([FREE]) == Allowed((), {})
    assert contacts_of([FREE]) == []
    write_copy(company(FREE), as_of=DAY)
    assert contacts_of([FREE], country="NO") == []


def test_the_register_holds_no_address_to_write_mails_to() -> None:
    names = {column.name for table in TABLES for column in table.columns}
    assert {name for name in names if "mail" in name or "phone" in name or "web" in name} == set()


def test_no_function_takes_a_wish_to_see_protected_ones() -> None:
    """The rule has no switch: numbers and a country are all that can be said."""
    for function in (may_be_invited, contacts_of):
        names = function.__code__.co_varnames[: function.__code__.co_argcount + function.__code__.co_kwonlyargcount]
        assert names == ("unit_ids", "country")
    assert invitable.asked.__code__.co_varnames[:3] == ("copy", "sql", "unit_ids")
