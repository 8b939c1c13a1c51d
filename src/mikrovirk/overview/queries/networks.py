"""Reads: what the networks of a municipality do, beside the figures of the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When

from mikrovirk.accounts.models import User
from mikrovirk.common.days import end_of, start_of
from mikrovirk.health.domain.definitions import BY_KEY, VERSION, leading, told_outside
from mikrovirk.health.models import Snapshot
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.programme.models import Meeting, SignUp

LEAST_TOLD = 3  # of people, as with businesses
LEAST_OF_SHARE = 5  # people a share must be of, as health tells it
YEAR = timedelta(days=365)
QUARTERS = 12
MEASURES = ("attendance", "trend", "first_timers_back")


@dataclass(frozen=True)
class NetworkRow:
    """One network over the last twelve months. A figure is None where there is none, or too few people to tell; `before` and
    `now` are the leading values of the measures of its health, a year ago and newest, where the reader may see them."""

    pk: int
    name: str
    slug: str
    place: str
    members: int | None
    meetings: int
    last_met: datetime | None
    now: Mapping[str, float | None]
    before: Mapping[str, float | None]
    has_health: bool = False


@dataclass(frozen=True)
class Quarter:
    """Three months: meetings held, and different people checked in (None: too few to tell)."""

    begins: date
    meetings: int
    people: int | None


@dataclass(frozen=True)
class Quality:
    """How the networks were at the end of a quarter, by their own measures together: how many usually come to all of them, and
    which share of first-timers came again (None: nobody measured, or of too few people)."""

    begins: date
    usually_come: float | None
    first_timers_back: float | None


@dataclass(frozen=True)
class Activity:
    """All networks of a municipality together. `people`: different people checked in within twelve months."""

    networks: tuple[NetworkRow, ...]
    quarters: tuple[Quarter, ...]
    quality: tuple[Quality, ...]
    meetings: int
    people: int | None


def activity(municipality: str, *, user: User, on: date) -> Activity:
    """What the networks of the municipality did until that day. Eight queries, however many there are; one where there are none.

    Number, meetings and people are of every network there; the measures of health only of those that `user` may see figures of.
    """
    until = end_of(on)
    begins = [beginning(on, back) for back in range(QUARTERS - 1, -1, -1)]
    starts = [start_of(begin) for begin in begins]
    here = Network.objects.filter(municipality_code=municipality)
    keys = list(here.order_by().values_list("pk", flat=True))
    if not keys:
        nothing = tuple(Quarter(begin, 0, 0) for begin in begins)
        return Activity((), nothing, tuple(Quality(begin, None, None) for begin in begins), 0, 0)
    held = Meeting.objects.filter(network__in=keys, state=Meeting.State.PUBLISHED, ends_at__lt=until)
    recent = held.filter(starts_at__gte=min(starts[0], until - YEAR)).order_by()
    meetings = list(recent.values_list("network", "starts_at"))
    lately = [(pk, start) for pk, start in meetings if start >= until - YEAR]
    people = came_to(recent.filter(starts_at__gte=until - YEAR)).aggregate(number=Count("person", distinct=True))
    quarters = tuple(
        Quarter(begin, sum(start <= moment < end for _pk, moment in meetings), few_hidden(number))
        for begin, start, end, number in zip(
            begins, starts, [*starts[1:], until], people_by_quarter(recent, starts), strict=True
        )
    )
    listed = rows(here, lately, user, on)
    quality = quality_by_quarter([each.pk for each in listed if each.has_health], begins, on)
    return Activity(listed, quarters, quality, len(lately), few_hidden(people["number"]))


def quality_by_quarter(networks: Sequence[int], begins: Sequence[date], on: date) -> tuple[Quality, ...]:
    """The last measures in each quarter of the networks whose figures may be seen, put together. One query."""
    taken = Snapshot.objects.filter(network__in=networks, version=VERSION, on_date__gte=begins[0], on_date__lte=on)
    back = "measures__first_timers_back"
    rows = taken.order_by("on_date").values_list(
        "network", "on_date", "measures__attendance__median", f"{back}__count", f"{back}__of"
    )
    last: dict[tuple[int, int], tuple[float | None, int | None, int | None]] = {}
    for network, day, median, count, of in rows:
        last[sum(day >= begin for begin in begins) - 1, network] = (median, count, of)
    found = []
    for at, begin in enumerate(begins):
        here = [measures for (quarter, _network), measures in last.items() if quarter == at]
        come = [median for median, _count, _of in here if median is not None]
        came_back, first = (sum(row[which] or 0 for row in here) for which in (1, 2))
        found.append(
            Quality(begin, sum(come) if come else None, came_back / first if first >= LEAST_OF_SHARE else None)
        )
    return tuple(found)


def came_to(meetings: QuerySet[Meeting]) -> QuerySet[SignUp]:
    return SignUp.objects.filter(meeting__in=meetings, checked_in_at__isnull=False)


def few_hidden(number: int) -> int | None:
    """None for one or two people: they could be recognised."""
    return None if 0 < number < LEAST_TOLD else number


def rows(
    here: QuerySet[Network], lately: Sequence[tuple[int, datetime]], user: User, on: date
) -> tuple[NetworkRow, ...]:
    """The networks by name, those that are closed left out. Three queries."""
    seen = network_queries.networks_for(user, needs=Permission.SEE_FIGURES).filter(is_open=True)
    own = set(
        seen.filter(municipality_code__in=here.order_by().values("municipality_code")[:1]).values_list("pk", flat=True)
    )
    met: dict[int, list[datetime]] = {}
    for pk, start in lately:
        met.setdefault(pk, []).append(start)
    is_member = Q(memberships__left_date=None) | Q(memberships__left_date__gt=on)
    is_member &= Q(memberships__joined_date__lte=on)
    found = here.filter(is_open=True).annotate(
        member_count=Count("memberships", filter=is_member, distinct=True),
        newest=Subquery(measures_until(on)),
        earlier=Subquery(measures_until(on - YEAR)),
    )
    made = []
    listed = list(found.order_by("name"))
    network_queries.look_up_parts(listed)
    for network in listed:
        starts = met.get(network.pk, [])
        sees = network.pk in own and network_queries.has_part(network, "health")
        made.append(
            NetworkRow(
                network.pk,
                network.name,
                network.slug,
                network.place,
                few_hidden(network.member_count),
                len(starts),
                max(starts, default=None),
                told(network.newest) if sees else {},
                told(network.earlier) if sees else {},
                sees,
            )
        )
    return tuple(made)


def measures_until(day: date) -> QuerySet[Snapshot, Any]:
    """The measures of a network's newest snapshot up to that day."""
    found = Snapshot.objects.filter(network=OuterRef("pk"), version=VERSION, on_date__lte=day)
    return found.order_by("-on_date").values("measures")[:1]


def told(measures: Mapping[str, object] | None) -> dict[str, float | None]:
    """The leading values, without those by which a person could be recognised."""
    if measures is None:
        return {}
    seen = told_outside(measures)
    return {key: leading(BY_KEY[key], seen) for key in MEASURES}


def people_by_quarter(meetings: QuerySet[Meeting], starts: Sequence[datetime]) -> list[int]:
    """Different people checked in between each start and the next. One query; the quarters are told apart by comparing, which a
    database does faster than cutting dates."""
    quarter = Case(
        *(When(meeting__starts_at__gte=start, then=Value(at)) for at, start in reversed(list(enumerate(starts)))),
        default=Value(-1),
    )
    found = came_to(meetings).order_by().annotate(quarter=quarter).values_list("quarter")
    numbers = dict(found.annotate(number=Count("person", distinct=True)))
    return [numbers.get(at, 0) for at in range(len(starts))]


def beginning(day: date, back: int) -> date:
    """The first day of the quarter that many quarters before the day's."""
    quarter = day.year * 4 + (day.month - 1) // 3 - back
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)
