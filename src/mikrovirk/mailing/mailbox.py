"""Reads the copies in the local mailbox: who got mails, and what stands in one."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from django.db.models import Count, Max, QuerySet

from mikrovirk.mailing.models import MailboxCopy

MOST_READERS = 15


@dataclass(frozen=True)
class CalendarWords:
    """What a calendar program would make of the mail."""

    method: str
    uid: str
    sequence: int
    summary: str
    place: str
    starts_at: datetime
    ends_at: datetime | None
    organizer: str  # the address that its answers go to


@dataclass(frozen=True)
class ReadMail:
    """A mail taken apart."""

    subject: str
    sender: str
    to: str
    text: str
    html: str
    headers: list[tuple[str, str]]
    calendar: CalendarWords | None
    reply_to: str
    message_id: str


def copies(*, to: str = "", sought: str = "") -> QuerySet[MailboxCopy]:
    """The mails, newest first, without their content."""
    found = MailboxCopy.objects.defer("raw").order_by("-at", "-pk")
    if to:
        found = found.filter(to=to)
    if sought:
        found = found.filter(to__icontains=sought) | found.filter(subject__icontains=sought)
    return found


def readers(*, sought: str = "") -> list[dict[str, Any]]:
    """Who got mails, the latest first: to, count, last."""
    found = MailboxCopy.objects.filter(to__icontains=sought) if sought else MailboxCopy.objects.all()
    rows = found.values("to").annotate(count=Count("pk"), last=Max("at")).order_by("-last", "to")
    return list(rows[:MOST_READERS])


def read(copy: MailboxCopy) -> ReadMail:
    """Take the mail apart the way a mail program does."""
    message = message_from_bytes(bytes(copy.raw), policy=policy.default)
    return ReadMail(
        subject=str(message["subject"] or ""),
        sender=str(message["from"] or ""),
        to=str(message["to"] or ""),
        text=content(message.get_body(("plain",))),
        html=content(message.get_body(("html",))),
        headers=[(name, " ".join(str(value).split())) for name, value in message.items()],
        calendar=calendar_of(message),
        reply_to=str(message["reply-to"] or ""),
        message_id=str(message["message-id"] or ""),
    )


def content(part: Any) -> str:
    return str(part.get_content()) if part is not None else ""


def calendar_of(message: EmailMessage) -> CalendarWords | None:
    """The first event of the mail's calendar part."""
    part = next((part for part in message.walk() if part.get_content_type() == "text/calendar"), None)
    if part is None:
        return None
    from icalendar import Calendar  # heavy; only this page needs it

    calendar = Calendar.from_ical(part.get_content())
    event = next(iter(calendar.walk("VEVENT")), None)
    if event is None:
        return None
    return CalendarWords(
        method=str(calendar.get("method", "")),
        uid=str(event.get("uid", "")),
        sequence=int(event.get("sequence", 0)),
        summary=str(event.get("summary", "")),
        place=str(event.get("location", "")),
        starts_at=event.decoded("dtstart"),
        ends_at=event.decoded("dtend", None),
        organizer=str(event.get("organizer", "")).removeprefix("mailto:"),
    )
