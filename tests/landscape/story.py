"""A library's calendar that the journeys go on from: read, with something wrong in it, so that its owner is written to."""

from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Feed
from mikrovirk.landscape.services import visiting
from mikrovirk.landscape.services.apart import read_here
from mikrovirk.landscape.services.feeds import add_feed
from mikrovirk.networks.models import Network
from tests.factories.landscape import VORDINGBORG, answering

WORDS = ("Højtlæsning",)  # what the library wrote


def tell(network: Network, coordinator: User, *, at: datetime) -> Feed:
    """The feed, read once; nobody is asked for it again."""
    feed = add_feed(
        by=coordinator,
        at=at,
        network=network,
        kind=Feed.Kind.CALENDAR,
        name="Biblioteket",
        municipality_code=network.municipality_code or VORDINGBORG,
        url="https://bibliotek.example/kalender.ics",
        website="https://bibliotek.example/",
        owner_name="Bo Blad",
        owner_email="bo@bibliotek.example",
        town="Stege",
    )
    visiting.visit(feed, now=at, fetching=answering(kalender(at)), reading=read_here)
    Feed.objects.filter(pk=feed.pk).update(next_at=None)
    return feed


def kalender(at: datetime) -> bytes:
    """Two activities to come, one of them cancelled, and one that nobody can place."""
    days = [f"{at + timedelta(days=number):%Y%m%d}T170000Z" for number in (3, 9)]
    lines = [
        "BEGIN:VCALENDAR",
        f"BEGIN:VEVENT\nUID:1\nDTSTART:{days[0]}\nSUMMARY:Åben café\nLOCATION:Storegade 10\\, 4780 Stege\nEND:VEVENT",
        f"BEGIN:VEVENT\nUID:2\nDTSTART:{days[1]}\nSUMMARY:Strikkecafé\nSTATUS:CANCELLED\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:3\nSUMMARY:Højtlæsning\nEND:VEVENT",
        "END:VCALENDAR",
    ]
    return "\n".join(lines).encode()
