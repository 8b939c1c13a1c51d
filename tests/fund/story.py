"""A fund in which everything about ideas and applications has happened once; other subjects go on from it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.domain.applications import Content, Help, Line, Side, Together
from mikrovirk.fund.models import Application, Call, Fund, Idea
from mikrovirk.fund.services import application_mails, applications, attachments, help_in_kind, ideas, thread, together
from mikrovirk.networks.models import Network
from tests.factories.fund import make_call, make_fund, make_fund_role
from tests.fund.application_rows import picture

TITLE, OTHER, WHAT = "Fælles julemarked", "Fotodag for alle", "Vi holder et marked i ridehuset."
SUMMARY, QUESTION, REPLY = "Et marked for alle små virksomheder.", "Hvem rydder op bagefter?", "Det gør vi selv."
BECAUSE, WORD, HELPER = "Den står der to gange.", "Ring til os, så finder vi et sted.", "Stege Bibliotek"
FUND, SLUG, CALL = "Idépuljen", "paa-proeve", "Aktiviteter i foråret"
WORDS = (TITLE, OTHER, WHAT, SUMMARY, QUESTION, REPLY, BECAUSE, WORD, HELPER, FUND, CALL)  # what people wrote
QUESTIONS = [
    {"key": "who", "label": "Hvem må være med?", "kind": "short", "required": True, "small": True},
    {"key": "free", "label": "Er det gratis?", "kind": "yes_no"},
    {"key": "which", "label": "Hvad er det?", "kind": "choice", "choices": ["Et marked", "Et kursus"]},
    {"key": "many", "label": "Hvor mange kan komme?", "kind": "number"},
]
CONTENT = Content(
    title=TITLE,
    summary=SUMMARY,
    municipality="0390",
    answers={"who": "Alle", "free": True},
    budget=(Line(Side.COST, "Leje af ridehuset", 8_000_00), Line(Side.OWN, "Standleje", 2_000_00)),
    help_in_kind=(Help("venue"),),
    together=(Together("Hans Hede", "hans.hede@firma.example"),),
)


@dataclass(frozen=True)
class Told:
    """What there is afterwards."""

    fund: Fund
    call: Call
    idea: Idea
    application: Application  # received, with an answer to each question
    withdrawn: Application


def tell(place: Network, people: list[Person], caseworker: User, *, at: datetime) -> Told:
    """Six people of the network have ideas and apply; `caseworker` looks after the fund."""
    anna, bo, cecilie, dan, *_others = people
    fund = make_fund(name=FUND, slug=SLUG, contact_email="puljen@kommune.example")
    make_fund_role(fund, caseworker, "caseworker")
    opened = {"opened_at": at, "opens_at": at, "deadline_at": at + timedelta(days=60)}
    call = make_call(fund, title=CALL, questions=QUESTIONS, small_up_to=10_000_00, own_share=10, **opened)
    idea = box_is_filled(fund, place, (anna, bo, cecilie), caseworker, at=at)
    draft = ideas.help_on(idea, call, by=caseworker, at=at)
    made = applications.send(draft, content=CONTENT, by=anna.user, at=at)
    together.answer(made.co_applicants.get(), accepts=True, at=at)
    applications.send(made, content=replace(CONTENT, takes_place_date=at.date()), by=anna.user, at=at)
    thread.ask(made, QUESTION, by=caseworker, at=at)
    thread.reply(made, REPLY, by=anna.user, at=at)
    help_in_kind.promise(made.help_in_kind.get(), who=HELPER, at=at)
    other = applications.start(call, dan, at=at)
    sent = applications.send(other, content=replace(CONTENT, title=OTHER, together=()), by=dan.user, at=at)
    draft = applications.start(call, bo, at=at)
    file = ContentFile(b"%PDF-1.7 tilbud", name="tilbud.pdf")
    attachments.add(draft, file, name="Tilbud.pdf", is_picture=False, by=bo.user, at=at)
    time_runs_out(fund, people[4], at=at)
    return Told(fund, call, idea, made, applications.withdraw(sent, by=dan.user, at=at))


def time_runs_out(fund: Fund, person: Person, *, at: datetime) -> None:
    """Somebody has a draft in another call, whose deadline is tomorrow."""
    before = at - timedelta(days=10)
    opened = {"opened_at": before, "opens_at": before, "deadline_at": at + timedelta(days=1)}
    begun = applications.start(make_call(fund, title=CALL, **opened), person, at=before)
    applications.save_draft(begun, replace(CONTENT, together=()), at=before)
    application_mails.remind_of_drafts(now=at)


def box_is_filled(
    fund: Fund, place: Network, people: tuple[Person, Person, Person], caseworker: User, *, at: datetime
) -> Idea:
    """One idea that another was merged into, one off the list, one that waits for its guest."""
    anna, bo, cecilie = people
    pictures = [ContentFile(picture(), name="ridehus.jpg")]
    idea = ideas.put_in(fund, author=anna, network=place, at=at, pictures=pictures, title=TITLE, what=WHAT)
    same = ideas.put_in(fund, author=bo, network=place, at=at, title=OTHER, what=WHAT)
    gone = ideas.put_in(fund, author=cecilie, network=place, at=at, title=OTHER, what=WHAT)
    ideas.put_in_as_guest(fund, name="Gry Gran", email="gry@gran.example", at=at, title=TITLE, what=WHAT)
    ideas.support(idea, cecilie, at=at, joins=True)
    ideas.merge(same, idea, at=at)
    ideas.hide(gone, by=caseworker, at=at, because=BECAUSE)
    ideas.answer(idea, WORD, at=at)
    return idea
