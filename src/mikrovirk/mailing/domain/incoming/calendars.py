"""Answers from calendars (iMIP, RFC 6047): who answered which event, how, and when."""

import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from mikrovirk.mailing.domain.calendar import unfolded
from mikrovirk.mailing.domain.incoming.bodies import decoded
from mikrovirk.mailing.domain.incoming.columns import storable

TYPES = ("text/calendar", "application/ics")
LINE = re.compile(
    r'^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$', re.DOTALL
)
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
LONGEST = 100_000  # characters of a calendar part that are looked at


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer to one event. Moments are ISO texts in UTC; empty where the calendar said nothing."""

    method: str  # REPLY, COUNTER
    uid: str
    attendee: str  # an address in lower case
    partstat: str  # ACCEPTED, TENTATIVE, DECLINED, DELEGATED
    sequence: int = 0
    stamped_at: str = ""  # when they answered (DTSTAMP)
    comment: str = ""
    starts_at: str = ""  # what a counter-proposal proposes, as it was written
    ends_at: str = ""

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


def answer_in(mail: EmailMessage) -> Answer | None:
    """The answer a calendar sent with this mail; None where there is none, or only an invitation of somebody's own."""
    parts = [part for part in mail.walk() if part.get_content_type() in TYPES and not part.is_multipart()]
    for part in sorted(parts, key=lambda part: TYPES.index(part.get_content_type())):
        if (found := read(storable(decoded(part)[:LONGEST]))) is not None:
            return found
    return None


def read(text: str) -> Answer | None:
    """Read a calendar; None where its method is not an answer, or it names no event or attendee."""
    method = ""
    event: dict[str, tuple[dict[str, str], str]] = {}
    depth: list[str] = []
    for line in unfolded(text):
        found = LINE.match(line.rstrip("\r"))
        if not found:
            continue
        name, value = found[1].upper(), found[3].strip()
        if name == "BEGIN":
            depth.append(value.upper())
        elif name == "END":
            depth = depth[:-1]
            if value.upper() == "VEVENT":
                break
        elif name == "METHOD" and depth == ["VCALENDAR"]:
            method = value.upper()
        elif depth[-1:] == ["VEVENT"]:
            event.setdefault(name, (parameters(found[2]), value))
    if method not in ("REPLY", "COUNTER") or "UID" not in event or "ATTENDEE" not in event:
        return None
    return answer_of(method, event)


def answer_of(method: str, event: dict[str, tuple[dict[str, str], str]]) -> Answer:
    told, attendee = event["ATTENDEE"]
    sequence = event.get("SEQUENCE", ({}, "0"))[1]
    return Answer(
        method=method,
        uid=event["UID"][1],
        attendee=address_in(attendee, told),
        partstat=told.get("PARTSTAT", "NEEDS-ACTION").upper(),
        sequence=int(sequence) if sequence.isdecimal() and len(sequence) < 9 else 0,
        stamped_at=moment(*event.get("DTSTAMP", ({}, ""))),
        comment=plain(event.get("COMMENT", ({}, ""))[1])[:500],
        starts_at=moment(*event.get("DTSTART", ({}, ""))),
        ends_at=moment(*event.get("DTEND", ({}, ""))),
    )


def parameters(text: str) -> dict[str, str]:
    return {name.upper(): value.strip('"') for name, value in PARAMETER.findall(text)}


def address_in(value: str, told: dict[str, str]) -> str:
    """The attendee's address; Exchange may put something else into the value and the address into EMAIL."""
    address = re.sub(r"^mailto:", "", value.strip(), flags=re.IGNORECASE)
    address = address if "@" in address else told.get("EMAIL", address)
    return address.strip().lower()[:254]


def moment(told: dict[str, str], value: str) -> str:
    """An RFC 5545 moment as ISO text; in UTC where it says so, else as it stands (wall time)."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", value.strip())
    if not found:
        return ""
    numbers = [int(piece or 0) for piece in found.groups()[:6]]
    try:
        whole = datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001  wall time where no zone is said
    except ValueError:
        return ""
    return (whole.replace(tzinfo=UTC) if found[7] else whole).isoformat()


def plain(value: str) -> str:
    return re.sub(r"\\[nN,;\\]", lambda match: ESCAPES[match[0]], value)
