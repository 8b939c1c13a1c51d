"""Tours of business visits in the example region: one being planned, one settled, one that was, one taken off the list."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business
from mikrovirk.directory.queries.businesses import businesses_in
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.services.tours import editing, hosting, meeting, timing
from mikrovirk.networks.models import Network

A_DAY = timedelta(days=1)
AT_THE_LIBRARY = {
    "name": "Stege Bibliotek", "address": "Møllebrøndstræde 12", "postcode": "4780", "town": "Stege",
    "latitude": 54.9853, "longitude": 12.2858,
}  # fmt: skip
AT_THE_HALL = {
    "name": "Multicentret", "address": "Stationspladsen 1", "postcode": "4800", "town": "Nykøbing F.",
    "latitude": 54.7632, "longitude": 11.8761,
}  # fmt: skip
LUNCH = {"name": "Frokost på havnen", "postcode": "4780", "town": "Stege", "latitude": 54.9868, "longitude": 12.2822}


def fill(*, now: datetime) -> None:
    """Both municipalities in mid-life; no mail waits: the hosts were asked before."""
    mikrovirk, mikronet = (Network.objects.get(slug=slug) for slug in ("mikrovirk", "mikronet"))
    mona, bjarne = (User.objects.get(email=f"koordinator@{slug}.example") for slug in ("mikrovirk", "mikronet"))
    planned(mikrovirk, mona, now=now)
    held(mikrovirk, mona, now=now)
    settled(mikronet, bjarne, now=now)
    given_up(mikronet, bjarne, now=now)


def planned(network: Network, by: User, *, now: datetime) -> Tour:
    """In six weeks: four said yes, one no, one has not answered for eleven days, and one opens too late."""
    tour = tour_on(network, by, "Virksomhedsbesøg på kryds og tværs", AT_THE_LIBRARY, now=now, days=44)
    stops = visits(tour, 7, at=now - 12 * A_DAY)
    words = ("Parkér bag værkstedet.", "Vi har plads til 25.", "", "Tag varmt tøj på.")
    for stop, said in zip(stops, words, strict=False):
        hosting.answer(stop, says=Stop.Host.YES, at=now - 9 * A_DAY, words=said)
    hosting.answer(stops[4], says=Stop.Host.NO, at=now - 8 * A_DAY, words="Vi holder lukket i den uge.")
    Stop.objects.filter(pk=stops[5].pk).update(asked_at=now - 11 * A_DAY)
    hosting.answer(stops[6], says=Stop.Host.YES, at=now - 7 * A_DAY, opens_at=time(18), closes_at=time(21))
    editing.add_other(tour, at=now, minutes=45, opens_at=time(11, 30), closes_at=time(14), **LUNCH)
    timing.find_best(tour, at=now)
    return tour


def held(network: Network, by: User, *, now: datetime) -> None:
    """Last spring's: all said yes."""
    tour = tour_on(network, by, "Rundtur til værksteder", AT_THE_LIBRARY, now=now, days=-170)
    for stop in visits(tour, 4, at=now - 200 * A_DAY, leaving_out=7):
        hosting.answer(stop, says=Stop.Host.YES, at=now - 190 * A_DAY)
    timing.find_best(tour, at=now - 180 * A_DAY)


def settled(network: Network, by: User, *, now: datetime) -> None:
    """In seven weeks: all said yes, and it stands in the plan as a meeting to publish."""
    tour = tour_on(network, by, "Besøg hos naboerne", AT_THE_HALL, now=now, days=50)
    for stop in visits(tour, 4, at=now - 20 * A_DAY):
        hosting.answer(stop, says=Stop.Host.YES, at=now - 15 * A_DAY)
    timing.find_best(tour, at=now - 10 * A_DAY)
    meeting.hold_as_meeting(tour, at=now - 10 * A_DAY)


def given_up(network: Network, by: User, *, now: datetime) -> None:
    """Too few hosts said yes, so it was taken off the list."""
    tour = tour_on(network, by, "Aftentur til de nye", AT_THE_HALL, now=now, days=20)
    for stop in visits(tour, 2, at=now - 40 * A_DAY, leaving_out=4):
        hosting.answer(stop, says=Stop.Host.NO, at=now - 35 * A_DAY)
    editing.remove_tour(tour, at=now - 30 * A_DAY)


def tour_on(network: Network, by: User, title: str, base: dict[str, object], *, now: datetime, days: int) -> Tour:
    """A tour from nine to half past three on a Thursday, about so many days from now."""
    day = timezone.localdate(now) + timedelta(days=days)
    day += timedelta(days=(3 - day.weekday()) % 7)
    made_at = now - 45 * A_DAY if days > 0 else now - 220 * A_DAY
    return editing.add_tour(
        network, by=by, at=made_at, title=title, date=day, starts_at=time(9), ends_at=time(15, 30), **base
    )


def visits(tour: Tour, count: int, *, at: datetime, leaving_out: int = 0) -> Sequence[Stop]:
    """That many members' businesses, each asked at that moment."""
    firms = Business.objects.filter(businesses_in([tour.network_id])).exclude(postcode="").order_by("pk")
    stops = [editing.add_business(tour, firm, at=at) for firm in firms[leaving_out : leaving_out + count]]
    Stop.objects.filter(tour=tour).update(answer=Stop.Host.ASKED, asked_at=at, asked_count=1, minutes=30)
    for stop in stops:
        stop.refresh_from_db()
        stop.tour = tour
    return stops
