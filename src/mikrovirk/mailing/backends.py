"""Django's mail functions, put into the outbox."""

from collections.abc import Sequence
from datetime import timedelta
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address
from django.utils import timezone

from mikrovirk.common import carrier
from mikrovirk.mailing.models import Letter

# Sign-in codes are what comes this way: an hour later nobody waits for one.
WORTH = timedelta(hours=1)


class OutboxBackend(BaseEmailBackend):
    """Takes what lower apps send with `django.core.mail` and queues it: at once, not counted, without approval.

    Each address gets a letter of its own, whether or not we know it: the answer to a sign-in must be the same for an
    address we do not know. An address that bounced is tried all the same, since its owner asked for this mail just now.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue the messages; return how many were."""
        now = timezone.now()
        letters = [letter for message in email_messages for letter in letters_of(message)]
        for letter in letters:
            letter.due_at, letter.expires_at = now, now + WORTH
        for letter in Letter.objects.bulk_create(letters):
            carrier.tell(letter)
        return len([message for message in email_messages if message.recipients()])


def letters_of(message: EmailMessage) -> list[Letter]:
    """One finished letter for each recipient of `message`."""
    recipients = message.recipients()
    if not recipients:
        return []
    raw = message.message().as_bytes(linesep="\r\n")
    sender = parseaddr(sanitize_address(message.from_email, "utf-8"))[1]
    return [
        Letter(sender=sender, to=parseaddr(sanitize_address(to, "utf-8"))[1], subject=message.subject[:300], raw=raw)
        for to in recipients
    ]
