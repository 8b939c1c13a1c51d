"""Calendars as lines of text (RFC 5545): the feeds, and the invitations in mails (RFC 5546, RFC 6047).

Written line by line because a library's objects cost a hundred times more; the tests read everything back with two
libraries. What does not change with time is made once by `static_lines`; a whole event (`event_lines`) can be stored
too, for in a feed DTSTAMP is the moment of the last change (RFC 5545 3.8.7.2). A feed is then one join.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
OCTETS = 75  # of a line, without its line break (RFC 5545 3.1)
PRODID = "PRODID:-//MikroVirk//MikroVirk//DA"
HEADER = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{PRODID}\r\nCALSCALE:GREGORIAN\r\n"
FOOTER = "END:VCALENDAR\r\n"
REFRESH = "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\nX-PUBLISHED-TTL:PT4H\r\n"  # how often calendars should look again

# The rules since 1996 (Directive 2000/84/EC): forward on the last Sunday of March, back on that of October.
VTIMEZONE = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Copenhagen",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    )
)

LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"  # every character that some reader takes for one
SPECIAL = re.compile(rf"\r\n|[\\;,\x00-\x08\x0b-\x1f\x7f{LINE_BREAKS}]")
ESCAPED = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\r\n": "\\n", **dict.fromkeys(LINE_BREAKS, "\\n")}
NOT_IN_PARAMETERS = re.compile(rf"[\x00-\x1f\x7f{LINE_BREAKS}]+")
NOT_IN_ADDRESSES = re.compile(rf"[\x00-\x20\x7f{LINE_BREAKS}]+")
NEEDS_QUOTES = re.compile(r"[:;,]")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An e-mail address and the name shown with it."""

    address: str
    name: str = ""


def event_uid(kind: str, key: str | int, host: str) -> str:
    """The identity of an event in every calendar, for ever: never make it from anything that can change."""
    return f"{kind}-{key}@{host}"


def static_lines(
    *,
    uid: str,
    summary: str,
    description: str = "",
    location: str = "",
    url: str = "",
    geo: tuple[float, float] | None = None,
) -> str:
    """The lines of an event that change only with its text; empty ones are left out. `geo` is latitude, longitude."""
    lines = [f"UID:{one_line(uid)}", f"SUMMARY:{escape_text(summary)}"]
    if description:
        lines.append(f"DESCRIPTION:{escape_text(description)}")
    if location:
        lines.append(f"LOCATION:{escape_text(location)}")
    if url:
        lines.append(f"URL:{one_line(url)}")
    if geo:
        lines.append(f"GEO:{geo[0]:.6f};{geo[1]:.6f}")
    return "".join([f"{fold(line)}\r\n" for line in lines])


def event_lines(
    static: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    changed_at: datetime,
    sequence: int = 0,
    cancelled: bool = False,
    stamped_at: datetime | None = None,
    people: str = "",
) -> str:
    """One VEVENT from its static lines and its times (aware). `stamped_at`: when a mail is sent; None in a feed."""
    changed = utc_stamp(changed_at)
    return (
        f"BEGIN:VEVENT\r\n{static}"
        f"DTSTAMP:{utc_stamp(stamped_at) if stamped_at else changed}\r\n"
        f"DTSTART;TZID=Europe/Copenhagen:{local_stamp(starts_at)}\r\n"
        f"DTEND;TZID=Europe/Copenhagen:{local_stamp(ends_at)}\r\n"
        f"SEQUENCE:{sequence}\r\nLAST-MODIFIED:{changed}\r\n"
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}\r\n{people}END:VEVENT\r\n"
    )


def feed(name: str, events: Iterable[str], *, description: str = "") -> str:
    """A calendar to subscribe to: its name, the time zone, and the VEVENTs as `event_lines` made them."""
    text = escape_text(name)
    lines = [f"X-WR-CALNAME:{text}", f"NAME:{text}", "X-WR-TIMEZONE:Europe/Copenhagen"]
    if description:
        text = escape_text(description)
        lines += [f"X-WR-CALDESC:{text}", f"DESCRIPTION:{text}"]
    named = "".join([f"{fold(line)}\r\n" for line in lines])
    return "".join([HEADER, named, REFRESH, VTIMEZONE, *events, FOOTER])


def request(
    static: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    sequence: int,
    changed_at: datetime,
    sent_at: datetime,
    organizer: Mailbox,
    attendee: Mailbox,
    partstat: str = "NEEDS-ACTION",
    rsvp: bool = True,
) -> str:
    """An invitation, or a change to one, for the calendar of one person (METHOD:REQUEST).

    A change goes out with the same UID and a higher `sequence`. `partstat` is "ACCEPTED" for who has signed up.
    """
    role = f"ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};RSVP={'TRUE' if rsvp else 'FALSE'}"
    return message(
        "REQUEST",
        event_lines(
            static,
            starts_at=starts_at,
            ends_at=ends_at,
            changed_at=changed_at,
            sequence=sequence,
            stamped_at=sent_at,
            people=person_line("ORGANIZER", organizer) + person_line("ATTENDEE", attendee, role),
        ),
    )


def cancellation(
    static: str,
    *,
    starts_at: datetime,
    ends_at: datetime,
    sequence: int,
    changed_at: datetime,
    sent_at: datetime,
    organizer: Mailbox,
    attendee: Mailbox,
) -> str:
    """Take an event out of the calendar of one person (METHOD:CANCEL); `sequence` is higher than the last one sent."""
    return message(
        "CANCEL",
        event_lines(
            static,
            starts_at=starts_at,
            ends_at=ends_at,
            changed_at=changed_at,
            sequence=sequence,
            cancelled=True,
            stamped_at=sent_at,
            people=person_line("ORGANIZER", organizer) + person_line("ATTENDEE", attendee),
        ),
    )


def message(method: str, event: str) -> str:
    return f"{HEADER}METHOD:{method}\r\n{VTIMEZONE}{event}{FOOTER}"


def person_line(role: str, mailbox: Mailbox, parameters: str = "") -> str:
    name = f";CN={quoted_parameter(mailbox.name)}" if mailbox.name else ""
    more = f";{parameters}" if parameters else ""
    # "mailto:" is a URI: what has a meaning in URIs is percent-encoded (RFC 6068)
    address = quote(one_line(mailbox.address), safe="@+!$'*/=^_`{|}~.-")
    return f"{fold(f'{role}{name}{more}:mailto:{address}')}\r\n"


def escape_text(text: str) -> str:
    """A value of type TEXT: backslash, semicolon, comma and line breaks escaped, control characters left out."""
    if SPECIAL.search(text) is None:
        return text
    return SPECIAL.sub(lambda match: ESCAPED.get(match.group(), ""), text)


def quoted_parameter(text: str) -> str:
    """The value of a parameter such as CN, in quotes where it has to be.

    A double quote has no place in a parameter (RFC 5545 3.2) and few calendars know RFC 6868, so it becomes a single
    one.
    """
    text = NOT_IN_PARAMETERS.sub(" ", text).replace('"', "'").strip()
    return f'"{text}"' if NEEDS_QUOTES.search(text) else text


def one_line(text: str) -> str:
    """An address or identity without the characters that would end the line or the value."""
    return NOT_IN_ADDRESSES.sub("", text)


def fold(line: str) -> str:
    """Break a line after 75 octets, never inside a character (RFC 5545 3.1); without a line break at the end."""
    if line.isascii():
        if len(line) <= OCTETS:
            return line
        rest = [line[place : place + OCTETS - 1] for place in range(OCTETS, len(line), OCTETS - 1)]
        return "\r\n ".join([line[:OCTETS], *rest])
    octets = line.encode()
    if len(octets) <= OCTETS:
        return line
    return "\r\n ".join(pieces(octets))


def pieces(octets: bytes) -> list[str]:
    found, start, room = [], 0, OCTETS
    while start < len(octets):
        end = start + room
        if end < len(octets):
            while octets[end] & 0xC0 == 0x80:  # inside a character: go back to its first octet
                end -= 1
        found.append(octets[start:end].decode())
        start, room = end, OCTETS - 1  # the space that marks a continued line is an octet too
    return found


def local_stamp(moment: datetime) -> str:
    """Danish wall time, as in "20261130T173000"; slicing isoformat costs a third of strftime."""
    return moment.astimezone(COPENHAGEN).isoformat()[:19].replace("-", "").replace(":", "")


def utc_stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()[:19].replace("-", "").replace(":", "") + "Z"
