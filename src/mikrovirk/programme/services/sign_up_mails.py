"""Writes: the mails that answer a sign-up. Each carries the meeting for the reader's calendar, in the reader's language."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.networks.models import Network
from mikrovirk.programme import mails_attend as mails
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import feeds


def send_receipt(
    sign_up: SignUp, meeting: Meeting, user: User, *, at: datetime, is_third_visit: bool = False, is_first: bool = False
) -> None:
    """Say that the sign-up was taken down: with the meeting for the calendar. `is_first`: see `mailing.send_service`."""
    kind = mails.RECEIPT_THIRD_VISIT if is_third_visit else mails.RECEIPT
    _send(kind, sign_up, meeting, user, at=at, calendar="REQUEST", is_first=is_first)


def send_waiting(
    sign_up: SignUp, meeting: Meeting, user: User, *, number: int, at: datetime, is_first: bool = False
) -> None:
    """Say where somebody stands on the waiting list. `is_first`: see `mailing.send_service`."""
    _send(mails.WAITING, sign_up, meeting, user, at=at, is_first=is_first, number=str(number))


def send_moved_up(sign_up: SignUp, meeting: Meeting, user: User, *, at: datetime) -> None:
    """Say that a place has become free and is theirs: with the meeting for the calendar."""
    _send(mails.MOVED_UP, sign_up, meeting, user, at=at, calendar="REQUEST")


def send_guest_moved_up(guest: SignUp, meeting: Meeting, host: User, *, at: datetime) -> None:
    """Tell who brings a guest that the guest has got a place."""
    _send(mails.GUEST_MOVED_UP, guest, meeting, host, at=at, guest=guest.name)


def send_signed_off(sign_up: SignUp, meeting: Meeting, user: User, *, at: datetime, had_place: bool) -> None:
    """Say that the sign-up is cancelled, and take the meeting out of the calendar."""
    _send(mails.SIGNED_OFF, sign_up, meeting, user, at=at, calendar="CANCEL" if had_place else "")


def _send(
    kind: MailKind,
    sign_up: SignUp,
    meeting: Meeting,
    user: User,
    *,
    at: datetime,
    calendar: str = "",
    is_first: bool = False,
    **more: str,
) -> None:
    """Queue one mail; every change of a sign-up is an occasion of its own."""
    make = {"REQUEST": feeds.accepted, "CANCEL": feeds.withdrawn}.get(calendar)
    mailing.send_service(
        kind=kind.key,
        occasion=f"sign-up:{sign_up.pk}:{int(at.timestamp())}",
        user=user,
        at=at,
        network=meeting.network,
        context=meeting_words(meeting, user) | more,
        expires_at=meeting.ends_at,
        calendar=make(meeting, address=user.email, name=user.full_name, at=at) if make else "",
        calendar_method=calendar,
        is_first=is_first,
    )


def meeting_words(meeting: Meeting, user: User) -> dict[str, str]:
    """What mails say of a meeting, in the words of the reader's language. Reads network and venue."""
    url = answer_url(meeting, user)
    programme = {"sessions_url": f"{url}sessions/"} if meeting.session_count else {}
    return shared_words(meeting, user.language) | {"url": url} | programme


def shared_words(meeting: Meeting, language: str) -> dict[str, str]:
    """What is the same for every reader of that language."""
    with translation.override(language):
        parking = meeting.venue.parking if meeting.venue else ""
        return {
            "title": meeting.title,
            "day": dates.day(meeting.starts_at),
            "when": dates.span(meeting.starts_at, meeting.ends_at),
            "hour": dates.hour(meeting.starts_at),
            "place": feeds.place_of(meeting.venue) or _("The place is announced later."),
            "parking": _("Parking: %(parking)s") % {"parking": parking} if parking else "",
            "network": meeting.network.name,
            "join_url": join_url(meeting.network),
        }


def answer_url(meeting: Meeting, user: User) -> str:
    """The link in a mail with which this person answers this meeting."""
    return f"{settings.SITE_URL}/s/{links.sign('signup', meeting.pk, user.pk)}/"


def join_url(network: Network) -> str:
    """Where one becomes a member."""
    return f"{settings.SITE_URL}/networks/{network.slug}/join/"
