"""The invented people and businesses of the example region. The same every time: nothing here is left to chance."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from mikrovirk.accounts.models import User
from mikrovirk.config.demo.facts import FIRST_NAMES, LAST_NAMES, TRADES, NetworkFacts
from mikrovirk.directory.forms.profile import LISTING_WORDING
from mikrovirk.directory.models import Business, Consent, Membership, Person
from mikrovirk.directory.queries.people import listing_purpose
from mikrovirk.directory.services import search_texts
from mikrovirk.networks.models import Network, Role

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "Æ": "ae", "Ø": "oe", "Å": "aa"})
CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class Invented:
    """One invented member with a business of their own."""

    name: str
    email: str
    phone: str
    business: dict[str, str]
    joined: date


def invent(facts: NetworkFacts, chance: random.Random, *, today: date) -> list[Invented]:
    """The members of one network: most joined over two years, the newest these last weeks."""
    made: list[Invented] = []
    names: set[str] = set()
    while len(made) < facts.members:
        first, last = chance.choice(FIRST_NAMES), chance.choice(LAST_NAMES)
        if (name := f"{first} {last}") in names:
            continue
        names.add(name)
        number = len(made)
        since_days = days_since_joining(facts, number, chance)
        trade = TRADES[number % len(TRADES)]
        postcode, town = facts.towns[number % len(facts.towns)]
        firm = chance.choice(trade.names).format(first=first, last=last, town=town)
        # Addresses of one network end alike, so that nobody is in two by accident.
        email = f"{address_part(first)}.{address_part(last)}@{slugify(firm.translate(LETTERS)) or 'firma'}.{facts.slug}.example"
        business = {
            "name": firm,
            "cvr": cvr_number(chance),
            "industry": trade.industry,
            "postcode": postcode,
            "town": town,
            "offers": trade.offers,
            "seeks": trade.seeks,
            "about": f"{trade.offers}. Vi holder til i {town}.",
        }
        made.append(
            Invented(
                name,
                email,
                f"+45{chance.randrange(20_000_000, 99_999_999)}",
                business,
                today - timedelta(days=since_days),
            )
        )
    return made


def days_since_joining(facts: NetworkFacts, number: int, chance: random.Random) -> int:
    """The first six are the newest members, and every third was there from the beginning; a fading network gets no new ones."""
    if facts.is_fading:
        return chance.randrange(735, 765) if number > 4 else chance.randrange(400, 700)
    if number < 6:
        return 3 + number * 6
    return chance.randrange(735, 765) if number % 3 == 0 else chance.randrange(40, 735)


def address_part(word: str) -> str:
    return slugify(word.translate(LETTERS)).replace("-", ".")


def cvr_number(chance: random.Random) -> str:
    """A number that passes the check and begins with 9: those are not given out."""
    while True:
        digits = [9, *(chance.randrange(10) for _ in range(7))]
        if sum(weight * digit for weight, digit in zip(CVR_WEIGHTS, digits, strict=True)) % 11 == 0:
            return "".join(map(str, digits))


def settle(network: Network, members: list[Invented], chance: random.Random, *, listed: bool) -> list[Person]:
    """Store the members with their businesses; two in three chose to be seen where there is a directory."""
    users = User.objects.bulk_create(
        User(email=m.email, full_name=m.name, password=make_password(None)) for m in members
    )
    people = Person.objects.bulk_create(
        Person(user=user, phone=m.phone, listed_at_meetings=number % 3 != 2)
        for number, (user, m) in enumerate(zip(users, members, strict=True))
    )
    businesses = Business.objects.bulk_create(
        Business(
            **m.business,
            slug=f"{slugify(m.business['name'].translate(LETTERS))[:50]}-{m.business['cvr']}",
            listed_at=person.created_at if listed and number % 3 != 1 else None,
        )
        for number, (m, person) in enumerate(zip(members, people, strict=True))
    )
    Consent.objects.bulk_create(
        Consent(
            person=person, purpose=listing_purpose(business), wording=str(LISTING_WORDING), given_at=business.listed_at
        )
        for person, business in zip(people, businesses, strict=True)
        if business.listed_at
    )
    Membership.objects.bulk_create(
        Membership(
            person=person,
            network=network,
            business=business,
            joined_date=m.joined,
            came=chance.choice(
                [Membership.Came.SELF, Membership.Came.GUEST, Membership.Came.INVITED, Membership.Came.OFFICE]
            ),
            introduced_date=m.joined + timedelta(days=45) if number > 7 else None,
            job_title="Indehaver",
        )
        for number, (m, person, business) in enumerate(zip(members, people, businesses, strict=True))
    )
    Role.objects.bulk_create(
        Role(user=user, name=Role.Name.MEMBER, network=network, since_date=m.joined)
        for user, m in zip(users, members, strict=True)
    )
    search_texts.refresh_search_texts()
    return people
