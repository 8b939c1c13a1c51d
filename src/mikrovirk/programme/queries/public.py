"""Reads for the public pages: the list of meetings and one meeting.

These pages are opened most, so they read plain rows of just the columns they show, and put every date into words once.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypedDict

from django.db.models import QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.common.prepared import PreparedQuery
from mikrovirk.networks.models import Installation, Network
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import joint

PER_PAGE = 20
SHOWN = (Meeting.State.PUBLISHED, Meeting.State.CANCELLED)
FEW = 5  # from here on the free places are counted aloud


# --- words -----------------------------------------------------------------------------------------------------------


class Leaf(TypedDict):
    """A day as a leaf torn from a calendar, and the moment for machines."""

    weekday: str
    day: str
    month: str
    iso: str


def leaf(value: datetime) -> Leaf:
    return _leaf(value, get_language() or "da")


@lru_cache(maxsize=4096)
def _leaf(value: datetime, language: str) -> Leaf:
    local = timezone.localtime(value)
    weekday, month = date_format(local, "D")[:3].lower(), date_format(local, "M")[:3].lower()
    return {"weekday": weekday, "day": str(local.day), "month": month, "iso": local.isoformat()}


def places_left(capacity: int | None, taken: int) -> int | None:
    """How many places are free; None where there is no limit."""
    return None if capacity is None else max(capacity - taken, 0)


def places_in_words(free: int | None, taken: int) -> str:
    """How it stands with places, in a sentence; "" where there is no limit and nobody has signed up yet."""
    if free is None:
        return ngettext("%(count)s is coming", "%(count)s are coming", taken) % {"count": taken} if taken else ""
    if free == 0:
        return _("Every place is taken. You can join the waiting list.")
    if free <= FEW:
        return ngettext("Only %(count)s place left", "Only %(count)s places left", free) % {"count": free}
    return ngettext("%(count)s place left", "%(count)s places left", free) % {"count": free}


# --- the network -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What the public pages say of a network."""

    pk: int
    slug: str
    name: str
    is_open: bool
    own_parts: list[str]
    parts_off: list[str] | None

    def has_part(self, key: str) -> bool:
        """Whether a part is on in the network and offered by the installation."""
        return key in self.own_parts and key not in (self.parts_off or ())


def _network(slug: str) -> QuerySet[Network, Any]:
    off = Installation.objects.filter(pk=1).values("parts_off")
    rows = Network.objects.filter(slug=slug).order_by().annotate(installation_parts_off=Subquery(off))
    return rows.values_list("pk", "slug", "name", "is_open", "parts", "installation_parts_off")


_prepared_network = PreparedQuery(_network, slug="the-network")


def network_facts(slug: str) -> NetworkFacts | None:
    """The network of that address; None if there is none. One query."""
    rows = _prepared_network.rows(slug=slug)
    return NetworkFacts(*rows[0]) if rows else None


# --- the list --------------------------------------------------------------------------------------------------------


class MeetingLine(Leaf):
    """A meeting in a list, ready to be shown. A dictionary, as templates read those fastest."""

    url: str
    title: str
    when: str
    note: str
    talk: str
    places: str
    is_cancelled: bool
    together: str  # who holds it, where it is more than one network; else ""


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One page of a list and whether there is more on either side."""

    lines: list[MeetingLine]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1


LINE_COLUMNS = (
    "pk", "network__slug", "title", "starts_at", "ends_at", "venue__name", "venue__town", "format__name",
    "talk__title", "talk__speaker_name", "capacity", "venue__capacity", "places_taken", "state",
    "is_joint",
)  # fmt: skip


def coming(network_pk: int, *, now: datetime) -> QuerySet[Meeting]:
    """What anybody may see of the meetings the network holds that are not over, the next one first."""
    shown = Meeting.objects.filter(joint.held_by(network_pk), state__in=SHOWN, ends_at__gt=now)
    return shown.order_by("starts_at", "pk")


def archive(network_pk: int, *, now: datetime) -> QuerySet[Meeting]:
    """The meetings that were held, newest first."""
    held = Meeting.objects.filter(joint.held_by(network_pk), state=Meeting.State.PUBLISHED, ends_at__lte=now)
    return held.order_by("-starts_at", "-pk")


def page_of(meetings: QuerySet[Meeting], number: int) -> MeetingPage:
    """Page `number` (from 1) of the meetings; one query, as it is not asked how many there are."""
    first = (number - 1) * PER_PAGE
    lines = lines_of(meetings[first : first + PER_PAGE + 1])
    return MeetingPage(lines[:PER_PAGE], number, len(lines) > PER_PAGE)


def lines_of(meetings: QuerySet[Meeting]) -> list[MeetingLine]:
    """The meetings as lines of a list; one query, and two more where several networks hold one of them."""
    rows = list(meetings.values_list(*LINE_COLUMNS))
    holding = joint.together([pk for pk, *_shown, is_joint in rows if is_joint])
    return [line_of(row, held_by_in_words(holding.get(row[0], []))) for row in rows]


def held_by_in_words(networks: list[tuple[str, str]]) -> str:
    """ "Holdes af MikroVirk og MikroNet"; "" for a meeting of one network alone."""
    if len(networks) < 2:
        return ""
    return _("Held by %(networks)s") % {"networks": joint.in_words([name for _slug, name in networks])}


def line_of(row: tuple[Any, ...], together: str = "") -> MeetingLine:
    *shown, _is_joint = row
    pk, slug, title, starts_at, ends_at, venue, town, format_name, talk, speaker, capacity, room, taken, state = shown
    is_cancelled = state == Meeting.State.CANCELLED
    where = f"{venue}, {town}" if venue and town and town not in venue else venue
    return {
        **leaf(starts_at),
        "url": f"/networks/{slug}/meetings/{pk}/",
        "title": title,
        "when": dates.span(starts_at, ends_at),
        "note": " · ".join(part for part in (format_name, where) if part),
        "talk": f"{talk} – {speaker}" if talk and speaker else talk or speaker or "",
        "places": ""
        if is_cancelled
        else places_in_words(places_left(room if capacity is None else capacity, taken), taken),
        "is_cancelled": is_cancelled,
        "together": together,
    }
