"""Reads for the directory of businesses: who chose to be seen, found, filtered and told."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.search_words import query_terms
from mikrovirk.directory.models import Business, Membership
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import installation, networks_for

PART = "directory"
VALUES_FOR = 600  # seconds that a filter's values are kept
AlsoFor = Membership.also_for.through
LINE_FIELDS = ("slug", "name", "industry", "town", "offers", "seeks", "listed_at")


@dataclass(frozen=True, slots=True)
class BusinessLine:
    """One business in the list."""

    slug: str
    name: str
    industry: str
    town: str
    offers: str
    seeks: str
    is_listed: bool  # False: seen by fellow members only


def open_directories() -> QuerySet[Network]:
    """The networks that show their businesses, by name. Asks once whether the installation offers that."""
    if PART in installation().parts_off:
        return Network.objects.none()
    parts = Cast("parts", TextField())
    return Network.objects.annotate(parts_text=parts).filter(is_open=True, parts_text__contains=f'"{PART}"')


def businesses_in(networks: Collection[int]) -> Q:
    """Businesses with a running membership in one of those networks."""
    running = Membership.objects.filter(network__in=networks, left_date=None)
    further = AlsoFor.objects.filter(membership__network__in=networks, membership__left_date=None)
    return Q(pk__in=running.values("business")) | Q(pk__in=further.values("business"))


def member_of(networks: QuerySet[Network]) -> Q:
    """The same of networks too many to gather their members: asked of each business as it is come to."""
    running = Membership.objects.filter(business=OuterRef("pk"), network__in=networks, left_date=None)
    here = {"membership__network__in": networks, "membership__left_date": None}
    return Q(Exists(running)) | Q(Exists(AlsoFor.objects.filter(business=OuterRef("pk"), **here)))


def businesses_for(
    user: User | AnonymousUser, networks: QuerySet[Network], *, in_all: bool = False
) -> QuerySet[Business]:
    """The businesses that `user` may see in those networks: the listed ones, and all in networks of their own.

    `in_all`: the networks are those of a whole region.
    """
    here = member_of(networks.order_by()) if in_all else businesses_in([network.pk for network in networks])
    seen = Q(listed_at__isnull=False) & here
    if user.is_authenticated:
        own = networks_for(user, needs=Permission.SEE_NETWORK).filter(pk__in=networks.values("pk")).values("pk")
        seen |= businesses_in(own)  # type: ignore[arg-type]
    return Business.objects.filter(seen)


def offered_in_all(user: User | AnonymousUser, networks: QuerySet[Network], field: str) -> list[str]:
    """What a filter of the whole region offers: of the listed businesses as it was ten minutes ago at most, and of those of
    the user's own networks."""
    everybody = businesses_for(AnonymousUser(), networks, in_all=True)
    found: list[str] = cache.get_or_set(f"directory:{field}", lambda: values_of(everybody, field), VALUES_FOR) or []
    if not user.is_authenticated:
        return found
    own = networks_for(user, needs=Permission.SEE_NETWORK).filter(pk__in=networks.values("pk")).values("pk")
    return sorted({*found, *values_of(Business.objects.filter(businesses_in(own)), field)})  # type: ignore[arg-type]


def business_seen(user: User | AnonymousUser) -> QuerySet[Business]:
    """Every business that `user` may open: those in the directories, and their own."""
    seen = businesses_for(user, open_directories(), in_all=True)
    if not user.is_authenticated:
        return seen
    return seen | Business.objects.filter(pk__in=businesses_of(user).values("pk"))


def narrowed(
    businesses: QuerySet[Business], *, words: str = "", industry: str = "", town: str = ""
) -> QuerySet[Business]:
    """Those that a search finds, in any Danish form of its words, and that fit the filters; by name."""
    for term in query_terms(words):
        businesses = businesses.filter(search_text__contains=term.like)
    if industry:
        businesses = businesses.filter(industry=industry)
    if town:
        businesses = businesses.filter(town=town)
    return businesses.order_by("name", "pk")


def business_lines(keys: Iterable[int]) -> list[BusinessLine]:
    """A page's businesses as lines, by name. One query."""
    rows = Business.objects.filter(pk__in=list(keys)).order_by("name", "pk").values_list(*LINE_FIELDS)
    return [
        BusinessLine(slug, name, industry, town, offers, seeks, is_listed=listed_at is not None)
        for slug, name, industry, town, offers, seeks, listed_at in rows
    ]


def values_of(businesses: QuerySet[Business], field: str) -> list[str]:
    """What a filter offers: every value that a field has among those businesses."""
    return list(businesses.exclude(**{field: ""}).order_by(field).values_list(field, flat=True).distinct())


def networks_of(business: Business) -> QuerySet[Network]:
    """The networks in which somebody is a member for the business now."""
    running = Q(memberships__business=business) | Q(memberships__also_for=business)
    return Network.objects.filter(running, memberships__left_date=None).distinct()


def businesses_of(user: User) -> QuerySet[Business]:
    """The businesses that `user` may edit: those they are a member for."""
    running = Membership.objects.filter(person__user=user, left_date=None)
    further = AlsoFor.objects.filter(membership__in=running)
    return Business.objects.filter(Q(pk__in=running.values("business")) | Q(pk__in=further.values("business")))
