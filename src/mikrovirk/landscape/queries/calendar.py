"""Reads: what goes on, from the calendars of others and from our own networks' meetings, in one list.

An activity that stands in several calendars is one line that names them all. A page costs a fixed number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, overload

from django.conf import settings
from django.db.models import IntegerField, Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.landscape.domain.calendars.reading import beginning_of
from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.landscape.models import Audience, Feed, Language, OutsideEvent
from mikrovirk.landscape.queries.asked import EVERYWHERE, OWN, Asked
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import LONGEST, Meeting
from mikrovirk.programme.queries import joint
from mikrovirk.programme.queries.feeds import place_of
from mikrovirk.programme.queries.public import SHOWN, Leaf, leaf

PER_PAGE = 30
OUTSIDE, MEETING = 0, 1
MOVED_LATELY = timedelta(days=21)  # so long is said that it was moved
A_DAY = timedelta(days=1)

Key = tuple[datetime, int, int]  # when it begins, which kind of row, its number


@dataclass(frozen=True)
class Line:
    """One activity as it is shown, wherever it comes from."""

    kind: int
    pk: int
    title: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool
    place: str
    town: str
    url: str  # the page about it here
    link: str  # the organiser's own page; "" where it says none
    sources: tuple[str, ...]  # whose calendars it stands in
    is_cancelled: bool
    moved_from: datetime | None
    audience: str
    language: str
    is_free: bool | None
    description: str = ""
    changed_at: datetime | None = None

    @property
    def first_day(self) -> date:
        return self.starts_at.astimezone(COPENHAGEN).date()

    @property
    def last_day(self) -> date:
        """The last day of it: one that ends at midnight ends the day before."""
        if self.ends_at <= self.starts_at:
            return self.first_day
        return max((self.ends_at - timedelta(seconds=1)).astimezone(COPENHAGEN).date(), self.first_day)

    @property
    def when(self) -> str:
        """In words; days without hours where it lasts all day."""
        if not self.all_day:
            return dates.span(self.starts_at, self.ends_at)
        if self.last_day == self.first_day:
            return dates.day(self.first_day)
        return _("%(first)s to %(last)s") % {"first": dates.day(self.first_day), "last": dates.day(self.last_day)}

    @property
    def leaf(self) -> Leaf:
        return leaf(self.starts_at)

    @property
    def moved_in_words(self) -> str:
        if self.moved_from is None:
            return ""
        was = (
            dates.day(self.moved_from.astimezone(COPENHAGEN).date()) if self.all_day else dates.moment(self.moved_from)
        )
        return _("Moved from %(when)s") % {"when": was}

    @property
    def from_whom(self) -> str:
        return " · ".join(self.sources)

    @property
    def where(self) -> str:
        return self.place or self.town


# --- which rows ------------------------------------------------------------------------------------------------------


def outside_events(asked: Asked) -> QuerySet[OutsideEvent]:
    """The activities of others that the choices leave, each once."""
    rows = OutsideEvent.objects.filter(same_as=None, same_meeting=None)
    if asked.code != EVERYWHERE:
        rows = rows.filter(municipality_code=asked.code)
    if asked.town:
        rows = rows.filter(town__iexact=asked.town)
    if asked.audience:
        rows = rows.filter(audience__in={asked.audience, Audience.EVERYBODY})
    if asked.language:
        rows = rows.filter(language=asked.language)
    if asked.free:
        rows = rows.filter(is_free=True)
    if asked.source:
        number = 0 if asked.source == OWN else int(asked.source)
        rows = rows.filter(Q(feed=number) | Q(twins__feed=number)).distinct()
    for word in asked.q.casefold().split():
        rows = rows.filter(search_text__contains=word)
    return in_days(rows, asked)


def own_meetings(asked: Asked) -> QuerySet[Meeting]:
    """Our networks' meetings that the choices leave. Everybody is welcome at every one."""
    rows = Meeting.objects.filter(state__in=SHOWN)
    if asked.code != EVERYWHERE:
        rows = rows.filter(joint.held_in(asked.code))
    if asked.town:
        rows = rows.filter(venue__town__iexact=asked.town)
    if asked.language and asked.language != Language.DANISH:
        rows = rows.none()
    if asked.free:
        rows = rows.filter(price_line="")
    if asked.source and asked.source != OWN:
        rows = rows.filter(twins__feed=int(asked.source)).distinct()
    for word in asked.q.split():
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(network__name__icontains=word)
            | Q(venue__name__icontains=word)
            | Q(venue__town__icontains=word)
        )
    return in_days(rows, asked)


def in_days(rows: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    if asked.first_date:
        rows = rows.filter(
            Q(ends_at__gt=beginning_of(asked.first_date)) | Q(starts_at__gte=beginning_of(asked.first_date))
        )
    if asked.last_date:
        rows = rows.filter(starts_at__lt=beginning_of(asked.last_date + A_DAY))
    return rows


def coming(asked: Asked, now: datetime) -> tuple[QuerySet[OutsideEvent], QuerySet[Meeting]]:
    """Those that are not over; with days chosen, those of these days."""
    rows: tuple[QuerySet[Any], QuerySet[Any]] = (outside_events(asked), own_meetings(asked))
    if asked.first_date or asked.last_date:
        return rows
    today = beginning_of(timezone.localdate(now))
    outside = rows[0].filter(ends_at__gte=now, starts_at__gte=today - timedelta(days=60))
    return outside, rows[1].filter(ends_at__gt=now, starts_at__gte=now - LONGEST)


def keys_of(rows: QuerySet[Any], kind: int) -> QuerySet[Any, Any]:
    keyed = rows.order_by().annotate(kind_of_row=Value(kind, output_field=IntegerField()))
    listed: QuerySet[Any, Any] = keyed.values_list("starts_at", "kind_of_row", "pk")
    return listed


def together(rows: tuple[QuerySet[OutsideEvent], QuerySet[Meeting]]) -> QuerySet[Any, Any]:
    """The keys of both kinds in order of time."""
    return (
        keys_of(rows[0], OUTSIDE).union(keys_of(rows[1], MEETING), all=True).order_by("starts_at", "kind_of_row", "pk")
    )


# --- as lines --------------------------------------------------------------------------------------------------------


class Listing(Sequence[Line]):
    """What goes on, for a paginator: counted and cut out by the database."""

    def __init__(
        self, rows: tuple[QuerySet[OutsideEvent], QuerySet[Meeting]], *, now: datetime, whole: bool = False
    ) -> None:
        self.rows, self.now, self.whole = rows, now, whole

    def __len__(self) -> int:
        return sum(rows.count() for rows in self.rows)

    @overload
    def __getitem__(self, part: int) -> Line: ...
    @overload
    def __getitem__(self, part: slice) -> list[Line]: ...
    def __getitem__(self, part: int | slice) -> Line | list[Line]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        return lines_of(list(together(self.rows)[part]), now=self.now, whole=self.whole)


def lines_of(keys: Sequence[Key], *, now: datetime, whole: bool = False) -> list[Line]:
    """The lines of these keys, in their order; at most four queries. `whole`: with what they are about."""
    events = {pk for _at, kind, pk in keys if kind == OUTSIDE}
    meetings = {pk for _at, kind, pk in keys if kind == MEETING}
    found: dict[tuple[int, int], Line] = {}
    if events:
        rows = OutsideEvent.objects.filter(pk__in=events).select_related("feed").defer("calendar_lines")
        twins = named_by(OutsideEvent.objects.filter(same_as__in=events), "same_as")
        found |= {(OUTSIDE, row.pk): line_of_event(row, twins[row.pk], now, whole) for row in rows}
    if meetings:
        theirs = Meeting.objects.filter(pk__in=meetings).select_related("network", "venue")
        twins = named_by(OutsideEvent.objects.filter(same_meeting__in=meetings), "same_meeting")
        found |= {(MEETING, row.pk): line_of_meeting(row, twins[row.pk], whole) for row in theirs}
    return [found[kind, pk] for _at, kind, pk in keys if (kind, pk) in found]


def named_by(rows: QuerySet[OutsideEvent], lead: str) -> dict[int, list[str]]:
    """The names of the other calendars in which something stands, by the row it is shown under."""
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in rows.order_by("feed__name").values_list(lead, "feed__name"):
        found[pk].append(name)
    return found


def line_of_event(row: OutsideEvent, twins: Iterable[str], now: datetime, whole: bool) -> Line:
    was_moved = row.moved_from is not None and now - row.changed_at < MOVED_LATELY
    return Line(
        OUTSIDE,
        row.pk,
        row.title,
        row.starts_at,
        row.ends_at,
        row.all_day,
        row.place,
        row.town,
        reverse("landscape:activity", args=[row.pk]),
        row.url,
        tuple(dict.fromkeys([row.feed.name, *twins])),
        row.is_cancelled,
        row.moved_from if was_moved else None,
        row.audience,
        row.language,
        row.is_free,
        row.description if whole else "",
        row.changed_at,
    )


def line_of_meeting(row: Meeting, twins: Iterable[str], whole: bool) -> Line:
    url = reverse("programme:meeting", args=[row.network.slug, row.pk])
    return Line(
        MEETING,
        row.pk,
        row.title,
        row.starts_at,
        row.ends_at,
        False,
        place_of(row.venue),
        row.venue.town if row.venue else "",
        url,
        settings.SITE_URL + url,
        tuple(dict.fromkeys([row.network.name, *twins])),
        row.state == Meeting.State.CANCELLED,
        None,
        Audience.EVERYBODY,
        Language.DANISH,
        not row.price_line,
        row.summary if whole else "",
        row.changed_at,
    )


# --- what one can choose ---------------------------------------------------------------------------------------------


def towns_in(code: str, now: datetime) -> list[str]:
    """The towns in which something goes on; two queries."""
    rows = coming(Asked(code), now)
    theirs = rows[0].order_by().exclude(town="").values_list("town", flat=True).distinct()
    ours = rows[1].order_by().exclude(venue__town="").values_list("venue__town", flat=True).distinct()
    return sorted({town for town in [*theirs, *ours] if town})


def sources_in(code: str) -> list[tuple[str, str]]:
    """The calendars that are read, by number."""
    feeds = Feed.objects.filter(removed_at=None)
    feeds = feeds if code == EVERYWHERE else feeds.filter(municipality_code=code)
    return [(str(pk), name) for pk, name in feeds.order_by("name").values_list("pk", "name")]


def municipalities() -> list[str]:
    """The codes of the municipalities that have a calendar: those with a network or a feed."""
    networks = Network.objects.exclude(municipality_code="").order_by().values_list("municipality_code")
    feeds = Feed.objects.filter(removed_at=None).order_by().values_list("municipality_code")
    return sorted({code for (code,) in networks.union(feeds)})
