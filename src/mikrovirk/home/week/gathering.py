"""The sources of the week, and the most pressing of what they find.

A source looks at one matter and gives the things it finds; they are ordered by how soon they matter. Nothing is done
here: each thing carries the address of the service that does it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.health.queries import pressing as health_warnings
from mikrovirk.home.week import circle, mails, meetings, running
from mikrovirk.home.week.things import Source, Thing, told_by
from mikrovirk.networks.models import Network
from mikrovirk.voice.queries import consultations_week, planner_week, rounds_week, steering_week, stream_week

AT_MOST = 7
WARNING_DUE = timedelta(days=7)  # it has been long in coming, and what is promised to people goes first


@dataclass(frozen=True)
class Week:
    """The things to do, and how many more there are behind the seven."""

    things: list[Thing]
    later_count: int


def week_of(network: Network, now: datetime, *, members: bool = True) -> Week:
    """What the coordinator of `network` could do now, most pressing first. A fixed number of queries.

    `members`: whether the reader may open the members' pages, which a substitute may not.
    """
    things = things_of(network, now) if members else without_members(network, things_of(network, now))
    found = sorted(things, key=lambda thing: thing.due_at)
    return Week(found[:AT_MOST], max(0, len(found) - AT_MOST))


def things_of(network: Network, now: datetime, *, names: bool = True) -> Iterator[Thing]:
    """Everything the coordinator could do now, source by source. A fixed number of queries. `names`: of members, too."""
    for source in SOURCES if names else NAMELESS:
        yield from source(network, now)


def without_members(network: Network, things: Iterable[Thing]) -> Iterator[Thing]:
    """The same for a substitute, who does not open the members' pages."""
    members = reverse("directory:members", args=[network.slug])
    for thing in things:
        yield replace(thing, more="", more_url="") if thing.more_url.startswith(members) else thing


def health_to_look_at(network: Network, now: datetime) -> Iterator[Thing]:
    """The most pressing early warning, and no other: the rest stand on the page of the network's health."""
    for warning in health_warnings.most_pressing(network):
        yield Thing(
            title=warning.title,
            why=warning.evidence,
            action=_("See what helps"),
            url=warning.url,
            due_at=warning.since + WARNING_DUE,
        )


SOURCES: tuple[Source, ...] = (
    running.to_do,
    mails.to_approve,
    mails.broken_addresses,
    mails.that_came_in,
    meetings.to_prepare,
    meetings.stage_to_fill,
    meetings.evening_at_hand,
    meetings.recap_to_write,
    meetings.report_to_show,
    meetings.stories_to_publish,
    told_by(rounds_week.to_do),
    told_by(stream_week.to_do),
    told_by(steering_week.to_do),
    told_by(consultations_week.to_do),
    told_by(planner_week.to_do),
    circle.meetings_to_join,
    circle.questions_to_answer,
    meetings.season_to_lay,
    health_to_look_at,
)
# Those in which no member is named: for the host organisation, which reads how things stand and not who promised what.
NAMELESS: tuple[Source, ...] = (
    mails.to_approve,
    mails.broken_addresses,
    meetings.to_prepare,
    meetings.evening_at_hand,
    meetings.recap_to_write,
    meetings.report_to_show,
    meetings.season_to_lay,
)
