"""Delivery: takes what is due out of the outbox and hands it over.

The month's limit is kept here (the rule: `domain.month`), when a mail is about to leave and not when it is drafted: only
then is it known what else the person got. Choices that people made since the draft count too.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mikrovirk.mailing import inbound, outbox, services
from mikrovirk.mailing.domain import replies
from mikrovirk.mailing.models import Letter, Mailing, Message
from mikrovirk.mailing.outbox import Ledger
from mikrovirk.mailing.rendering import Composer, ascii_address
from mikrovirk.mailing.sifting import Sifted, sift
from mikrovirk.mailing.transports import Refused, Transport, Unavailable, transport

logger = logging.getLogger(__name__)

BATCH = 100
# A run ends after this long, so that the lease (five minutes from its beginning) never runs out under a slow server.
LONGEST = 60.0
# So many dead addresses in a row are not dead addresses: the server refuses us.
SUSPICIOUS = 10
RETRY_CONNECTION = timedelta(minutes=1)


class ServerUnavailable(Exception):
    """The mail server cannot be reached now; everything stays in the outbox. The text is the server's words."""


@dataclass
class Run:
    """One run of a worker over what is due."""

    now: datetime
    worker: str
    way_out: Transport
    composer: Composer = field(default_factory=Composer)
    began: float = field(default_factory=time.monotonic)
    left_count: int = 0
    dead: list[tuple[Message, str]] = field(default_factory=list)  # refused as unknown, one after the other

    @property
    def is_over(self) -> bool:
        return time.monotonic() - self.began > LONGEST


def deliver_due(*, now: datetime, worker: str, limit: int = 500, way_out: Transport | None = None) -> int:
    """Deliver up to `limit` mails that are due; return how many left. Raise ServerUnavailable.

    `way_out`: an open transport that is left open; by default one is opened and closed.
    """
    run = Run(now=now, worker=worker, way_out=way_out or transport())
    try:
        deliver_letters(run)
        while run.left_count < limit and not run.is_over:
            batch = outbox.claim_messages(now=now, worker=worker, limit=min(BATCH, limit - run.left_count))
            if not batch:
                break
            deliver_batch(run, batch)
        mark_dead(run)
    except Unavailable as error:
        raise ServerUnavailable(str(error)) from error
    finally:
        outbox.release(worker=worker)
        if way_out is None:
            run.way_out.close()
    return run.left_count


# --- messages --------------------------------------------------------------------------------------------------------


def deliver_batch(run: Run, batch: Sequence[Message]) -> None:
    """Send those of the batch that may go now."""
    mailings = {
        mailing.pk: mailing
        for mailing in Mailing.objects.select_related("network__host").filter(
            pk__in={message.mailing_id for message in batch}
        )
    }
    sifted = sift(batch, mailings, now=run.now, worker=run.worker)
    ledger = Ledger(worker=run.worker, now=run.now)
    try:
        for message in sifted.going:
            if run.is_over:
                break
            deliver_message(run, ledger, message, mailings[message.mailing_id], sifted)
    finally:
        ledger.flush()


def deliver_message(run: Run, ledger: Ledger, message: Message, mailing: Mailing, sifted: Sifted) -> None:
    """One message: begun, handed over, and what came of it."""
    held = sifted.held_for(message)
    try:
        to = ascii_address(message.user.email)
        raw = run.composer.mime(message, mailing, message.user, at=run.now, held=held)
    except Exception as error:  # one mail that cannot be written must not keep the others back
        logger.exception("message %s could not be written", message.pk)
        message.attempts += 1
        give_back(run, ledger, message, f"{type(error).__name__}: {error}")
        return
    run.way_out.open()
    if not ledger.begin(message):
        return
    try:
        run.way_out.send(sender=inbound.envelope_sender(message), to=to, raw=raw, at=run.now, message=message.pk)
    except Refused as refusal:
        refused(run, ledger, message, refusal)
    except Unavailable as error:
        give_back(run, ledger, message, str(error))
        raise
    else:
        ledger.sent(message, held)
        sifted.carried(held)
        run.left_count += 1
        mark_dead(run)


def refused(run: Run, ledger: Ledger, message: Message, refusal: Refused) -> None:
    """Try later, give up, or learn that the address is dead."""
    if refusal.for_now:
        give_back(run, ledger, message, str(refusal))
        return
    ledger.failed(message, why=str(refusal))
    if refusal.about_recipient and replies.is_dead_address(refusal.code, refusal.words):
        run.dead.append((message, str(refusal)))
        if len(run.dead) >= SUSPICIOUS:
            refuse_to_believe(run)


def mark_dead(run: Run) -> None:
    """The addresses refused so far are dead: the server took another mail since, or there were only a few."""
    for message, words in run.dead:
        services.mark_bounced(message.user, at=run.now, reason=words)
    run.dead.clear()


def refuse_to_believe(run: Run) -> None:
    """Put the mails back; raise Unavailable with the server's last words."""
    words = run.dead[-1][1]
    later = run.now + replies.WAITS[2]
    pks = [message.pk for message, _words in run.dead]
    Message.objects.filter(pk__in=pks).update(state=Message.State.QUEUED, due_at=later, why=words[:300])
    run.dead.clear()
    raise Unavailable(words)


def give_back(run: Run, ledger: Ledger, message: Message, why: str) -> None:
    """Try again after a while, each time a longer one; after the last try, give up."""
    wait = replies.wait_after(message.attempts)
    if wait is None:
        ledger.failed(message, why=why)
    else:
        ledger.again(message, due_at=run.now + wait, why=why)


# --- finished mails --------------------------------------------------------------------------------------------------


def deliver_letters(run: Run) -> None:
    """Send the finished mails (sign-in codes): they wait for nobody."""
    Letter.objects.filter(state=Letter.State.QUEUED, expires_at__lt=run.now).update(
        state=Letter.State.FAILED, why="expired", raw=b""
    )
    for letter in outbox.claim_letters(now=run.now, worker=run.worker, limit=BATCH):
        deliver_letter(run, letter)


def deliver_letter(run: Run, letter: Letter) -> None:
    run.way_out.open()
    mine = Letter.objects.filter(pk=letter.pk, claimed_by=run.worker)
    if not mine.update(state=Letter.State.SENDING, attempts=letter.attempts + 1):
        return
    done = {"claimed_by": "", "claimed_until": None}
    try:
        run.way_out.send(sender=letter.sender, to=letter.to, raw=bytes(letter.raw), at=run.now, message=None)
    except Refused as refusal:
        again = run.now + RETRY_CONNECTION
        if refusal.for_now and again < letter.expires_at:
            mine.update(state=Letter.State.QUEUED, due_at=again, why=str(refusal)[:300], **done)
        else:
            mine.update(state=Letter.State.FAILED, why=str(refusal)[:300], raw=b"", **done)
    except Unavailable as error:
        mine.update(state=Letter.State.QUEUED, why=str(error)[:300], **done)
        raise
    else:
        mine.update(state=Letter.State.SENT, sent_at=run.now, raw=b"", why="", **done)
        run.left_count += 1
