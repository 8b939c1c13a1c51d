"""The example region: answers to the mails of its mailbox, made as a reader's program makes them and taken in the same way."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from uuid import uuid4

from mikrovirk.mailing.mailbox import ReadMail, read
from mikrovirk.mailing.models import IncomingMail, MailboxCopy
from mikrovirk.mailing.services import incoming
from mikrovirk.networks.queries import is_example

# What the buttons of a calendar say.
PARTSTATS = ("ACCEPTED", "TENTATIVE", "DECLINED")


class NotTheExample(Exception):
    """Nobody may answer for others in a real installation."""


def reply(copy: MailboxCopy, text: str, *, at: datetime) -> IncomingMail:
    """The reader presses Reply, writes `text` above the quote, and sends it. Raise NotTheExample."""
    mail = read(copy)
    answer = begun(copy, mail, f"SV: {copy.subject}", to=mail.reply_to or mail.sender, at=at)
    quoted = "".join(f"> {line}\n" for line in mail.text.rstrip().split("\n"))
    answer.set_content(f"{text}\n\n{parseaddr(mail.sender)[0]} skrev:\n\n{quoted}", cte="quoted-printable")
    return taken_in(answer, at=at)


def answer_in_calendar(copy: MailboxCopy, partstat: str, *, at: datetime) -> IncomingMail | None:
    """The reader presses yes, perhaps or no in the calendar; None where the mail has none. Raise NotTheExample, ValueError."""
    if partstat not in PARTSTATS:
        raise ValueError(partstat)
    mail = read(copy)
    if mail.calendar is None:
        return None
    answer = begun(copy, mail, copy.subject, to=mail.calendar.organizer, at=at)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//MikroVirk//MikroVirk//DA",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        f"UID:{mail.calendar.uid}",
        f"SEQUENCE:{mail.calendar.sequence}",
        f"DTSTAMP:{at.strftime('%Y%m%dT%H%M%SZ')}",
        f"ATTENDEE;PARTSTAT={partstat}:mailto:{copy.to}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    answer.set_content("")
    answer.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"})
    return taken_in(answer, at=at)


def begun(copy: MailboxCopy, mail: ReadMail, subject: str, *, to: str, at: datetime) -> EmailMessage:
    """The headers of an answer."""
    if not is_example():
        raise NotTheExample
    answer = EmailMessage()
    answer["From"] = mail.to or copy.to
    answer["To"] = to
    answer["Subject"] = subject
    answer["Date"] = format_datetime(at)
    answer["Message-ID"] = f"<{uuid4().hex}@example>"
    answer["In-Reply-To"] = mail.message_id
    return answer


def taken_in(answer: EmailMessage, *, at: datetime) -> IncomingMail:
    return incoming.take_in(answer.as_bytes(policy=SMTP), via=IncomingMail.Via.PIPE, at=at)
