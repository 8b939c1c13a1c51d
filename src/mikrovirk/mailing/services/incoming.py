"""Mail that comes in: stored once, told what it is, and dealt with by whoever knows.

Reports of delivery and automatic replies are dealt with here. Answers to a kind with `replies_taken` and answers from
calendars wait for the jobs of the apps that know (`queries.incoming`); everything else waits for a person.
"""

import functools
import logging
from datetime import datetime, timedelta

from django.db import DataError, IntegrityError, transaction
from django.db.models import QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.mailing import kinds
from mikrovirk.mailing.domain.incoming import reducing, reports
from mikrovirk.mailing.domain.incoming.columns import one_line
from mikrovirk.mailing.domain.incoming.reasons import COUNTER, MACHINE, OTHER_ATTENDEE, UNKNOWN_SENDER
from mikrovirk.mailing.domain.incoming.reports import Report
from mikrovirk.mailing.models import IncomingMail, Message
from mikrovirk.mailing.queries import matching
from mikrovirk.mailing.queries.matching import Found
from mikrovirk.mailing.services.addresses import mark_bounced

logger = logging.getLogger(__name__)
State, Sort = IncomingMail.State, IncomingMail.Sort
KEPT = timedelta(days=30)  # the words of a mail that was dealt with
KEPT_WAITING = timedelta(days=90)  # and of one that nobody dealt with


def take_in(raw: bytes, *, via: str, at: datetime, recipient: str = "") -> IncomingMail:
    """Store a mail as a server handed it over, and deal with it where that needs no other app.

    The same mail lands once, whichever way it came: the row there is comes back. `recipient`: the address it was handed
    over for, if the way it came tells. Never raises on what stands in the mail: what cannot be read is stored as such.
    """
    raw = without_envelope_line(raw)
    digest = reducing.digest_of(raw)
    if known := IncomingMail.objects.filter(digest=digest).first():
        return known
    kept = functools.partial(store, raw, digest=digest, via=via, at=at, recipient=recipient)
    try:
        with transaction.atomic():
            return kept(matching.find(raw, recipient=recipient))
    except IntegrityError:  # the same mail at the same moment: the other one was first
        return IncomingMail.objects.get(digest=digest)
    except DataError:  # something stands in it that this database does not take
        logger.exception("what a mail says cannot be stored")
        return kept(matching.unreadable())


@transaction.atomic
def store(raw: bytes, found: Found, *, digest: str, via: str, at: datetime, recipient: str) -> IncomingMail:
    kept, had_cpr, names = reducing.reduced(raw)
    if recipient and recipient.isascii() and recipient.isprintable():
        kept = f"Delivered-To: {recipient}\r\n".encode() + kept
    row = IncomingMail(
        digest=digest,
        via=via,
        received_at=at,
        raw=kept,
        attachments=names,
        flags=flags_of(found, has_files=bool(names), had_cpr=had_cpr),
        for_people=is_for_people(found),
        why=why_for_people(found),
        **found.columns(),
    )
    if found.sort == Sort.MACHINE:
        row.state, row.why, row.taken_at = State.TAKEN, MACHINE, at
    elif found.sort == Sort.BOUNCE:
        report = reports.report_in(found.mail)
        row.state, row.why, row.taken_at = State.TAKEN, one_line(report.words, 300), at
        row.for_people = False
        note_bounce(found, report, at=at)
    elif found.is_unreadable:
        row.state = State.UNREADABLE
    row.save(force_insert=True)
    return row


def without_envelope_line(raw: bytes) -> bytes:
    """Without the "From " line that mail servers may put in front when they hand a mail to a program."""
    return raw.partition(b"\n")[2] if raw.startswith(b"From ") else raw


def flags_of(found: Found, *, has_files: bool, had_cpr: bool) -> list[str]:
    """As the reader of replies names them: attachment, cpr, other-sender."""
    is_other = found.message is not None and found.sender.lower() != found.message.user.email
    told = {"attachment": has_files, "cpr": had_cpr, "other-sender": is_other and found.sort == Sort.REPLY}
    return [flag for flag, is_so in told.items() if is_so]


def is_for_people(found: Found) -> bool:
    """Whether no job knows what to do with it."""
    if found.sort == Sort.REPLY:
        return not kinds.find(found.kind).replies_taken
    return found.sort == Sort.LOOSE or found.is_unreadable or bool(why_for_people(found))


def why_for_people(found: Found) -> str:
    """Why an answer from a calendar is not simply taken: it proposes something, or it is not sure whose it is."""
    if found.calendar is None:
        return ""
    if found.calendar.method == "COUNTER":
        return COUNTER
    if not found.is_certain or found.user is None:
        return UNKNOWN_SENDER
    return OTHER_ATTENDEE if found.calendar.attendee != found.user.email else ""


# --- reports of delivery ---------------------------------------------------------------------------------------------


def note_bounce(found: Found, report: Report, *, at: datetime) -> None:
    """A mail came back for good: it did not arrive, and a dead address gets nothing more."""
    message = found.message
    if message is None or not report.is_final:
        return
    Message.objects.filter(pk=message.pk, state=Message.State.SENT).update(
        state=Message.State.FAILED, why=one_line(report.words, 300)
    )
    if report.is_dead and is_about_address_of(message.user, report) and message.user.bounced_at is None:
        mark_bounced(message.user, at=at, reason=one_line(report.words, 300))


def is_about_address_of(user: User, report: Report) -> bool:
    """Whether the address that is dead is the one they have now: it may have been put right since."""
    named = report.original_to or report.recipient
    return not named or named == user.email


# --- for the jobs of other apps --------------------------------------------------------------------------------------


def taken(mail: IncomingMail, *, at: datetime, why: str = "") -> bool:
    """Mark a new mail as dealt with; False where somebody else did. Call it first, in the transaction that deals with it."""
    changed = IncomingMail.objects.filter(pk=mail.pk, state=State.NEW).update(
        state=State.TAKEN, taken_at=at, taken_by=None, for_people=False, why=why[:300]
    )
    if changed:
        mail.refresh_from_db(fields=["state", "taken_at", "taken_by", "for_people", "why"])
    return bool(changed)


def explain(mail: IncomingMail, *, why: str) -> None:
    """Say what came of a mail that was dealt with."""
    mail.why = why[:300]
    mail.save(update_fields=["why"])


def leave_to_people(mail: IncomingMail, *, why: str) -> None:
    """The app cannot know what is meant: the coordinator looks at it. `why`: in words, or a code of this module."""
    IncomingMail.objects.filter(pk=mail.pk, state=State.NEW).update(for_people=True, why=why[:300])
    mail.refresh_from_db(fields=["for_people", "why"])


# --- by the clock ----------------------------------------------------------------------------------------------------


def with_words(before: datetime) -> QuerySet[IncomingMail]:
    """Mails somebody dealt with, whose words are kept still."""
    return unread(before).exclude(state=State.NEW)


def unread(before: datetime) -> QuerySet[IncomingMail]:
    """Mails whose words are kept still, whether or not somebody dealt with them."""
    return IncomingMail.objects.filter(received_at__lt=before).exclude(raw=b"")


def forget_words(*, at: datetime) -> int:
    """Delete the words of mails whose time is over; that they came stays known. Return how many."""
    return (with_words(at - KEPT) | unread(at - KEPT_WAITING)).update(raw=b"", subject="", attachments=[])
