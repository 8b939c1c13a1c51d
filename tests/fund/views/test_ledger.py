"""The page of a fund's money, and its files."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from mikrovirk.fund.models import Fund, FundRole, LedgerEntry
from mikrovirk.fund.queries import ledger as queries
from mikrovirk.fund.services import ledger
from mikrovirk.networks.models import Role
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_application
from tests.fund.office_rows import fund_with_money, open_call, worker

pytestmark = pytest.mark.django_db
Name = FundRole.Name
ADDRESS = "/fund/ideer/office/ledger/"


@pytest.fixture
def fund() -> Fund:
    made = fund_with_money()
    case = make_application(open_call(made, title="Foråret"), factories.person("Anna Lund"), title="Annas marked")
    ledger.grant(case, 10_000_00, by=None, at=NOW, key="grant")
    ledger.pay(case, 4_000_50, claim="1-1", by=None, at=NOW, key="claim", text="=SUM(A1)")
    return made


@pytest.fixture
def bookkeeper(client: Client, fund: Fund) -> Client:
    client.force_login(worker(fund, Name.BOOKKEEPER))
    return client


def shown(client: Client) -> str:
    return client.get(ADDRESS).content.decode().replace("\xa0", " ")


def test_where_the_money_is_and_every_entry(bookkeeper: Client) -> None:
    page = shown(bookkeeper)
    for words in ("400.000 kr.", "300.000 kr.", "90.000 kr.", "5.999,50 kr.", "4.000,50 kr.", "Bevilling 2027"):
        assert words in page, words
    assert "Regnskabet stemmer" in page
    assert "Sag 1" in page
    assert "Anna" not in page  # figures, no names


def test_a_change_in_the_database_is_said(bookkeeper: Client) -> None:
    LedgerEntry.objects.filter(kind="paid").update(amount=1)
    assert "Regnskabet stemmer ikke" in shown(bookkeeper)


def test_money_is_put_in_once(bookkeeper: Client, fund: Fund) -> None:
    typed = {"in-amount": "25.000", "in-text": "Tillæg", "in-once": "abc"}
    for _again in range(2):
        bookkeeper.post(f"{ADDRESS}put-in/", typed)
    assert queries.totals(fund).appropriated == 425_000_00
    bookkeeper.post(f"{ADDRESS}put-in/", {**typed, "in-once": "def"})
    assert queries.totals(fund).appropriated == 450_000_00


def test_what_is_wrong_is_said(bookkeeper: Client, fund: Fund) -> None:
    page = bookkeeper.post(f"{ADDRESS}put-in/", {"in-amount": "0", "in-text": "Tillæg", "in-once": "abc"})
    assert "over nul" in page.content.decode()
    page = bookkeeper.post(f"{ADDRESS}take-out/", {"out-amount": "300.001", "out-text": "Retur", "out-once": "abc"})
    assert "Kun 300.000" in page.content.decode()
    assert 'value="300.001"' in page.content.decode()
    bookkeeper.post(f"{ADDRESS}take-out/", {"out-amount": "300.000", "out-text": "Retur", "out-once": "abc"})
    assert queries.totals(fund).unallotted == 0


def test_what_is_left_in_a_call_that_is_over_goes_back(bookkeeper: Client, fund: Fund) -> None:
    call = fund.calls.get()
    address = f"/fund/ideer/office/calls/{call.pk}/take-back/"
    assert "ikke slut" in bookkeeper.post(address, follow=True).content.decode()
    call.state, call.decided_at = "decided", NOW
    call.save()
    assert address in shown(bookkeeper)
    bookkeeper.post(address)
    assert queries.totals(fund).unallotted == 390_000_00
    assert "ikke noget tilbage" in bookkeeper.post(address, follow=True).content.decode()


def test_the_file_for_the_accounts(bookkeeper: Client, fund: Fund) -> None:
    answer = bookkeeper.get("/fund/ideer/office/ledger.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="ideer-ledger.csv"'
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";"))
    case = fund.calls.get().applications.get()
    assert [(row["entry"], row["kind"], row["amount_dkk"]) for row in rows] == [
        ("1", "appropriated", "400000"),
        ("2", "allotted", "100000"),
        ("3", "reserved", "10000"),
        ("4", "granted", "10000"),
        ("5", "paid", "4000,50"),
    ]
    last = rows[-1]
    assert (last["credit"], last["debit"]) == (
        f"granted/{case.call_id}/{case.pk}",
        f"paid/{case.call_id}/{case.pk}",
    )
    assert (last["call_title"], last["case"], last["voucher"], last["text"]) == ("Foråret", "1", "1-1", "'=SUM(A1)")
    assert "Anna" not in text
    assert len(last["digest"]) == 64


def test_the_document_for_programs_adds_up(bookkeeper: Client) -> None:
    found: dict[str, Any] = json.loads(bookkeeper.get("/fund/ideer/office/ledger.json").content)
    assert found["faults"] == []
    assert sum(found["balances"].values()) == 0
    balances: dict[str, int] = {}
    for entry in found["entries"]:
        balances[entry["from"]] = balances.get(entry["from"], 0) - entry["amount"]
        balances[entry["to"]] = balances.get(entry["to"], 0) + entry["amount"]
    assert balances == found["balances"]


def test_an_officer_of_the_municipality_sees_figures_and_changes_nothing(client: Client, fund: Fund) -> None:
    officer = factories.user()
    Role.objects.create(user=officer, name=Role.Name.MUNICIPALITY, organisation=fund.holder, since_date=factories.TODAY)
    client.force_login(officer)
    page = shown(client)
    assert "400.000 kr." in page
    assert "put-in" not in page
    assert client.get("/fund/ideer/office/ledger.csv").status_code == 200
    assert client.get("/fund/ideer/office/").status_code == 404
    assert client.post(f"{ADDRESS}put-in/").status_code == 404


@pytest.mark.parametrize("name", [None, Name.ASSESSOR])
def test_it_is_for_those_who_see_figures(client: Client, fund: Fund, name: str | None) -> None:
    client.force_login(worker(fund, name) if name else factories.user())
    for address in (ADDRESS, "/fund/ideer/office/ledger.csv", "/fund/ideer/office/ledger.json"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", [Name.CASEWORKER, Name.DECIDER])
def test_only_a_bookkeeper_moves_money(client: Client, fund: Fund, name: str) -> None:
    client.force_login(worker(fund, name))
    call = fund.calls.get()
    for address in (f"{ADDRESS}put-in/", f"{ADDRESS}take-out/", f"/fund/ideer/office/calls/{call.pk}/take-back/"):
        assert client.post(address, {"in-amount": "1", "out-amount": "1"}).status_code == 404


def test_the_page_costs_the_same_for_many_entries(
    bookkeeper: Client, fund: Fund, django_assert_num_queries: Any
) -> None:
    shown(bookkeeper)
    with django_assert_num_queries(22) as captured:
        shown(bookkeeper)
    for number in range(3):
        ledger.grant(make_application(open_call(fund)), 1_00, by=None, at=NOW, key=f"more-{number}")
    with django_assert_num_queries(len(captured)):
        shown(bookkeeper)
