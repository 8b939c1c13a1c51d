"""Coordinators ask each other: a question, its answers, and the mails that whoever writes them sends with a press."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import CircleAnswer, CircleQuestion
from mikrovirk.landscape.queries import circle_questions as queries
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.services import Recipient
from mikrovirk.networks.models import Network

ASKED, ANSWERED = "landscape.circle_question", "landscape.circle_answer"
GOOD_FOR = timedelta(days=14)


@transaction.atomic
def ask(network: Network, *, subject: str, text: str, by: User, at: datetime) -> CircleQuestion:
    """Ask the coordinators of all other networks; it goes to those who want such mails."""
    question = CircleQuestion.objects.create(
        network=network, subject=subject, text=text, asked_by=by, asked_at=at, latest_at=at
    )
    write(ASKED, question, network, queries.coordinators(besides=by), occasion="", text=text, by=by, at=at)
    return question


@transaction.atomic
def answer(question: CircleQuestion, network: Network, *, text: str, by: User, at: datetime) -> CircleAnswer:
    """Answer; who asked, and who has answered before, hears of it."""
    given = CircleAnswer.objects.create(question=question, network=network, text=text, by=by, at=at)
    CircleQuestion.objects.filter(pk=question.pk).update(latest_at=at)
    readers = queries.taking_part(question, besides=by)
    write(ANSWERED, question, network, readers, occasion=f":{given.pk}", text=text, by=by, at=at)
    return given


def write(
    kind: str,
    question: CircleQuestion,
    network: Network,
    readers: QuerySet[User],
    *,
    occasion: str,
    text: str,
    by: User,
    at: datetime,
) -> None:
    """The mail about it. Whoever wrote the words has approved it by sending them."""
    page = settings.SITE_URL + reverse("landscape:circle_link", args=[question.pk])
    drafted = mailing.draft(
        kind=kind,
        occasion=f"circle:{question.pk}{occasion}",
        recipients=[Recipient(user) for user in readers],
        at=at,
        due_at=at,
        network=network,
        context={"subject": question.subject, "text": text, "who": by.full_name or by.email, "network": network.name, "url": page},
        expires_at=at + GOOD_FOR,
    )  # fmt: skip
    if drafted.messages.exists():
        mailing.approve(drafted, by=by, at=at)


def settle(question: CircleQuestion, *, at: datetime) -> None:
    """Who asked has what they need; answers can still come."""
    CircleQuestion.objects.filter(pk=question.pk, settled_at=None).update(settled_at=at)


def open_again(question: CircleQuestion) -> None:
    CircleQuestion.objects.filter(pk=question.pk).update(settled_at=None)


def remove_question(question: CircleQuestion, *, at: datetime) -> None:
    """Take a question out with its answers, and its mail where it has not left; it can be put back."""
    CircleQuestion.objects.filter(pk=question.pk, removed_at=None).update(removed_at=at)
    mailing.withdraw(kind=ASKED, occasion=f"circle:{question.pk}", at=at, why="withdrawn")


def put_question_back(question: CircleQuestion) -> None:
    CircleQuestion.objects.filter(pk=question.pk).update(removed_at=None)


def remove_answer(given: CircleAnswer, *, at: datetime) -> None:
    """Take an answer out, and its mail where it has not left; it can be put back."""
    CircleAnswer.objects.filter(pk=given.pk, removed_at=None).update(removed_at=at)
    mailing.withdraw(kind=ANSWERED, occasion=f"circle:{given.question_id}:{given.pk}", at=at, why="withdrawn")


def put_answer_back(given: CircleAnswer) -> None:
    CircleAnswer.objects.filter(pk=given.pk).update(removed_at=None)
