"""Reads: rounds of questions, whom they reach, who has answered and how, and what a person is asked now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.directory.queries import at_meetings_of, came_since, members_of, people_known_to
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.voice import mails_rounds as mails
from mikrovirk.voice.models import Ask, Input, InputRound, RoundQuestion, Source
from mikrovirk.voice.queries.reached import gets_mail

NEW_FOR = timedelta(days=365)
LATELY = timedelta(days=180)
Audience = InputRound.Audience
State = InputRound.State
LEFT = (Message.State.SENDING, Message.State.SENT, Message.State.FOLDED)
BY_HAND = (Source.PAPER, Source.OFFICE)


# --- whom a round asks -----------------------------------------------------------------------------------------------


def audience_of(network: Network, audience: str, *, now: datetime) -> QuerySet[Person]:
    """The people a round with that audience asks, by name."""
    members = members_of(network)
    today = timezone.localtime(now).date()
    if audience == Audience.NEW:
        members = members.filter(joined_date__gte=today - NEW_FOR)
    came = came_since(network, now - LATELY)
    if audience == Audience.AWAY:
        members = members.filter(joined_date__lt=today - LATELY).exclude(person__in=came)
    elif audience == Audience.ACTIVE:
        members = members.filter(person__in=came)
    asked = Q(pk__in=members.values("person"))
    if audience == Audience.GUESTS:
        been = Person.objects.filter(at_meetings_of(network), sign_ups__checked_in_at__isnull=False)
        left = Membership.objects.filter(network=network, left_date__isnull=False)  # who has left is not asked again
        asked |= Q(pk__in=been.values("pk")) & ~Q(pk__in=left.values("person"))
    return Person.objects.filter(asked, user__is_active=True).order_by("user__full_name", "pk")


@dataclass(frozen=True, slots=True)
class Reach:
    """How many an audience holds, and how many of them get the mail."""

    people: int
    by_mail: int

    @property
    def without_mail(self) -> int:
        return self.people - self.by_mail


def reach_of(network: Network, audience: str, *, now: datetime) -> Reach:
    """One query."""
    people = audience_of(network, audience, now=now)
    found = people.order_by().aggregate(
        people=Count("pk"), by_mail=Count("pk", filter=gets_mail(mails.ASK.key, network))
    )
    return Reach(**found)


def reader_of(network: Network, audience: str, *, number: int, reach: Reach, now: datetime) -> Person | None:
    """One of those who get the mail, to see it with their eyes: the `number`th, and from the first again after the last."""
    people = audience_of(network, audience, now=now).select_related("user")
    if reach.by_mail:
        people = people.filter(gets_mail(mails.ASK.key, network))
    place = number % max(reach.by_mail or reach.people, 1)
    return next(iter(people[place : place + 1]), None)


# --- rounds ----------------------------------------------------------------------------------------------------------


def rounds_of(network: Network) -> QuerySet[InputRound]:
    """The network's rounds, newest first, with `asked_count` and `answered_count`."""
    answered = Q(asks__answered_at__isnull=False)
    rows = InputRound.objects.filter(network=network).select_related("sender")
    counts = {"asked_count": Count("asks"), "answered_count": Count("asks", filter=answered)}
    return rows.annotate(**counts).order_by("-created_at", "-pk")


def open_rounds() -> QuerySet[InputRound]:
    """The rounds everywhere that take answers, or have come to their end since the worker looked."""
    return InputRound.objects.filter(state=State.OPEN, network__is_open=True).select_related("network", "sender")


def own_occasion(round: InputRound) -> Q:
    """The mailings and messages of a round: "round:12", and "round:12:2" where it was taken back and sent anew."""
    return Q(occasion=f"round:{round.pk}") | Q(occasion__startswith=f"round:{round.pk}:")


def mailings_of(round: InputRound, kind: str = mails.ASK.key) -> QuerySet[Mailing]:
    """The round's mailings of a kind, the last one first, with how many of their mails wait, go and have left."""
    counts = {
        "waiting_count": Count("messages", filter=Q(messages__state=Message.State.DRAFT)),
        "going_count": Count("messages", filter=Q(messages__state__in=[Message.State.QUEUED, Message.State.HELD])),
        "left_count": Count("messages", filter=Q(messages__state__in=LEFT)),
    }
    return (
        Mailing.objects.filter(own_occasion(round), network=round.network, kind=kind).annotate(**counts).order_by("-pk")
    )


def running_mailings(round: InputRound) -> list[tuple[str, str]]:
    """Kind and occasion of the round's mailings that were not stopped."""
    rows = Mailing.objects.filter(
        own_occasion(round), network=round.network_id, kind__in=[mails.ASK.key, mails.ASK_AGAIN.key]
    )
    return list(rows.exclude(state=Mailing.State.STOPPED).values_list("kind", "occasion"))


def has_left(round: InputRound) -> bool:
    """Whether somebody has got the mail: nobody is reminded of one that still waits."""
    return Message.objects.filter(own_occasion(round), kind=mails.ASK.key, state__in=LEFT).exists()


@dataclass(frozen=True, slots=True)
class Figures:
    """How a round goes. Who answered in several ways counts once: by mail before by page before by hand."""

    asked: int
    answered: int
    by_mail: int
    by_page: int
    by_hand: int  # on paper, or told to somebody
    declined: int  # without an answer
    without_mail: int  # not answered, and no mail reaches them
    unnamed: int  # slips of paper without a name, beside those who were asked

    @property
    def anonymous(self) -> int:
        return self.answered - self.by_mail - self.by_page - self.by_hand

    @property
    def not_yet(self) -> int:
        return self.asked - self.answered - self.declined


def figures_of(round: InputRound) -> Figures:
    """Two queries."""
    said = Input.objects.filter(round=OuterRef("round"), person=OuterRef("person"))
    asks = Ask.objects.filter(round=round).annotate(
        mail=Exists(said.filter(source=Source.ROUND_MAIL)),
        page=Exists(said.filter(source=Source.ROUND_PAGE)),
        hand=Exists(said.filter(source__in=BY_HAND)),
    )
    answered, silent = Q(answered_at__isnull=False), Q(answered_at__isnull=True)
    found = asks.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=answered),
        by_mail=Count("pk", filter=answered & Q(mail=True)),
        by_page=Count("pk", filter=answered & Q(mail=False, page=True)),
        by_hand=Count("pk", filter=answered & Q(mail=False, page=False, hand=True)),
        declined=Count("pk", filter=silent & Q(declined_at__isnull=False)),
        without_mail=Count(
            "pk", filter=silent & Q(declined_at=None) & ~gets_mail(mails.ASK.key, round.network, "person__")
        ),
    )
    unnamed = Input.objects.filter(round=round, source__in=BY_HAND, person=None).count()
    return Figures(**found, unnamed=unnamed)


def answers_to(questions: Iterable[RoundQuestion]) -> Mapping[int, list[tuple[str, int]]]:
    """By question with given answers: how often each was chosen, in the question's own order. One query."""
    questions = [question for question in questions if question.kind != RoundQuestion.Kind.TEXT]
    rows = Input.objects.filter(question__in=questions, erased_at=None).order_by()
    counted: dict[tuple[int, str], int] = {}
    for question_pk, rating, text, number in rows.values_list("question", "rating", "text").annotate(Count("pk")):
        key = (question_pk, str(rating) if rating else text)
        counted[key] = counted.get(key, 0) + number
    return {
        question.pk: [(choice, counted.get((question.pk, choice), 0)) for choice in choices_of(question)]
        for question in questions
    }


def choices_of(question: RoundQuestion) -> list[str]:
    """What one may answer; nothing for free words."""
    if question.kind == RoundQuestion.Kind.SCALE:
        return [str(value) for value in range(1, 6)]
    return list(question.choices) if question.kind == RoundQuestion.Kind.CHOICE else []


def not_answered(round: InputRound) -> QuerySet[Ask]:
    """Those who were asked, have not answered and did not ask to be left alone, by name; `gets_mail` says if a mail reaches them."""
    asks = Ask.objects.filter(round=round, answered_at=None, declined_at=None)
    reached = Person.objects.filter(gets_mail(mails.ASK.key, round.network), pk=OuterRef("person"))
    asks = asks.annotate(gets_mail=Exists(reached))
    return asks.select_related("person__user").order_by("gets_mail", "person__user__full_name", "pk")


def typed_in(round: InputRound) -> QuerySet[Input]:
    """What was typed in from paper or from a conversation, the last first."""
    rows = Input.objects.filter(round=round, source__in=BY_HAND, erased_at=None)
    return rows.select_related("person__user", "question").order_by("-pk")


def unsure_replies(network: Network, round: InputRound | None = None) -> QuerySet[Input]:
    """Replies by mail of which more may have been kept than the person wrote, oldest first."""
    rows = Input.objects.filter(network=network, source=Source.ROUND_MAIL, is_unsure=True, erased_at=None)
    rows = rows.filter(round=round) if round else rows
    return rows.select_related("person__user", "round").order_by("at", "pk")


# --- one who is asked ------------------------------------------------------------------------------------------------


def ask_with(pk: int | str) -> Ask | None:
    """One who is asked, with the round and its network."""
    rows = Ask.objects.select_related("person__user", "round__network", "round__sender")
    return rows.filter(pk=pk).exclude(round__state=State.DRAFT).first()


def own_answers(ask: Ask) -> dict[int, Input]:
    """What somebody has answered on the page by name, the last one for each question."""
    rows = Input.objects.filter(
        round=ask.round_id, person=ask.person_id, source=Source.ROUND_PAGE, question__isnull=False, erased_at=None
    )
    return {row.question_id: row for row in rows.order_by("pk") if row.question_id}


def asks_of(user: User, networks: Iterable[Network], *, now: datetime) -> QuerySet[Ask]:
    """What `user` is asked now in those networks, soonest deadline first; what is answered already last."""
    rows = Ask.objects.filter(
        person__user=user,
        declined_at=None,
        round__network__in=list(networks),
        round__state=State.OPEN,
        round__deadline_at__gt=now,
    )
    return rows.select_related("round__network", "round__sender").order_by("round__deadline_at", "pk")


def people_called(network: Network, typed: str) -> list[Person]:
    """Those the network knows with that e-mail address or whole name; at most two, as more are as ambiguous."""
    people = people_known_to(network).filter(Q(user__email=typed.lower()) | Q(user__full_name__iexact=typed))
    return list(people.distinct()[:2])
