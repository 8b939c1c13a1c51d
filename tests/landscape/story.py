"""A library's calendar and an erfa group's entry that the journeys go on from: their owners are written to."""

from datetime import datetime, timedelta

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Entry, Feed
from mikrovirk.landscape.services import visiting
from mikrovirk.landscape.services.apart import read_here
from mikrovirk.landscape.services.entries import asking, writing
from mikrovirk.landscape.services.feeds import add_feed
from mikrovirk.networks.models import Network
from tests.factories.landscape import VORDINGBORG, answering

WORDS = ("Højtlæsning", "Møns Erfa")  # what the library wrote, and what the group is called


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


def tell_of_an_entry(network: Network, coordinator: User, *, at: datetime) -> Entry:
    """An erfa group that is asked whether its entry is right, asks for its link, and changes it."""
    owner = {"owner_name": "Gitte Rosenlund", "owner_email": "gitte@erfa.example", "postcode": "4780"}
    codes = [network.municipality_code or VORDINGBORG]
    said = {"by": coordinator, "at": at, "codes": codes, "asking_network": network, **owner}
    entry = writing.add_entry(kind=Entry.Kind.ERFA, name="Møns Erfa", **said)
    asking.ask_owners(now=at)
    asking.send_link(entry, email="gitte@erfa.example", at=at)
    writing.change_entry(entry, at=at, by_owner=True, price="Gratis", is_free=True)
    return entry


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
