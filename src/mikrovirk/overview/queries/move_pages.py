"""Reads: the public page for those who think of moving here: figures, networks, businesses, premises and a host."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from mikrovirk.directory.models import Business
from mikrovirk.directory.queries.businesses import businesses_in, open_directories
from mikrovirk.networks.models import Network
from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.models import MovePage, Premises, WelcomeHost
from mikrovirk.overview.queries.newcomers import public_host_of
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.programme.models import Meeting
from mikrovirk.register.queries import copies

INDUSTRIES_SHOWN = 6
BUSINESSES_SHOWN = 12


@dataclass(frozen=True)
class NetworkLine:
    """A network there, and its next meeting."""

    network: Network
    meeting: Meeting | None


@dataclass(frozen=True)
class Shown:
    """What the page shows beside its own words. `industries`: sections with how many micro-businesses are in them, most first."""

    figures: Figures | None
    as_of: date | None
    industries: tuple[tuple[str, int], ...]
    networks: tuple[NetworkLine, ...]
    businesses: tuple[Business, ...]
    premises: tuple[Premises, ...]
    host: WelcomeHost | None
    villages: tuple[MovePage, ...]


def pages_of(municipality: str) -> QuerySet[MovePage]:
    """Every page of the municipality, its own first."""
    rows = MovePage.objects.filter(municipality=municipality).select_related("host__person__user", "host__network")
    return rows.order_by("slug")


def page_at(municipality: str, slug: str) -> MovePage | None:
    return pages_of(municipality).filter(slug=slug).first()


def is_published(municipality: str) -> bool:
    """Whether the municipality has a page that everybody sees."""
    return bool(municipality) and pages_of(municipality).filter(slug="").exclude(published_at=None).exists()


def premises_in(municipality: str, place: str = "") -> QuerySet[Premises]:
    """Places to work that stand on the page; of a village only its own."""
    rows = Premises.objects.filter(municipality=municipality, removed_at=None)
    return rows.filter(place__iexact=place) if place else rows


def shown_on(page: MovePage, *, now: datetime) -> Shown:
    """All the page shows. At most nine queries, and the figures once."""
    copy = copies.current("DK")
    area = Area(page.municipality, page.postcode or None)
    found = told_figures(area, on=copy.as_of, choices=Choices()) if copy and (page.postcode or not page.slug) else None
    networks = networks_in(page.municipality, now=now)
    return Shown(
        figures=found,
        as_of=copy.as_of if copy else None,
        industries=industries_of(found),
        networks=networks,
        businesses=businesses_there(page, [line.network.pk for line in networks]),
        premises=tuple(premises_in(page.municipality, page.place)),
        host=public_host_of(page.host),
        villages=tuple(pages_of(page.municipality).exclude(pk=page.pk).exclude(published_at=None)),
    )


def industries_of(found: Figures | None) -> tuple[tuple[str, int], ...]:
    """The sections with the most micro-businesses; those with too few to be told are left out."""
    if found is None:
        return ()
    told = [(part.key[0], int(part.value)) for part in found["by_industry"].parts if part.value]
    return tuple(sorted(told, key=lambda row: (-row[1], row[0]))[:INDUSTRIES_SHOWN])


def networks_in(municipality: str, *, now: datetime) -> tuple[NetworkLine, ...]:
    """The open networks there, each with its next published meeting. Two queries."""
    networks = list(Network.objects.filter(municipality_code=municipality, is_open=True).order_by("name"))
    coming = Meeting.objects.filter(network__in=networks, state=Meeting.State.PUBLISHED, starts_at__gt=now)
    first: dict[int, Meeting] = {}
    for meeting in coming.select_related("venue").order_by("starts_at", "pk"):
        first.setdefault(meeting.network_id, meeting)
    return tuple(NetworkLine(network, first.get(network.pk)) for network in networks)


def businesses_there(page: MovePage, networks: list[int]) -> tuple[Business, ...]:
    """Businesses that chose to be seen by everybody, of members of the networks there; on a village's page those of the village."""
    shown = open_directories().filter(pk__in=networks).values_list("pk", flat=True)
    rows = Business.objects.filter(businesses_in(list(shown)), listed_at__isnull=False)
    if page.place:
        there = Q(town__iexact=page.place)
        rows = rows.filter(there | Q(postcode=page.postcode) if page.postcode else there)
    return tuple(rows.order_by("-listed_at", "pk")[:BUSINESSES_SHOWN])
