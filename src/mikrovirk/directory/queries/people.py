"""Reads about single people: what others see of them, and what they get out."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet

from mikrovirk.accounts.links import LinkInvalid, read, sign
from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.directory.models import Business, Consent, JoinRequest, Membership, Person
from mikrovirk.directory.permissions import Viewer, may_see
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody sees of a person; "" where they may not, or there is nothing."""

    pk: int
    name: str
    job_title: str = ""
    phone: str = ""
    phone_number: str = ""  # as it is dialled
    email: str = ""
    about: str = ""
    has_picture: bool = False


def seen_by(person: Person, viewer: Viewer, *, job_title: str = "") -> Seen:
    """The person as `viewer` sees them."""

    def shown(audience: str, value: str) -> str:
        return value if may_see(audience, viewer) else ""

    number = shown(person.phone_for, person.phone)
    return Seen(
        person.pk,
        person.name,
        job_title,
        displayed_phone(number) if number.startswith("+") else number,
        number,
        shown(person.email_for, person.email),
        shown(person.about_for, person.about),
        bool(shown(person.photo_for, person.photo.name)),
    )


def viewer_of(user: User | AnonymousUser, person: Person) -> Viewer:
    """How close `user` is to the person. At most two queries."""
    if not user.is_authenticated:
        return Viewer.ANYBODY
    if user.pk == person.user_id:
        return Viewer.SELF
    ever = Membership.objects.filter(person=person)
    if ever.filter(network__in=networks_for(user, needs=Permission.EDIT_MEMBERS)).exists():
        return Viewer.OFFICE
    running = ever.filter(left_date=None, network__in=networks_for(user, needs=Permission.SEE_NETWORK))
    return Viewer.MEMBER if running.exists() else Viewer.ANYBODY


def people_behind(business: Business, user: User | AnonymousUser) -> list[Seen]:
    """Who is a member for the business, as `user` sees them.

    The public sees those who said yes to being seen with it; fellow members see all. A fixed number of queries.
    """
    running = Membership.objects.filter(Q(business=business) | Q(also_for=business), left_date=None)
    memberships = list(running.select_related("person__user").distinct().order_by("person__user__full_name"))
    agreed = set(consents_to(business).values_list("person_id", flat=True))
    mine: set[int] = set()
    office: set[int] = set()
    if user.is_authenticated:
        mine = set(networks_for(user, needs=Permission.SEE_NETWORK).values_list("pk", flat=True))
        office = set(networks_for(user, needs=Permission.EDIT_MEMBERS).values_list("pk", flat=True))
    seen: dict[int, Seen] = {}
    for membership in memberships:
        person = membership.person
        viewer = viewer_in(membership, user, mine, office)
        if viewer > Viewer.ANYBODY or person.pk in agreed:
            seen[person.pk] = seen_by(person, viewer, job_title=membership.job_title)
    return list(seen.values())


def viewer_in(membership: Membership, user: User | AnonymousUser, mine: set[int], office: set[int]) -> Viewer:
    if user.is_authenticated and membership.person.user_id == user.pk:
        return Viewer.SELF
    if membership.network_id in office:
        return Viewer.OFFICE
    return Viewer.MEMBER if membership.network_id in mine else Viewer.ANYBODY


def listing_purpose(business: Business) -> str:
    """What a consent to be seen in the public directory is called."""
    return f"listing:{business.pk}"


def consents_to(business: Business) -> QuerySet[Consent]:
    """The consents to show that business to everybody which have not been taken back."""
    return Consent.objects.filter(purpose=listing_purpose(business), withdrawn_at=None)


# --- the member's own side -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OwnBusiness:
    """One of the member's businesses; `lacks`: what others would like to read is still missing."""

    pk: int
    name: str
    slug: str
    is_listed: bool
    lacks: bool


@dataclass(frozen=True, slots=True)
class MemberCard:
    """The front of a member's own page: who they are, where they are a member, and for which businesses."""

    person: Person | None
    memberships: tuple[Membership, ...]
    businesses: tuple[OwnBusiness, ...]


def member_card(user: User) -> MemberCard:
    """What /me/ shows of the directory. At most three queries; changes nothing."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        return MemberCard(None, (), ())
    person.user = user
    memberships = tuple(own_memberships(user))
    businesses = {each.business.pk: each.business for each in memberships if each.business}
    businesses |= {other.pk: other for each in memberships for other in each.also_for.all()}
    return MemberCard(person, memberships, tuple(own_business(each) for each in businesses.values()))


def own_business(business: Business) -> OwnBusiness:
    lacks = not (business.offers and business.seeks)
    return OwnBusiness(business.pk, business.name, business.slug, business.listed_at is not None, lacks)


def own_memberships(user: User) -> QuerySet[Membership]:
    """The user's running memberships, with network and businesses."""
    rows = Membership.objects.filter(person__user=user, left_date=None).select_related("network", "business")
    return rows.prefetch_related("also_for").order_by("joined_date", "pk")


# --- invitations -----------------------------------------------------------------------------------------------------


def invite_token(person: Person, network: Network) -> str:
    """The token of a member's personal invite link; purpose "invite", values (person, network)."""
    return sign("invite", person.pk, network.pk)


def inviter_of(token: str, network: Network) -> Person | None:
    """Whose invite link it is: a member of `network` today, else None (the newcomer is welcome all the same)."""
    try:
        values = read("invite", token)
    except LinkInvalid:
        return None
    if len(values) != 2 or values[1] != network.pk:
        return None
    running = Membership.objects.filter(network=network, left_date=None).values("person")
    return Person.objects.filter(pk=values[0], pk__in=running).select_related("user").first()


def join_request_of(values: Any) -> JoinRequest | None:
    """The request to join that a link (purpose "join", one value) stands for."""
    rows = JoinRequest.objects.select_related("network", "user", "invited_by__user")
    return rows.filter(pk=values[0], network__is_open=True).first() if len(values) == 1 else None


# --- what somebody gets out ------------------------------------------------------------------------------------------


def export_of(user: User) -> dict[str, Any]:
    """Everything the directory holds about `user`, in plain values, the coordinator's notes included."""
    person = Person.objects.filter(user=user).select_related("invited_by__user").first()
    if person is None:
        return {}
    fields = ("phone", "about", "email_for", "phone_for", "photo_for", "about_for", "listed_at_meetings")
    rows = Membership.objects.filter(person=person).select_related("network", "business", "invited_by__user")
    return {
        "name": person.name,
        "email": person.email,
        **{name: getattr(person, name) for name in fields},
        "picture": person.photo.name,
        "known_since": person.created_at.isoformat(),
        "invited_by": str(person.invited_by or ""),
        "memberships": [exported_membership(each) for each in rows.prefetch_related("also_for").order_by("pk")],
        "businesses": [exported_business(each) for each in businesses_ever(person)],
        "consents": [
            {
                "purpose": each.purpose,
                "wording": each.wording,
                "how": each.how,
                "given_at": each.given_at.isoformat(),
                "withdrawn_at": each.withdrawn_at.isoformat() if each.withdrawn_at else None,
            }
            for each in person.consents.order_by("pk")
        ],
        "came_by": [
            {
                "network": each.network.name,
                "invited_by": str(each.inviter or ""),
                "found_at": each.made_at.isoformat(),
            }
            for each in person.came_by.select_related("network", "inviter__user").order_by("pk")
        ],
        "brought": sorted(
            str(each.person) for each in person.brought.filter(person__isnull=False).select_related("person__user")
        ),
        "invited": sorted(str(each.person) for each in person.invited.select_related("person__user")),
    }


def asked_to_join(user: User) -> list[dict[str, Any]]:
    """What `user` wrote when they asked to become a member, as plain values for their own copy."""
    rows = JoinRequest.objects.filter(user=user).order_by("pk")
    columns = ("name", "cvr", "town", "seeks", "standing", "made_at", "confirmed_at")
    return list(rows.values(*columns, network_name=F("network__name"), business=F("business_name")))


def exported_membership(membership: Membership) -> dict[str, Any]:
    return {
        "network": membership.network.name,
        "business": membership.business.name if membership.business else "",
        "also_for": sorted(each.name for each in membership.also_for.all()),
        "job_title": membership.job_title,
        "standing": membership.standing,
        "joined_date": membership.joined_date.isoformat(),
        "left_date": membership.left_date.isoformat() if membership.left_date else None,
        "came": membership.came,
        "invited_by": str(membership.invited_by or ""),
        "introduced_date": membership.introduced_date.isoformat() if membership.introduced_date else None,
        "note": membership.note,
    }


def businesses_of_alone(user: User) -> QuerySet[Business]:
    """The businesses that nobody else is or was behind: they go when the user is erased."""
    mine = Q(memberships__person__user=user) | Q(further_memberships__person__user=user)
    others = Business.objects.filter(
        Q(memberships__isnull=False) & ~Q(memberships__person__user=user)
        | Q(further_memberships__isnull=False) & ~Q(further_memberships__person__user=user)
    )
    return Business.objects.filter(mine).exclude(pk__in=others.values("pk")).distinct()


def businesses_ever(person: Person) -> QuerySet[Business]:
    mine = Q(memberships__person=person) | Q(further_memberships__person=person)
    return Business.objects.filter(mine).distinct().order_by("pk")


def exported_business(business: Business) -> dict[str, Any]:
    fields = ("name", "cvr", "industry", "address", "postcode", "town", "website", "about", "offers", "seeks")
    listed = business.listed_at.isoformat() if business.listed_at else None
    return {name: getattr(business, name) for name in fields} | {"listed_at": listed}
