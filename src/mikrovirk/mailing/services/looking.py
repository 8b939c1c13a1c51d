"""What a person does with a mail that came in: say whose it is, make something of it, put it away, and undo that."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.services.takers import Taker
from mikrovirk.networks.models import Network

State = IncomingMail.State
WAITING = (State.NEW, State.UNREADABLE)


class AlreadyDone(Exception):
    """Somebody dealt with this mail before."""


@transaction.atomic
def take_as(mail: IncomingMail, taker: Taker, *, text: str, by: User, at: datetime) -> None:
    """Make what `taker` makes of the words that were kept; raise AlreadyDone."""
    _put_away(mail, State.TAKEN, by=by, at=at, taken_as=taker.key)
    taker.take(mail, text, by, at)


def answered(mail: IncomingMail, *, by: User, at: datetime) -> None:
    """Nothing more is to be done about it; raise AlreadyDone."""
    _put_away(mail, State.TAKEN, by=by, at=at)


def throw_away(mail: IncomingMail, *, by: User, at: datetime) -> None:
    """It is not for us; raise AlreadyDone."""
    _put_away(mail, State.NOT_OURS, by=by, at=at)


def _put_away(mail: IncomingMail, state: str, *, by: User, at: datetime, taken_as: str = "") -> None:
    changed = IncomingMail.objects.filter(pk=mail.pk, state__in=WAITING, for_people=True).update(
        state=state, taken_by=by, taken_at=at, taken_as=taken_as
    )
    if not changed:
        raise AlreadyDone
    mail.refresh_from_db(fields=["state", "taken_by", "taken_at", "taken_as"])


@transaction.atomic
def undo(mail: IncomingMail, taker: Taker | None) -> bool:
    """It waits again, and what `taker` made of it is gone; False where no person dealt with it.

    Raise takers.CannotGiveBack.
    """
    decided = IncomingMail.objects.filter(pk=mail.pk, taken_by__isnull=False).exclude(state__in=WAITING)
    if not decided.update(state=State.NEW, for_people=True, taken_by=None, taken_at=None, taken_as=""):
        return False
    if taker is not None:
        taker.give_back(mail)
    mail.refresh_from_db(fields=["state", "for_people", "taken_by", "taken_at", "taken_as"])
    return True


def say_whose(mail: IncomingMail, user: User | None) -> None:
    """The mail is from this person, or (None) from nobody we know."""
    mail.user = user
    mail.save(update_fields=["user"])


def give_to(mail: IncomingMail, network: Network) -> None:
    """The mail belongs to this network."""
    mail.network = network
    mail.save(update_fields=["network"])
