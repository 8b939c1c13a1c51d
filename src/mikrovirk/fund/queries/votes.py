"""Reads: votes, their rules, who is on the list, and what was counted."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Prefetch, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.fund.domain import counted
from mikrovirk.fund.domain.allocation import Completion, Election, Method, Rule
from mikrovirk.fund.domain.ballots import BallotRules, Kind
from mikrovirk.fund.models import Application, Call, Fund, Vote, VoteCount, Voter
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import assessing, ledger
from mikrovirk.fund.queries.funds import funds_for
from mikrovirk.networks.models import Network

State = Vote.State


# --- which votes -----------------------------------------------------------------------------------------------------


def public_votes() -> QuerySet[Vote]:
    """The votes everybody may read about: those that opened, or were cancelled after they had."""
    return Vote.objects.filter(opened_at__isnull=False).select_related("call__fund")


def votes_handled_by(user: User | AnonymousUser, *, needs: FundPermission = FundPermission.SEE_CASES) -> QuerySet[Vote]:
    """The votes of the funds in which `user` may do what `needs` says."""
    return Vote.objects.filter(call__fund__in=funds_for(user, needs=needs)).select_related("call__fund")


def calls_to_vote_in(fund: Fund) -> QuerySet[Call]:
    """The calls of a fund whose pot is divided by a members' vote, and that have none yet."""
    by_vote = fund.calls.filter(rule__in=[Call.Rule.EQUAL_SHARES, Call.Rule.GREEDY])
    begun = by_vote.filter(state__in=[Call.State.OPEN, Call.State.ASSESSING])
    return begun.exclude(pk__in=Vote.objects.exclude(state=State.CANCELLED).values("call"))


def has_interest(user: User, vote: Vote) -> bool:
    """Whether somebody applies in the call, alone or with others. They vote like everybody, and count no ballots."""
    theirs = Q(applicant__user=user) | Q(co_applicants__user=user)
    return Application.objects.filter(theirs, call=vote.call_id).exclude(sent_at=None).exists()


# --- rules -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OnBallot:
    """One project as it stands on the ballot. `key` is the application's, as text."""

    key: str
    place: int
    lot: int
    title: str
    amount: int
    number: int | None = None  # of the application, within its call
    summary: str = ""


@dataclass(frozen=True)
class Rules:
    """The rules of an open vote, as they were at opening."""

    kind: Kind
    whose: str
    list_date: date
    at_least: int
    at_most: int
    points: int
    points_for_one: int
    method: Method
    completion: Completion
    pot: int
    closes_at: datetime
    with_paper: bool
    networks: tuple[str, ...]
    on_list_count: int
    projects: tuple[OnBallot, ...]

    @property
    def ballot(self) -> BallotRules:
        by_points = self.kind is Kind.POINTS
        return BallotRules(
            kind=self.kind,
            costs=tuple(each.amount for each in self.projects),
            pot=self.pot,
            at_least=self.at_least,
            at_most=self.at_most,
            points=self.points if by_points else 0,
            points_for_one=self.points_for_one if by_points else 0,
        )

    @property
    def division(self) -> Rule:
        """How the pot is divided. Only equal shares has a completion."""
        return Rule(self.method, self.completion if self.method is Method.EQUAL_SHARES else Completion.NONE)

    @property
    def lot_order(self) -> tuple[str, ...]:
        return tuple(each.key for each in sorted(self.projects, key=lambda each: each.lot))


def rules_of(vote: Vote) -> Rules:
    """The fixed rules of a vote that was opened."""
    kept = vote.rules
    return Rules(
        kind=Kind(kept["kind"]),
        whose=kept["whose"],
        list_date=date.fromisoformat(kept["list_date"]),
        at_least=kept["at_least"],
        at_most=kept["at_most"],
        points=kept["points"],
        points_for_one=kept["points_for_one"],
        method=Method(kept["method"]),
        completion=Completion(kept["completion"]),
        pot=kept["pot"],
        closes_at=datetime.fromisoformat(kept["closes_at"]),
        with_paper=kept["with_paper"],
        networks=tuple(kept["networks"]),
        on_list_count=kept["on_list_count"],
        projects=tuple(OnBallot(**each) for each in kept["projects"]),
    )


def digest_of(plain: Any) -> str:
    """What a set of rules, or an election, is known by: one sign changed gives another digest."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def pot_of(call: Call) -> int:
    """What there is to divide, in øre: what the call still has."""
    return min(call.pot, ledger.balances(call).available)


def on_the_ballot(call: Call) -> list[Application]:
    """The applications a vote would be about, in the order received; the caseworker has checked each condition."""
    return assessing.eligible_in(call)


# --- the list of voters ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Entitled:
    """One vote that is due: its name on the list, and the people who may use it."""

    name: str
    cvr: str
    people: frozenset[int]


def members_on(networks: Iterable[Network], day: date) -> QuerySet[Membership]:
    """The memberships in those networks that stood on that day."""
    still = Q(left_date__isnull=True) | Q(left_date__gt=day)
    rows = Membership.objects.filter(
        still, network__in=list(networks), joined_date__lte=day, person__user__is_active=True
    )
    businesses = Prefetch("also_for", queryset=Business.objects.order_by("pk"))
    return rows.select_related("person__user", "business").prefetch_related(businesses).order_by("pk")


def entitled(vote: Vote) -> list[Entitled]:
    """Who has a vote by the rules, by name. Four queries, however many."""
    rows = members_on(vote.networks.all(), vote.list_date)
    found = by_business(rows) if vote.whose == Vote.Whose.BUSINESS else by_person(rows)
    return sorted(found, key=lambda each: (each.name.casefold(), each.cvr, sorted(each.people)))


def by_person(rows: Iterable[Membership]) -> list[Entitled]:
    """One each, also for who is a member of two networks."""
    people = {row.person_id: row.person for row in rows}
    return [Entitled(str(person), "", frozenset([key])) for key, person in people.items()]


def by_business(rows: Iterable[Membership]) -> list[Entitled]:
    """One for each CVR number; a business without one is told apart by its row. Its members share the vote."""
    people: dict[str, set[int]] = {}
    businesses: dict[str, Business] = {}
    for row in rows:
        for business in [*([row.business] if row.business else []), *row.also_for.all()]:
            key = business.cvr or f"row {business.pk}"
            businesses.setdefault(key, business)
            people.setdefault(key, set()).add(row.person_id)
    return [Entitled(business.name, business.cvr, frozenset(people[key])) for key, business in businesses.items()]


def on_list(vote: Vote) -> QuerySet[Voter]:
    """Every vote on the list that was not struck."""
    return vote.voters.filter(struck_because="")


def votes_of(user: User | AnonymousUser, vote: Vote) -> list[Voter]:
    """The votes `user` may use, or has used: more than one only where each business has a vote."""
    if not user.is_authenticated:
        return []
    return list(on_list(vote).filter(people__user=user).order_by("name", "pk"))


def waiting_for(user: User | AnonymousUser, *, at: datetime) -> list[Vote]:
    """The open votes in which `user` has not voted yet, the most urgent first. One query."""
    if not user.is_authenticated:
        return []
    unused = Voter.objects.filter(people__user=user, has_voted=False, struck_because="")
    rows = Vote.objects.filter(state=State.OPEN, closes_at__gte=at, pk__in=unused.values("vote"))
    return list(rows.select_related("call__fund").order_by("closes_at", "pk"))


@dataclass(frozen=True)
class Turnout:
    """How many votes there are, and how many are used."""

    on_list: int
    voted: int

    @property
    def percent(self) -> int:
        return round(100 * self.voted / self.on_list) if self.on_list else 0


def turnout(vote: Vote) -> Turnout:
    found = on_list(vote).aggregate(all=Count("pk"), voted=Count("pk", filter=Q(has_voted=True)))
    return Turnout(found["all"], found["voted"])


def people_written_to(vote: Vote) -> QuerySet[Person]:
    """Everybody who may use a vote that is not used yet, once each."""
    unused = on_list(vote).filter(has_voted=False)
    return Person.objects.filter(votes__in=unused, user__is_active=True).select_related("user").distinct()


# --- counted ---------------------------------------------------------------------------------------------------------


def count_of(call: Call) -> VoteCount | None:
    """The count of the call's vote, once it is made."""
    rows = VoteCount.objects.filter(vote__call=call, vote__state=State.COUNTED)
    return rows.select_related("vote__call__fund").first()


def election_of(call: Call) -> tuple[Election, Rule] | None:
    """What was voted, and the rule it is divided by; None while it is not counted."""
    count = count_of(call)
    if count is None:
        return None
    return counted.from_plain(count.election), rules_of(count.vote).division


def pabulib_meta(count: VoteCount) -> dict[str, str]:
    """What a .pb file says of the vote beside its rows."""
    rules = rules_of(count.vote)
    call = count.vote.call
    return {
        "description": f"{call.title}, {call.fund.name}",
        "country": "Denmark",
        "unit": str(call.fund.holder),
        "instance": str(count.at.year),
        "num_projects": str(len(count.election["projects"])),
        "num_votes": str(count.ballot_count),
        "rule": rules.method.value,
        "completion": rules.division.completion.value,
        "date_begin": f"{count.vote.opened_at:%d.%m.%Y}",
        "date_end": f"{rules.closes_at:%d.%m.%Y}",
        "currency": "DKK",
    }
