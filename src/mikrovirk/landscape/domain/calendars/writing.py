"""Activities of others as lines of a calendar of ours (RFC 5545)."""

from datetime import UTC, date, datetime

from mikrovirk.programme.domain.calendar_lines import escape_text, event_lines, fold, static_lines, utc_stamp

UID_DOMAIN = "calendar.mikrovirk"
NUMBER = "{number}"  # stands in kept lines for the row's number, which is known once it is stored


def lines_of(
    *,
    title: str,
    place: str,
    description: str,
    url: str,
    starts_at: datetime,
    ends_at: datetime,
    days: tuple[date, date] | None,
    changed_at: datetime,
    sequence: int,
    cancelled: bool,
) -> str:
    """One VEVENT, with NUMBER in its UID. `days`: the first day and the one after the last, where it lasts all day."""
    static = static_lines(
        uid=f"outside-{NUMBER}@{UID_DOMAIN}", summary=title, description=description, location=place, url=url
    )
    if days is None:
        return event_lines(
            static, starts_at=starts_at, ends_at=ends_at, changed_at=changed_at, sequence=sequence, cancelled=cancelled
        )
    changed = utc_stamp(changed_at.astimezone(UTC))
    return (
        f"BEGIN:VEVENT\r\n{static}DTSTAMP:{changed}\r\n"
        f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}\r\nDTEND;VALUE=DATE:{days[1]:%Y%m%d}\r\n"
        f"SEQUENCE:{sequence}\r\nLAST-MODIFIED:{changed}\r\n"
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n"
    )


def numbered(lines: str, number: int, *, sources: str) -> str:
    """Kept lines with the row's number, and whose calendars it stands in."""
    lines = lines.replace(NUMBER, str(number), 1)
    return lines.replace("DTSTAMP:", f"{fold(f'COMMENT:{escape_text(sources)}')}\r\nDTSTAMP:", 1) if sources else lines
