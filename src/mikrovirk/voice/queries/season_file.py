"""From what a network wishes to the file that the season planner is asked (docs/hosting/commands.md, "Season plan").

Ids name rows by their key: topic-12, speaker-3, venue-4, person-7; a format is called by its own key. Waiting is counted in days.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.programme.domain.school_holidays import Avoid
from mikrovirk.programme.models import Format, Topic
from mikrovirk.programme.queries import formats as format_queries
from mikrovirk.voice.domain.easing import OPEN_SPEAKER
from mikrovirk.voice.domain.season_dates import distance, windows
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.models import Speaker
from mikrovirk.voice.queries import planner_inputs
from mikrovirk.voice.queries.planner_inputs import Attendance, InTurn, Place, Turns

ANY_NUMBER = 100_000  # the capacity of a venue of which nobody has said how many it holds
SPARE = 10  # people in the queue beyond those who are needed: nobody is away, so more would change nothing


@dataclass(frozen=True)
class Known:
    """Everything the planner is told about a network, read once."""

    network: Network
    formats: list[Format]
    topics: list[Topic]
    speakers: list[Speaker]
    places: list[Place]
    attendance: Attendance
    seat: list[InTurn]
    newest: list[InTurn]
    avoid: Avoid
    today: date

    def turns(self) -> dict[str, Turns]:
        return {found.key: planner_inputs.turns_of(found) for found in self.formats}

    def spoken_topics(self) -> set[int]:
        """The topics somebody can speak on."""
        return {topic.pk for speaker in self.speakers for topic in speaker.topics.all()}


def known(network: Network, *, now: datetime) -> Known:
    """Read what the planner knows. A fixed number of queries, however many rows there are."""
    on = parts_of(network)
    return Known(
        network=network,
        formats=planner_inputs.formats_of(network),
        topics=list(planner_inputs.supported_topics(network)),
        speakers=list(planner_inputs.speakers_of(network)),
        places=planner_inputs.places_of(network),
        attendance=planner_inputs.attendance_of(network, now=now),
        seat=planner_inputs.waiting_for_the_seat(network, now=now) if "hot_seat" in on else [],
        newest=planner_inputs.to_be_introduced(network) if "introductions" in on else [],
        avoid=format_queries.avoid_of(network),
        today=timezone.localtime(now).date(),
    )


@dataclass
class Kept:
    """Days on which no meeting is to be, with every reason."""

    known: Known
    wishes: SeasonWishes
    others: dict[date, list[str]] = field(default_factory=dict)

    def reasons_on(self, day: date) -> list[str]:
        return [*self.holidays(day), *self.others.get(day, [])]

    def holidays(self, day: date) -> list[str]:
        if not self.wishes.avoid_holidays:
            return []
        language = get_language() or "da"
        return list(dict.fromkeys(days.name.in_language(language) for days in self.known.avoid.reasons_on(day)))


def days_kept(known: Known, wishes: SeasonWishes) -> Kept:
    """What is to be avoided in the season: holidays, the network's own meetings, and what others in the municipality hold."""
    found = windows(wishes.dates, Kept(known, wishes).holidays)
    return kept_between(known, wishes, found[0][0], found[-1][-1]) if found else Kept(known, wishes)


def kept_between(known: Known, wishes: SeasonWishes, first: date, last: date, *, besides: Iterable[int] = ()) -> Kept:
    """What is to be avoided from the first day to the last; the meetings `besides` are not."""
    kept = Kept(known, wishes)
    for own in planner_inputs.own_days(known.network, first, last, besides=besides):
        kept.others.setdefault(own.day, []).append(_("we meet that day already: %(title)s") % {"title": own.title})
    if wishes.avoid_others:
        for other in planner_inputs.published_elsewhere(known.network, first, last):
            words = {"network": other.network, "title": other.title}
            kept.others.setdefault(other.day, []).append(_("%(network)s: %(title)s") % words)
    return kept


def asked(known: Known, wishes: SeasonWishes, kept: Kept) -> dict[str, Any]:
    """The file. Numbers count from 1 in order of date."""
    found = windows(wishes.dates, kept.holidays)
    meetings = meetings_of(known, wishes, found)
    days = [day for window in found for day in window]
    between = wishes.days_between or distance(wishes.dates, found, kept.holidays)
    agreed = [fixed_of(number, each) for number, each in sorted(wishes.fixed.items()) if number <= len(meetings)]
    made: dict[str, Any] = {
        "meetings": meetings,
        "topics": topics_of(known, set(wishes.formats), needed={each.get("topic") for each in agreed}),
        "speakers": speakers_of(known, days, len(meetings), with_open=wishes.open_speakers),
        "venues": [venue_of(place, days) for place in sorted(known.places, key=lambda each: each.venue.pk)],
        "hot_seat": seat_of(known, meetings),
        "newest": newest_of(known, meetings),
        "demands": {
            "days_between": list(between),
            "every_area": wishes.every_area,
            "avoid": avoided(days, kept),
        },
        "fixed": agreed,
    }
    drop_unknown(made)
    if wishes.same_area_at_most is not None:
        made["demands"]["same_area_at_most"] = wishes.same_area_at_most
    return made


def meetings_of(known: Known, wishes: SeasonWishes, found: Iterable[tuple[date, ...]]) -> list[dict[str, Any]]:
    """The meetings with their formats in turn. Turns there is nobody for are kept for those who join or apply until then."""
    turns = known.turns()
    new = len(known.newest) if wishes.introductions else 0
    seats = len(known.seat) if wishes.hot_seat else 0
    made = []
    for number, days in enumerate(found, start=1):
        key = wishes.formats[(number - 1) % len(wishes.formats)]
        its = turns.get(key, Turns())
        introductions, seat = min(its.introductions, new), min(its.hot_seat, seats)
        new, seats = new - introductions, seats - seat
        made.append(
            {
                "number": number,
                "format": key,
                "introductions": introductions,
                "hot_seat": seat,
                "candidates": [day.isoformat() for day in days],
            }
        )
    return made


def topics_of(known: Known, formats: set[str], *, needed: set[str | None]) -> list[dict[str, Any]]:
    """The topics that fit one of the formats, and those that are needed all the same, by key."""
    rows = []
    for topic in sorted(known.topics, key=lambda each: each.pk):
        fits = {topic.format.key} & formats if topic.format else formats
        if fits or f"topic-{topic.pk}" in needed:
            rows.append(
                {
                    "id": f"topic-{topic.pk}",
                    "formats": sorted(fits),
                    "support": topic.supporters,  # type: ignore[attr-defined]  # annotated
                    "expected": known.attendance.expected(topic),
                }
            )
    return rows


def speakers_of(known: Known, days: list[date], meetings: int, *, with_open: bool) -> list[dict[str, Any]]:
    rows = [
        {
            "id": f"speaker-{speaker.pk}",
            "topics": [f"topic-{topic.pk}" for topic in sorted(speaker.topics.all(), key=lambda each: each.pk)],
            "away": [day.isoformat() for day in days if is_away(speaker, day)],
            "at_most": speaker.at_most,
        }
        for speaker in sorted(known.speakers, key=lambda each: each.pk)
    ]
    spoken = known.spoken_topics()
    open_topics = sorted(topic.pk for topic in known.topics if topic.pk not in spoken)
    if with_open and open_topics:
        rows.append(
            {"id": OPEN_SPEAKER, "topics": [f"topic-{pk}" for pk in open_topics], "away": [], "at_most": meetings}
        )
    return rows


def is_away(speaker: Speaker, day: date) -> bool:
    return any(away.first_date <= day <= away.last_date for away in speaker.away.all())


def venue_of(place: Place, days: list[date]) -> dict[str, Any]:
    return {
        "id": f"venue-{place.venue.pk}",
        "area": place.area,
        "capacity": place.venue.capacity or ANY_NUMBER,
        "weekdays": sorted(place.weekdays) or list(range(7)),
        "closed": [day.isoformat() for day in place.closed if day in set(days)],
    }


def seat_of(known: Known, meetings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    needed = sum(each["hot_seat"] for each in meetings)
    first = known.seat[: needed + SPARE] if needed else []
    return [{"id": f"person-{each.person}", "waited": (known.today - each.since).days, "away": []} for each in first]


def newest_of(known: Known, meetings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    needed = sum(each["introductions"] for each in meetings)
    first = known.newest[: needed + SPARE] if needed else []
    return [{"id": f"person-{each.person}", "joined": each.since.isoformat(), "away": []} for each in first]


def avoided(days: Iterable[date], kept: Kept) -> list[dict[str, str]]:
    found = ((day, kept.reasons_on(day)) for day in sorted(set(days)))
    return [{"date": day.isoformat(), "why": ", ".join(reasons)} for day, reasons in found if reasons]


def fixed_of(number: int, agreed: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"number": number}
    if agreed.get("date"):
        row["date"] = agreed["date"]
    row |= {what: f"{what}-{agreed[what]}" for what in ("topic", "speaker", "venue") if agreed.get(what)}
    return row


def drop_unknown(made: dict[str, Any]) -> None:
    """What was agreed with somebody or somewhere that is no longer there cannot be kept."""
    for what in ("topic", "speaker", "venue"):
        there = {each["id"] for each in made[f"{what}s"]}
        for row in made["fixed"]:
            if row.get(what) not in {None, *there}:
                del row[what]


def season_file(network: Network, wishes: SeasonWishes, *, now: datetime) -> dict[str, Any]:
    """Read what is known and make the file of it."""
    found = known(network, now=now)
    return asked(found, wishes, days_kept(found, wishes))
