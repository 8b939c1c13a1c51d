"""A fund's people, calls and money from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.command import main
from mikrovirk.fund.models import Fund, LedgerAccount, LedgerEntry
from tests import factories
from tests.factories.fund import make_application, make_call
from tests.fund.office_rows import fund_with_money, open_call, worker

pytestmark = pytest.mark.django_db


def asked(capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> Any:
    assert main(["fund", *words, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_a_fund_is_made_gets_people_and_money(capsys: pytest.CaptureFixture[str]) -> None:
    factories.organisation("kommunen")
    words = ["add", "ideer", "--name", "Idépuljen", "--holder", "kommunen", "--caseworker", "sanne@kommune.example"]
    assert asked(capsys, *words, "--municipality", "0390")["slug"] == "ideer"
    assert Fund.objects.get().municipalities == ["0390"]
    people = asked(capsys, "role", "ideer", "bo@kommune.example", "bookkeeper")
    assert [(each["role"], each["email"]) for each in people] == [
        ("bookkeeper", "bo@kommune.example"),
        ("caseworker", "sanne@kommune.example"),
    ]
    money = ["put-in", "ideer", "--amount", "400.000", "--text", "Bevilling 2027", "--key", "2027"]
    assert asked(capsys, *money)["appropriated"] == 400_000_00
    assert main(["fund", *money]) == 2
    assert "before" in capsys.readouterr().err
    assert asked(capsys, "list")[0]["unallotted"] == 400_000_00
    assert len(asked(capsys, "role", "ideer", "bo@kommune.example", "bookkeeper", "--end")) == 1
    assert len(asked(capsys, "role", "ideer")) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ledger", "findes-ikke"], "no fund called"),
        (["role", "ideer", "sanne"], "no e-mail address"),
        (["role", "ideer", "bo@kommune.example", "decider", "--end"], "is not decider"),
        (["put-in", "ideer", "--amount", "mange", "--text", "x", "--key", "k"], "no amount"),
        (["add", "ideer", "--name", "x", "--holder", "findes-ikke", "--caseworker", "x@y.example"], "no organisation"),
        (["ledger", "ideer", "--csv", "/findes/ikke.csv"], "ikke.csv"),
    ],
)
def test_what_cannot_be_done_is_said(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    fund_with_money()
    assert main(["fund", *words]) == 2
    assert said in capsys.readouterr().err


def test_an_address_that_is_taken_or_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    fund = fund_with_money()
    rest = ["--name", "x", "--holder", fund.holder.slug, "--caseworker", "x@y.example"]
    assert main(["fund", "add", "ideer", *rest]) == 2
    assert "already" in capsys.readouterr().err
    assert main(["fund", "add", "to ord", *rest]) == 2


def test_the_last_caseworker_stays(capsys: pytest.CaptureFixture[str]) -> None:
    user = worker(fund_with_money())
    assert main(["fund", "role", "ideer", user.email, "caseworker", "--end"]) == 2
    assert "needs a caseworker" in capsys.readouterr().err


def test_the_calls_and_where_their_money_is(capsys: pytest.CaptureFixture[str]) -> None:
    fund = fund_with_money()
    make_application(open_call(fund, title="Foråret"))
    make_call(fund, title="Udkast", state="draft", opened_at=None)
    found = asked(capsys, "calls", "ideer")
    assert [(each["title"], each["state"], each["received"], each["available"]) for each in found] == [
        ("Udkast", "draft", 0, 0),
        ("Foråret", "open", 1, 100_000_00),
    ]


def test_the_ledger_says_whether_it_agrees(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    open_call(fund_with_money())
    file = tmp_path / "ledger.csv"
    found = asked(capsys, "ledger", "ideer", "--csv", str(file))
    assert [entry["kind"] for entry in found["entries"]] == ["appropriated", "allotted"]
    assert file.read_text(encoding="utf-8-sig").splitlines()[0].startswith("entry;date;time;kind;debit;credit")
    assert main(["fund", "ledger", "ideer"]) == 0
    assert "faults: 0" in capsys.readouterr().out
    LedgerAccount.objects.filter(name="available").update(balance=7)
    assert main(["fund", "ledger", "ideer", "--rebuild"]) == 0
    assert "1 balances were laid anew" in capsys.readouterr().err
    LedgerEntry.objects.filter(kind="allotted").update(amount=1)
    assert main(["fund", "ledger", "ideer", "--rebuild"]) == 2
    capsys.readouterr()
    assert {fault["code"] for fault in asked(capsys, "ledger", "ideer", status=1)["faults"]} == {"digest", "balance"}
