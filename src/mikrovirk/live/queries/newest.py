"""Reads: the newest members who told of themselves and agreed to be shown to everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mikrovirk.directory.models import Audience, Consent, Membership, Person
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.programme.models import Meeting, SlotOffer
from mikrovirk.programme.queries.slots import day_of

PART, DIRECTORY = "introductions", "directory"


@dataclass(frozen=True, slots=True)
class NewMember:
    """One new member as everybody may see them."""

    person: int
    name: str
    business: str
    slug: str  # of the page in the directory
    industry: str
    town: str
    about: str
    offers: str
    seeks: str
    introduced_date: date
    has_picture: bool  # shown to everybody


FIELDS = (
    "person_id",
    "person__user__full_name",
    *(f"business__{name}" for name in ("name", "slug", "industry", "town", "about", "offers", "seeks")),
    "introduced_date",
    "person__photo",
    "person__photo_for",
)


def purpose_of(network_pk: int) -> str:
    """What a consent to be shown as new in a network is called."""
    return f"introduction:{network_pk}"


def shown_in(network: Network) -> QuerySet[Membership]:
    """The memberships of those who are shown as new in the network, newest first. Nothing is read yet.

    They told of themselves, agreed to be shown as new, and let their business be seen; taking either back hides them.
    """
    running = Membership.objects.filter(network=network, left_date=None, introduced_date__isnull=False)
    agreed = Consent.objects.filter(person=OuterRef("person"), purpose=purpose_of(network.pk), withdrawn_at=None)
    return running.filter(Exists(agreed), business__listed_at__isnull=False).order_by("-introduced_date", "-pk")


def new_in_network(network: Network, meeting: Meeting | None = None, *, most: int = 12) -> list[NewMember]:
    """Who is new in the network and may be shown to everybody, newest first; with `meeting` only those who told there.

    Two queries; none without the part "introductions".
    """
    if PART not in parts_of(network):
        return []
    rows = shown_in(network)
    if meeting is not None:
        rows = rows.filter(introduced_date=day_of(meeting.starts_at))
    return members_in(rows.values_list(*FIELDS)[:most])


def members_in(rows: Iterable[tuple[Any, ...]]) -> list[NewMember]:
    """Rows of FIELDS as they are shown."""
    return [member_in(row) for row in rows]


def member_in(row: tuple[Any, ...]) -> NewMember:
    person, name, business, slug, industry, town, about, offers, seeks, day, photo, photo_for = row
    has_picture = bool(photo) and photo_for == Audience.PUBLIC
    return NewMember(person, name, business, slug, industry, town, about, offers, seeks, day, has_picture)


# --- the member's own side -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Texts:
    """The three texts as they would stand for everybody."""

    about: str = ""
    offers: str = ""
    seeks: str = ""

    @property
    def are_empty(self) -> bool:
        return not (self.about or self.offers or self.seeks)


def texts_of(membership: Membership, offer: SlotOffer | None) -> Texts:
    """What the member wrote for the evening; where that was begun from a longer text in the directory, the longer one."""
    business = membership.business
    known = (business.about, business.offers, business.seeks) if business else ("", "", "")
    written = (offer.business_text, offer.contribution_text, offer.expectation_text) if offer else ("", "", "")
    return Texts(*(fuller(text, longer) for text, longer in zip(written, known, strict=True)))


def fuller(written: str, known: str) -> str:
    begun = written.removesuffix("…").strip()
    return known if not begun or " ".join(known.split()).startswith(begun) else written


def offer_of(membership: Membership) -> SlotOffer | None:
    """The three minutes the member had last in that network. One query."""
    accepted = SlotOffer.objects.filter(
        person=membership.person_id, meeting__network=membership.network_id, state=SlotOffer.State.ACCEPTED
    )
    return accepted.order_by("-meeting__starts_at").first()


@dataclass(frozen=True, slots=True)
class Said:
    """One yes of the member, in the words they read."""

    given_at: datetime
    withdrawn_at: datetime | None
    wording: str


@dataclass(frozen=True, slots=True)
class Showing:
    """How it stands in one network: what is shown or would be, and the history of yes and no."""

    membership: Membership
    texts: Texts
    is_shown: bool
    history: tuple[Said, ...]


def has_decided(person_pk: int, network_pk: int) -> bool:
    """Whether the person ever agreed to be shown as new: then they are not asked again. One query."""
    return Consent.objects.filter(person=person_pk, purpose=purpose_of(network_pk)).exists()


def memberships_to_show(person: Person) -> QuerySet[Membership]:
    """The person's running memberships in networks where they have told of themselves."""
    told = Membership.objects.filter(person=person, left_date=None, introduced_date__isnull=False)
    return told.select_related("network", "business", "person__user").order_by("-introduced_date", "-pk")


def showings_of(person: Person) -> list[Showing]:
    """For each network where the person has told of themselves: what everybody sees, or would. Two queries for each."""
    told = memberships_to_show(person)
    return [showing_of(membership) for membership in told if PART in parts_of(membership.network)]


def showing_of(membership: Membership) -> Showing:
    """How it stands for one membership. Two queries."""
    purpose = purpose_of(membership.network_id)
    rows = Consent.objects.filter(person=membership.person_id, purpose=purpose).order_by("-given_at")
    history = tuple(Said(row.given_at, row.withdrawn_at, row.wording) for row in rows)
    agreed = any(said.withdrawn_at is None for said in history)
    shown = bool(agreed and membership.business and membership.business.listed_at)
    return Showing(membership, texts_of(membership, None if shown else offer_of(membership)), shown, history)
