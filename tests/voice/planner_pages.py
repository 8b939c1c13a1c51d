"""A row behind every page of topics and of the season planner, without solving anything."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Season
from mikrovirk.voice.domain.season_dates import Pace
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.models import SeasonDraft, SpeakerAway
from tests import factories as f
from tests.voice import planner_rows as rows

Keys = dict[str, int | str]
OF_A_DRAFT = "plan paper file cancel again remove what_if why_not choose show lay"


def pages_of(place: Network) -> dict[str, Keys]:
    """The keys in the addresses, by page: each page has a run of its own, as some of them end it."""
    topic = rows.topic(place, "Regnskab", f.member(place))
    speaker = rows.speaker(place, "Ida Oplæg", topic)
    away = SpeakerAway.objects.create(speaker=speaker, first_date=date(2031, 1, 1), last_date=date(2031, 1, 2))
    venue = rows.venue(place, "Skuret", "Borre", 20)
    season = Season.objects.create(network=place, name="Det der er tilbage")
    meeting = f.meeting(place, season=season, starts_at=timezone.now() + timedelta(days=40))
    pages: dict[str, Keys] = {f"voice:planner_{name}": {"pk": a_draft(place).pk} for name in OF_A_DRAFT.split()}
    for name in ("meeting", "put_back"):
        pages[f"voice:planner_{name}"] = {"pk": a_draft(place, chosen=None).pk, "number": 1}
    wishes = {"meetings": {"1": meeting.pk}, "published": {"plan": [a_meeting()]}, "hour": "17:30"}
    pages["voice:planner_move"] = {"pk": a_draft(place, replans=season, wishes=wishes).pk}
    pages["voice:planner_rest"] = {"pk": season.pk}
    for name in ("speaker", "away", "put_away", "bring_back"):
        pages[f"voice:planner_{name}"] = {"pk": speaker.pk}
    pages["voice:planner_here"] = {"pk": away.pk}
    pages["voice:planner_venue"] = pages["voice:planner_close"] = {"pk": venue.pk}
    for name in ("", "_support", "_withdraw", "_take_back", "_merge", "_put_away", "_bring_back"):
        pages[f"voice:wish{name}"] = {"pk": topic.pk}
    return pages


def a_meeting() -> dict[str, Any]:
    return {
        "number": 1,
        "date": "2031-01-27",
        "topic": "topic-1",
        "speaker": "speaker-1",
        "venue": "venue-1",
        "hot_seat": [],
        "newest": [],
        "because": [],
    }


def a_draft(place: Network, **fields: Any) -> SeasonDraft:
    """A run that is ready, with one meeting."""
    asked = {
        "meetings": [{"number": 1, "format": "1-0", "candidates": ["2031-01-27"]}],
        "topics": [{"id": "topic-1", "formats": ["1-0"], "support": 1, "expected": 1}],
        "speakers": [{"id": "speaker-1", "topics": ["topic-1"]}],
        "venues": [{"id": "venue-1", "area": "Møn", "capacity": 9}],
        "hot_seat": [],
        "newest": [],
        "demands": {},
    }
    plan = {"plan": [a_meeting()], "support": 1, "waited": 0, "joined": 0, "same_area": 0, "optimal": True}
    usual = {"name": "Foråret 2031", "asked": asked, "answer": {**plan, "alternatives": []}, "state": "ready"}
    wished = SeasonWishes(
        date(2031, 1, 20), Pace(months=1), (0,), ("1-0",), time(17, 30), count=1, avoid_holidays=False
    )
    usual["wishes"] = wished.as_plain()
    return SeasonDraft.objects.create(network=place, **{**usual, "chosen": 0, **fields})
