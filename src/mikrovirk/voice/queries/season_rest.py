"""What is left of a running season, as a file for the planner: what stands today, what has changed, and what may give way.

As little as possible is to be moved: what is agreed today holds even where a wish of today would say otherwise (a room that is
a little small, a speaker on a topic that nobody noted), unless it is said that it cannot be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, Season, Talk
from mikrovirk.programme.queries.meetings import talk_of
from mikrovirk.voice.domain.easing import OPEN_SPEAKER
from mikrovirk.voice.domain.season_dates import Pace, days_from
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.models import Speaker
from mikrovirk.voice.queries.season_file import ANY_NUMBER, Kept, Known, avoided, is_away, kept_between, venue_of

NOTICE = timedelta(days=7)  # nothing is moved to a day nearer than that
REACH = timedelta(days=21)  # how far a meeting may move
NOTHING = "-"  # in what stands today: not decided


class Change(StrEnum):
    """What is said of one meeting before what is left is planned anew."""

    MAY_MOVE = "may_move"  # stays if it can
    FIXED = "fixed"
    DATE_STAYS = "date_stays"
    NOT_THAT_DATE = "not_that_date"
    NOT_THAT_SPEAKER = "not_that_speaker"
    NOT_THAT_VENUE = "not_that_venue"


def meetings_left(season: Season, *, now: datetime) -> QuerySet[Meeting]:
    """The meetings of a season that are to come and stand, in order."""
    coming = Meeting.objects.filter(season=season, starts_at__gt=now).exclude(state=Meeting.State.CANCELLED)
    return coming.select_related("format", "venue", "talk__topic", "talk__speaker").order_by("starts_at", "pk")


def running_seasons(network: Network, *, now: datetime) -> QuerySet[Season]:
    """The seasons that have meetings to come, the latest laid first."""
    coming = Meeting.objects.filter(network=network, starts_at__gt=now).exclude(state=Meeting.State.CANCELLED)
    return Season.objects.filter(network=network, meetings__in=coming).distinct()


@dataclass(frozen=True)
class Standing:
    """One meeting as it stands today, in the ids of the file."""

    meeting: Meeting
    number: int
    day: date
    format: str
    topic: str
    speaker: str
    venue: str
    change: Change

    def published(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "date": self.day.isoformat(),
            "topic": self.topic,
            "speaker": self.speaker,
            "venue": self.venue,
            "hot_seat": [],
            "newest": [],
        }


def standing(known: Known, meetings: Iterable[Meeting], changes: Mapping[int, Change]) -> list[Standing]:
    """What stands today, numbered in order of date."""
    return [
        Standing(
            meeting=meeting,
            number=number,
            day=timezone.localtime(meeting.starts_at).date(),
            format=meeting.format.key if meeting.format else NOTHING,
            topic=topic_of(meeting),
            speaker=speaker_of(known, talk_of(meeting)),
            venue=f"venue-{meeting.venue_id}" if meeting.venue_id else NOTHING,
            change=changes.get(meeting.pk, Change.MAY_MOVE),
        )
        for number, meeting in enumerate(meetings, start=1)
    ]


def topic_of(meeting: Meeting) -> str:
    """The topic of its talk; "evening-12" where there is a speaker or a title and no topic: they speak on what they like."""
    talk = talk_of(meeting)
    if talk is None or not (talk.topic_id or talk.title or talk.speaker_name or talk.speaker_id):
        return NOTHING
    return f"topic-{talk.topic_id}" if talk.topic_id else f"evening-{meeting.pk}"


def speaker_of(known: Known, talk: Talk | None) -> str:
    """The planner's speaker behind a talk; "talk-12" for one it does not know."""
    if talk is None or not (talk.speaker_name or talk.speaker_id):
        return NOTHING
    found = next((speaker for speaker in known.speakers if is_same(speaker, talk)), None)
    return f"speaker-{found.pk}" if found else f"talk-{talk.pk}"


def is_same(speaker: Speaker, talk: Talk) -> bool:
    if speaker.user_id and talk.speaker_id:
        return speaker.user_id == talk.speaker_id
    return speaker.name.casefold() == talk.speaker_name.casefold()


# --- the file --------------------------------------------------------------------------------------------------------


def rest_of_season(known: Known, rows: list[Standing], *, now: datetime) -> dict[str, Any]:
    """The file. Turns in the hot seat and the three minutes are left as they are: their own queues see to them."""
    earliest = timezone.localtime(now).date() + NOTICE
    kept = days_kept(known, rows)
    candidates = {row.number: days_open(row, rows, earliest) for row in rows}
    days = sorted({day for window in candidates.values() for day in window})
    stays = {row.day for row in rows if row.change is not Change.NOT_THAT_DATE}
    gaps = [(after.day - before.day).days for before, after in pairwise(rows)]
    made: dict[str, Any] = {
        "meetings": [
            {
                "number": row.number,
                "format": row.format,
                "introductions": 0,
                "hot_seat": 0,
                "candidates": [day.isoformat() for day in candidates[row.number]],
            }
            for row in rows
        ],
        "topics": topics(known, rows),
        "speakers": speakers(known, rows, days),
        "venues": venues(known, rows, days),
        "hot_seat": [],
        "newest": [],
        "demands": {"every_area": False, "avoid": [each for each in avoided(days, kept) if not in_days(each, stays)]},
        "fixed": [fixed for row in rows if len(fixed := fixed_of(row)) > 1],
    }
    if gaps:
        made["demands"]["days_between"] = [max(1, min(14, *gaps)), max(gaps) + 14]
    return made


def in_days(row: Mapping[str, str], days: set[date]) -> bool:
    return date.fromisoformat(row["date"]) in days


def days_open(row: Standing, rows: list[Standing], earliest: date) -> list[date]:
    """Its own day, and days of the season's weekdays near it."""
    weekdays = {each.day.weekday() for each in rows}
    near = [day for day in days_from(row.day - REACH, row.day + REACH) if day.weekday() in weekdays and day >= earliest]
    if row.change is Change.NOT_THAT_DATE:
        return [day for day in near if day != row.day]
    return sorted({*near, row.day})


def days_kept(known: Known, rows: list[Standing]) -> Kept:
    """What is to be avoided near the meetings that are left, which are not in their own way."""
    first, last = rows[0].day - REACH, rows[-1].day + REACH
    wishes = SeasonWishes(first, Pace(months=1), (), (), timezone.localtime(rows[0].meeting.starts_at).time())
    return kept_between(known, wishes, first, last, besides=[row.meeting.pk for row in rows])


def topics(known: Known, rows: list[Standing]) -> list[dict[str, Any]]:
    """All topics; those that stand fit where they stand, and the room they have is enough for them."""
    formats = {row.format for row in rows}
    rooms = {
        row.topic: row.meeting.venue.capacity or ANY_NUMBER
        for row in rows
        if row.meeting.venue and row.change is not Change.NOT_THAT_VENUE
    }
    stands: dict[str, set[str]] = {}
    for row in rows:
        stands.setdefault(row.topic, set()).add(row.format)
    found = {}
    for topic in known.topics:
        name = f"topic-{topic.pk}"
        fits = {topic.format.key} & formats if topic.format else formats
        expected = min(known.attendance.expected(topic), rooms.get(name, ANY_NUMBER))
        found[name] = a_topic(name, fits | stands.get(name, set()), topic.supporters, expected)  # type: ignore[attr-defined]
    for name in sorted(set(stands) - set(found) - {NOTHING}):  # put away since, or a talk without a topic
        found[name] = a_topic(name, stands[name], 0, min(known.attendance.usual, rooms.get(name, ANY_NUMBER)))
    return [each for each in found.values() if each["formats"]]


def a_topic(name: str, formats: set[str], support: int, expected: int) -> dict[str, Any]:
    return {"id": name, "formats": sorted(formats), "support": support, "expected": expected}


def speakers(known: Known, rows: list[Standing], days: list[date]) -> list[dict[str, Any]]:
    """The speakers; each can speak on what they have promised, and somebody is to be found for what nobody speaks on."""
    promised: dict[str, set[str]] = {}
    agreed: dict[str, set[str]] = {}
    for row in rows:
        if row.change is not Change.NOT_THAT_SPEAKER and row.topic != NOTHING:
            promised.setdefault(row.speaker, set()).add(row.topic)
            agreed.setdefault(row.speaker, set()).add(row.day.isoformat())
    refuses = {(row.speaker, row.topic) for row in rows if row.change is Change.NOT_THAT_SPEAKER}
    made = []
    for speaker in known.speakers:
        name = f"speaker-{speaker.pk}"
        can = {f"topic-{topic.pk}" for topic in speaker.topics.all()} | promised.get(name, set())
        away = [day.isoformat() for day in days if is_away(speaker, day)]
        times = max(speaker.at_most, len(agreed.get(name, ())))
        made.append(a_speaker(name, {t for t in can if (name, t) not in refuses}, away, times))
    own = sorted(each for each in promised if each.startswith("talk-"))
    made += [a_speaker(name, promised[name], [], len(agreed[name])) for name in own]
    spoken = {topic for each in made for topic in each["topics"]}
    silent = {each["id"] for each in topics(known, rows)} - spoken
    silent |= {row.topic for row in rows if row.speaker == NOTHING and row.topic != NOTHING}
    silent |= {row.topic for row in rows if row.change is Change.NOT_THAT_SPEAKER and row.topic != NOTHING} - spoken
    if silent:
        made.append(a_speaker(OPEN_SPEAKER, silent, [], len(rows)))
    return made


def a_speaker(name: str, topics: set[str], away: list[str], at_most: int) -> dict[str, Any]:
    return {"id": name, "topics": sorted(topics), "away": away, "at_most": at_most}


def venues(known: Known, rows: list[Standing], days: list[date]) -> list[dict[str, Any]]:
    """The venues; one that cannot be had for a meeting is closed on that day."""
    made = [venue_of(place, days) for place in known.places]
    there = {each["id"] for each in made}
    for row in rows:
        venue = row.meeting.venue
        if venue and row.venue not in there:
            made.append(
                {
                    "id": row.venue,
                    "area": venue.town or venue.name,
                    "capacity": venue.capacity or ANY_NUMBER,
                    "weekdays": list(range(7)),
                    "closed": [],
                }
            )
            there.add(row.venue)
        if row.change is Change.NOT_THAT_VENUE:
            closed = next((each for each in made if each["id"] == row.venue), None)
            if closed:
                closed["closed"] = sorted({*closed["closed"], row.day.isoformat()})
    return made


def fixed_of(row: Standing) -> dict[str, Any]:
    """What must stay."""
    fixed: dict[str, Any] = {"number": row.number}
    if row.change in (Change.FIXED, Change.DATE_STAYS):
        fixed["date"] = row.day.isoformat()
    if row.change is Change.FIXED:
        facts = {"topic": row.topic, "speaker": row.speaker, "venue": row.venue}
        fixed |= {what: value for what, value in facts.items() if value != NOTHING}
    return fixed
