"""Mails as people, calendars and mail servers send them, for the tests of mail that comes in."""

from datetime import UTC, datetime
from textwrap import dedent

INBOUND = "svar@mikrovirk.example"


def to_token(token: str) -> str:
    return f"svar+{token}@mikrovirk.example"


def reply(
    to: str = INBOUND,
    text: str = "Jeg savner flere oplæg om moms.",
    *,
    sender: str = "Åse Østergård <aase@firma.example>",
    subject: str = "SV: Hvad savner du?",
    message_id: str = "<svar-1@firma.example>",
    **headers: str,
) -> bytes:
    """A reply somebody wrote; further `headers` by name with _ for -."""
    more = "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in headers.items())
    return (
        f"From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Tue, 12 Jan 2027 10:00:00 +0100\nMessage-ID: {message_id}\n"
        f'{more}MIME-Version: 1.0\nContent-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{text}\n'
    ).encode()


def calendar(
    uid: str,
    partstat: str = "ACCEPTED",
    *,
    attendee: str = "aase@firma.example",
    sequence: int = 0,
    stamped: datetime | None = None,
    starts: str = "",
    method: str = "REPLY",
) -> str:
    """The VCALENDAR of an answer, in the shape Outlook gives it: folded lines, parameters in any order."""
    stamp = (stamped or datetime(2027, 1, 12, 9, 0, tzinfo=UTC)).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        f"METHOD:{method}",
        "PRODID:Microsoft Exchange Server 2010",
        "VERSION:2.0",
        "BEGIN:VTIMEZONE",
        "TZID:Romance Standard Time",
        "BEGIN:STANDARD",
        "DTSTART:16010101T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        f'ATTENDEE;PARTSTAT={partstat};CN="Østergård, Åse: Syning":mailto:{attendee}',
        "COMMENT;LANGUAGE=da-DK:Jeg glæder mig\\, og tager kage med\\n",
        f"UID:{uid}",
        *([f"DTSTART;TZID=Romance Standard Time:{starts}"] if starts else []),
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{sequence}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(folded(line) for line in lines)


def folded(line: str) -> str:
    pieces = [line[:60], *(line[place : place + 59] for place in range(60, len(line), 59))]
    return "\r\n ".join(pieces) + "\r\n"


def calendar_reply(
    to: str,
    text: str,
    *,
    sender: str = "aase@firma.example",
    message_id: str = "<ja-1@firma.example>",
    method: str = "REPLY",
) -> bytes:
    """A mail with a calendar's answer, as Exchange and Google send it."""
    head = f"From: {sender}\nTo: {to}\nSubject: Accepteret: Salg\nMessage-ID: {message_id}\nMIME-Version: 1.0\n"
    return (
        f'{head}Content-Type: multipart/alternative; boundary="a"\n\n--a\nContent-Type: text/plain; charset="utf-8"\n\n\n'
        f'--a\nContent-Type: text/calendar; charset="utf-8"; method={method}\nContent-Transfer-Encoding: 8bit\n\n{text}\n--a--\n'
    ).encode()


DSN = dedent("""\
    Return-Path: <>
    From: MAILER-DAEMON@mx.firma.example (Mail Delivery System)
    To: {to}
    Subject: Undelivered Mail Returned to Sender
    Auto-Submitted: auto-replied
    Message-ID: <{key}@mx.firma.example>
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="b"

    --b
    Content-Type: text/plain; charset=us-ascii

    I'm sorry to have to inform you that your message could not be delivered.
    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.firma.example

    Final-Recipient: rfc822; {recipient}
    Action: {action}
    Status: {status}
    Diagnostic-Code: smtp; {words}

    --b
    Content-Type: text/rfc822-headers

    From: Sanne <post@mikrovirk.example>
    To: {original}
    Subject: Salg
    Message-ID: {message_id}
    --b--
    """)


def report(
    message_id: str,
    *,
    to: str = "post@mikrovirk.example",
    recipient: str = "aase@firma.example",
    original: str = "aase@firma.example",
    action: str = "failed",
    status: str = "5.1.1",
    words: str = "550 5.1.1 <aase@firma.example>: Recipient address rejected: User unknown",
    key: str = "1",
) -> bytes:
    """A report of delivery as Postfix writes it."""
    return DSN.format(
        to=to,
        message_id=message_id,
        recipient=recipient,
        original=original,
        action=action,
        status=status,
        words=words,
        key=key,
    ).encode()


ABSENCE = dedent("""\
    From: Åse Østergård <aase@firma.example>
    To: {to}
    Subject: Automatisk svar: Hvad savner du?
    Auto-Submitted: auto-replied
    Message-ID: <fravaer@firma.example>
    Content-Type: text/plain; charset="utf-8"

    Jeg holder ferie til mandag.
    """)


def absence(to: str) -> bytes:
    return ABSENCE.format(to=to).encode()
