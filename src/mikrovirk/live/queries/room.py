"""Reads: which evening a code stands for, who may run it, who is in the room, and what they asked."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.live.domain.running import STAYS_OPEN
from mikrovirk.live.models import Evening, Phone, Poll, Question
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import LONGEST, Meeting, SignUp

QUESTIONS_SHOWN = 40
JOIN_BEFORE = timedelta(hours=2)  # of the start: from then on members' pages lead to the evening


def evenings() -> QuerySet[Evening]:
    return Evening.objects.select_related("meeting__network", "meeting__venue", "meeting__format")


def is_over(evening: Evening, now: datetime) -> bool:
    """Whether the phones' pages are closed for good."""
    return now > max(evening.meeting.ends_at, evening.ended_at or evening.meeting.ends_at) + STAYS_OPEN


def evenings_for(user: User, networks: Iterable[Network], *, now: datetime) -> list[Evening]:
    """Evenings the user may want to join or look back on: of their networks, or of meetings they signed up for. One query."""
    own = SignUp.objects.filter(meeting=OuterRef("meeting"), person__user=user).exclude(state=SignUp.State.CANCELLED)
    days = (now - STAYS_OPEN - LONGEST, now + JOIN_BEFORE)
    open_ones = evenings().filter(meeting__ends_at__gt=now - STAYS_OPEN, meeting__starts_at__range=days)
    found = open_ones.filter(Q(meeting__network__in=networks) | Exists(own)).order_by("meeting__starts_at")
    return [evening for evening in found if not is_over(evening, now)]


def meetings_run_by(user: User) -> QuerySet[Meeting]:
    """Meetings whose evening the user may run: whoever checks people in may hold the remote control."""
    return Meeting.objects.filter(network__in=networks_for(user, needs=Permission.CHECK_IN))


def may_run(user: User, evening: Evening) -> bool:
    return user.is_authenticated and meetings_run_by(user).filter(pk=evening.meeting_id).exists()


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the list that a phone can come in with."""

    pk: int
    name: str
    is_taken: bool


def places(evening: Evening) -> list[Place]:
    """Everybody on the list who has not cancelled, by name. Two queries."""
    rows = SignUp.objects.filter(meeting=evening.meeting_id).exclude(state=SignUp.State.CANCELLED)
    taken = set(evening.phones.exclude(sign_up=None).values_list("sign_up", flat=True))
    found = [
        Place(pk, name or full_name or "", pk in taken)
        for pk, name, full_name in rows.values_list("pk", "name", "person__user__full_name")
    ]
    return sorted(found, key=lambda place: place.name.casefold())


def phone_of(evening: Evening, key: str) -> Phone | None:
    """The phone with that key in this evening."""
    return evening.phones.select_related("sign_up__person__user").filter(key=key).first()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or wish with how many want it answered, themselves included."""

    pk: int
    kind: str
    text: str
    name: str
    state: str
    count: int


def questions_of(evening: Evening) -> list[Asked]:
    """What was raised and not hidden, most wanted first; answered ones last. One query."""
    rows = evening.questions.exclude(state=Question.State.HIDDEN).annotate(wanted=Count("support"))
    asked = [Asked(row.pk, row.kind, row.text, row.name, row.state, row.wanted + 1) for row in rows]
    asked.sort(key=lambda each: (each.state == "answered", each.state != "on_screen", -each.count, each.pk))
    return asked[:QUESTIONS_SHOWN]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a poll with how many gave it."""

    number: int
    text: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class PollShown:
    """The newest poll."""

    pk: int
    question: str
    is_open: bool
    answers: tuple[Answer, ...]
    total: int


def poll_of(evening: Evening) -> PollShown | None:
    """The newest poll of the evening with its answers. Two queries."""
    poll = Poll.objects.filter(evening=evening).order_by("-opened_at", "-pk").first()
    if poll is None:
        return None
    counts = Counter(poll.ballots.values_list("choice", flat=True))
    total = sum(counts.values())
    answers = tuple(
        Answer(number, text, counts[number], round(100 * counts[number] / total) if total else 0)
        for number, text in enumerate(poll.choices)
    )
    return PollShown(poll.pk, poll.question, poll.closed_at is None, answers, total)
