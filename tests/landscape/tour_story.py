"""A tour of business visits that the journeys go on from: one host asked, one who said yes, both told, held as a meeting."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business
from mikrovirk.directory.queries.businesses import businesses_in
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.services.tours import editing, hosting, timing
from mikrovirk.networks.models import Network
from tests import factories

WORDS = ("Rundtur på Møn", "Havnen", "Parkér bag huset.")


def plan(network: Network, coordinator: User, *, at: datetime) -> Tour:
    """A tour in three weeks whose one host has answered; both mails are drafted."""
    tour = editing.add_tour(
        network,
        by=coordinator,
        at=at,
        title="Rundtur på Møn",
        name="Havnen",
        postcode="4780",
        town="Stege",
        date=timezone.localdate(at) + timedelta(days=21),
        starts_at=time(9),
        ends_at=time(15),
    )
    for firm in Business.objects.filter(businesses_in([network.pk])).order_by("pk")[:2]:
        stop = editing.add_business(tour, firm, at=at)
        Stop.objects.filter(pk=stop.pk).update(postcode="4791", town="Borre")
    stops = list(tour.stops.select_related("host", "business"))
    hosting.ask_hosts(tour, stops, at=at)
    hosting.answer(stops[0], says=Stop.Host.YES, at=at, words="Parkér bag huset.")
    timing.find_best(tour, at=at)
    hosting.tell_hours(tour, tour.stops.select_related("host", "business"), at=at)
    return tour


def pages_of(place: Network, coordinator: User) -> dict[str, dict[str, int | str]]:
    """The keys of a tour's pages, by name."""
    firm = factories.business("Møn Keramik", postcode="4780")
    factories.member(place, "Karen Ler", firm=firm)
    tour = plan(place, coordinator, at=timezone.now())
    stop = tour.stops.get(business=firm) if tour.stops.filter(business=firm).exists() else tour.stops.latest("pk")
    of_tour: dict[str, int | str] = {"pk": tour.pk}
    names = ["tour", "tour_edit", "tour_best", "tour_ask", "tour_tell", "tour_hold", "tour_remove", "tour_put_back"]
    found = dict.fromkeys([*names, "tour_drives", "tour_hosts", "stop_new"], of_tour)
    found["tour_host_add"] = of_tour | {"business_pk": firm.pk}
    of_stop = of_tour | {"stop_pk": stop.pk}
    found |= dict.fromkeys(
        ["stop_edit", "stop_move", "stop_lock", "stop_answer", "stop_remove", "stop_put_back"], of_stop
    )
    return {f"landscape:{name}": keys for name, keys in found.items()}
