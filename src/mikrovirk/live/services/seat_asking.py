"""Mails to who had the seat: what the room gave, to take home; and after 14 and 60 days what came of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.common import dates
from mikrovirk.live.domain.running import STAYS_OPEN
from mikrovirk.live.mails_seat import CAME_OF_IT, TAKE_HOME
from mikrovirk.live.models import Evening, SeatTaken
from mikrovirk.live.queries import seat as queries
from mikrovirk.live.services.seat import take_seat
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.programme.services.hot_seat import seat_in_words

ASKED_AFTER = (("asked_14_at", 14), ("asked_60_at", 60))  # field, days
NOT_ASKED_AFTER = timedelta(days=30)  # a question that comes so late is not asked: the worker stood still
WORTH_SENDING = timedelta(days=14)


def draft_due(*, now: datetime) -> None:
    """Draft what is due; doing it twice changes nothing."""
    for evening in over_lately(now):
        taken = take_seat(evening)
        if taken and queries.was_held(taken):
            draft_take_home(taken, now=now)
    for field, days in ASKED_AFTER:
        for taken in to_be_asked(field, days, now):
            if queries.was_held(taken):
                draft_question(taken, days, now=now)
            SeatTaken.objects.filter(pk=taken.pk).update(**{field: now})


def over_lately(now: datetime) -> Iterable[Evening]:
    """Evenings that ended within a day: their seat is taken home now or never."""
    rows = Evening.objects.filter(meeting__ends_at__gt=now - STAYS_OPEN, meeting__starts_at__lte=now)
    rows = rows.filter(actions__kind="go", meeting__hot_seat__isnull=False).distinct()
    evenings = rows.select_related("meeting__network", "meeting__venue")
    return [evening for evening in evenings if (evening.ended_at or evening.meeting.ends_at) <= now]


def to_be_asked(field: str, days: int, now: datetime) -> Iterable[SeatTaken]:
    due = now - timedelta(days=days)
    rows = SeatTaken.objects.filter(**{field: None}, evening__meeting__ends_at__lte=due)
    rows = rows.filter(evening__meeting__ends_at__gt=due - NOT_ASKED_AFTER)
    return rows.select_related("application__person__user", "evening__meeting__network")


def draft_take_home(taken: SeatTaken, *, now: datetime) -> None:
    """The link to what the room gave. With something that stays in the room it is sent within its 24 hours or not at all."""
    occasion = f"seat:{taken.pk}:home"
    if Mailing.objects.filter(kind=TAKE_HOME.key, occasion=occasion).exists():
        return
    until = queries.closes_at(taken.evening)
    has_locked = taken.application.stays_in_the_room or taken.inputs.exclude(sealed=None).exists()
    meeting = taken.evening.meeting
    mailing_services.draft(
        kind=TAKE_HOME.key,
        occasion=occasion,
        network=meeting.network,
        recipients=[Recipient(taken.application.person.user, {"url": page_url(taken)})],
        at=now,
        due_at=now,
        expires_at=until if taken.application.stays_in_the_room else now + WORTH_SENDING,
        context={
            "title": meeting.title,
            "network": meeting.network.name,
            "seat": seat_in_words(taken.application.kind),
            "until": in_each_language(lambda: dates.moment(until)) if has_locked else "",
        },
    )


def draft_question(taken: SeatTaken, days: int, *, now: datetime) -> None:
    """What came of it? Of what stayed in the room nothing is named."""
    meeting, application = taken.evening.meeting, taken.application
    mailing_services.draft(
        kind=CAME_OF_IT.key,
        occasion=f"seat:{taken.pk}:{days}",
        network=meeting.network,
        recipients=[Recipient(application.person.user, {"url": page_url(taken)})],
        at=now,
        due_at=now,
        expires_at=now + NOT_ASKED_AFTER,
        context={
            "title": meeting.title,
            "network": meeting.network.name,
            "seat": seat_in_words(application.kind),
            "since": in_each_language(lambda: dates.day(meeting.starts_at)),
            "topic": "" if application.stays_in_the_room else application.title,
        },
    )


def page_url(taken: SeatTaken) -> str:
    """The member's own page of their turn, without signing in."""
    token = links.sign("seat", taken.pk, taken.application.person.user_id)
    return settings.SITE_URL + reverse("live:seat", args=[token])
