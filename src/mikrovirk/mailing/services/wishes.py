"""Which mails a reader wants."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing.models import Message, Unsubscription
from mikrovirk.mailing.services.drafting import NOT_SENT, State
from mikrovirk.networks.models import Network


@transaction.atomic
def unsubscribe(user: User, *, kind: str, network: Network | None, at: datetime) -> None:
    """No more mails of that kind from that network (or, with none, from anywhere); what waits is stopped."""
    Unsubscription.objects.get_or_create(user=user, network=network, kind=kind, defaults={"at": at})
    waiting = Message.objects.filter(user=user, kind=kind, state__in=NOT_SENT)
    if network is not None:
        waiting = waiting.filter(mailing__network=network)
    waiting.update(state=State.STOPPED, why="unsubscribed")


def subscribe(user: User, *, kind: str, network: Network | None) -> None:
    """Undo an unsubscription."""
    Unsubscription.objects.filter(user=user, network=network, kind=kind).delete()


@transaction.atomic
def choose_mails(user: User, choice: str) -> None:
    """Set how much the user wants to hear; raise ValueError for a choice there is not."""
    user.mail_choice = MailChoice(choice).value
    User.objects.filter(pk=user.pk).update(mail_choice=user.mail_choice)
