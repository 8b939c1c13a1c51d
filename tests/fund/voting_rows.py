"""Votes with members, projects and money, as tests need them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Call, Fund, FundRole, Vote, Voter
from mikrovirk.fund.services import ledger, votes, voting
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund, make_fund_role

CLOSES = datetime(2027, 2, 1, 20, 0, tzinfo=UTC)
NOW = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)  # the call's deadline is over, the vote is open
AFTER = CLOSES + timedelta(minutes=1)
AMOUNTS = (40_000_00, 35_000_00, 30_000_00)


def make_draft(
    *,
    voters: int = 5,
    amounts: Sequence[int] = AMOUNTS,
    pot: int = 80_000_00,
    rule: str = Call.Rule.EQUAL_SHARES,
    place: Network | None = None,
    **fields: Any,
) -> Vote:
    """A vote that could open: a network with members, a call past its deadline with money, and its applications."""
    place = place or factories.network()
    for _ in range(voters):
        factories.member(place)
    fund = make_fund()
    opened = {"opened_at": NOW - timedelta(days=60), "opens_at": NOW - timedelta(days=60)}
    call = make_call(
        fund, state=Call.State.ASSESSING, rule=rule, pot=pot, deadline_at=NOW - timedelta(days=5), **opened
    )
    ledger.appropriate(fund, pot, by=None, at=NOW, text="Bevilling")
    ledger.allot(call, pot, by=None, at=NOW)
    for number, amount in enumerate(amounts, start=1):
        make_application(call, amount=amount, title=f"Projekt {number}")
    given = {"list_date": NOW.date(), "closes_at": CLOSES, **fields}
    return votes.prepare(call, networks=[place], fields=given)


def make_vote(**fields: Any) -> Vote:
    """A vote that is open."""
    return votes.open_vote(make_draft(**fields), by=factories.user(), at=NOW)


def caseworker(fund: Fund, name: str = FundRole.Name.CASEWORKER) -> User:
    somebody = factories.user()
    make_fund_role(fund, somebody, name)
    return somebody


def voters_of(vote: Vote) -> list[Voter]:
    return list(vote.voters.filter(struck_because="").order_by("pk"))


def person_of(voter: Voter) -> Person:
    found = voter.people.select_related("user").order_by("pk").first()
    assert found
    return found


def cast(voter: Voter, *choices: int, at: datetime | None = None) -> None:
    voting.cast(voter, choices, by=person_of(voter).user, at=at or voter.vote.closes_at - timedelta(hours=1))


def cast_all(vote: Vote, ballots: Sequence[Sequence[int]]) -> None:
    for voter, ballot in zip(voters_of(vote), ballots, strict=True):
        cast(voter, *ballot)


def cases_of(vote: Vote) -> list[Application]:
    return list(vote.call.applications.order_by("number"))
