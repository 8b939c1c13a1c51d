"""Addresses that do not work, and mails that did not arrive."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing.models import Message
from mikrovirk.mailing.services.drafting import NOT_SENT, State
from mikrovirk.mailing.services.wishes import choose_mails
from mikrovirk.networks.models import Role


class AddressTaken(ValueError):
    """Another user has that address."""


class AddressIsTheirs(Exception):
    """Who runs something changes their own address: whoever could change it would sign in as them."""


@transaction.atomic
def mark_bounced(user: User, *, at: datetime, reason: str) -> None:
    """Nothing is sent to this address any more; the coordinators of the user's networks are asked to mend it."""
    User.objects.filter(pk=user.pk).update(bounced_at=at, bounce_reason=reason[:300])
    Message.objects.filter(user=user, state__in=NOT_SENT).update(state=State.STOPPED, why="bounced")
    user.refresh_from_db(fields=["bounced_at", "bounce_reason"])


@transaction.atomic
def correct_address(user: User, email: str) -> None:
    """Give the user the address that works; raise AddressTaken if it is somebody else's, AddressIsTheirs for staff."""
    email = email.strip().lower()
    if user.is_administrator or user.roles.exclude(name=Role.Name.MEMBER).exists():
        raise AddressIsTheirs
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise AddressTaken
    User.objects.filter(pk=user.pk).update(email=email, bounced_at=None, bounce_reason="")
    user.refresh_from_db(fields=["email", "bounced_at", "bounce_reason"])


def leave_without_mail(user: User) -> None:
    """The address stays dead and nobody is asked about it again; the person is still in the network."""
    choose_mails(user, MailChoice.NONE)


def try_again(message: Message, *, at: datetime) -> bool:
    """Queue a mail that failed once more; False if it did not fail or its address is known to be dead."""
    failed = Message.objects.filter(pk=message.pk, state=State.FAILED, user__bounced_at=None, user__is_active=True)
    return bool(failed.update(state=State.QUEUED, due_at=at, attempts=0, why=""))


def clear_bounce(user: User) -> None:
    """The address works (again): mails may go there."""
    User.objects.filter(pk=user.pk).update(bounced_at=None, bounce_reason="")
    user.refresh_from_db(fields=["bounced_at", "bounce_reason"])
