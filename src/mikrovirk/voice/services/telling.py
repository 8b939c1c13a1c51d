"""Writes: each known author is told once what came of all they said in a round, in one mail that the coordinator approves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import Input, InputRound, InputWord
from mikrovirk.voice.queries import telling as queries
from mikrovirk.voice.services.outcome_words import LABELS, as_told, said

BATCH = 500
State = Message.State
RELATED = ("person__user", "question", "told_in")


@dataclass(frozen=True, slots=True)
class Told:
    """What came of it: inputs that stand in a mail now, people it goes to, anonymous inputs that can be read now."""

    inputs: int = 0
    people: int = 0
    anonymous: int = 0


@transaction.atomic
def tell(network: Network, round: InputRound | None, *, at: datetime) -> Told:
    """Draft the mail to all who can be told now, and open to anonymous authors what came of theirs. Nobody is told twice.

    Somebody whose mail of the round has left is told of what came later with the mail of the month (`round` None).
    """
    lock(network, round)
    rows = ready_rows(network, round)
    anonymous = [row.pk for row in rows if row.is_anonymous]
    Input.objects.filter(pk__in=anonymous).update(told_at=at)
    theirs = by_author(row for row in rows if row.person_id)
    if not theirs:
        return Told(anonymous=len(anonymous))
    occasion = queries.occasion_of(network, round, at)
    having = set(messages_of(occasion).values_list("user_id", flat=True))
    mailing.draft(
        kind=queries.KIND,
        occasion=occasion,
        network=network,
        at=at,
        due_at=at,
        context={"title": round.title if round else "", "url": own_page_url()},
        recipients=[mailing.Recipient(user, told_of(inputs)) for user, inputs in theirs.items()],
    )
    messages = {message.user_id: message for message in messages_of(occasion)}
    told: list[Input] = []
    grown: set[Message] = set()
    for user, inputs in theirs.items():
        message = messages.get(user.pk)
        if message is None or (user.pk in having and message.state != State.DRAFT):
            continue
        for row in inputs:
            row.told_in, row.told_at = message, at
        told += inputs
        grown |= {message} if user.pk in having else set()
    Input.objects.bulk_update(told, ["told_in", "told_at"], batch_size=BATCH)
    renew(grown)
    return Told(len(told), len({row.person_id for row in told}), len(anonymous))


def lock(network: Network, round: InputRound | None) -> None:
    """Two who press at once come one after the other, and the second finds nothing left."""
    if round:
        InputRound.objects.select_for_update().get(pk=round.pk)
    else:
        Network.objects.select_for_update().get(pk=network.pk)


def ready_rows(network: Network, round: InputRound | None) -> list[Input]:
    """What can be told in this mail: of the round, or of none and of rounds whose own mail to that person has left."""
    rows = queries.ready(network).select_related(*RELATED).order_by("round", "question__position", "at", "pk")
    return list(rows.filter(round=round) if round else rows.filter(Q(round=None) | queries.after_its_mail()))


def by_author(rows: Iterable[Input]) -> dict[User, list[Input]]:
    found: dict[User, list[Input]] = {}
    for row in rows:
        if row.person:
            found.setdefault(row.person.user, []).append(row)
    return found


def messages_of(occasion: str) -> Any:
    return Message.objects.filter(kind=queries.KIND, occasion=occasion)


def told_of(rows: Sequence[Input]) -> dict[str, Any]:
    """What fills the mail for one author, in each language they may choose."""
    return {"told": mailing.in_each_language(lambda: as_told(rows))}


def own_page_url() -> str:
    return settings.SITE_URL + reverse("voice:said")


def renew(messages: Iterable[Message], *, also_left: bool = False) -> None:
    """Let mails that wait say what is decided now; a mail with nothing left to tell is stopped.

    `also_left`: what is kept of a mail that has left is renewed too, as something it told was erased.
    """
    for message in messages:
        rows = list(Input.objects.filter(told_in=message, erased_at=None).select_related(*RELATED).order_by("at", "pk"))
        context = told_of(rows) if rows else {"told": ""}
        mailing.renew_own(message.mailing, {message.user_id: context}, also_left=also_left)
        if not rows:
            mailing.stop_message(message)


# --- when it is time --------------------------------------------------------------------------------------------------


def tell_when_all_is_decided(round: InputRound, *, at: datetime) -> Told:
    """Draft the round's mail once it is closed and every input of it has its outcome; else nothing."""
    is_over = round.state in (InputRound.State.CLOSED, InputRound.State.CONCLUDED)
    rows = Input.objects.filter(round=round, erased_at=None)
    if not is_over or rows.filter(outcome="").exists() or not rows.filter(told_at=None).exists():
        return Told()
    return tell(round.network, round, at=at)


def tell_due(*, now: datetime) -> int:
    """Draft the mails of rounds in which all is decided, and open what anonymous authors said; return how many inputs."""
    count = 0
    to_tell = queries.can_be_told().filter(~queries.after_its_mail())
    over = [InputRound.State.CLOSED, InputRound.State.CONCLUDED]
    rounds = InputRound.objects.filter(state__in=over, pk__in=to_tell.values("round")).select_related("network")
    for round in rounds:
        if has_part(round.network, "voice"):
            told = tell_when_all_is_decided(round, at=now)
            count += told.inputs + told.anonymous
    return count + tell_of_last_month(now=now)


def tell_of_last_month(*, now: datetime) -> int:
    """Draft the month's mail about what got its outcome in a month that is over and is of no round, or came after its mail."""
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    to_tell = queries.can_be_told().filter(Q(round=None) | queries.after_its_mail(), outcome_at__lt=month)
    count = 0
    for network in Network.objects.filter(pk__in=to_tell.values("network")):
        if has_part(network, "voice"):
            told = tell(network, None, at=now)
            count += told.inputs + told.anonymous
    return count


# --- in person, and again ---------------------------------------------------------------------------------------------


@transaction.atomic
def told_in_person(network: Network, keys: Sequence[int], *, by: User, at: datetime) -> int:
    """Tick off inputs whose author was told face to face; return how many."""
    rows = queries.in_person(network).filter(pk__in=keys)
    pks = list(rows.values_list("pk", flat=True))
    Input.objects.filter(pk__in=pks, told_at=None).update(told_at=at)
    return Input.objects.filter(pk__in=pks).update(told_by=by, told_in_person_at=at)


class NotToldYet(Exception):
    """The author does not know of the outcome: it can simply be changed."""


@transaction.atomic
def say_again(row: Input, *, outcome: str, words: str, by: User, at: datetime) -> InputWord:
    """A new word to an author who was told before, with another outcome perhaps: a mail of its own, to be approved.

    Raise NotToldYet. What was told first is kept beside it.
    """
    locked = Input.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=row.pk)
    if locked.told_at is None:
        raise NotToldYet
    if not locked.words.filter(is_from_author=False).exists():
        locked.words.create(
            text=locked.outcome_words,
            outcome=locked.outcome,
            at=locked.outcome_at or at,
            by=locked.outcome_by,
            told_in=locked.told_in,
            told_at=locked.told_at,
        )
    Input.objects.filter(pk=row.pk).update(outcome=outcome, outcome_words=words, outcome_at=at, outcome_by=by)
    locked.refresh_from_db(fields=["outcome", "outcome_words"])
    word: InputWord = locked.words.create(text=words, outcome=outcome, at=at, by=by, told_at=at)
    if locked.person:
        word.told_in = mail_again(locked, word, at=at)
        word.save(update_fields=["told_in"])
    return word


def mail_again(row: Input, word: InputWord, *, at: datetime) -> Message | None:
    assert row.person
    user = row.person.user
    occasion = f"word:{word.pk}"
    told = mailing.in_each_language(lambda: f"{said(row)}\n{LABELS[word.outcome]}: {word.text}")
    mailing.draft(
        kind=queries.KIND,
        occasion=occasion,
        network=row.network,
        at=at,
        due_at=at,
        context={"title": "", "url": own_page_url()},
        recipients=[mailing.Recipient(user, {"told": told})],
    )
    found: Message | None = messages_of(occasion).first()
    return found
