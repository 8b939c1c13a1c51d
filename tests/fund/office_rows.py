"""A fund with money and people, and what a caseworker types when they write a call."""

from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Call, Fund, FundRole
from mikrovirk.fund.services import ledger
from tests import factories
from tests.factories import NOW
from tests.factories.fund import make_call, make_fund, make_fund_role

Name = FundRole.Name


def fund_with_money(amount: int = 400_000_00, **fields: Any) -> Fund:
    fund = make_fund(**{"slug": "ideer", "name": "Idépuljen", **fields})
    ledger.appropriate(fund, amount, by=None, at=NOW, text="Bevilling 2027")
    return fund


def worker(fund: Fund, name: str = Name.CASEWORKER, full_name: str = "Sanne Bæk") -> User:
    user = factories.user(full_name)
    make_fund_role(fund, user, name)
    return user


def open_call(fund: Fund, **fields: Any) -> Call:
    """An open call whose pot is set aside."""
    call = make_call(fund, **fields)
    ledger.allot(call, call.pot, by=None, at=NOW)
    return call


TYPED = {
    "title": "Aktiviteter i foråret",
    "purpose": "Aktiviteter, der udspringer af medlemmernes ideer.",
    "who_may_apply": "Alle netværk.",
    "pot": "100.000",
    "smallest": "1.000",
    "largest": "40.000 kr.",
    "own_share": "10",
    "small_up_to": "5.000",
    "quick_up_to": "",
    "recommends": "Styregruppen",
    "decides": "Erhvervsudvalget",
    "rule": "score",
    "advance_percent": "0",
    "report_days": "30",
    "accept_days": "14",
    "general_benefit": "Aktiviteten er til gavn for flere.",
    "deadline": "2027-03-31",
    "shares-count": "2",
    "shares0-kind": "municipality",
    "shares0-key": "Vordingborg",
    "shares0-amount": "60.000",
    "shares1-kind": "municipality",
    "shares1-key": "Guldborgsund",
    "shares1-amount": "40.000",
    "criteria-count": "2",
    "criteria0-name": "Gavner flere netværk",
    "criteria0-weight": "2",
    "criteria1-name": "",
    "criteria1-weight": "1",
    "conditions-count": "1",
    "conditions0-text": "Den finder sted i 2027.",
    "questions-count": "2",
    "questions0-label": "Hvad vil I gøre?",
    "questions0-kind": "long",
    "questions0-required": "on",
    "questions0-small": "on",
    "questions1-label": "Hvor?",
    "questions1-kind": "choice",
    "questions1-choices": "Ude\nInde\nUde",
}
