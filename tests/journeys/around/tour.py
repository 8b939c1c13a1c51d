"""A tour of business visits: chosen, asked, answered by its link, ordered, held as a meeting that everybody can read."""

from datetime import timedelta

from django.utils import timezone

from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.services.tours.hosting import address_for
from mikrovirk.networks.models import Network
from tests.journeys.cast import Cast, Player
from tests.journeys.world import Someone

TITLE = "Besøg i værkstederne"


def visit(cast: Cast) -> None:
    """From the coordinator's plan to a meeting in the plan."""
    coordinator = cast.role("Coordinator")
    plan(coordinator)
    choose(coordinator)
    tour = Tour.objects.get(title=TITLE)
    for stop in tour.stops.order_by("pk"):
        answer(cast, stop)
    hold(coordinator, tour)


def plan(coordinator: Player) -> None:
    coordinator.opens("/networks/mikrovirk/plan/")
    coordinator.press("Business visits")
    coordinator.looks()
    coordinator.press("A new tour")
    coordinator.types("Title", TITLE)
    coordinator.types("Day", (timezone.localdate() + timedelta(days=33)).isoformat())
    coordinator.types("Starts at", "09:00")
    coordinator.types("Back at the latest", "15:00")
    coordinator.types("Where you meet", "Stege Bibliotek")
    coordinator.types("Postcode", "4780")
    coordinator.looks()
    coordinator.press("Save the tour")


def choose(coordinator: Player) -> None:
    """Two members, and the mails to them."""
    coordinator.looks()
    for _each in range(2):
        coordinator.press("Visit them")
    coordinator.press("To the tour")
    coordinator.press("Find the best order")
    coordinator.looks()
    coordinator.press("Ask the hosts")
    coordinator.reads("All hosts are asked. Who has not answered can be asked again after three days.")


def answer(cast: Cast, stop: Stop) -> None:
    """The host opens the link of the mail and says yes, without signing in."""
    host = Someone(cast.world, cast.browser, phone=True)
    host.opens(address_for(stop))
    host.looks()
    host.types("What the group should know", "Parkér bag huset.")
    host.press("Yes, you are welcome")
    host.reads("Thank you! You get a mail with the hour once it is settled.", "I cannot after all")
    host.leaves()


def hold(coordinator: Player, tour: Tour) -> None:
    slug = Network.objects.get(slug="mikrovirk").slug
    coordinator.opens(f"/networks/{slug}/tours/{tour.pk}/")
    coordinator.press("Make it a meeting")
    coordinator.reads(TITLE, "The meeting has the tour as its agenda.")
    coordinator.opens(f"/networks/{slug}/tours/{tour.pk}/timetable/")
    coordinator.looks()
