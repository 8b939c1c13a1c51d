"""Writes: conclusions, and what somebody promises until a day."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Commitment, Conclusion, Conference, FollowUp
from mikrovirk.cooperation.services import telling

State = Commitment.State
REMIND_BEFORE = timedelta(days=14)
TOLD_WITHIN = timedelta(days=14)  # after the day; later nobody is written to of themselves


class AlreadySettled(Exception):
    """Somebody was quicker: it was kept, given up or declined, or it is promised already."""


# --- conclusions -----------------------------------------------------------------------------------------------------


def conclude(conference: Conference, *, text: str) -> Conclusion:
    last = conference.conclusions.aggregate(last=Max("position"))["last"] or 0
    return conference.conclusions.create(text=text, position=last + 1)


def change_conclusion(conclusion: Conclusion, *, text: str) -> None:
    Conclusion.objects.filter(pk=conclusion.pk).update(text=text)


def remove_conclusion(conclusion: Conclusion, *, at: datetime | None) -> None:
    """Take it out; None: put it back."""
    Conclusion.objects.filter(pk=conclusion.pk).update(removed_at=at)


# --- commitments -----------------------------------------------------------------------------------------------------


@transaction.atomic
def ask_for(
    conference: Conference, *, by: User | None, at: datetime, was_said_there: bool = False, **said: Any
) -> Commitment:
    """Write down what somebody is to do. It counts as promised once its owner says yes by the link in the mail that is
    drafted; `was_said_there`: they said yes in the room."""
    state = State.OPEN if was_said_there else State.ASKED
    made = Commitment.objects.create(conference=conference, state=state, made_by=by, made_at=at, **said)
    note(made, state, by=by, at=at)
    telling.write_to_owner(made, link=link_of(made), at=at)
    return made


@transaction.atomic
def change(commitment: Commitment, *, at: datetime, **said: Any) -> None:
    """Change what was asked for, before its owner said yes; they are asked anew. Raise AlreadySettled."""
    fresh = held(commitment, State.ASKED)
    for name, value in said.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(said))
    note(fresh, State.ASKED, by=None, at=at)
    telling.take_back(fresh, at=at)
    telling.write_to_owner(fresh, link=link_of(fresh), at=at)


@transaction.atomic
def promise(commitment: Commitment, *, at: datetime, by: User | None = None, by_owner: bool = False) -> None:
    """Its owner says yes. Raise AlreadySettled."""
    fresh = held(commitment, State.ASKED)
    settle(fresh, State.OPEN, by=by, at=at, by_owner=by_owner)


@transaction.atomic
def decline(commitment: Commitment, *, why: str, at: datetime, by: User | None = None, by_owner: bool = False) -> None:
    """Its owner says no. Raise AlreadySettled."""
    fresh = held(commitment, State.ASKED)
    settle(fresh, State.DECLINED, by=by, at=at, by_owner=by_owner, text=why)


@transaction.atomic
def say_how_it_goes(
    commitment: Commitment, *, text: str, at: datetime, by: User | None = None, by_owner: bool = False
) -> None:
    """A word on the way. Raise AlreadySettled."""
    fresh = held(commitment, State.OPEN)
    note(fresh, State.OPEN, by=by, at=at, by_owner=by_owner, text=text)


@transaction.atomic
def move(commitment: Commitment, *, due_date: date, text: str, by: User, at: datetime) -> None:
    """Give it another day; the old one stays in its history. Raise AlreadySettled."""
    fresh = held(commitment, State.OPEN)
    fresh.due_date = due_date
    fresh.save(update_fields=["due_date"])
    note(fresh, State.OPEN, by=by, at=at, text=text, due_date=due_date)


@transaction.atomic
def keep(commitment: Commitment, *, text: str, at: datetime, by: User | None = None, by_owner: bool = False) -> None:
    """It is done. Raise AlreadySettled."""
    settle(held(commitment, State.OPEN), State.KEPT, by=by, at=at, by_owner=by_owner, text=text)


@transaction.atomic
def give_up(commitment: Commitment, *, why: str, at: datetime, by: User | None = None, by_owner: bool = False) -> None:
    """It will not be done, and why. Raise AlreadySettled."""
    settle(held(commitment, State.OPEN), State.DROPPED, by=by, at=at, by_owner=by_owner, text=why)


@transaction.atomic
def take_up_again(commitment: Commitment, *, at: datetime, by: User | None = None, by_owner: bool = False) -> None:
    """Settled by mistake, or taken up again: as it was before. Raise AlreadySettled."""
    fresh = held(commitment, State.KEPT, State.DROPPED, State.DECLINED)
    settle(fresh, State.ASKED if fresh.state == State.DECLINED else State.OPEN, by=by, at=at, by_owner=by_owner)


def settle(
    commitment: Commitment, state: str, *, by: User | None, at: datetime, by_owner: bool = False, text: str = ""
) -> None:
    """Bring it to a state, with the word that goes with it."""
    commitment.state = state
    commitment.settled_at = at if state in (State.KEPT, State.DROPPED, State.DECLINED) else None
    commitment.why = text if state in (State.DROPPED, State.DECLINED) else ""
    commitment.save(update_fields=["state", "settled_at", "why"])
    note(commitment, state, by=by, at=at, by_owner=by_owner, text=text)
    if commitment.settled_at:
        telling.take_back(commitment, at=at)


def note(
    commitment: Commitment,
    state: str,
    *,
    by: User | None,
    at: datetime,
    by_owner: bool = False,
    text: str = "",
    due_date: date | None = None,
) -> None:
    FollowUp.objects.create(
        commitment=commitment, state=state, text=text, due_date=due_date, by=by, by_owner=by_owner, at=at
    )


def held(commitment: Commitment, *states: str) -> Commitment:
    """As it stands now, held until the transaction ends; raise AlreadySettled where it is in none of `states`."""
    rows = Commitment.objects.select_for_update(of=("self",))
    found = rows.select_related("conference__network", "organisation", "network").get(pk=commitment.pk)
    if found.state not in states:
        raise AlreadySettled
    return found


# --- its owner's link, and the clock ---------------------------------------------------------------------------------

PURPOSE = "conference-promise"


def link_of(commitment: Commitment) -> str:
    """Its owner's own link: says yes or no, and later how it went."""
    return settings.SITE_URL + reverse("cooperation:conference_promise_link", args=[links.sign(PURPOSE, commitment.pk)])


def remind(*, now: datetime, today: date) -> None:
    """By the clock: owners two weeks before the day; owner and organiser the day after it. Each once for each day set."""
    due = Commitment.objects.filter(state=State.OPEN, due_date__range=(today - TOLD_WITHIN, today + REMIND_BEFORE))
    due = due.filter(conference__network__isnull=False).exclude(conference__state=Conference.State.CANCELLED)
    for commitment in due.select_related("conference__network", "conference__made_by", "organisation", "network"):
        if commitment.due_date >= today:
            telling.remind_owner(commitment, link=link_of(commitment), at=now)
        else:
            telling.tell_overdue(commitment, link=link_of(commitment), at=now)
