"""Writes: what members answer on the page, what is typed in for them, and who does not want to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mikrovirk.directory.models import Person
from mikrovirk.voice.models import Ask, Input, InputRound, RoundQuestion, Source
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import rounds
from mikrovirk.voice.services.erasing import erase_input
from mikrovirk.voice.services.stream import About, day_only, receive

State = InputRound.State


class RoundClosed(Exception):
    """It takes no more answers."""


class AnsweredAlready(Exception):
    """An anonymous answer has come in: nobody knows which, so it can be neither changed nor given twice."""


class NotJustTyped(Exception):
    """It has been sorted or dealt with: it is part of what was said."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody says to one question; nothing where `text` is empty. `rating` is of one to five."""

    question: RoundQuestion
    text: str
    rating: int | None = None


def answer_given(question: RoundQuestion, given: str) -> Answer:
    """An answer as it is kept: of one to five in words too."""
    given = given.strip()
    if question.kind == RoundQuestion.Kind.SCALE and given:
        return Answer(question, _("%(number)s of 5") % {"number": given}, int(given))
    return Answer(question, given)


def lock(ask: Ask, *, at: datetime) -> Ask:
    """The row, for the rest of the transaction. Raise RoundClosed."""
    locked = Ask.objects.select_for_update(of=("self",)).select_related("round__network", "person__user").get(pk=ask.pk)
    if not is_open(locked.round, at=at):
        raise RoundClosed
    return locked


def is_open(round: InputRound, *, at: datetime) -> bool:
    return round.state == State.OPEN and at <= round.deadline_at


@transaction.atomic
def answer(ask: Ask, answers: Sequence[Answer], *, at: datetime) -> list[Input]:
    """Keep a member's answers under their name; what was said before to the same question is renewed.

    Raise RoundClosed, or AnsweredAlready after an anonymous answer.
    """
    locked = lock(ask, at=at)
    said = queries.own_answers(locked)
    if was_anonymous(locked, said):
        raise AnsweredAlready
    kept = []
    for given in answers:
        before = said.get(given.question.pk)
        if given.text:
            kept.append(receive_answer(locked, given, before, at=at))
        elif before is not None:
            take_away(before, at=at)
    mark_answered(locked, at=at)
    return kept


def was_anonymous(ask: Ask, said: dict[int, Input]) -> bool:
    """Whether an answer has come of which nobody knows which it is."""
    return not said and ask.answered_at is not None and ask.answered_at == day_only(ask.asked_at)


def receive_answer(ask: Ask, given: Answer, before: Input | None, *, at: datetime) -> Input:
    """The answer in the stream. Where the one before has its outcome it stands, and a changed one is another."""
    stands = before is None or (before.outcome and before.text != given.text)
    return receive(
        ask.round.network,
        source=Source.ROUND_PAGE,
        text=given.text,
        rating=given.rating,
        at=at,
        source_key=new_key(ask, given.question) if before is None or stands else before.source_key,
        person=ask.person,
        about=About(round=ask.round, question=given.question),
    )


def new_key(ask: Ask, question: RoundQuestion) -> str:
    """A key no answer of this person to this question has: what was erased stays erased."""
    first = f"ask:{ask.pk}:{question.pk}"
    rows = Input.objects.filter(
        Q(source_key=first) | Q(source_key__startswith=f"{first}:"), network=ask.round.network_id
    )
    taken = set(rows.values_list("source_key", flat=True))
    keys = (first if number == 1 else f"{first}:{number}" for number in count(1))
    return next(key for key in keys if key not in taken)


def take_away(row: Input, *, at: datetime) -> None:
    """An answer somebody takes back: gone, or empty where the steering group has worked with it."""
    if row.outcome or row.theme_id is not None:
        erase_input(row, at=at)
    else:
        row.delete()


@transaction.atomic
def answer_anonymously(ask: Ask, answers: Sequence[Answer], *, at: datetime) -> list[Input]:
    """Keep answers that nothing ties to whoever gave them; each row's receipt opens what came of it.

    Raise RoundClosed, or AnsweredAlready.
    """
    locked = lock(ask, at=at)
    if locked.answered_at is not None:
        raise AnsweredAlready
    kept = [
        receive(
            locked.round.network,
            source=Source.ROUND_PAGE,
            text=given.text,
            rating=given.rating,
            at=at,
            about=About(round=locked.round, question=given.question),
        )
        for given in answers
        if given.text
    ]
    # The day it came stands with the answer; on the list it would tell whose it is, on a day with only one.
    mark_answered(locked, at=day_only(locked.asked_at))
    return kept


def mark_answered(ask: Ask, *, at: datetime) -> None:
    """Who has answered is not reminded; the first answer's moment stands."""
    Ask.objects.filter(pk=ask.pk, answered_at=None).update(answered_at=at)
    Ask.objects.filter(pk=ask.pk).update(declined_at=None)
    rounds.ask_no_more(ask.round, at=at, why="answered", users=[ask.person.user])


@transaction.atomic
def decline(ask: Ask, *, at: datetime) -> None:
    """Do not ask this one again in this round."""
    Ask.objects.filter(pk=ask.pk, declined_at=None).update(declined_at=at)
    rounds.ask_no_more(ask.round, at=at, why="declined", users=[ask.person.user])


def say_late(ask: Ask, text: str, *, at: datetime, is_anonymous: bool) -> Input:
    """A word after the deadline: it is heard, but is no answer of the round any more."""
    still_read = ask.round if ask.round.state != State.CONCLUDED else None
    return receive(
        ask.round.network,
        source=Source.ROUND_PAGE,
        text=text,
        at=at,
        person=None if is_anonymous else ask.person,
        about=About(round=still_read),
    )


# --- typed in for somebody -------------------------------------------------------------------------------------------


@transaction.atomic
def type_in(
    round: InputRound, given: Answer, *, source: Source, at: datetime, person: Person | None = None, name: str = ""
) -> Input:
    """What stood on paper or was told to somebody: by a known person, by name alone, or by nobody."""
    row = receive(
        round.network,
        source=source,
        text=given.text,
        rating=given.rating,
        at=at,
        person=person,
        author_name="" if person else name,
        about=About(round=round, question=given.question if given.question.pk else None),
    )
    ask = Ask.objects.select_related("round__network", "person__user").filter(round=round, person=person).first()
    if ask is not None:
        mark_answered(ask, at=at)
    return row


@transaction.atomic
def untype(row: Input) -> None:
    """Take back what was typed in by mistake. Raise NotJustTyped if somebody has worked with it."""
    if row.outcome or row.theme_id is not None:
        raise NotJustTyped
    said = Input.objects.filter(round=row.round_id, person=row.person_id).exclude(pk=row.pk)
    ask = Ask.objects.filter(round=row.round_id, person=row.person_id).first()
    if ask is not None and not said.exists() and not was_anonymous(ask, {}):
        Ask.objects.filter(pk=ask.pk).update(answered_at=None)
    row.delete()
