"""Plain factories: real rows with sensible values; say only what the test is about."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.networks import parts as network_parts
from mikrovirk.networks.models import Network, Organisation, Role
from mikrovirk.programme.models import Format, FormatItem, ItemKind, Meeting, SignUp, Venue

_number = count(1)
TODAY = date(2027, 1, 11)
NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


def user(name: str = "", **fields: Any) -> User:
    number = next(_number)
    name = name or f"Lise Holm {number}"
    fields.setdefault("email", f"person{number}@firma.example")
    return User.objects.create_user(full_name=name, **fields)


def network(slug: str = "", *, parts: tuple[str, ...] | None = None, **fields: Any) -> Network:
    """A network with every part on, unless `parts` says which."""
    slug = slug or f"netvaerk-{next(_number)}"
    on = sorted(network_parts.KEYS) if parts is None else sorted(parts)
    return Network.objects.create(**{"slug": slug, "name": slug.capitalize(), "parts": on, **fields})


def organisation(slug: str = "vordingborg-erhverv", **fields: Any) -> Organisation:
    return Organisation.objects.create(
        **{"slug": slug, "name": "Vordingborg Erhverv", "kind": "business_council", **fields}
    )


def role(name: str, place: Network, **fields: Any) -> User:
    """A new user with the role `name` in the network."""
    somebody = user(**fields)
    days = {"since_date": TODAY}
    if name == Role.Name.SUBSTITUTE:
        days = {"since_date": TODAY - timedelta(days=400), "until_date": TODAY + timedelta(days=400)}
    Role.objects.create(user=somebody, name=name, network=place, **days)
    return somebody


def coordinator(place: Network, **fields: Any) -> User:
    return role(Role.Name.COORDINATOR, place, **fields)


def person(name: str = "", *, phone: str = "", **user_fields: Any) -> Person:
    return Person.objects.create(user=user(name, **user_fields), phone=phone)


def business(name: str = "", **fields: Any) -> Business:
    number = next(_number)
    return Business.objects.create(**{"name": name or f"Systuen {number}", "slug": f"virksomhed-{number}", **fields})


def member(
    place: Network,
    name: str = "",
    *,
    joined: date = TODAY - timedelta(days=400),
    firm: Business | None = None,
    **user_fields: Any,
) -> Person:
    """A person with a membership (and the role that goes with it) for a business of their own."""
    somebody = person(name, **user_fields)
    Membership.objects.create(
        person=somebody, network=place, business=firm or business(), joined_date=joined, came=Membership.Came.OFFICE
    )
    Role.objects.create(user=somebody.user, name=Role.Name.MEMBER, network=place, since_date=joined)
    return somebody


def venue(place: Network, **fields: Any) -> Venue:
    return Venue.objects.create(
        **{
            "network": place,
            "name": "Møn Bibliotek",
            "address": "Møllebrøndstræde 12",
            "postcode": "4780",
            "town": "Stege",
            **fields,
        }
    )


def format_1_0(place: Network) -> Format:
    """Format 1.0 with its recipe: welcome, talk, 3 × 3 minutes, questions, free networking."""
    kinds = [
        (ItemKind.WELCOME, 10),
        (ItemKind.TALK, 40),
        (ItemKind.INTRODUCTIONS, 15),
        (ItemKind.QUESTIONS, 15),
        (ItemKind.NETWORKING, 60),
    ]
    return _format(place, "1-0", "1.0", kinds)


def format_2_0(place: Network) -> Format:
    kinds = [
        (ItemKind.WELCOME, 10),
        (ItemKind.TALK, 40),
        (ItemKind.HOT_SEAT, 15),
        (ItemKind.INPUT, 20),
        (ItemKind.NETWORKING, 60),
    ]
    return _format(place, "2-0", "2.0", kinds)


def _format(place: Network, key: str, name: str, kinds: list[tuple[ItemKind, int]]) -> Format:
    made, new = Format.objects.get_or_create(network=place, key=key, defaults={"name": name, "purpose": "Til aftenen."})
    if new:
        FormatItem.objects.bulk_create(
            FormatItem(format=made, position=i, kind=kind, title=str(kind), minutes=minutes)
            for i, (kind, minutes) in enumerate(kinds)
        )
    return made


def meeting(
    place: Network,
    *,
    starts_at: datetime = NOW + timedelta(days=14, hours=7),
    state: str = Meeting.State.PUBLISHED,
    **fields: Any,
) -> Meeting:
    """A published meeting two weeks after NOW, at 17.00 in Denmark, for two and a half hours."""
    fields.setdefault("ends_at", starts_at + timedelta(hours=2, minutes=30))
    return Meeting.objects.create(
        **{"network": place, "title": "Salg uden at sælge", "starts_at": starts_at, "state": state, **fields}
    )


def sign_up(at: Meeting, who: Person, *, state: str = SignUp.State.COMING, **fields: Any) -> SignUp:
    return SignUp.objects.create(**{"meeting": at, "person": who, "state": state, **fields})
