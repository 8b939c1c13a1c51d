"""Writes: the mails about a steering meeting are drafted; each leaves when the coordinator has approved it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.programme.domain import calendar_lines
from mikrovirk.programme.queries import feeds
from mikrovirk.programme.services.calendar import RECIPIENT
from mikrovirk.voice.models import MinutesClosed, SteeringGuest, SteeringMeeting
from mikrovirk.voice.queries import decisions as decision_queries
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.services import minutes_text, steering_guests

INVITE, MOVED, CANCELLED, MINUTES, GUEST = (
    "voice.steering_invite",
    "voice.steering_moved",
    "voice.steering_cancelled",
    "voice.steering_minutes",
    "voice.steering_guest",
)
UID_DOMAIN = "steering.mikrovirk"
WORTH_READING = timedelta(days=60)  # minutes after the meeting
ON_ITS_WAY = (Message.State.QUEUED, Message.State.SENDING, Message.State.SENT)


def invite(meeting: SteeringMeeting, *, at: datetime) -> Mailing:
    """Draft the invitation with the meeting for the calendar to the group and the coordinators, or bring it up to date.

    Nobody is invited twice: who joined the group since is added.
    """
    words = {**words_of(meeting), "agenda": minutes_text.agenda_as_text(meeting.points.all())}
    calendar = request(meeting, at=at)
    occasion = queries.occasion_of(meeting)
    found = Mailing.objects.filter(network=meeting.network, kind=INVITE, occasion=occasion).first()
    if found:
        mailing.renew(found, context=words, calendar=calendar, expires_at=meeting.ends_at)
    return mailing.draft(
        kind=INVITE,
        occasion=occasion,
        recipients=[Recipient(user) for user in decision_queries.staff_users(meeting.network)],
        at=at,
        due_at=at,
        network=meeting.network,
        context=words,
        expires_at=meeting.ends_at,
        calendar=calendar,
        calendar_method="REQUEST",
    )


def those_invited(meeting: SteeringMeeting) -> QuerySet[User]:
    """Whoever has the invitation, or will have it in a moment."""
    sent = Message.objects.filter(
        mailing__network=meeting.network_id,
        kind=INVITE,
        occasion=queries.occasion_of(meeting),
        state__in=ON_ITS_WAY,
    )
    return User.objects.filter(pk__in=sent.values("user"), is_active=True).order_by("pk")


def waiting_invitation(meeting: SteeringMeeting) -> Mailing | None:
    """The invitation while it waits for approval."""
    occasion = queries.occasion_of(meeting)
    rows = Mailing.objects.filter(network=meeting.network, kind=INVITE, occasion=occasion, state=Mailing.State.DRAFT)
    return rows.first()


def tell_moved(meeting: SteeringMeeting, *, at: datetime) -> Mailing | None:
    """Draft the news to those who have the invitation; an invitation that still waits is brought up to date."""
    if waiting_invitation(meeting):
        invite(meeting, at=at)
    return _tell(meeting, MOVED, "REQUEST", request(meeting, at=at), at=at)


def tell_cancelled(meeting: SteeringMeeting, *, at: datetime) -> Mailing | None:
    """Draft the news to those who have the invitation, and stop the one that has not left."""
    calendar = calendar_lines.cancellation(
        static_event(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sequence=meeting.sequence,
        sent_at=at,
        changed_at=at,
        organizer=feeds.organizer_of(meeting.network),
        attendee=RECIPIENT,
    )
    made = _tell(meeting, CANCELLED, "CANCEL", calendar, at=at)
    if waiting := waiting_invitation(meeting):
        mailing.stop(waiting, by=None, at=at, why="cancelled")
    for guest in meeting.guests.filter(revoked_at=None):
        mailing.withdraw(kind=GUEST, occasion=guest_occasion(guest), at=at, why="cancelled")
    return made


def _tell(meeting: SteeringMeeting, kind: str, method: str, calendar: str, *, at: datetime) -> Mailing | None:
    users = list(those_invited(meeting))
    if not users or (kind == MOVED and meeting.starts_at < at):
        return None
    words = words_of(meeting)
    if kind == CANCELLED:
        words["url"] = settings.SITE_URL + reverse("voice:steering", args=[meeting.network.slug])
    # What an earlier move drafted and nobody approved is overtaken by this one.
    earlier = Mailing.objects.filter(network=meeting.network, kind=MOVED, state=Mailing.State.DRAFT)
    for row in earlier.filter(occasion__startswith=f"{queries.occasion_of(meeting)}:"):
        mailing.stop(row, by=None, at=at, why="changed")
    return mailing.draft(
        kind=kind,
        occasion=f"{queries.occasion_of(meeting)}:{meeting.sequence}",
        recipients=[Recipient(user) for user in users],
        at=at,
        due_at=at,
        network=meeting.network,
        context=words,
        expires_at=meeting.ends_at,
        calendar=calendar,
        calendar_method=method,
    )


def send_minutes(meeting: SteeringMeeting, closed: MinutesClosed, *, at: datetime) -> Mailing:
    """Draft the mail of the minutes, as they were closed, to the group and the coordinators."""
    return mailing.draft(
        kind=MINUTES,
        occasion=f"{queries.occasion_of(meeting)}:{closed.pk}",
        recipients=[Recipient(user) for user in decision_queries.staff_users(meeting.network)],
        at=at,
        due_at=at,
        network=meeting.network,
        context={**words_of(meeting), "minutes": closed.text},
        expires_at=at + WORTH_READING,
    )


def mail_guest(guest: SteeringGuest, *, at: datetime) -> Mailing:
    """Draft the mail with the guest's own link. The guest must have an address."""
    meeting = guest.meeting
    words = {
        **words_of(meeting),
        "guest": guest.name,
        "until": in_each_language(lambda: dates.moment(guest.expires_at)),
        "url": steering_guests.link_of(guest),
    }
    user = User.objects.filter(email=guest.email.lower()).first()
    if user is None:
        user = User.objects.create_user(guest.email, full_name=guest.name)
    return mailing.draft(
        kind=GUEST,
        occasion=guest_occasion(guest),
        recipients=[Recipient(user)],
        at=at,
        due_at=at,
        network=meeting.network,
        context=words,
        expires_at=guest.expires_at,
    )


def guest_occasion(guest: SteeringGuest) -> str:
    return f"{queries.occasion_of(guest.meeting)}:guest:{guest.pk}"


def revoke_guest(guest: SteeringGuest, *, at: datetime) -> None:
    """The link opens nothing from now on, and the mail with it is stopped if it has not left."""
    steering_guests.revoke(guest, at=at)
    mailing.withdraw(kind=GUEST, occasion=guest_occasion(guest), at=at, why="revoked")


# --- words and calendar ----------------------------------------------------------------------------------------------


def words_of(meeting: SteeringMeeting) -> dict[str, Any]:
    """What fills the mails about a meeting, in every language."""
    return {
        "title": in_each_language(lambda: _("Steering meeting")),
        "when": in_each_language(lambda: dates.moment(meeting.starts_at)),
        "facts": in_each_language(facts_of(meeting)),
        "network": meeting.network.name,
        "url": settings.SITE_URL + reverse("voice:steering_meeting", args=[meeting.network.slug, meeting.pk]),
    }


def facts_of(meeting: SteeringMeeting) -> Callable[[], str]:
    """When and where: one line each."""

    def facts() -> str:
        lines = [_("When: %(when)s") % {"when": dates.span(meeting.starts_at, meeting.ends_at)}]
        if meeting.place:
            lines.append(_("Where: %(place)s") % {"place": meeting.place})
        return "\n".join(lines)

    return facts


def request(meeting: SteeringMeeting, *, at: datetime) -> str:
    """The meeting for the calendar of whoever gets the mail."""
    return calendar_lines.request(
        static_event(meeting),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        sequence=meeting.sequence,
        sent_at=at,
        changed_at=at,
        organizer=feeds.organizer_of(meeting.network),
        attendee=RECIPIENT,
        rsvp=False,  # nobody counts the answers: who cannot come writes
    )


def static_event(meeting: SteeringMeeting) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return calendar_lines.static_lines(
            uid=calendar_lines.event_uid("steering", str(meeting.uid), UID_DOMAIN),
            summary=_("%(network)s: steering meeting") % {"network": meeting.network.name},
            description=minutes_text.agenda_as_text(meeting.points.all()),
            location=meeting.place,
            url=settings.SITE_URL + reverse("voice:steering_meeting", args=[meeting.network.slug, meeting.pk]),
        )
