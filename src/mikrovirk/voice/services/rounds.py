"""Writes: a round of questions is prepared, opened, reminded of, prolonged, closed and copied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services.previewing import Preview, preview_for
from mikrovirk.networks.models import Network
from mikrovirk.voice import mails_rounds as mails
from mikrovirk.voice.domain.rounds import reminder_of
from mikrovirk.voice.models import Ask, InputRound, RoundQuestion
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import round_words

ASK_LINK = "ask"  # the purpose of the links; value (ask,)
State = InputRound.State


class RoundIsSent(Exception):
    """What is asked cannot be changed any more."""


class CannotOpen(Exception):
    """`why` is a code: "questions", "deadline", "nobody"."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class CannotTakeBack(Exception):
    """A mail has left, or somebody has answered."""


@dataclass(frozen=True, slots=True)
class QuestionWords:
    kind: str
    text: str
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RoundWords:
    """What was typed about a round."""

    title: str
    tone: str
    audience: str
    sender: User
    subject: str
    body: str
    deadline_at: datetime
    questions: Sequence[QuestionWords]


@transaction.atomic
def keep_round(
    network: Network, words: RoundWords, *, by: User, at: datetime, round: InputRound | None = None
) -> InputRound:
    """Keep a round as it is prepared, new or again. Raise RoundIsSent if it has been opened."""
    if round is None:
        round = InputRound(network=network, created_by=by, created_at=at)
    elif not InputRound.objects.select_for_update().filter(pk=round.pk, state=State.DRAFT).exists():
        raise RoundIsSent
    for name in ("title", "tone", "audience", "sender", "subject", "body", "deadline_at"):
        setattr(round, name, getattr(words, name))
    round.save()
    round.questions.all().delete()
    RoundQuestion.objects.bulk_create(
        RoundQuestion(round=round, position=position, kind=each.kind, text=each.text, choices=list(each.choices))
        for position, each in enumerate(words.questions, 1)
    )
    return round


def remove_round(round: InputRound) -> None:
    """Throw a round away that nobody was asked in. Raise RoundIsSent."""
    if not InputRound.objects.filter(pk=round.pk, state=State.DRAFT).delete()[0]:
        raise RoundIsSent


@transaction.atomic
def copy_round(round: InputRound, *, by: User, at: datetime) -> InputRound:
    """The same questions and words once more, to be prepared; it takes answers for as many days as the first did."""
    length = round.deadline_at - (round.opened_at or round.created_at)
    words = RoundWords(
        title=_("%(title)s (copy)") % {"title": round.title[:100]},
        tone=round.tone,
        audience=round.audience,
        sender=round.sender or by,
        subject=round.subject,
        body=round.body,
        deadline_at=at + length,
        questions=[QuestionWords(q.kind, q.text, q.choices) for q in round.questions.all()],
    )
    return keep_round(round.network, words, by=by, at=at)


# --- sent ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_round(round: InputRound, *, at: datetime) -> Mailing:
    """Put everybody of the audience on the list and draft the mail to those whom mails reach; it waits for approval.

    Raise RoundIsSent, or CannotOpen. A fixed number of queries, however many are asked.
    """
    locked = InputRound.objects.select_for_update(of=("self",)).select_related("network", "sender").get(pk=round.pk)
    if locked.state != State.DRAFT:
        raise RoundIsSent
    if not locked.questions.exists():
        raise CannotOpen("questions")
    if locked.deadline_at <= at:
        raise CannotOpen("deadline")
    people = list(queries.audience_of(locked.network, locked.audience, now=at))
    if not people:
        raise CannotOpen("nobody")
    Ask.objects.bulk_create((Ask(round=locked, person=person, asked_at=at) for person in people), batch_size=500)
    locked.state, locked.opened_at = State.OPEN, at
    locked.save(update_fields=["state", "opened_at"])
    asks = locked.asks.select_related("person__user")
    drafted = mailing.draft(
        kind=mails.ASK.key,
        occasion=next_occasion(locked),
        recipients=recipients(locked, asks),
        at=at,
        due_at=at,
        network=locked.network,
        context=round_words.context_of(locked),
        subject=locked.subject,
        body=round_words.ask_text(locked),
        expires_at=locked.deadline_at,
        sender_name=name_of_sender(locked),
        sender_email=locked.sender.email if locked.sender else "",
    )
    round.refresh_from_db()
    return drafted


def next_occasion(round: InputRound) -> str:
    """Who was drafted a mail that was taken back can have another: it is another occasion."""
    before = queries.mailings_of(round).count()
    return f"round:{round.pk}:{before + 1}" if before else f"round:{round.pk}"


def name_of_sender(round: InputRound) -> str:
    """Who writes."""
    return str(round.sender) if round.sender else ""


def preview_to(round: InputRound, person: Person) -> Preview:
    """The mail exactly as `person` would get it."""
    return preview_for(
        person.user,
        kind=mails.ASK.key,
        network=round.network,
        subject=round.subject,
        body=round_words.ask_text(round),
        context=round_words.context_of(round),
        own=round_words.own_context(round, f"{settings.SITE_URL}/a/…/"),
        sender_name=name_of_sender(round),
    )


def recipients(round: InputRound, asks: Iterable[Ask]) -> list[mailing.Recipient]:
    """Those who are asked, each with their own link."""
    shared = round_words.own_context(round, "")
    return [mailing.Recipient(ask.person.user, {**shared, "url": ask_url(ask)}) for ask in asks]


def ask_url(ask: Ask) -> str:
    """Where this one answers."""
    return f"{settings.SITE_URL}/a/{links.sign(ASK_LINK, ask.pk)}/"


@transaction.atomic
def take_back(round: InputRound, *, by: User, at: datetime) -> None:
    """Prepare a round again whose mail has not left to anybody. Raise CannotTakeBack."""
    locked = InputRound.objects.select_for_update().get(pk=round.pk)
    sent = list(queries.mailings_of(locked))
    has_left = any(each.left_count for each in sent)  # type: ignore[attr-defined]  # annotated
    if locked.state != State.OPEN or has_left or locked.asks.exclude(answered_at=None).exists():
        raise CannotTakeBack
    for each in sent:
        mailing.stop(each, by=by, at=at, why="taken back")
    locked.asks.all().delete()
    locked.state, locked.opened_at = State.DRAFT, None
    locked.save(update_fields=["state", "opened_at"])
    round.refresh_from_db()


# --- while it is open ------------------------------------------------------------------------------------------------


@transaction.atomic
def remind(round: InputRound, *, at: datetime) -> Mailing | None:
    """Draft the one reminder to those who have not answered; None where it was drafted before, or nobody is left.

    It waits for approval, or for its hour where the standing rule is on; who answers meanwhile does not get it.
    """
    locked = InputRound.objects.select_for_update(of=("self",)).select_related("network", "sender").get(pk=round.pk)
    if locked.state != State.OPEN or locked.reminded_at is not None or locked.opened_at is None:
        return None
    silent = list(locked.asks.filter(answered_at=None, declined_at=None).select_related("person__user"))
    if not silent:
        return None
    locked.reminded_at = at
    locked.save(update_fields=["reminded_at"])
    drafted = mailing.draft(
        kind=mails.ASK_AGAIN.key,
        occasion=f"round:{locked.pk}",
        recipients=recipients(locked, silent),
        at=at,
        due_at=max(at, reminder_of(locked.opened_at, locked.deadline_at).due_at),
        network=locked.network,
        context=round_words.context_of(locked),
        expires_at=locked.deadline_at,
        sender_name=name_of_sender(locked),
        sender_email=locked.sender.email if locked.sender else "",
    )
    round.refresh_from_db()
    return drafted


def ask_no_more(round: InputRound, *, at: datetime, why: str, users: Sequence[User] | None = None) -> None:
    """Withdraw what of the round's mails has not left, for all or for `users`."""
    for kind, occasion in queries.running_mailings(round):
        mailing.withdraw(kind=kind, occasion=occasion, at=at, why=why, users=users)


@transaction.atomic
def extend(round: InputRound, *, until: datetime, at: datetime) -> None:
    """Give more time; a round that was closed is opened again. Raise ValueError if `until` is over, RoundIsSent if concluded."""
    if until <= at:
        raise ValueError("the deadline is over")
    locked = InputRound.objects.select_for_update(of=("self",)).select_related("network", "sender").get(pk=round.pk)
    if locked.state == State.CONCLUDED:
        raise RoundIsSent
    locked.deadline_at = until
    if locked.state == State.CLOSED:
        locked.state, locked.closed_at = State.OPEN, None
    locked.save(update_fields=["deadline_at", "state", "closed_at"])
    renew_mails(locked)
    round.refresh_from_db()


def renew_mails(round: InputRound) -> None:
    """Let what has not left say the new deadline; what has left stays as it was sent."""
    if round.opened_at is None:
        return
    own = round_words.own_context(round, "")
    new = {"deadline": own["deadline"], "until": own["until"]}
    due_at = reminder_of(round.opened_at, round.deadline_at).due_at
    for kind in (mails.ASK.key, mails.ASK_AGAIN.key):
        for each in queries.mailings_of(round, kind).exclude(state=Mailing.State.STOPPED):
            later = due_at if kind == mails.ASK_AGAIN.key and not each.left_count else None  # type: ignore[attr-defined]
            mailing.renew(each, context=each.context, calendar="", expires_at=round.deadline_at, due_at=later)
            waiting = each.messages.filter(state__in=mailing.NOT_SENT).values_list("user", flat=True)
            mailing.renew_own(each, dict.fromkeys(waiting, new))


@transaction.atomic
def close(round: InputRound, *, at: datetime) -> bool:
    """Take no more answers, and send no more of its mails. False if it was not open."""
    closed = InputRound.objects.filter(pk=round.pk, state=State.OPEN).update(state=State.CLOSED, closed_at=at)
    if closed:
        ask_no_more(round, at=at, why="closed")
    round.refresh_from_db()
    return bool(closed)
