"""The ledger on real rows: what each movement does, what it refuses, and that every change afterwards is found."""

from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mikrovirk.fund import ledger_guard
from mikrovirk.fund.domain import ledger as rules
from mikrovirk.fund.models import Application, Fund, LedgerAccount, LedgerEntry, LedgerHead
from mikrovirk.fund.queries import ledger as queries
from mikrovirk.fund.queries.ledger import Balances, FundTotals
from mikrovirk.fund.services import ledger
from mikrovirk.fund.services.ledger import AlreadyDone, NotEnough
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application, make_call, make_fund

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund() -> Fund:
    made = make_fund()
    ledger.appropriate(made, 400_000_00, by=None, at=NOW, text="Bevilling 2027", key="2027")
    return made


@pytest.fixture
def case(fund: Fund) -> Application:
    call = make_call(fund, pot=100_000_00)
    ledger.allot(call, 100_000_00, by=None, at=NOW)
    return make_application(call, amount=30_000_00)


def kinds(fund: Fund) -> list[tuple[str, int]]:
    return list(LedgerEntry.objects.filter(fund=fund).order_by("number").values_list("kind", "amount"))


def test_money_goes_from_the_fund_to_the_call_to_the_applicant_and_back(fund: Fund, case: Application) -> None:
    call = case.call
    assert queries.totals(fund) == FundTotals(appropriated=400_000_00, unallotted=300_000_00)
    ledger.reserve(case, 30_000_00, by=None, at=NOW)
    assert queries.balances(call) == Balances(available=70_000_00, reserved=30_000_00)
    ledger.grant(case, 20_000_00, by=None, at=NOW, key="grant")
    assert queries.balances(call) == Balances(available=80_000_00, granted=20_000_00)
    ledger.pay(case, 12_000_00, claim="bilag 1", by=None, at=NOW, key="claim-1")
    assert queries.of_application(case) == Balances(granted=8_000_00, paid=12_000_00)
    ledger.give_back(case, 2_000_00, by=None, at=NOW, text="Ubrugt leje")
    ledger.free_unspent(case, by=None, at=NOW)
    assert queries.of_application(case) == Balances(paid=10_000_00, returned=10_000_00)
    assert queries.balances(call) == Balances(available=90_000_00, paid=10_000_00, returned=10_000_00)
    ledger.take_back(call, by=None, at=NOW)
    ledger.reduce(fund, 390_000_00, by=None, at=NOW, text="Overført til 2028")
    assert queries.totals(fund) == FundTotals(appropriated=10_000_00, unallotted=0)
    assert kinds(fund) == [
        ("appropriated", 400_000_00),
        ("allotted", 100_000_00),
        ("reserved", 30_000_00),
        ("granted", 20_000_00),
        ("released", 10_000_00),
        ("paid", 12_000_00),
        ("returned", 2_000_00),
        ("freed", 8_000_00),
        ("taken_back", 90_000_00),
        ("reduced", 390_000_00),
    ]
    assert queries.faults(fund) == []


def test_a_grant_without_a_reservation_comes_from_the_pot(case: Application) -> None:
    ledger.grant(case, 30_000_00, by=None, at=NOW, key="grant")
    assert queries.balances(case.call) == Balances(available=70_000_00, granted=30_000_00)


def test_nothing_is_moved_that_is_not_there(fund: Fund, case: Application) -> None:
    before = kinds(fund)
    for act in (
        lambda: ledger.reserve(case, 100_000_01, by=None, at=NOW),
        lambda: ledger.grant(case, 100_000_01, by=None, at=NOW, key="grant"),
        lambda: ledger.pay(case, 1, claim="1", by=None, at=NOW, key="pay"),
        lambda: ledger.give_back(case, 1, by=None, at=NOW),
        lambda: ledger.allot(case.call, 300_000_01, by=None, at=NOW),
        lambda: ledger.reduce(fund, 300_000_01, by=None, at=NOW, text=""),
    ):
        with pytest.raises(NotEnough):
            act()
    assert kinds(fund) == before
    assert ledger.release(case, by=None, at=NOW) is None
    assert ledger.free_unspent(case, by=None, at=NOW) is None
    assert queries.faults(fund) == []


def test_not_enough_says_how_much_there_was(case: Application) -> None:
    with pytest.raises(NotEnough) as error:
        ledger.reserve(case, 100_000_01, by=None, at=NOW)
    assert (error.value.account, error.value.wanted, error.value.there) == ("available", 100_000_01, 100_000_00)


def test_the_same_key_counts_once(fund: Fund, case: Application) -> None:
    ledger.grant(case, 10_000_00, by=None, at=NOW, key="grant")
    ledger.pay(case, 1_000_00, claim="1", by=None, at=NOW, key="claim-1")
    before = kinds(fund)
    for act in (
        lambda: ledger.appropriate(fund, 400_000_00, by=None, at=NOW, text="Bevilling 2027", key="2027"),
        lambda: ledger.grant(case, 10_000_00, by=None, at=NOW, key="grant"),
        lambda: ledger.pay(case, 1_000_00, claim="1", by=None, at=NOW, key="claim-1"),
    ):
        with pytest.raises(AlreadyDone):
            act()
    assert kinds(fund) == before


def test_a_grant_is_undone_whole_when_something_else_goes_wrong(fund: Fund, case: Application) -> None:
    before = kinds(fund)
    point = transaction.savepoint()
    ledger.grant(case, 10_000_00, by=None, at=NOW, key="grant")
    transaction.savepoint_rollback(point)
    assert kinds(fund) == before
    assert queries.faults(fund) == []


@pytest.mark.parametrize("amount", [0, -1])
def test_an_entry_moves_more_than_nothing(case: Application, amount: int) -> None:
    with pytest.raises(ValueError, match="more than nothing"):
        ledger.reserve(case, amount, by=None, at=NOW)


def test_the_database_refuses_a_balance_below_nil(case: Application) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LedgerAccount.objects.filter(call=case.call, name="available").update(balance=-1)


def test_an_erased_person_leaves_the_books_as_they_are(fund: Fund, case: Application) -> None:
    clerk = factories.user()
    ledger.reserve(case, 1_000_00, by=clerk, at=NOW)
    clerk.delete()
    assert queries.faults(fund) == []


def test_two_funds_have_books_of_their_own(fund: Fund) -> None:
    other = make_fund()
    ledger.appropriate(other, 5, by=None, at=NOW, text="", key="2027")
    assert kinds(other) == [("appropriated", 5)]
    assert queries.totals(fund).appropriated == 400_000_00
    assert queries.faults(other) == []


def test_several_calls_cost_as_many_questions_as_one(
    fund: Fund, case: Application, django_assert_num_queries: Any
) -> None:
    other = make_call(fund, pot=50_000_00)
    ledger.allot(other, 50_000_00, by=None, at=NOW)
    for keys in ([case.call.pk], [case.call.pk, other.pk]):
        with django_assert_num_queries(2):
            found = queries.balances_of_calls(keys)
        assert {key: each.available for key, each in found.items()} == {
            key: {case.call.pk: 100_000_00, other.pk: 50_000_00}[key] for key in keys
        }


# --- changes afterwards ----------------------------------------------------------------------------------------------


@pytest.fixture
def full(fund: Fund, case: Application) -> Fund:
    ledger.grant(case, 20_000_00, by=factories.user(), at=NOW, key="grant")
    ledger.pay(case, 12_000_00, claim="bilag 1", by=None, at=NOW + timedelta(days=1), key="claim-1")
    ledger.give_back(case, 2_000_00, by=None, at=NOW + timedelta(days=2), text="Ubrugt leje")
    return fund


def test_each_stored_amount_that_is_changed_is_found(full: Fund) -> None:
    for entry in LedgerEntry.objects.filter(fund=full):
        for amount in (entry.amount - 1, entry.amount + 1, 1, entry.amount * 100):
            LedgerEntry.objects.filter(pk=entry.pk).update(amount=amount)
            assert queries.faults(full), (entry.number, amount)
        LedgerEntry.objects.filter(pk=entry.pk).update(amount=entry.amount)
        assert queries.faults(full) == []
    for account in LedgerAccount.objects.filter(fund=full):
        LedgerAccount.objects.filter(pk=account.pk).update(balance=account.balance + 1)
        assert {fault.code for fault in queries.faults(full)} == {"balance", "not_nil"}, account.name
        LedgerAccount.objects.filter(pk=account.pk).update(balance=account.balance)


def test_two_amounts_changed_so_that_the_sums_agree_are_found(full: Fund) -> None:
    paid, back = LedgerEntry.objects.get(fund=full, kind="paid"), LedgerEntry.objects.get(fund=full, kind="returned")
    LedgerEntry.objects.filter(pk=paid.pk).update(amount=paid.amount + 5)
    LedgerEntry.objects.filter(pk=back.pk).update(amount=back.amount + 5)
    assert {fault.code for fault in queries.faults(full)} >= {"digest"}


def test_a_deleted_last_entry_is_found(full: Fund) -> None:
    LedgerEntry.objects.filter(fund=full).latest("number").delete()
    assert "head" in {fault.code for fault in queries.faults(full)}


def test_a_wrong_head_is_found(full: Fund) -> None:
    LedgerHead.objects.filter(fund=full).update(last_number=2)
    assert [fault.code for fault in queries.faults(full)] == ["head"]


def test_the_database_itself_refuses_to_change_or_delete_an_entry(full: Fund) -> None:
    ledger_guard.lay(connection)
    entries = LedgerEntry.objects.filter(fund=full)
    for act in (lambda: entries.update(amount=1), entries.delete):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            act()
    ledger.appropriate(full, 1_00, by=None, at=NOW, text="Der lægges gerne til")
    assert queries.faults(full) == []
    ledger_guard.lift(connection)
    assert entries.update(text="") == len(kinds(full))


# --- laid anew -------------------------------------------------------------------------------------------------------


def test_the_balances_are_laid_anew_from_the_entries(full: Fund) -> None:
    before = queries.stored_balances(full)
    assert rules.rebuilt(queries.lines_of(full)) == before
    LedgerAccount.objects.filter(fund=full).exclude(name="appropriation").update(balance=3)
    LedgerAccount.objects.filter(fund=full, name="paid").delete()
    assert ledger.rebuild(full) == len(before) - 1
    assert queries.stored_balances(full) == before
    assert queries.faults(full) == []
    assert ledger.rebuild(full) == 0


def test_nothing_is_laid_anew_from_entries_that_do_not_agree(full: Fund) -> None:
    LedgerEntry.objects.filter(fund=full, kind="paid").update(amount=1)
    with pytest.raises(ledger.BooksBroken):
        ledger.rebuild(full)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_tried_the_books_agree(fund: Fund, seed: int) -> None:
    """A hundred movements at random, most of them possible, some not: what is refused leaves no trace."""
    chance = Random(seed)
    calls = [make_call(fund, pot=pot) for pot in (60_000_00, 90_000_00)]
    cases = [make_application(calls[number % 2], amount=10_000_00) for number in range(6)]
    for number in range(100):
        case, amount = chance.choice(cases), chance.randint(1, 30_000_00)
        told = {"by": None, "at": NOW + timedelta(minutes=number)}
        act = chance.choice(
            [
                lambda told=told, amount=amount: ledger.appropriate(fund, amount, text="", **told),
                lambda told=told, amount=amount: ledger.reduce(fund, amount, text="", **told),
                lambda told=told, amount=amount, case=case: ledger.allot(case.call, amount, **told),
                lambda told=told, case=case: ledger.take_back(case.call, **told),
                lambda told=told, amount=amount, case=case: ledger.reserve(case, amount, **told),
                lambda told=told, case=case: ledger.release(case, **told),
                lambda told=told, amount=amount, case=case: ledger.grant(case, amount, key="", **told),
                lambda told=told, amount=amount, case=case: ledger.pay(case, amount, claim="", key="", **told),
                lambda told=told, amount=amount, case=case: ledger.give_back(case, amount, **told),
                lambda told=told, case=case: ledger.free_unspent(case, **told),
            ]
        )
        with suppress(NotEnough):
            act()
    assert queries.faults(fund) == []
    totals, money = queries.totals(fund), queries.of_fund(fund)
    assert totals.appropriated == totals.unallotted + money.total
    assert (
        min(balance for place, balance in queries.stored_balances(fund).items() if place.name != "appropriation") >= 0
    )
