"""The fund of the story is voted on: a vote that waits to open, one that is open, one that is counted; and aid that is declared."""

from datetime import datetime, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.models import Application, Call, Vote
from mikrovirk.fund.services import aid_mails, de_minimis, ledger, vote_counting, vote_mails, votes, voting
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories.fund import make_application, make_call
from tests.fund.aid import AID, CVR, declare, make_rate
from tests.fund.story import Told

PLANNED, NOW_ON, COUNTED, PROJECT, OTHER = "Vinterens ideer", "Forårets ideer", "Efterårets ideer", "Delebil", "Fotodag"
ON_PAPER, REASON = "Var ikke på listen", "Et marked i konkurrence med andre."
WORDS = (PLANNED, NOW_ON, COUNTED, PROJECT, OTHER, ON_PAPER, REASON)  # what people wrote


def run(told: Told, place: Network, caseworker: User, *, at: datetime) -> None:
    """Three votes of members of `place`, each in another state, and a case with a declaration."""
    people = [factories.member(place, f"Vælger {letter}") for letter in "ABC"]
    draft = prepared(told, place, PLANNED, at=at)
    votes.add_to_list(draft, factories.person("Else Skov"), because=ON_PAPER)
    now_on = votes.open_vote(prepared(told, place, NOW_ON, with_paper=True, at=at), by=caseworker, at=at)
    vote_mails.invite(now_on, by=caseworker, at=at)
    cast(now_on, people[0], at=at)
    counted = votes.open_vote(
        prepared(told, place, COUNTED, at=at, closes_at=at - timedelta(days=1)),
        by=caseworker,
        at=at - timedelta(days=3),
    )
    cast(counted, people[1], at=at - timedelta(days=2))
    vote_counting.count(counted, by=caseworker, at=at)
    aid_is_declared(told, at=at)


def prepared(told: Told, place: Network, title: str, *, at: datetime, **fields: object) -> Vote:
    """A vote on two projects, past the deadline of its call and with money."""
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
        make_application(call, title=name, summary=WORDS[3], sent_at=begun)
    given = {"list_date": timezone.localdate(at), "closes_at": at + timedelta(days=9), "at_most": 2, **fields}
    return votes.prepare(call, networks=[place], fields=given)


def cast(vote: Vote, person: Person, *, at: datetime) -> None:
    """A vote for the first project, with its receipt."""
    line = vote.voters.get(people=person)
    voting.cast(line, (1, 0), by=person.user, at=at)
    vote_mails.send_receipt(line, person.user, at=at)


def aid_is_declared(told: Told, *, at: datetime) -> None:
    """A caseworker finds that it is aid, asks for a declaration, and gets it."""
    case = told.application
    Application.objects.filter(pk=case.pk).update(cvr=CVR)
    case.refresh_from_db()
    de_minimis.assess(case, AID, reason=REASON, by=factories.user(), at=at)
    aid_mails.ask_for_declaration(case, at=at)
    declare(case, case.applicant.user, business_name=PROJECT, name=str(case.applicant))
    make_rate()
