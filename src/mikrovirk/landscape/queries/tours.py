"""Reads: tours of business visits, their stops, and who could be a host."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.search_words import query_terms
from mikrovirk.directory.models import Business, Membership
from mikrovirk.directory.queries.businesses import businesses_in
from mikrovirk.landscape.domain.tours.driving import BASE, PACES, Place, driving
from mikrovirk.landscape.domain.tours.route import Tour as Asked
from mikrovirk.landscape.domain.tours.route import Visit
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.models.tours import Spot
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import Meeting
from mikrovirk.register.domain.towns import town_at

A_DAY = 24 * 60


def tours_for(user: User | AnonymousUser) -> QuerySet[Tour]:
    """The tours that `user` may plan, removed ones too."""
    networks = networks_for(user, needs=Permission.EDIT_PROGRAMME)
    return Tour.objects.filter(network__in=networks).select_related("network", "meeting")


def tours_shown_to(user: User | AnonymousUser) -> QuerySet[Tour]:
    """The tours whose timetable `user` may see: those held as a published meeting, and those they may plan."""
    shown = Q(meeting__state=Meeting.State.PUBLISHED)
    if user.is_authenticated:
        shown |= Q(network__in=networks_for(user, needs=Permission.EDIT_PROGRAMME))
    return Tour.objects.filter(shown, removed_at=None).select_related("network", "meeting")


def listed(tours: QuerySet[Tour], *, today: date, past: bool) -> QuerySet[Tour]:
    """For a list: those to come, the nearest first, or those that were; with how many stops and how many said yes."""
    here = Q(stops__removed_at=None)
    rows = tours.filter(removed_at=None, **({"date__lt": today} if past else {"date__gte": today}))
    return rows.annotate(
        stop_count=Count("stops", filter=here),
        yes_count=Count("stops", filter=here & Q(stops__answer=Stop.Host.YES)),
    ).order_by("-date" if past else "date", "pk")


def stops_of(tour: Tour) -> list[Stop]:
    """Every stop that is not removed: those of the timetable in their order, then the others."""
    stops = tour.stops.filter(removed_at=None).select_related("business", "host")
    return sorted(stops, key=lambda stop: (stop.position is None, stop.position or 0, stop.pk))


def place_of(spot: Spot) -> Place | None:
    """Where it is: as was typed, else the middle of its postcode; None where neither is known."""
    if spot.latitude is not None and spot.longitude is not None:
        return Place(spot.latitude, spot.longitude)
    town = town_at(spot.postcode) if spot.postcode else None
    return Place(town.latitude, town.longitude) if town else None


def minute_of(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def asked_of(tour: Tour, stops: Iterable[Stop]) -> Asked:
    """The tour as the domain takes it: the stops whose place is known and whose host has not said no. One query."""
    places: dict[int, Place] = {}
    visits: list[Visit] = []
    if base := place_of(tour):
        places[BASE] = base
    for stop in stops:
        place = place_of(stop)
        if place is None or stop.answer == Stop.Host.NO:
            continue
        places[stop.pk] = place
        visits.append(
            Visit(
                stop.pk,
                stop.minutes,
                minute_of(stop.opens_at) if stop.opens_at else 0,
                minute_of(stop.closes_at) if stop.closes_at else A_DAY,
                stop.position if stop.is_locked else None,
            )
        )
    minutes = driving(places, PACES[tour.travel], typed=typed_drives(tour))
    visits.sort(key=lambda visit: visit.key)
    return Asked(minute_of(tour.starts_at), minute_of(tour.ends_at), tuple(visits), minutes)


def typed_drives(tour: Tour) -> Mapping[tuple[int, int], int]:
    rows = tour.drives.values_list("from_stop_id", "to_stop_id", "minutes")
    return {(start or BASE, end or BASE): minutes for start, end, minutes in rows}


@dataclass(frozen=True)
class Candidate:
    """A member business that could be visited, and whom one would ask."""

    business: Business
    person: str
    is_in: bool  # on this tour already


def candidates(tour: Tour, words: str) -> QuerySet[Business]:
    """The members' businesses that a search finds, those not visited before first."""
    found = Business.objects.filter(businesses_in([tour.network_id]))
    for term in query_terms(words):
        found = found.filter(search_text__contains=term.like)
    before = Stop.objects.filter(
        business=OuterRef("pk"), tour__network=tour.network_id, removed_at=None, position__isnull=False
    ).exclude(tour=tour)
    return found.annotate(was_visited=Exists(before)).order_by("was_visited", "name", "pk")


def candidate_rows(tour: Tour, businesses: Iterable[Business]) -> list[Candidate]:
    """With whom to ask at each, and whether it is on the tour. Two queries."""
    shown = list(businesses)
    here = set(tour.stops.filter(removed_at=None).values_list("business_id", flat=True))
    hosts = hosts_of(tour.network, [business.pk for business in shown])
    return [
        Candidate(business, hosts[business.pk].full_name if business.pk in hosts else "", business.pk in here)
        for business in shown
    ]


def hosts_of(network: Network, businesses: list[int]) -> dict[int, User]:
    """The member one asks at each business: who has been a member longest."""
    rows = Membership.objects.filter(network=network, left_date=None, business__in=businesses)
    rows = rows.select_related("person__user").order_by("-joined_date", "-pk")
    return {row.business_id: row.person.user for row in rows if row.business_id}


def export_of(user: User) -> list[dict[str, Any]]:
    """The visits they were asked to host, as plain values for their own copy."""
    stops = Stop.objects.filter(host=user).select_related("tour").order_by("tour__date", "pk")
    return [
        {
            "tour": stop.tour.title,
            "date": stop.tour.date.isoformat(),
            "business": stop.name,
            "answer": stop.answer,
            "words": stop.words,
        }
        for stop in stops
    ]
