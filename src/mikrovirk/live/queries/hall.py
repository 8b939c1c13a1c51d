"""Reads: what the hall asked, wished for, answered and agreed, as far as it may be told outside the room."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from mikrovirk.live.domain.recap import Reader, readers_by_turn, turn_at
from mikrovirk.live.domain.running import Action, Press
from mikrovirk.live.models import Evening, Question
from mikrovirk.live.queries.turns import laid_out
from mikrovirk.programme.models import HotSeatApplication


@dataclass(frozen=True)
class Line:
    """Something that was said or agreed, and whom it may be told to. `wanted`: how many want it, for a question or wish."""

    text: str
    reader: Reader
    wanted: int = 1


@dataclass(frozen=True)
class PollTold:
    """A poll of the evening with how many gave each answer."""

    question: str
    answers: tuple[tuple[str, int], ...]
    reader: Reader


@dataclass(frozen=True)
class FromTheHall:
    """What the room asked, wished for, answered and agreed, without what stays in the room."""

    answered: tuple[Line, ...] = ()
    unanswered: tuple[Line, ...] = ()
    wishes: tuple[Line, ...] = ()
    polls: tuple[PollTold, ...] = ()
    agreed: tuple[Line, ...] = ()


class _Readers:
    """Whom what was said in an evening may be told to, by turn and by moment. Two queries."""

    def __init__(self, evening: Evening) -> None:
        self.turns = laid_out(evening)
        presses = evening.actions.values_list("kind", "at", "turn", "detail")
        self.actions = [Action(Press(kind), at, turn, detail) for kind, at, turn, detail in presses]
        keys = {turn.application for turn in self.turns if turn.application}
        chosen = Q(pk__in=keys) | Q(meeting=evening.meeting_id, state=HotSeatApplication.State.CHOSEN)
        rows = HotSeatApplication.objects.filter(chosen).values_list("pk", "openness", "meeting")
        openness = {pk: how for pk, how, _meeting in rows}
        otherwise = next((how for _pk, how, at in rows if at == evening.meeting_id), "members")
        self.by_turn = readers_by_turn(self.turns, openness, otherwise=otherwise)

    def of_turn(self, key: str) -> Reader:
        return self.by_turn.get(key, Reader.EVERYBODY)

    def at(self, moment: datetime) -> Reader:
        return self.of_turn(turn_at(self.turns, self.actions, moment))


def from_the_hall(evening: Evening) -> FromTheHall:
    """What the room said and may be told outside it; the most wanted first. Six queries."""
    readers = _Readers(evening)
    asked: dict[str, list[Line]] = {"answered": [], "unanswered": [], "wishes": []}
    for text, kind, state, turn, wanted in _questions(evening):
        answered = "answered" if state == Question.State.ANSWERED else "unanswered"
        asked["wishes" if kind == Question.Kind.WISH else answered].append(
            Line(text, readers.of_turn(turn), wanted + 1)
        )
    agreed = (Line(text, readers.at(at)) for text, at in evening.agreed.values_list("text", "at"))
    return FromTheHall(
        answered=tellable(asked["answered"]),
        unanswered=tellable(asked["unanswered"]),
        wishes=tellable(asked["wishes"]),
        polls=_polls(evening, readers),
        agreed=tellable(agreed),
    )


def _questions(evening: Evening) -> QuerySet[Question, tuple[str, str, str, str, int]]:
    rows = evening.questions.exclude(state=Question.State.HIDDEN).annotate(wanted=Count("support"))
    return rows.order_by("-wanted", "at", "pk").values_list("text", "kind", "state", "turn", "wanted")


def questions_to_tell(evening: Evening) -> list[Question]:
    """The questions and wishes that may be told outside the room, in order, each with `wanted`: how many others want it."""
    rows = evening.questions.exclude(state=Question.State.HIDDEN).annotate(wanted=Count("support"))
    found = list(rows.select_related("phone__sign_up__person").order_by("at", "pk"))
    readers = _Readers(evening) if found else None
    return [row for row in found if readers and readers.of_turn(row.turn) is not Reader.NOBODY]


def tellable(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Without what stays in the room."""
    return tuple(line for line in lines if line.reader is not Reader.NOBODY)


def _polls(evening: Evening, readers: _Readers) -> tuple[PollTold, ...]:
    told = []
    for poll in evening.polls.prefetch_related("ballots"):
        counts = Counter(ballot.choice for ballot in poll.ballots.all())
        answers = tuple((text, counts[number]) for number, text in enumerate(poll.choices))
        reader = readers.at(poll.opened_at)
        if counts and reader is not Reader.NOBODY:
            told.append(PollTold(poll.question, answers, reader))
    return tuple(told)
