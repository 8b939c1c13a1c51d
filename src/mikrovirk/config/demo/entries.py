"""Networks and offers round the example region's networks: confirmed, waiting for an answer, long unanswered, closed, taken out."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.landscape.models import Entry, Feed
from mikrovirk.landscape.services.entries import asking, writing
from mikrovirk.landscape.services.entries.own_networks import keep_own_networks
from mikrovirk.networks.models import Network

Kind = Entry.Kind
A_DAY = timedelta(days=1)
LONG_AGO, LATELY = 400 * A_DAY, 20 * A_DAY  # when most were written in, and the newest
CONFIRMED, SILENT_SINCE = 15 * A_DAY, 280 * A_DAY


@dataclass(frozen=True)
class Facts:
    """One entry of the story; `confirmed`: how long ago its owner said that it is right, None: never."""

    kind: str
    name: str
    about: str
    postcode: str
    owner: tuple[str, str]
    confirmed: timedelta | None = CONFIRMED
    said: dict[str, Any] = field(default_factory=dict)


VORDINGBORG = (
    Facts(Kind.OFFER, "Erhvervscafé på havnen", "En time med en erhvervskonsulent. Kom med det, du tumler med.", "4760", ("Henny Dahlgaard", "kontakt@vordingborg-erhverv.example"), said={"audience": "starting", "is_free": True, "how_often": "Hver anden onsdag kl. 13", "place": "Sydhavnsvej 12"}),
    Facts(Kind.ERFA, "Møns Erfa", "Otte virksomheder, der lægger tallene på bordet for hinanden.", "4780", ("Gitte Rosenlund", "gitte@moens-erfa.example"), said={"audience": "established", "price": "600 kr. om året", "how_often": "Den første torsdag i måneden", "place": "Storegade 22"}),
    Facts(Kind.NETWORK, "Selvstændige på Møn", "Morgenkaffe og en snak om det at stå alene.", "4780", ("Karl Emil Hage", "karlemil@selvstaendige-moen.example"), said={"is_free": True, "how_often": "Den sidste fredag i måneden", "place": "Havnevej 3"}),
    Facts(Kind.NETWORK, "Kvinder med egen virksomhed", "Netværk for kvinder, der driver noget selv.", "4780", ("Rikke Thybo", "rikke@kvinder-egen.example"), said={"price": "150 kr. pr. gang", "how_often": "Seks gange om året", "place": "Kostervej 9"}),
    Facts(Kind.COWORKING, "Kontorfællesskabet Bryggen", "Skrivebord, møderum og en, der har lavet kaffe.", "4760", ("Jonas Brink", "jonas@bryggen-kontor.example"), said={"price": "900 kr. om måneden", "is_free": False, "how_often": "Åbent alle hverdage", "place": "Algade 81"}),
    Facts(Kind.ERFA, "Håndværkernes morgenmøde", "Rundstykker og opgaver, der kan deles.", "4720", ("Finn Tofte", "finn@morgenmoede.example"), SILENT_SINCE, {"audience": "trade", "industries": "F", "price": "Alle betaler for sig selv"}),
    Facts(Kind.NETWORK, "Startklar i Præstø", "", "4720", ("Mie Ager", "mie@startklar-praestoe.example"), None, {"audience": "starting"}),
)  # fmt: skip
GULDBORGSUND = (
    Facts(Kind.OFFER, "Vækstsamtale på Falster", "To timer om, hvor virksomheden skal hen.", "4800", ("Liv Skov", "liv@falster-vaekst.example"), said={"is_free": True, "how_often": "Efter aftale", "place": "Stationspladsen 1"}),
    Facts(Kind.NETWORK, "Falsters Netværk", "For virksomheder med de første fem år bag sig.", "4800", ("Ulrik Bang", "ulrik@falsters-netvaerk.example"), said={"audience": "established", "price": "1.200 kr. om året", "how_often": "Hver måned"}),
    Facts(Kind.COWORKING, "Kontorhotellet i Sakskøbing", "Kontorer fra en dag og op.", "4990", ("Poul Vang", "poul@kontorhotel.example"), SILENT_SINCE, {"price": "Fra 150 kr. om dagen", "is_free": False}),
    Facts(Kind.ERFA, "Turismens erfa-gruppe", "", "4871", ("Anja Holt", "anja@turisme-erfa.example"), None, {"audience": "trade", "industries": "I"}),
)  # fmt: skip
CLOSED = {
    "0390": Facts(Kind.NETWORK, "Præstø Iværksætterklub", "", "4720", ("Ole Krag", "ole@klubben.example")),
    "0376": Facts(Kind.NETWORK, "Gedser Erhvervsklub", "", "4874", ("Inga Lau", "inga@gedser-klub.example")),
}
TAKEN_OUT = Facts(Kind.OTHER, "Vind en firmabil", "Reklame, der ikke hører hjemme her.", "", ("", ""), None)


def fill(*, now: datetime) -> None:
    """Both municipalities in mid-life; the mails to those who are to be asked wait for approval."""
    keep_own_networks(now=now - LONG_AGO)
    for slug, entries in (("mikrovirk", VORDINGBORG), ("mikronet", GULDBORGSUND)):
        network = Network.objects.get(slug=slug)
        by = User.objects.get(email=f"koordinator@{slug}.example")
        for facts in entries:
            add(facts, network, by, now=now)
        closed = add(CLOSED[network.municipality_code], network, by, now=now)
        writing.close_entry(closed, at=now - 40 * A_DAY)
    mikrovirk = Network.objects.get(slug="mikrovirk")
    mona = User.objects.get(email="koordinator@mikrovirk.example")
    writing.remove_entry(add(TAKEN_OUT, mikrovirk, mona, now=now), at=now - 10 * A_DAY, by=mona)
    by_calendar("Erhvervscafé på havnen", "Vordingborg Erhverv")
    by_calendar("Vækstsamtale på Falster", "Business Lolland-Falster")
    Entry.objects.exclude(network=None).update(is_free=True, how_often="En aften om måneden")
    asking.ask_owners(now=now)


def add(facts: Facts, network: Network, by: User, *, now: datetime) -> Entry:
    """Write it in, asked and answered as the story has it."""
    name, email = facts.owner
    entry = writing.add_entry(
        by=by, at=now - (LONG_AGO if facts.confirmed else LATELY), codes=[network.municipality_code], asking_network=network,
        kind=facts.kind, name=facts.name, about=facts.about, postcode=facts.postcode, owner_name=name, owner_email=email,
        contact_name=name, contact_email=email, **facts.said,
    )  # fmt: skip
    if facts.confirmed:
        asking.mark_asked([entry], at=now - facts.confirmed - 3 * A_DAY)
        writing.confirm(entry, at=now - facts.confirmed)
    return entry


def by_calendar(entry: str, feed: str) -> None:
    """Their calendar is among those that are read: it says when something was last held."""
    Entry.objects.filter(name=entry).update(feed=Feed.objects.filter(name=feed).first())
