"""Tours of business visits with real rows."""

from datetime import time, timedelta
from typing import Any

from mikrovirk.directory.models import Business
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.networks.models import Network
from tests.factories import NOW, TODAY, business, member

VORDINGBORG, STEGE, PRAESTOE, KLINTHOLM = "4760", "4780", "4720", "4791"


def make_tour(place: Network, **fields: Any) -> Tour:
    """A tour from Vordingborg in three weeks, from nine to three."""
    usual = {
        "title": "Rundtur på Møn",
        "name": "Biblioteket",
        "postcode": VORDINGBORG,
        "town": "Vordingborg",
        "date": TODAY + timedelta(days=21),
        "starts_at": time(9),
        "ends_at": time(15),
        "made_at": NOW,
        "changed_at": NOW,
    }
    return Tour.objects.create(network=place, **(usual | fields))


def make_firm(place: Network, name: str, postcode: str = STEGE, **fields: Any) -> Business:
    """A business with a member in the network."""
    firm = business(name, postcode=postcode, town="Stege", address="Storegade 4", **fields)
    member(place, f"Ejer af {name}", firm=firm)
    return firm


def make_stop(tour: Tour, name: str, postcode: str = STEGE, **fields: Any) -> Stop:
    """A visit at a member's business, whose host has not been asked."""
    firm = make_firm(tour.network, name, postcode)
    host = firm.memberships.get().person.user
    usual = {
        "business": firm,
        "host": host,
        "name": name,
        "postcode": postcode,
        "town": "Stege",
        "address": "Storegade 4",
    }
    return Stop.objects.create(tour=tour, **(usual | fields))
