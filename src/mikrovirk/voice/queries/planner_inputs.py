"""Reads: what the season planner knows of topics, speakers, venues and whose turn it is. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from mikrovirk.common.days import end_of, start_of
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.agenda import Kind, RecipeItem, slots_in
from mikrovirk.programme.models import Format, FormatItem, Meeting, SignUp, Topic, Venue
from mikrovirk.programme.queries import hot_seat as seat_queries
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.queries import slots as slot_queries
from mikrovirk.voice.models import Speaker, SpeakerAway, VenueHours

LATELY = 3  # meetings: how many come usually
REMEMBERED = 60  # meetings


@dataclass(frozen=True)
class Turns:
    """Of one format: how many of the newest members have three minutes, and how many sit in the hot seat."""

    introductions: int = 0
    hot_seat: int = 0


def formats_of(network: Network) -> list[Format]:
    """The formats in use, each with its recipe. Two queries."""
    recipe = Prefetch("items", FormatItem.objects.order_by("position", "pk"))
    return list(meeting_queries.active_formats(network).prefetch_related(recipe))


def turns_of(found: Format) -> Turns:
    """Read from the recipe."""
    introductions = sum(
        slots_in(RecipeItem(Kind.INTRODUCTIONS, item.minutes, slots=item.slots))
        for item in found.items.all()
        if item.kind == Kind.INTRODUCTIONS
    )
    return Turns(introductions, sum(item.kind == Kind.HOT_SEAT for item in found.items.all()))


def supported_topics(network: Network) -> QuerySet[Topic]:
    """The topics in use with how many members would come (`supporters`), most wanted first."""
    members = Q(support__person__memberships__network=network, support__person__memberships__left_date=None)
    counted = Count("support__person", filter=members, distinct=True)
    return (
        Topic.objects.filter(network=network, is_active=True)
        .select_related("format")
        .annotate(supporters=counted)
        .order_by("-supporters", "name")
    )


def speakers_of(network: Network, *, only_active: bool = True) -> QuerySet[Speaker]:
    """The speakers with what they can speak on and when they are away. Three queries."""
    found = Speaker.objects.filter(network=network)
    if only_active:
        found = found.filter(is_active=True)
    topics = Prefetch("topics", Topic.objects.filter(is_active=True).order_by("name"))
    return found.prefetch_related(topics, Prefetch("away", SpeakerAway.objects.order_by("first_date", "pk")))


@dataclass(frozen=True)
class Place:
    """A venue as the planner sees it."""

    venue: Venue
    area: str
    weekdays: tuple[int, ...]  # empty: all
    closed: tuple[date, ...]
    is_active: bool

    @classmethod
    def of(cls, venue: Venue) -> "Place":
        hours: VenueHours | None = getattr(venue, "hours", None)
        area = (hours.area if hours else "") or venue.town or venue.name
        if hours is None:
            return cls(venue, area, (), (), True)
        closed = tuple(date.fromisoformat(day) for day in hours.closed)
        return cls(venue, area, tuple(hours.weekdays), closed, hours.is_active)


def places_of(network: Network, *, only_active: bool = True) -> list[Place]:
    """The venues with when they can be had. One query."""
    found = [Place.of(venue) for venue in meeting_queries.venues_of(network).select_related("hours")]
    return [place for place in found if place.is_active or not only_active]


@dataclass(frozen=True)
class Counts:
    """How much the planner is told; `spoken` are the topics that somebody can speak on."""

    topics: int
    spoken: int
    speakers: int
    venues: int


def counts_of(network: Network) -> Counts:
    """What the planner's first page says of it. Four queries."""
    topics = Topic.objects.filter(network=network, is_active=True)
    speakers = Speaker.objects.filter(network=network, is_active=True)
    spoken = topics.filter(speakers__in=speakers).distinct()
    return Counts(topics.count(), spoken.count(), speakers.count(), len(places_of(network)))


@dataclass(frozen=True)
class Attendance:
    """How many came: usually, and to the talks about a topic."""

    usual: int
    by_topic: dict[int, int]

    def expected(self, topic: Topic) -> int:
        """As many as came to talks about it, else as usually come; never fewer than would come for it."""
        supporters: int = topic.supporters  # type: ignore[attr-defined]  # annotated
        return max(supporters, self.by_topic.get(topic.pk, self.usual))


def attendance_of(network: Network, *, now: datetime) -> Attendance:
    """Who was checked in, or where nobody was, who had a place: the mean of the last three evenings. One query."""
    coming = Q(sign_ups__state=SignUp.State.COMING)
    held = (
        Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=now)
        .annotate(
            came=Count("sign_ups", filter=coming & Q(sign_ups__checked_in_at__isnull=False)),
            coming=Count("sign_ups", filter=coming),
        )
        .order_by("-starts_at", "-pk")
        .values_list("talk__topic", "came", "coming")[:REMEMBERED]
    )
    everywhere: list[int] = []
    by_topic: dict[int, list[int]] = defaultdict(list)
    for topic, came, signed_up in held:
        everywhere.append(came or signed_up)
        if topic is not None:
            by_topic[topic].append(came or signed_up)
    return Attendance(mean(everywhere[:LATELY]), {topic: mean(counts[:LATELY]) for topic, counts in by_topic.items()})


def mean(counts: list[int]) -> int:
    return round(sum(counts) / len(counts)) if counts else 0


@dataclass(frozen=True)
class InTurn:
    """Somebody whose turn it may be: since when they wait, or are a member."""

    person: int
    since: date


def waiting_for_the_seat(network: Network, *, now: datetime) -> list[InTurn]:
    """Who has applied for the hot seat, who has waited longest first. One query."""
    found: dict[int, InTurn] = {}
    for row in seat_queries.waiting_in(network).values_list("person_id", "applied_at"):
        found.setdefault(row[0], InTurn(row[0], timezone.localtime(min(row[1], now)).date()))
    return list(found.values())


def to_be_introduced(network: Network) -> list[InTurn]:
    """The members who have not introduced themselves, who has been one longest first. Two queries."""
    new = [member for member in slot_queries.newcomers(network) if member.introduced_date is None]
    return sorted((InTurn(m.person_pk, m.joined_date) for m in new), key=lambda each: (each.since, each.person))


@dataclass(frozen=True)
class Elsewhere:
    """What somebody holds on a day."""

    day: date
    network: str
    title: str


def published_elsewhere(network: Network, first: date, last: date) -> list[Elsewhere]:
    """What other networks of the municipality hold in that time, as far as everybody may know. One query."""
    if not network.municipality_code:
        return []
    others = Meeting.objects.filter(
        network__municipality_code=network.municipality_code, network__is_open=True, state=Meeting.State.PUBLISHED
    ).exclude(network=network)
    return [
        Elsewhere(timezone.localtime(starts).date(), name, title)
        for starts, name, title in between(others, first, last).values_list("starts_at", "network__name", "title")
    ]


def own_days(network: Network, first: date, last: date, *, besides: Iterable[int] = ()) -> list[Elsewhere]:
    """What the network itself has in the plan already. One query."""
    own = Meeting.objects.filter(network=network).exclude(state=Meeting.State.CANCELLED).exclude(pk__in=list(besides))
    rows = between(own, first, last).values_list("starts_at", "title")
    return [Elsewhere(timezone.localtime(starts).date(), network.name, title) for starts, title in rows]


def between(meetings: QuerySet[Meeting], first: date, last: date) -> QuerySet[Meeting]:
    there = meetings.filter(starts_at__gte=start_of(first), starts_at__lt=end_of(last))
    return there.order_by("starts_at", "pk")
