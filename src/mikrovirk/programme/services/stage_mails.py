"""What the mails about the stage and the tasks have in common: their words, their hour, and that they stay true."""

from datetime import datetime, time
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from mikrovirk.common import dates
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import in_each_language
from mikrovirk.programme.domain.introductions_queue import answer_deadline
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries.meetings import meeting_in
from mikrovirk.programme.queries.slots import OFFER_KIND, day_of
from mikrovirk.programme.services import invitations

MORNING = time(9)  # when a mail that is due on a day leaves
KINDS = (
    "programme.slot_offer",
    "programme.slot_given",
    "programme.hot_seat_chosen",
    "programme.hot_seat_later",
    "programme.hot_seat_ask",
    "programme.tasks_ask",
)


def words_of(meeting: Meeting) -> dict[str, Any]:
    """What fills the mails about a place on stage, in every language."""
    return {
        "title": meeting.title,
        "when": in_each_language(lambda: dates.moment(meeting.starts_at)),
        "facts": in_each_language(lambda: invitations.facts_in_words(meeting)),
        "until": in_each_language(lambda: dates.moment(answer_deadline(meeting.starts_at))),
        "network": meeting.network.name,
    }


def in_the_morning(now: datetime) -> datetime:
    """Nine o'clock today, or now where that is past: nobody is written to at night."""
    nine = datetime.combine(day_of(now), MORNING, timezone.get_default_timezone())
    return max(now, nine)


def renew_waiting(*, now: datetime) -> None:
    """Give mails that have not left the title, day and place of today: the meeting may have been changed since."""
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state__in=mailing_services.NOT_SENT)
    mailings = list(Mailing.objects.filter(Exists(waiting), kind__in=KINDS, expires_at__gt=now))
    meetings = Meeting.objects.select_related("network", "venue", "format").in_bulk(
        {meeting_in(mailing.occasion) for mailing in mailings}
    )
    for mailing in mailings:
        meeting = meetings.get(meeting_in(mailing.occasion))
        if meeting is None:
            continue
        context = mailing.context | words_of(meeting)
        if context != mailing.context:
            expires_at = answer_deadline(meeting.starts_at) if mailing.kind == OFFER_KIND else meeting.starts_at
            mailing_services.renew(mailing, context=context, calendar="", expires_at=expires_at)
