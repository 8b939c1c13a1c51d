"""Conferences of the example region: in each municipality one to come and one that was held, with what became of its promises."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.config.demo import sessions
from mikrovirk.cooperation.mails_conferences import PROMISE_MADE
from mikrovirk.cooperation.models import Conclusion, Conference, Wish
from mikrovirk.cooperation.services import commitments, conferences, tables, wishes
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Organisation
from mikrovirk.programme.services import meetings

A_DAY = timedelta(days=1)
AGO, AHEAD = 150, 66  # days


@dataclass(frozen=True)
class Place:
    """Who holds the conferences of a municipality, and in which network's name."""

    code: str
    network: str
    office: str
    library: str
    library_email: str
    title: str
    question: str


PLACES = (
    Place("0390", "mikrovirk", "vordingborg-erhverv", "Vordingborg Bibliotekerne", "lene@vordingborgbib.example",
          "Sammen om de små virksomheder", "Hvad skal vi gøre sammen for de små virksomheder det næste år?"),
    Place("0376", "mikronet", "guldborgsund-erhvervsraad", "Guldborgsund-bibliotekerne", "birthe@guldborgsundbib.example",
          "Flere små virksomheder på Lolland-Falster", "Hvordan får flere mod på at begynde for sig selv her?"),
)  # fmt: skip
CALL = (
    "Mange gør noget for de små virksomheder, men ikke altid sammen. Vi bruger en dag på at se på tallene, høre, hvad I mangler, "
    "og aftale, hvem der gør hvad.\n\nAlle med en lille virksomhed, og alle, der arbejder for dem, er velkomne."
)
SENT = (
    ("Kan vi få én kalender, så møderne ikke ligger samme aften?", "Signe Lund"),
    ("Hvor finder man et værksted, man har råd til?", ""),
)
TOLD = ("Regler for moms og skat forklaret, så man forstår dem.", 14)
TABLES = (
    "Hvad mangler de nystartede?",
    "Hvordan hjælper vi dem, der vil vokse?",
    "Hvor og hvornår skal vi mødes?",
)
NOTES = (  # of each table
    (
        ("point", "De fleste aner ikke, hvem de skal ringe til."),
        ("proposal", "Ét telefonnummer til erhvervsservice, netværk og bibliotek."),
    ),
    (
        ("point", "Den første ansatte er det sværeste skridt."),
        ("proposal", "Nogen, der har gjort det, kan fortælle, hvordan det gik."),
    ),
    (
        ("point", "Tre møder samme torsdag, og ingen ugen efter."),
        ("promise", "Biblioteket vil gerne holde læsesalen åben for selvstændige om aftenen."),
    ),
)
CONCLUSIONS = (
    "Der skal være ét sted at spørge, når man begynder.",
    "Vi lægger ikke møder på hinandens aftener.",
)


def fill(*, now: datetime) -> None:
    """What is to come and what was held, in both municipalities."""
    for place in PLACES:
        network = Network.objects.get(slug=place.network)
        coordinator = User.objects.get(email=f"koordinator@{place.network}.example")
        office = Organisation.objects.filter(slug=place.office).first()
        was_held(place, network, office, coordinator, now=now)
        to_come(place, network, office, coordinator, now=now)


def was_held(place: Place, network: Network, office: Organisation | None, by: User, *, now: datetime) -> None:
    """Five months ago: conclusions, and promises kept, on their way, overdue, given up and declined."""
    begun = now - (AGO + 40) * A_DAY
    made = conferences.call_conference(
        code=place.code, by=by, at=begun, title="Hvem gør hvad?", organisation=office, call=CALL,
        question="Hvem gør hvad for de små virksomheder, og hvad falder mellem to stole?",
        wanted_date=timezone.localdate(now - AGO * A_DAY),
    )  # fmt: skip
    conferences.publish_call(made, at=begun)
    conferences.ask_network(made, network, by=by, at=begun)
    wrote = wishes.write_down(made, text=TOLD[0], name="", by=by, at=begun)
    wishes.answer(wrote, text="Blev til en aften på biblioteket om moms og regnskab.")
    for table, notes in zip(tables.set_tables(made, TABLES), NOTES, strict=True):
        for number, (kind, text) in enumerate(notes):
            tables.write_note(table, kind=kind, text=text, key=f"note-{number:08d}", at=now - AGO * A_DAY)
    # It was held before there was a meeting of it here.
    Conference.objects.filter(pk=made.pk).update(
        state=Conference.State.HELD,
        carrying=Conference.Carrying.YES,
        carrying_at=begun,
        held_at=now - AGO * A_DAY,
        fact_sheet_at=now - (AGO + 1) * A_DAY,
    )
    made.refresh_from_db()
    promise_there(place, made, network, office, by, now=now)


def promise_there(
    place: Place, made: Conference, network: Network, office: Organisation | None, by: User, *, now: datetime
) -> None:
    """What was promised that day, and how it went."""
    told = now - AGO * A_DAY
    first, second = (commitments.conclude(made, text=text) for text in CONCLUSIONS)
    library: dict[str, Any] = {"owner_name": place.library, "owner_email": place.library_email}
    asked: list[tuple[str, int, Conclusion | None, dict[str, Any]]] = [
        ("Holde læsesalen åben for selvstændige to aftener om ugen", -60, first, library),
        ("Samle alles møder i én kalender", 40, second, {"network": network}),
        ("Ét telefonnummer til alle, der vil begynde", -20, first, {"organisation": office, "owner_name": "" if office else "Erhvervsservice"}),
        ("En fælles messe til foråret", 90, None, {"owner_name": "Handelsstandsforeningen"}),
        ("Gratis parkering til alle netværksmøder", 30, None, {"owner_name": "Vej og Park", "was_said_there": False}),
    ]  # fmt: skip
    open_house, calendar, phone, fair, parking = (
        commitments.ask_for(
            made, by=by, at=told, text=text, due_date=timezone.localdate(now + days * A_DAY), conclusion=conclusion,
            **({"was_said_there": True} | owner),
        )
        for text, days, conclusion, owner in asked
    )  # fmt: skip
    have_left(network, by, at=told)
    commitments.keep(
        open_house, text="Åbent tirsdag og torsdag til kl. 21. I snit kommer der seks.", at=now - 70 * A_DAY
    )
    commitments.say_how_it_goes(calendar, text="Fire kalendere læses allerede.", at=now - 30 * A_DAY)
    commitments.say_how_it_goes(phone, text="Vi venter på et nummer fra it-afdelingen.", at=now - 35 * A_DAY)
    commitments.give_up(fair, why="Der var ikke penge til den i år.", at=now - 45 * A_DAY)
    commitments.decline(parking, why="Kommunen kan ikke gøre forskel på dem, der parkerer.", at=now - 90 * A_DAY)
    commitments.ask_for(
        made, by=by, at=now - 5 * A_DAY, text="Skrive til alle, der har fået CVR-nummer i år",
        due_date=timezone.localdate(now + 60 * A_DAY), **library,
    )  # fmt: skip


def have_left(network: Network, by: User, *, at: datetime) -> None:
    """The mails to those who promised something were approved and left at the time."""
    for each in network.mailings.filter(kind=PROMISE_MADE):
        mailing.approve(each, by=by, at=at)
        each.messages.filter(state=Message.State.QUEUED).update(state=Message.State.SENT, sent_at=at)


def to_come(place: Place, network: Network, office: Organisation | None, by: User, *, now: datetime) -> None:
    """In two months: called, held by the network, sign-up open; wishes come in, and one waits to be let through."""
    begun = now - 12 * A_DAY
    day = timezone.localdate(now + AHEAD * A_DAY)
    made = conferences.call_conference(
        code=place.code, by=by, at=begun, title=place.title, question=place.question, call=CALL,
        organisation=office, wanted_date=day, wishes_until=day - 7 * A_DAY,
    )  # fmt: skip
    conferences.publish_call(made, at=begun)
    conferences.ask_network(made, network, by=by, at=begun)
    venue = network.venues.order_by("pk").first()
    meeting = conferences.say_yes(made, day=day, begins=time(9), ends=time(16), venue=venue, at=begun)
    made.refresh_from_db()
    for number, (text, name) in enumerate(SENT):
        sent = wishes.send_in(made, text=text, name=name, by=None, at=now - (8 - number) * A_DAY)
        if number == 0:
            wishes.show(sent, at=now - 7 * A_DAY)
    Wish.objects.create(
        conference=made, text=TOLD[0], origin=Wish.Origin.VOICE, network=network, behind_count=TOLD[1],
        made_by=by, made_at=now - 6 * A_DAY, shown_at=now - 6 * A_DAY,
    )  # fmt: skip
    tables.set_tables(made, TABLES)
    meetings.publish_meeting(meeting, at=now - 10 * A_DAY)
    sessions.lay(meeting, now=now - 5 * A_DAY)
    if place.code == "0376":
        sessions.take_a_room_twice(meeting, now=now)
