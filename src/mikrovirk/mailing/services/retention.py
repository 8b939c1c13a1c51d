"""The words of mails are kept for a time only. That a mail was sent stays known: nobody gets it a second time."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from mikrovirk.mailing.models import IncomingMail, MailboxCopy, Mailing, Message

OPEN = (Message.State.DRAFT, Message.State.QUEUED, Message.State.SENDING, Message.State.HELD)
EMPTY = {"body": "", "context": {}, "calendar": "", "sender_name": "", "sender_email": ""}


def old_mailings(before: datetime) -> "QuerySet[Mailing]":
    """Mailings with words in them, of which nothing waits any more."""
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state__in=OPEN)
    full = ~Q(body="") | ~Q(calendar="") | ~Q(context={}) | ~Q(sender_name="")
    return Mailing.objects.filter(full, ~Exists(waiting), due_at__lt=before, created_at__lt=before)


@transaction.atomic
def empty_mailings(before: datetime) -> int:
    """Also what a mail said to one person alone, and the mails that left for the mailbox page only."""
    MailboxCopy.objects.filter(at__lt=before).delete()
    Message.objects.filter(due_at__lt=before).exclude(state__in=OPEN).exclude(context={}).update(context={})
    return old_mailings(before).update(**EMPTY)


def old_incoming(before: datetime) -> "QuerySet[IncomingMail]":
    """Mails that came in, whose words are gone already and with which somebody has dealt."""
    return IncomingMail.objects.filter(received_at__lt=before).exclude(state=IncomingMail.State.NEW)


def forget_incoming(before: datetime) -> int:
    return old_incoming(before).delete()[0]
