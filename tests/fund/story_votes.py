"""The fund of the story is voted on: votes that wait to open, are open, are to be counted and are counted; and aid that is declared."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.directory.services.people import person_for
from mikrovirk.fund.models import Application, Call, Vote
from mikrovirk.fund.services import aid_mails, de_minimis, ledger, paper_votes, vote_counting, vote_mails, votes, voting
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories.fund import make_application, make_call
from tests.fund.aid import AID, CVR, declare, make_rate
from tests.fund.aid import OTHER as OTHER_CVR
from tests.fund.story import Told

PLANNED, NOW_ON, OVER, COUNTED = "Vinterens ideer", "Forårets ideer", "Sommerens ideer", "Efterårets ideer"
PROJECT, OTHER, LATER = "Delebil", "Fotodag", "Næste års ideer"
ON_PAPER, REASON = "Var ikke på listen", "Et marked i konkurrence med andre."
WORDS = (PLANNED, NOW_ON, OVER, COUNTED, PROJECT, OTHER, LATER, ON_PAPER, REASON)  # what people wrote


def run(told: Told, place: Network, people: Sequence[Person], caseworker: User, *, at: datetime) -> None:
    """Four votes of members of `place`, each in another state, and cases with declarations."""
    voters = [factories.member(place, f"Vælger {letter}") for letter in "ABC"]
    call_by_vote(told, LATER, at=at)
    draft = prepared(told, place, PLANNED, at=at)
    votes.add_to_list(draft, factories.person("Else Skov"), because=ON_PAPER)
    now_on = prepared(told, place, NOW_ON, with_paper=True, at=at)
    myself = person_for(caseworker)
    if not now_on.voters.filter(people=myself).exists():
        votes.add_to_list(now_on, myself, because=ON_PAPER)
    votes.open_vote(now_on, by=caseworker, at=at)
    vote_mails.invite(now_on, by=caseworker, at=at)
    cast(now_on, voters[0], at=at)
    cast(now_on, myself, at=at)
    over = over_since_yesterday(told, place, OVER, caseworker, at=at)
    paper_votes.type_sheet(paper_votes.begin(over, by=caseworker, at=at), 1, (1, 0))
    counted = over_since_yesterday(told, place, COUNTED, caseworker, at=at)
    vote_counting.count(counted, by=caseworker, at=at, difference_because=ON_PAPER)
    aid_is_declared(told, people[1], at=at)


def over_since_yesterday(told: Told, place: Network, title: str, caseworker: User, *, at: datetime) -> Vote:
    """A vote in which one member voted, and that is over."""
    draft = prepared(told, place, title, with_paper=True, at=at, closes_at=at - timedelta(days=1))
    vote = votes.open_vote(draft, by=caseworker, at=at - timedelta(days=3))
    first = vote.voters.order_by("pk")[0].people.get()
    cast(vote, first, at=at - timedelta(days=2))
    return vote


def prepared(told: Told, place: Network, title: str, *, at: datetime, **fields: object) -> Vote:
    """A vote on two projects, past the deadline of its call and with money."""
    call = call_by_vote(told, title, at=at)
    given = {"list_date": timezone.localdate(at), "closes_at": at + timedelta(days=9), "at_most": 2, **fields}
    return votes.prepare(call, networks=[place], fields=given)


def call_by_vote(told: Told, title: str, *, at: datetime) -> Call:
    """A call whose pot the members divide, past its deadline."""
    begun = at - timedelta(days=40)
    call = make_call(
        told.fund,
        title=title,
        state=Call.State.ASSESSING,
        rule=Call.Rule.EQUAL_SHARES,
        pot=20_000_00,
        largest=20_000_00,
        deadline_at=at - timedelta(days=10),
        opened_at=begun,
        opens_at=begun,
    )
    ledger.allot(call, 20_000_00, by=None, at=at)
    for name in (PROJECT, OTHER):
        make_application(call, title=name, summary=name, sent_at=begun)
    return call


def cast(vote: Vote, person: Person, *, at: datetime) -> None:
    """A vote for the first project, with its receipt."""
    line = vote.voters.get(people=person)
    voting.cast(line, (1, 0), by=person.user, at=at)
    vote_mails.send_receipt(line, person.user, at=at)


def aid_is_declared(told: Told, other: Person, *, at: datetime) -> None:
    """Two cases are found to be aid: one is declared and written down as granted, the other's applicant is asked."""
    asked = make_application(told.call, other, title=PROJECT, summary=PROJECT, cvr=OTHER_CVR)
    case = told.application
    Application.objects.filter(pk=case.pk).update(cvr=CVR)
    case.refresh_from_db()
    for each in (case, asked):
        de_minimis.assess(each, AID, reason=REASON, by=factories.user(), at=at)
        aid_mails.ask_for_declaration(each, at=at)
    declare(case, case.applicant.user, business_name=PROJECT, name=str(case.applicant))
    make_rate(timezone.localdate(at))
    de_minimis.grant(case, case.amount, by=None, at=at)
