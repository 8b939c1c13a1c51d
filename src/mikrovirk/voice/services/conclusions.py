"""Writes: what a round came to, in at most five conclusions that the office and the steering group both approve."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F

from mikrovirk.accounts.models import User
from mikrovirk.voice.models import Conclusion, InputRound, Theme
from mikrovirk.voice.queries import conclusions as queries
from mikrovirk.voice.services import telling


class EnoughConclusions(Exception):
    """There are five."""


class Concluded(Exception):
    """The round is concluded: its conclusions stand."""


class NotTheirs(Exception):
    """Nobody approves for a side they are not of."""


class SameHand(Exception):
    """Office and steering group are two people: whoever approved for one cannot approve for the other."""


class NotReady(Exception):
    """Something lacks; `lacking` says what."""

    def __init__(self, lacking: queries.Lacking) -> None:
        self.lacking = lacking
        super().__init__(str(lacking))


def lock(round: InputRound) -> InputRound:
    """The round, locked; raise Concluded where nothing may change any more."""
    locked = InputRound.objects.select_for_update().get(pk=round.pk)
    if locked.state == InputRound.State.CONCLUDED:
        raise Concluded
    return locked


@transaction.atomic
def add(round: InputRound, *, text: str, themes: Iterable[Theme]) -> Conclusion:
    """One more, after the others. Raise EnoughConclusions or Concluded."""
    lock(round)
    count = round.conclusions.count()
    if count >= Conclusion.AT_MOST:
        raise EnoughConclusions
    made = Conclusion.objects.create(round=round, position=count + 1, text=text.strip())
    made.themes.set(themes)
    return made


@transaction.atomic
def change(conclusion: Conclusion, *, text: str, themes: Iterable[Theme]) -> bool:
    """Change it; another text or other themes take both approvals back, and True is returned. Raise Concluded."""
    lock(conclusion.round)
    chosen = {theme.pk for theme in themes}
    is_same = conclusion.text == text.strip() and chosen == set(conclusion.themes.values_list("pk", flat=True))
    if is_same:
        return False
    had = conclusion.office_at is not None or conclusion.steering_at is not None
    conclusion.text = text.strip()
    conclusion.office_at = conclusion.office_by = conclusion.steering_at = conclusion.steering_by = None
    conclusion.save()
    conclusion.themes.set(chosen)
    return had


@transaction.atomic
def remove(conclusion: Conclusion) -> None:
    """Take it away; those after it move up. Raise Concluded."""
    lock(conclusion.round)
    round, position = conclusion.round, conclusion.position
    conclusion.delete()
    for row in round.conclusions.filter(position__gt=position).order_by("position"):
        Conclusion.objects.filter(pk=row.pk).update(position=F("position") - 1)


@transaction.atomic
def shift(conclusion: Conclusion, *, up: bool) -> None:
    """Change places with the one before or after; the first cannot go up, nor the last down. Raise Concluded."""
    lock(conclusion.round)
    rows = list(conclusion.round.conclusions.order_by("position"))
    here = next(i for i, row in enumerate(rows) if row.pk == conclusion.pk)
    other = here - 1 if up else here + 1
    if not 0 <= other < len(rows):
        return
    one, two = rows[here], rows[other]
    facts = ("text", "office_at", "office_by_id", "steering_at", "steering_by_id")
    mine, theirs = list(one.themes.all()), list(two.themes.all())
    for fact in facts:  # positions are unique, so what stands on them changes places
        first, second = getattr(one, fact), getattr(two, fact)
        setattr(one, fact, second)
        setattr(two, fact, first)
    one.save()
    two.save()
    one.themes.set(theirs)
    two.themes.set(mine)


@transaction.atomic
def approve(conclusion: Conclusion, *, side: str, by: User, at: datetime) -> None:
    """Approve for one side; twice is once. Raise NotTheirs, SameHand or Concluded."""
    round = lock(conclusion.round)
    if side not in queries.sides_of(by, round.network):
        raise NotTheirs
    row = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    other = row.steering_by_id if side == queries.OFFICE else row.office_by_id
    if other == by.pk:
        raise SameHand
    if getattr(row, f"{side}_at") is None:
        Conclusion.objects.filter(pk=row.pk).update(**{f"{side}_at": at, f"{side}_by": by})
    conclusion.refresh_from_db()


@transaction.atomic
def take_approval_back(conclusion: Conclusion, *, side: str, by: User) -> None:
    """Whoever approved changes their mind. Raise NotTheirs or Concluded."""
    lock(conclusion.round)
    if side not in (queries.OFFICE, queries.STEERING) or getattr(conclusion, f"{side}_by_id") != by.pk:
        raise NotTheirs
    Conclusion.objects.filter(pk=conclusion.pk).update(**{f"{side}_at": None, f"{side}_by": None})
    conclusion.refresh_from_db()


@transaction.atomic
def conclude(round: InputRound, *, at: datetime) -> None:
    """The round is concluded, members can read what it came to, and its authors are told. Raise NotReady or Concluded."""
    locked = lock(round)
    lacking = queries.lacking(locked)
    if not lacking.nothing:
        raise NotReady(lacking)
    locked.state, locked.concluded_at = InputRound.State.CONCLUDED, at
    locked.save(update_fields=["state", "concluded_at"])
    round.refresh_from_db()
    telling.tell_when_all_is_decided(locked, at=at)


@transaction.atomic
def open_again(round: InputRound) -> None:
    """The conclusions can be changed again, and members no longer read them; what was approved stays approved."""
    InputRound.objects.filter(pk=round.pk, state=InputRound.State.CONCLUDED).update(
        state=InputRound.State.CLOSED, concluded_at=None
    )
    round.refresh_from_db()
