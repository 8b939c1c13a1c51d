"""Writes: mails about sessions. A change of hour or room is told in one drafted mail, however many sessions it is about."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.services import Recipient, in_each_language
from mikrovirk.programme import mails_sessions as mails
from mikrovirk.programme.models import Meeting, Session, SessionSignUp, SignUp
from mikrovirk.programme.queries.meetings import occasion_of

LEFT = (Message.State.SENDING, Message.State.SENT, Message.State.FOLDED)


@dataclass(frozen=True)
class Facts:
    """What somebody who has chosen a session goes by."""

    title: str
    starts_at: str  # ISO 8601, as it is kept with a draft
    ends_at: str
    room: str
    is_held: bool

    @property
    def when(self) -> tuple[str, str, str, bool]:
        """What makes a change worth a mail: a better title does not."""
        return self.starts_at, self.ends_at, self.room, self.is_held

    @property
    def in_words(self) -> str:
        """ "kl. 10.15–11.00, Lokale 2"."""
        return _hours_and_room(datetime.fromisoformat(self.starts_at), datetime.fromisoformat(self.ends_at), self.room)


def _hours_and_room(start: datetime, end: datetime, room: str) -> str:
    hours = _("at %(from)s–%(to)s") % {"from": dates.hour(start), "to": dates.hour(end)}
    return f"{hours}, {room}" if room else hours


def facts_of(meeting: Meeting) -> dict[str, Facts]:
    """What holds of each session of the meeting now, by its lasting identity."""
    rows = Session.objects.filter(meeting=meeting).select_related("room")
    return {
        str(row.uid): Facts(
            row.title,
            timezone.localtime(row.starts_at).isoformat(),
            timezone.localtime(row.ends_at).isoformat(),
            row.room.name if row.room else "",
            row.taken_off_at is None,
        )
        for row in rows
    }


# --- changes ---------------------------------------------------------------------------------------------------------


def tell_of_changes(meeting: Meeting, known: dict[str, Facts], *, at: datetime) -> Mailing | None:
    """Draft the mail to those who have chosen something that is elsewhere or at another hour than in `known`.

    One that has not left yet becomes this one; what was changed back before it left is told to nobody.
    """
    now = facts_of(meeting)
    if meeting.state != Meeting.State.PUBLISHED or meeting.ends_at <= at or not _differ(known, now):
        return None
    untold = untold_changes(meeting)
    if untold:
        known = known | {uid: Facts(*facts) for uid, facts in json.loads(untold.context["known"]).items()}
        mailing.withdraw(kind=mails.CHANGES.key, occasion=untold.occasion, at=at, why="superseded")
    differing = _differ(known, now)
    recipients = _with_their_changes(meeting, differing, known, now)
    if not recipients:
        return None
    return mailing.draft(
        kind=mails.CHANGES.key,
        occasion=f"{_occasion_begins(meeting)}{_told_before(meeting) + 1}",
        network=meeting.network,
        recipients=recipients,
        at=at,
        due_at=at,
        expires_at=meeting.ends_at,
        context={
            "title": meeting.title,
            "network": meeting.network.name,
            "known": json.dumps({uid: list(vars(known[uid]).values()) for uid in differing}),
        },
    )


def _differ(known: dict[str, Facts], now: dict[str, Facts]) -> list[str]:
    return [uid for uid, facts in known.items() if uid in now and now[uid].when != facts.when]


def _occasion_begins(meeting: Meeting) -> str:
    return f"{occasion_of(meeting)}:sessions:"


def _told_before(meeting: Meeting) -> int:
    begins = _occasion_begins(meeting)
    return Mailing.objects.filter(network=meeting.network, kind=mails.CHANGES.key, occasion__startswith=begins).count()


def untold_changes(meeting: Meeting) -> Mailing | None:
    """The mail about earlier changes that has reached nobody yet."""
    sent = Message.objects.filter(mailing=OuterRef("pk"), state__in=LEFT)
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state__in=mailing.NOT_SENT)
    drafts = Mailing.objects.filter(
        Exists(waiting),
        network=meeting.network,
        kind=mails.CHANGES.key,
        occasion__startswith=_occasion_begins(meeting),
    )
    return drafts.exclude(Exists(sent)).order_by("-pk").first()


def _with_their_changes(
    meeting: Meeting, differing: Collection[str], known: dict[str, Facts], now: dict[str, Facts]
) -> list[Recipient]:
    """Each of those who have chosen something that differs, with the lines about what they have chosen."""
    choices = SessionSignUp.objects.filter(session__uid__in=list(differing), session__meeting=meeting)
    rows = choices.select_related("session", "sign_up__person__user", "sign_up__brought_by__person__user")
    theirs: dict[User, list[str]] = {}
    for row in rows.order_by("session__starts_at", "pk"):
        user = who_is_told(row.sign_up)
        uids = theirs.setdefault(user, []) if user else []
        if str(row.session.uid) not in uids:
            uids.append(str(row.session.uid))
    return [
        Recipient(user, {"changes": in_each_language(_Lines(uids, known, now)), "url": programme_url(meeting, user)})
        for user, uids in theirs.items()
    ]


@dataclass(frozen=True)
class _Lines:
    """The lines of one mail, made in the language that is on when it is called."""

    uids: list[str]
    known: dict[str, Facts]
    now: dict[str, Facts]

    def __call__(self) -> str:
        return "\n".join(f"- {change_in_words(self.known[uid], self.now[uid])}" for uid in self.uids)


def change_in_words(before: Facts, now: Facts) -> str:
    if not now.is_held:
        return _("“%(title)s” is not held.") % {"title": now.title}
    words = {"title": now.title, "now": now.in_words, "before": before.in_words}
    if not before.is_held:
        return _("“%(title)s” is held after all: %(now)s.") % words
    return _("“%(title)s” is now %(now)s (before: %(before)s).") % words


# --- a place ---------------------------------------------------------------------------------------------------------


def send_place(
    row: SessionSignUp, session: Session, meeting: Meeting, *, at: datetime, given_up: Iterable[Session] = ()
) -> None:
    """Say that a place in the session has become free and is theirs, and what they had at that hour is not any more."""
    user = who_is_told(row.sign_up)
    if user is None:
        return
    given_up = list(given_up)

    def place() -> str:
        return _hours_and_room(session.starts_at, session.ends_at, session.room.name if session.room else "")

    def instead() -> str:
        gone = _("You therefore no longer have a place in “%(title)s”, which is at the same time.")
        return " ".join(gone % {"title": each.title} for each in given_up)

    mailing.send_service(
        kind=mails.PLACE.key,
        occasion=f"sign-up:{row.sign_up_id}:session-{session.pk}-{int(at.timestamp())}",
        user=user,
        at=at,
        network=meeting.network,
        context={
            "title": meeting.title,
            "session": session.title,
            "at": in_each_language(place),
            "instead": in_each_language(instead),
            "network": meeting.network.name,
            "url": programme_url(meeting, user),
        },
        expires_at=session.ends_at,
    )


def who_is_told(sign_up: SignUp) -> User | None:
    """Who a mail about this sign-up goes to: the person, or whoever brings a guest without an address."""
    if sign_up.person:
        return sign_up.person.user
    host = sign_up.brought_by
    return host.person.user if host and host.person else None


def programme_url(meeting: Meeting, user: User) -> str:
    """The link in a mail to one's own programme."""
    return f"{settings.SITE_URL}/s/{links.sign('signup', meeting.pk, user.pk)}/sessions/"
