"""Writes: what people answer in their calendar (iMIP) becomes a sign-up or a cancellation.

Yes signs up, no cancels; perhaps holds no place and takes none away. An answer that is older than what is known (they
answered anew, here or in the calendar; or the meeting was moved since) changes nothing. Each answer counts once.
"""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.db import DatabaseError, transaction

from mikrovirk.mailing.domain.incoming import reasons
from mikrovirk.mailing.models import IncomingMail, Mailing
from mikrovirk.mailing.queries import incoming as incoming_mail
from mikrovirk.mailing.services import incoming as incoming_services
from mikrovirk.programme.domain.calendar_lines import COPENHAGEN
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import joint
from mikrovirk.programme.queries.feeds import UID_DOMAIN
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.services import guests, sign_ups
from mikrovirk.programme.services.invitations import CHANGE

logger = logging.getLogger(__name__)
UID = re.compile(rf"meeting-([0-9a-f-]{{36}})@{re.escape(UID_DOMAIN)}", re.IGNORECASE)


def take_answers(*, at: datetime) -> None:
    """Deal with every answer from a calendar that has come; one that fails is left to the coordinator."""
    for mail in incoming_mail.new_calendar_answers():
        try:
            with transaction.atomic():
                take_answer(mail, at=at)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("the calendar answer %s could not be dealt with", mail.pk)
            incoming_services.leave_to_people(mail, why=reasons.FAILED)


def take_answer(mail: IncomingMail, *, at: datetime) -> None:
    """One answer; call it in a transaction."""
    meeting = meeting_of(mail.calendar["uid"])
    if meeting is None:
        incoming_services.leave_to_people(mail, why=reasons.UNKNOWN_EVENT)
    elif mail.calendar["partstat"] not in ANSWERS:
        incoming_services.leave_to_people(mail, why=reasons.UNCLEAR_ANSWER)
    elif incoming_services.taken(mail, at=at):
        incoming_services.explain(mail, why=outcome_of(mail, meeting, at=at))


def meeting_of(uid: str) -> Meeting | None:
    """The meeting that calendars know by `uid`."""
    found = UID.fullmatch(uid)
    if not found:
        return None
    try:
        key = UUID(found[1])
    except ValueError:
        return None
    return Meeting.objects.select_related("network", "venue", "format").filter(uid=key).first()


def outcome_of(mail: IncomingMail, meeting: Meeting, *, at: datetime) -> str:
    """Do what the answer says, and say as a code what came of it."""
    assert mail.user is not None
    row = SignUp.objects.filter(meeting=meeting, person__user=mail.user).select_related("person__user").first()
    if is_outdated(mail, meeting, row):
        return reasons.OUTDATED
    try:
        return ANSWERS[mail.calendar["partstat"]](mail, meeting, row, at)
    except sign_ups.SignUpClosed:
        return reasons.CLOSED


def accept(mail: IncomingMail, meeting: Meeting, row: SignUp | None, at: datetime) -> str:
    if row and row.state != SignUp.State.CANCELLED:
        return reasons.UNCHANGED
    assert mail.user is not None
    row = sign_ups.sign_up(meeting, guests.person_of(mail.user), at=at, via="calendar")
    return reasons.SIGNED_UP if row.state == SignUp.State.COMING else reasons.WAITING


def decline(mail: IncomingMail, meeting: Meeting, row: SignUp | None, at: datetime) -> str:
    if row is None or row.state == SignUp.State.CANCELLED:
        return reasons.UNCHANGED
    sign_ups.cancel(row, at=at)
    return reasons.SIGNED_OFF


def perhaps(mail: IncomingMail, meeting: Meeting, row: SignUp | None, at: datetime) -> str:
    return reasons.PERHAPS


Answering = Callable[[IncomingMail, Meeting, SignUp | None, datetime], str]
ANSWERS: dict[str, Answering] = {"ACCEPTED": accept, "DECLINED": decline, "TENTATIVE": perhaps}


# --- what is known already -------------------------------------------------------------------------------------------


def is_outdated(mail: IncomingMail, meeting: Meeting, row: SignUp | None) -> bool:
    """Whether the person answered anew since, or the meeting was moved and they answered the old day."""
    return was_moved_since(mail, meeting) or answered_at(mail) < last_known(mail, row)


def was_moved_since(mail: IncomingMail, meeting: Meeting) -> bool:
    """A higher sequence alone says little (a title was put right): the day answered must be another, or a change be told."""
    answered = mail.calendar["sequence"]
    if answered >= meeting.sequence:
        return False
    day = moment(mail.calendar["starts_at"])
    if day is not None:
        return day != meeting.starts_at
    occasion = f"{occasion_of(meeting)}:"
    holding = [meeting.network_id, *(partner.pk for partner in joint.partners_of(meeting))]
    told = Mailing.objects.filter(network__in=holding, kind=CHANGE, occasion__startswith=occasion)
    numbers = (each.removeprefix(occasion).partition(":")[0] for each in told.values_list("occasion", flat=True))
    return any(number.isdecimal() and int(number) > answered for number in numbers)


def last_known(mail: IncomingMail, row: SignUp | None) -> datetime:
    """When the person last answered this meeting, on a page or in a calendar."""
    earlier = IncomingMail.objects.filter(
        user=mail.user_id,
        sort=IncomingMail.Sort.CALENDAR,
        state=IncomingMail.State.TAKEN,
        calendar__uid=mail.calendar["uid"],
    ).exclude(pk=mail.pk)
    counted = [other for other in earlier if other.why != reasons.OUTDATED]
    known = [answered_at(other) for other in counted]
    # What a calendar's answer changed bears the moment it was read, which says nothing of when they answered.
    read = {other.taken_at for other in counted}
    if row is not None:
        known += [changed for changed in (row.made_at, row.cancelled_at) if changed is not None and changed not in read]
    return max(known, default=datetime.min.replace(tzinfo=UTC))


def answered_at(mail: IncomingMail) -> datetime:
    """When they pressed the button in their calendar; when the mail came, if it does not say or says a later moment."""
    stamped = moment(mail.calendar["stamped_at"])
    return min(stamped, mail.received_at) if stamped else mail.received_at


def moment(text: str) -> datetime | None:
    """A moment as the calendar wrote it; wall time is Danish."""
    if not text:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=COPENHAGEN)
