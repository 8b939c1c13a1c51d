"""Writes: every input ends with an outcome, and a word to whoever said it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Decision, Input, InputRound, Outcome, Theme
from mikrovirk.voice.queries.stream import counted_only, inputs_in
from mikrovirk.voice.services import telling
from mikrovirk.voice.services.outcome_words import DRAFTS, lacks_because
from mikrovirk.voice.services.sorting import close_theme

BATCH = 500


class NeedsBecause(ValueError):
    """A no must say why."""


class NotMerged(ValueError):
    """What it is merged with must be another input of the network that is not merged itself."""


class ToldAlready(Exception):
    """The author has been told: what changes now is a new word that is told again."""


@dataclass(frozen=True)
class Given:
    """An outcome with its words to the author, and what it rests on."""

    outcome: str
    words: str = ""
    decision: Decision | None = None
    merged_into: Input | None = None

    @property
    def said(self) -> str:
        """The words, or the kind draft where none were written; raise NeedsBecause."""
        if lacks_because(self.outcome, self.words):
            raise NeedsBecause
        return self.words.strip() or str(DRAFTS[self.outcome])


def changeable() -> Q:
    """Inputs whose outcome may change: nobody has been told, or the mail that tells has not been approved."""
    return Q(told_at=None) | Q(told_in__state=Message.State.DRAFT, told_in_person_at=None)


@transaction.atomic
def give(row: Input, given: Given, *, by: User, at: datetime) -> None:
    """Give one input its outcome, or another one; raise NeedsBecause, NotMerged or ToldAlready."""
    check_merged(row, given)
    if not give_all(row.network, [row.pk], given, by=by, at=at):
        raise ToldAlready
    row.refresh_from_db()


def check_merged(row: Input, given: Given) -> None:
    target = given.merged_into
    if given.outcome != Outcome.MERGED:
        return
    if target is None or target.pk == row.pk or target.network_id != row.network_id:
        raise NotMerged
    if target.outcome == Outcome.MERGED or target.erased_at is not None:
        raise NotMerged


@transaction.atomic
def give_all(network: Network, keys: Iterable[int], given: Given, *, by: User, at: datetime) -> int:
    """Give these inputs one outcome; those whose author has been told are left. Return how many got it."""
    words = given.said
    rows = list(
        Input.objects.select_for_update(of=("self",))
        .filter(changeable(), network=network, pk__in=list(keys), erased_at=None)
        .select_related("told_in")
    )
    for row in rows:
        row.outcome, row.outcome_words, row.outcome_at, row.outcome_by = given.outcome, words, at, by
        row.merged_into = given.merged_into if given.outcome == Outcome.MERGED else None
        row.decision = given.decision or row.decision
    fields = ["outcome", "outcome_words", "outcome_at", "outcome_by", "merged_into", "decision"]
    Input.objects.bulk_update(rows, fields, batch_size=BATCH)
    telling.renew({row.told_in for row in rows if row.told_in})
    for round in InputRound.objects.filter(pk__in={row.round_id for row in rows if row.round_id}):
        telling.tell_when_all_is_decided(round, at=at)
    return len(rows)


@dataclass(frozen=True, slots=True)
class GivenToTheme:
    """How many inputs got the outcome, and how many kept theirs, as their author has been told of it."""

    count: int
    kept_count: int


@transaction.atomic
def give_theme(
    theme: Theme, given: Given, *, by: User, at: datetime, also_decided: bool = False, closes: bool = True
) -> GivenToTheme:
    """Give the inputs of a theme their outcome and take the theme off the board.

    What has an outcome of its own keeps it, unless `also_decided`. Raise NeedsBecause, or NotMerged for that outcome.
    """
    if given.outcome == Outcome.MERGED:
        raise NotMerged
    rows = Input.objects.filter(theme=theme, erased_at=None)
    total = rows.count()
    if not also_decided:
        rows = rows.filter(outcome="")
    count = give_all(theme.network, rows.values_list("pk", flat=True), given, by=by, at=at)
    if closes:
        close_theme(theme, at=at)
    return GivenToTheme(count, total - count)


@transaction.atomic
def thank_for_counted(network: Network, *, by: User, at: datetime, round: InputRound | None = None) -> int:
    """Note the answers that are a choice or a number, with thanks; return how many."""
    rows = counted_only(inputs_in(network)).filter(outcome="")
    rows = rows.filter(round=round) if round else rows
    return give_all(network, rows.values_list("pk", flat=True), Given(Outcome.NOTED), by=by, at=at)


@transaction.atomic
def take_back(row: Input) -> None:
    """The input has no outcome again; raise ToldAlready."""
    locked = Input.objects.select_for_update(of=("self",)).filter(changeable(), pk=row.pk).first()
    if locked is None:
        raise ToldAlready
    message = locked.told_in
    Input.objects.filter(pk=row.pk).update(
        outcome="", outcome_words="", outcome_at=None, outcome_by=None, merged_into=None, told_in=None, told_at=None
    )
    if message:
        telling.renew({message})
    row.refresh_from_db()
