"""Meetings that were held, as tables and calendars say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final

from mikrovirk.directory.domain.cpr import MASK
from mikrovirk.directory.domain.member_lists.cells import one_line, read_postcode, several_lines, split_address
from mikrovirk.directory.domain.member_lists.headings import compact
from mikrovirk.directory.domain.tables import Wanted
from mikrovirk.programme.domain.history.moments import read_day, read_hours

WANTED: Final = (
    Wanted(
        "day",
        "dato, mødedato, start, starter, startdato, starttidspunkt, dtstart, dag, tid, tidspunkt, hvornår, date, start date, starts, "
        "when, event start date",
        looks=lambda text: read_day(text) is not None,
    ),
    Wanted("title", "titel, emne, møde, mødets titel, arrangement, arrangementsnavn, navn, overskrift, title, subject, event, name, summary, event title"),
    Wanted("hour", "kl, tid, tidspunkt, klokkeslæt, starttid, start kl, klokken, time, start time, fra"),
    Wanted("end", "slut, slutter, sluttid, slutdato, sluttidspunkt, slut kl, dtend, til, end, ends, end date, end time"),
    Wanted("place", "sted, hvor, lokale, mødested, adresse, lokation, afholdes, place, location, venue, where"),
    Wanted("about", "beskrivelse, om, referat, indhold, tekst, om mødet, description, about, summary text, notes"),
    Wanted("state", "status, tilstand, state"),
)  # fmt: skip
LENGTHS: Final = {"title": 160, "place": 120, "address": 200, "town": 80}
CALLED_OFF: Final = ("aflyst", "cancel", "annuller")


class Trouble(StrEnum):
    """Why a row is set aside."""

    NO_DAY = "no_day"
    CALLED_OFF = "called_off"
    CPR = "cpr"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was held; "" where nothing is said."""

    name: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """One row, understood. The hours are None where it says none."""

    number: int
    title: str
    day: date | None
    starts: time | None
    ends: time | None
    end_day: date | None
    place: Place
    about: str
    trouble: Trouble | None = None


def held(number: int, said: Mapping[str, str]) -> Held:
    """What a row says; `said`: its text for each field of WANTED that the table has."""
    day = read_day(said.get("day", ""))
    hours = read_hours(said.get("hour", "")) or read_hours(said.get("day", ""))
    ends = read_hours(said.get("end", ""))[-1:] or hours[1:]
    state = compact(said.get("state", ""))
    trouble = None
    if any(MASK in text for text in said.values()):
        trouble = Trouble.CPR
    elif day is None:
        trouble = Trouble.NO_DAY
    elif any(state.startswith(word) for word in CALLED_OFF):
        trouble = Trouble.CALLED_OFF
    return Held(
        number=number,
        title=one_line(said.get("title", ""))[: LENGTHS["title"]],
        day=day,
        starts=hours[0] if hours else None,
        ends=ends[0] if ends else None,
        end_day=read_day(said.get("end", "")),
        place=place_of(said.get("place", "")),
        about=several_lines(said.get("about", "")),
        trouble=trouble,
    )


def place_of(text: str) -> Place:
    """The venue in "Møn Bibliotek, Møllebrøndstræde 12, 4780 Stege", however much of it is there."""
    parts = [one_line(part) for part in text.replace("\n", ",").split(",") if part.strip()]
    if not parts:
        return Place()
    postcode, town = "", ""
    if len(parts) > 1 and (found := read_postcode(parts[-1])):
        postcode, town = found
        parts.pop()
    elif found_in := split_address(parts[-1]):
        parts[-1], postcode, town = found_in
    name, address = parts[0], ", ".join(parts[1:])
    return Place(name[: LENGTHS["place"]], address[: LENGTHS["address"]], postcode, town[: LENGTHS["town"]])
