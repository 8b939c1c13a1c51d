"""The day and the hour in a cell, however it is written: "onsdag den 4. marts 2026 kl. 17.30", "2026-03-04 17:30"."""

import re
from datetime import date, time

from mikrovirk.directory.domain.member_lists.cells import read_date

DAY = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./] ?\d{1,2}[-./] ?(?:\d{4}|\d{2})(?!\d)|\d{1,2}\.? ?[a-zæøå]{3,9}\.? ?\d{4}",
    re.IGNORECASE,
)
HOUR = re.compile(r"(?<![\d.:])([01]?\d|2[0-4])(?:[.:]([0-5]\d))(?:[.:]\d\d)?(?!\d)")
UNTIL = re.compile(r"[-–] ?([01]?\d|2[0-4])(?![\d.:])")  # of "17.30-20"
FROM_TO = re.compile(r"(?:kl\.? ?)?([01]?\d|2[0-4]) ?[-–] ?([01]?\d|2[0-4])", re.IGNORECASE)
HOUR_ALONE = re.compile(r"\bkl\.? ?([01]?\d|2[0-4])\b|^([01]?\d|2[0-4])$", re.IGNORECASE)


def read_day(text: str) -> date | None:
    """The day that a cell names, the Danish way round."""
    whole = read_date(text)
    if whole:
        return whole
    found = DAY.search(text)
    return read_date(found.group()) if found else None


def read_hours(text: str) -> list[time]:
    """The hours that stand in a cell beside a day: none, one, or from and to."""
    left = DAY.sub(lambda found: " " if read_date(found.group()) else found.group(), text.strip(), count=1)
    left = re.sub(r"[-+]\d\d:\d\d$|Z$", "", left.replace("T", " "))
    found = [(int(hour), int(minute)) for hour, minute in HOUR.findall(left)]
    if len(found) == 1 and (until := UNTIL.search(left)):
        found.append((int(until[1]), 0))
    elif not found and (from_to := FROM_TO.fullmatch(left.strip())):
        found = [(int(hour), 0) for hour in from_to.groups()]
    elif not found:
        found = [(int(first or second), 0) for first, second in HOUR_ALONE.findall(left.strip())]
    return [time(hour % 24, minute) for hour, minute in found[:2]]
