"""Who is there: municipalities, networks, everybody with a business of their own, and who runs what."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.utils.text import slugify

from benchmarks.region.rows import Rows
from benchmarks.world import TRADES, names
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.directory.services.search_texts import text_of_business, text_of_person
from mikrovirk.networks.models import Network, Organisation, Role
from mikrovirk.networks.parts import KEYS
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, Municipality
from mikrovirk.register.domain.towns import Town, towns_of

NETWORK_OF = 150  # people
FEWEST_NETWORKS = 20  # those of one municipality: also a small region has them
A_MUNICIPALITY = 2_000 / 98  # networks
STEERING = 4  # of the first members
LISTED = 10  # one of so many is in the public directory
FOUNDED = 6 * 365  # days ago


@dataclass(frozen=True)
class Place:
    """One network: what its rows need to know of it. `people` and `users` are the keys of its members, of both kinds."""

    pk: int
    slug: str
    name: str
    municipality: Municipality
    towns: tuple[Town, ...]
    coordinator: int
    people: range
    users: range


def sizes_of(people: int) -> list[int]:
    """How many people each network has: the first has its full number in every region, so that it can be compared."""
    count = max(FEWEST_NETWORKS, people // NETWORK_OF)
    others, left = divmod(people - NETWORK_OF, count - 1)
    return [NETWORK_OF, *(others + (number < left) for number in range(count - 1))]


def municipality_of(number: int) -> Municipality:
    """Where that network is: Vordingborg first, then the others in the order of their codes."""
    codes = ["0390", *sorted(code for code in MUNICIPALITIES if code != "0390")]
    return MUNICIPALITIES[codes[min(int(number / A_MUNICIPALITY), len(codes) - 1)]]


class People:
    """The tables of everybody, filled network by network."""

    def __init__(self, now: datetime) -> None:
        self.now, self.today = now, now.date()
        self.organisations = Rows(Organisation, "name", "slug", "kind", "municipality_code")
        self.networks = Rows(
            Network,
            *("slug", "name", "place", "municipality_code", "host_id", "contact_name", "contact_email"),
            purpose="Et åbent netværk for mikrovirksomheder i alle brancher.",
            parts=sorted(KEYS),
            watched_date=self.today,
            created_at=now - timedelta(days=FOUNDED),
        )
        self.users = Rows(User, "email", "full_name", password="!", created_at=now)
        self.persons = Rows(Person, "user_id", "phone", "search_text", created_at=now)
        fields = ("name", "slug", "cvr", "industry", "address", "postcode", "town", "offers", "seeks", "listed_at")
        self.businesses = Rows(Business, *fields, "search_text", created_at=now)
        came = Membership.Came.IMPORT
        self.memberships = Rows(Membership, "person_id", "business_id", "network_id", "joined_date", came=came)
        self.roles = Rows(Role, "user_id", "name", "network_id", "organisation_id", since_date=self.today)
        self.hosts: dict[str, int] = {}

    def tables(self) -> tuple[Rows, ...]:
        return (
            self.organisations,
            self.networks,
            self.users,
            self.persons,
            self.businesses,
            self.memberships,
            self.roles,
        )

    def add(self, number: int, size: int) -> Place:
        """A network with its coordinator and its members."""
        where = municipality_of(number)
        host = self.hosts.get(where.code) or self.add_municipality(where)
        towns = towns_of(where.code)
        name = f"{where.name} MikroVirk {number + 1}"
        email = f"koordinator{number}@erhverv.example"
        network = self.networks.add(
            f"netvaerk-{number + 1}", name, towns[number % len(towns)].name, where.code, host, "Sanne Bæk", email
        )
        coordinator = self.users.add(email, "Sanne Bæk")
        self.roles.add(coordinator, Role.Name.COORDINATOR, network, None)
        first, first_user = self.persons.next, self.users.next
        for seat, full_name in enumerate(islice(names(), size)):
            self.add_member(network, seat, full_name, towns)
        people, users = range(first, self.persons.next), range(first_user, self.users.next)
        return Place(network, f"netvaerk-{number + 1}", name, where, towns, coordinator, people, users)

    def add_municipality(self, where: Municipality) -> int:
        """The municipality with an officer and its business council; the key of the council, which hosts the networks."""
        slug = slugify(where.name)
        kinds = Organisation.Kind
        municipality = self.organisations.add(
            f"{where.name} Kommune", f"{slug}-kommune", kinds.MUNICIPALITY, where.code
        )
        council = self.organisations.add(f"{where.name} Erhverv", f"{slug}-erhverv", kinds.BUSINESS_COUNCIL, where.code)
        officer = self.users.add(f"erhverv@{slug}.example", "Bente Juhl")
        self.roles.add(officer, Role.Name.MUNICIPALITY, None, municipality)
        self.hosts[where.code] = council
        return council

    def add_member(self, network: int, seat: int, full_name: str, towns: tuple[Town, ...]) -> None:
        number = self.persons.next
        email, phone = f"medlem{number}@firma{number % 700}.example", f"+45{20_000_000 + 37 * number}"
        user = self.users.add(email, full_name)
        person = self.persons.add(user, phone, text_of_person(full_name, email, phone))
        business = self.businesses.add(*self.business_of(number, full_name, towns[seat % len(towns)]))
        self.memberships.add(person, business, network, self.today - timedelta(days=seat * 17 % 2_500))
        self.roles.add(user, Role.Name.MEMBER, network, None)
        if seat < STEERING:
            self.roles.add(user, Role.Name.STEERING, network, None)

    def business_of(self, number: int, owner: str, town: Town) -> tuple[Any, ...]:
        word, industry, offers = TRADES[number % len(TRADES)]
        made = Business(
            name=f"{owner.rsplit(maxsplit=1)[-1]}s {word} {number}",
            slug=f"virksomhed-{number}",
            cvr=str(10_000_000 + number),
            industry=industry,
            address=f"Storegade {number % 120 + 1}",
            postcode=town.postcode,
            town=town.name,
            offers=offers,
            seeks="Kunder i nabokommunen og nogen at dele en messe med.",
        )
        listed_at = self.now if number % LISTED == 0 else None
        words = (getattr(made, name) for name in self.businesses.own[1:-2])
        return (*words, listed_at, text_of_business(made))
