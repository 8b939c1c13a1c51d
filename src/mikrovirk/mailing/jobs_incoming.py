"""Looks into the mailbox that takes replies. A job of its own, so that its trouble holds nothing else up."""

import logging
from datetime import datetime

from django.conf import settings

from mikrovirk.mailing import imap, trouble

logger = logging.getLogger(__name__)


def run(*, now: datetime) -> None:
    """Take in what has come; what was wrong with the mailbox is told on the coordinators' page until it works again."""
    if not settings.IMAP:
        return
    try:
        imap.fetch(settings.IMAP, at=now)
    except imap.MailboxUnavailable as error:
        logger.warning("the mailbox cannot be opened: %s", error)
        trouble.note(str(error))
    else:
        trouble.note("")
