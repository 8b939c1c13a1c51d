"""Funds, calls and applications as tests need them. Amounts are øre."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, BudgetLine, Call, Fund, FundRole, Idea
from mikrovirk.networks.models import Organisation

numbers = count(1)


def make_fund(**fields: Any) -> Fund:
    number = next(numbers)
    if "holder" not in fields:
        fields["holder"] = Organisation.objects.create(
            name=f"Kommune {number}",
            slug=f"kommune-{number}",
            kind=Organisation.Kind.MUNICIPALITY,
            municipality_code="0390",
        )
    given = {"name": f"Idépuljen {number}", "slug": f"ideer-{number}", "municipalities": ["0390"], **fields}
    return Fund.objects.create(**given)


def make_fund_role(fund: Fund, user: User, name: str, *, since: date = date(2020, 1, 1)) -> FundRole:
    return FundRole.objects.create(fund=fund, user=user, name=name, since_date=since)


def make_call(fund: Fund, *, state: str = Call.State.OPEN, **fields: Any) -> Call:
    now = timezone.now()
    given = {
        "title": "Aktiviteter i foråret",
        "purpose": "Aktiviteter, der udspringer af medlemmernes ideer.",
        "pot": 100_000_00,
        "smallest": 1_000_00,
        "largest": 40_000_00,
        "opened_at": now,
        "opens_at": now,
        "deadline_at": now + timedelta(days=30),
        **fields,
    }
    if state == Call.State.DECIDED:
        given.setdefault("decided_at", now)
    return Call.objects.create(fund=fund, state=state, **given)


def make_idea(fund: Fund, author: Person | None = None, **fields: Any) -> Idea:
    given = {"title": "Fælles julemarked", "what": "Vi holder et marked i ridehuset.", **fields}
    return Idea.objects.create(fund=fund, author=author, **given)


def make_application(
    call: Call,
    applicant: Person | None = None,
    *,
    amount: int = 10_000_00,
    state: str = Application.State.SENT,
    sent_at: datetime | None = None,
    **fields: Any,
) -> Application:
    """An application whose budget is one line of the amount."""
    given: dict[str, Any] = {
        "title": "Fælles julemarked",
        "summary": "Et marked for alle.",
        "municipality": "0390",
        **fields,
    }
    if state != Application.State.DRAFT:
        given.setdefault("number", call.applications.count() + 1)
        given["sent_at"] = sent_at or timezone.now()
    made = Application.objects.create(call=call, applicant=applicant, amount=amount, state=state, **given)
    BudgetLine.objects.create(application=made, position=1, text="Leje af ridehuset", amount=amount)
    return made
