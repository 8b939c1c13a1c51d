"""What is proposed of a season before anybody says anything: six meetings, one a month, after the last one that is planned."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.voice.domain.season_dates import Pace
from mikrovirk.voice.domain.season_wishes import SeasonWishes
from mikrovirk.voice.queries import season_file
from mikrovirk.voice.queries.season_file import Known

AHEAD = timedelta(days=21)  # before that nobody can be asked to speak
USUAL_HOUR = time(17, 30)
USUAL_WEEKDAYS = (0, 1, 2, 3)
USUAL_COUNT = 6


def usual_wishes(known: Known, *, now: datetime) -> SeasonWishes:
    """As the network meets: on the weekday and at the hour of its last meeting, in its formats in turn. One query."""
    last = meeting_queries.last_meeting(known.network)
    last_day = timezone.localtime(last.starts_at).date() if last else known.today
    return SeasonWishes(
        first_date=max(known.today, last_day) + AHEAD,
        pace=Pace(months=1),
        weekdays=(last_day.weekday(),) if last and last_day.weekday() < 5 else USUAL_WEEKDAYS,
        formats=tuple(found.key for found in known.formats),
        hour=timezone.localtime(last.starts_at).time() if last else USUAL_HOUR,
        count=USUAL_COUNT,
    )


def usual_file(network: Network, *, now: datetime) -> dict[str, Any]:
    """The file of these wishes."""
    known = season_file.known(network, now=now)
    wishes = usual_wishes(known, now=now)
    return season_file.asked(known, wishes, season_file.days_kept(known, wishes))
