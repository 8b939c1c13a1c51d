"""The rows that are measured: one network with 200 meetings, 2,000 people and 2,000 sign-ups, and somebody to look at them.

`MIKROVIRK_DATA=… python -m benchmarks.world [MOMENT]` fills the empty installation there. The rows are the same every
time, counted from the moment given (ISO; else now).
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count, cycle, islice
from typing import Any

MEETINGS, PAST_MEETINGS = 200, 60
PEOPLE = 2_000
SIGN_UPS = 2_000
SLUG = "mikrovirk"
PLAIN_BACKEND = "django.contrib.auth.backends.ModelBackend"

FIRST_NAMES = (
    "Anne Bo Camilla Dorte Erik Freja Gitte Hans Inge Jørn Karen Lars Mette Niels Olga Per Rikke Søren Tove Åse".split()
)
LAST_NAMES = (
    "Andersen Bæk Clausen Dahl Eriksen Friis Grøn Holm Iversen Juhl Krogh Lund Møller Nygaard Østergård Poulsen".split()
)
TRADES = (
    ("Frisør", "Frisør", "Klip, farve og opsætning til bryllup"),
    ("Anlægsgartneri", "Anlægsgartner", "Haver, belægning og beskæring af frugttræer"),
    ("Regnskab", "Revision og bogføring", "Bogføring, moms og årsregnskab for de helt små"),
    ("Tømrer", "Tømrer og snedker", "Tage, vinduer og nænsom renovering af gamle huse"),
    ("Keramik", "Kunsthåndværk", "Håndlavede kopper og fade, kurser i weekenden"),
    ("Webdesign", "It og hjemmesider", "Hjemmesider, webshop og billeder til nettet"),
    ("Fysioterapi", "Sundhed", "Behandling, holdtræning og besøg på arbejdspladsen"),
    ("Bageri", "Fødevarer", "Surdejsbrød, kager og frokost ud af huset"),
)
TOWNS = (
    ("4780", "Stege"),
    ("4760", "Vordingborg"),
    ("4720", "Præstø"),
    ("4800", "Nykøbing Falster"),
    ("4793", "Bogø By"),
)
TALKS = (
    ("Salg uden at sælge", "Sådan taler du med kunder, så de selv vil købe.\nTre spørgsmål, du kan stille allerede i morgen.\nVi øver os to og to."),
    ("Moms på en halv time om måneden", "Bilag, frister og det, der oftest går galt.\nDu får en tjekliste med hjem."),
    ("Fra timepris til fast pris", "Hvad er dit arbejde værd for kunden?\nRegn på et af dine egne tilbud.\nTag lommeregneren med."),
    ("Sammen om de store opgaver", "Når to små virksomheder byder som én.\nAftaler, ansvar og penge."),
)  # fmt: skip
SEARCHED = ("holm", "stege", "webshop", "friis keramik", "bageri")  # found by both, without word forms


@dataclass(frozen=True)
class Subject:
    """What the measured pages are about."""

    meeting: int  # the one that is opened and signed up for
    session: str  # cookie of a signed-in coordinator
    floor_session: str  # the same person, signed in to the floor


def fill(now: datetime) -> Subject:
    """Put the rows into the empty tables of the installation that Django is set up for."""
    from mikrovirk.networks.models import Installation

    Installation.objects.create(pk=1, region="Storstrøm")
    network = add_network()
    people = add_people(network, now)
    meetings = add_meetings(network, now)
    add_sign_ups(meetings, people)
    from django.conf import settings

    sessions = (add_session(network, backend) for backend in (settings.AUTHENTICATION_BACKENDS[0], PLAIN_BACKEND))
    return Subject(meetings[PAST_MEETINGS].pk, *sessions)


def add_network() -> Any:
    """The network with every part on and the shipped formats."""
    from mikrovirk.accounts.models import User
    from mikrovirk.networks.models import Network, Organisation, Role
    from mikrovirk.networks.parts import KEYS
    from mikrovirk.programme.services.setup import prepare_network

    host = Organisation.objects.create(slug="vordingborg-erhverv", name="Vordingborg Erhverv", kind="business_council")
    network = Network.objects.create(
        slug=SLUG,
        name="MikroVirk",
        purpose="Et åbent netværk for mikrovirksomheder i alle brancher.",
        host=host,
        contact_name="Sanne Bæk",
        contact_email="sanne@erhverv.example",
        parts=sorted(KEYS),
    )
    prepare_network(network)
    coordinator = User.objects.create_user("sanne@erhverv.example", full_name="Sanne Bæk")
    Role.objects.create(user=coordinator, name=Role.Name.COORDINATOR, network=network, since_date="2020-01-01")
    return network


def names() -> Iterator[str]:
    for number in count():
        first, last = FIRST_NAMES[number % 20], LAST_NAMES[(number // 20) % 16]
        between = LAST_NAMES[(number // 320) % 16]
        yield f"{first} {between} {last}" if number >= 320 else f"{first} {last}"


def add_people(network: Any, now: datetime) -> list[Any]:
    """Members, each with a business of their own."""
    from mikrovirk.accounts.models import User
    from mikrovirk.directory.models import Business, Membership, Person
    from mikrovirk.directory.services.search_texts import refresh_search_texts
    from mikrovirk.networks.models import Role

    users = User.objects.bulk_create(
        User(email=f"medlem{number}@firma{number % 700}.example", full_name=name, password="!")
        for number, name in enumerate(islice(names(), PEOPLE))
    )
    people = Person.objects.bulk_create(
        Person(user=user, phone=f"+45{20_000_000 + 37 * number}", search_text="") for number, user in enumerate(users)
    )
    businesses = Business.objects.bulk_create(business_of(number, user.full_name) for number, user in enumerate(users))
    today = now.date()
    Membership.objects.bulk_create(
        Membership(
            person=person,
            business=business,
            network=network,
            joined_date=today - timedelta(days=number * 7 % 2_500),
            came=Membership.Came.IMPORT,
        )
        for number, (person, business) in enumerate(zip(people, businesses, strict=True))
    )
    Role.objects.bulk_create(
        Role(user=user, name=Role.Name.MEMBER, network=network, since_date=today) for user in users
    )
    refresh_search_texts()
    return people


def business_of(number: int, owner: str) -> Any:
    from mikrovirk.directory.models import Business

    word, industry, offers = TRADES[number % len(TRADES)]
    postcode, town = TOWNS[number % len(TOWNS)]
    name = f"{owner.rsplit(maxsplit=1)[-1]}s {word} {number}"
    return Business(
        name=name,
        slug=f"virksomhed-{number}",
        industry=industry,
        address=f"Storegade {number % 120 + 1}",
        postcode=postcode,
        town=town,
        offers=offers,
        seeks="Kunder i nabokommunen og nogen at dele en messe med.",
    )


def add_meetings(network: Any, now: datetime) -> list[Any]:
    """Published meetings a week apart, the first ones held already; each with venue, format, talk and agenda."""
    from mikrovirk.programme.models import AgendaItem, Format, Meeting, Talk, Venue
    from mikrovirk.programme.queries.feeds import event_of

    venues = [
        Venue.objects.create(network=network, **words)
        for words in (
            {"name": "Møn Bibliotek", "address": "Møllebrøndstræde 12", "postcode": "4780", "town": "Stege", "capacity": 5_000,
             "parking": "Parkér gratis bag biblioteket.", "latitude": "54.98630", "longitude": "12.28380"},
            {"name": "Stars", "address": "Algade 84", "postcode": "4760", "town": "Vordingborg", "capacity": 5_000,
             "parking": "Fire pladser i gården, ellers ved stationen.", "latitude": "55.00850", "longitude": "11.91030"},
        )
    ]  # fmt: skip
    formats = list(Format.objects.filter(network=network).prefetch_related("items"))
    meetings = [
        meeting_of(network, number, moment, format=shown, venue=venue)
        for number, moment, shown, venue in zip(
            range(MEETINGS), evenings(now), cycle(formats), cycle(venues), strict=False
        )
    ]
    Meeting.objects.bulk_create(meetings)
    for meeting in meetings:
        meeting.calendar_event = event_of(meeting)
    Meeting.objects.bulk_update(meetings, ["calendar_event"])
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=item.position, kind=item.kind, title=item.title, minutes=item.minutes)
        for meeting in meetings
        for item in meeting.format.items.all()
    )
    Talk.objects.bulk_create(
        Talk(
            network=network,
            meeting=meeting,
            title=TALKS[number % len(TALKS)][0],
            lines=TALKS[number % len(TALKS)][1],
            speaker_name=f"{FIRST_NAMES[number % 20]} {LAST_NAMES[number % 16]}",
            speaker_from="Vordingborg Erhverv",
            state=Talk.State.ACCEPTED,
        )
        for number, meeting in enumerate(meetings)
    )
    return meetings


def evenings(now: datetime) -> Iterator[datetime]:
    """Mondays at 17.30 in Denmark, a week apart."""
    from django.utils import timezone

    today = timezone.localdate(now)
    next_monday = today + timedelta(days=7 - today.weekday())
    for number in count(-PAST_MEETINGS):
        day = next_monday + timedelta(weeks=number)
        yield timezone.make_aware(datetime.combine(day, time(17, 30)))


def meeting_of(network: Any, number: int, starts_at: datetime, **fields: Any) -> Any:
    from mikrovirk.programme.models import Meeting

    return Meeting(
        network=network,
        title=f"{TALKS[number % len(TALKS)][0]} ({number + 1})",
        summary="Vi mødes, hører et oplæg og bruger hinanden.\n\nTag gerne en med, som overvejer at starte for sig selv.",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2, minutes=30),
        state=Meeting.State.PUBLISHED,
        changed_at=starts_at - timedelta(days=90),
        places_taken=SIGN_UPS // MEETINGS,
        **fields,
    )


def add_sign_ups(meetings: list[Any], people: list[Any]) -> None:
    """As many at every meeting; those who were at the past ones are checked in."""
    from mikrovirk.programme.models import SignUp

    each = SIGN_UPS // MEETINGS
    SignUp.objects.bulk_create(
        SignUp(
            meeting=meeting,
            person=people[(number * each + seat) % len(people)],
            state=SignUp.State.COMING,
            made_at=meeting.starts_at - timedelta(days=10),
            placed_at=meeting.starts_at - timedelta(days=10),
            checked_in_at=meeting.starts_at if number < PAST_MEETINGS else None,
            via="mail",
        )
        for number, meeting in enumerate(meetings)
        for seat in range(each)
    )


def add_session(network: Any, backend: str) -> str:
    """Sign the coordinator in by that backend; the key of the session."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from mikrovirk.accounts.models import User
    from mikrovirk.accounts.session_store import SessionStore

    user = User.objects.get(roles__network=network, roles__name="coordinator")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key
    return session.session_key


def main() -> None:
    import json

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
    from mikrovirk.config.commands import installation
    from tests import tables

    installation.start()
    tables.lay(migrated=True)
    installation.bring_up_to_date()

    from dataclasses import asdict

    from django.db import connection, transaction
    from django.utils import timezone

    now = datetime.fromisoformat(sys.argv[1]) if sys.argv[1:] else timezone.now()
    with transaction.atomic():
        subject = fill(now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the worker does on SQLite every day, and PostgreSQL by itself after a while
    print(json.dumps(asdict(subject)))


if __name__ == "__main__":
    main()
