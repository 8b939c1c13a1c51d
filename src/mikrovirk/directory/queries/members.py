"""Reads for the coordinator: the members of a network, found, sorted and counted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import DateField, F, Q, QuerySet, TextField, Value
from django.utils.formats import date_format
from django.utils.translation import get_language

from mikrovirk.directory.domain.phones import displayed_phone
from mikrovirk.directory.domain.search_words import query_terms
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.models import Network

PAGE = 30
NEW_FOR = timedelta(days=90)
AWAY_AFTER = timedelta(days=180)

# What the list can be narrowed to, and how it can be sorted.
MEMBERS, NEW, AWAY, BOUNCED, GUESTS, LEFT = "members", "new", "away", "bounced", "guests", "left"
ORDERS = {
    "name": ("person__user__full_name", "pk"),
    "newest": ("-joined_date", "-pk"),
    "business": ("business__name", "person__user__full_name"),
    "town": ("business__town", "person__user__full_name"),
}
MEMBER_FIELDS = (
    "person_id",
    "person__user__full_name",
    "person__user__email",
    "person__phone",
    "business__name",
    "business__town",
    "business__industry",
    "joined_date",
    "left_date",
    "person__user__bounced_at",
)


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One row of the list, ready to be printed."""

    url: str  # of the member's page
    name: str
    email: str
    phone: str
    business: str
    where: str  # town and industry
    since: str  # in words
    is_new: bool = False
    is_bounced: bool = False


def members_of(network: Network) -> QuerySet[Membership]:
    """The memberships that are running in `network`."""
    return Membership.objects.filter(network=network, left_date=None)


def members_found(
    network: Network, *, words: str = "", show: str = MEMBERS, order: str = "name", now: datetime
) -> QuerySet[Any, tuple[Any, ...]]:
    """The rows of the list as tuples of MEMBER_FIELDS; make them lines with `member_lines`."""
    if show == GUESTS:
        return guests_found(network, words)
    rows = Membership.objects.filter(network=network, left_date__isnull=show != LEFT)
    if show == NEW:
        rows = rows.filter(joined_date__gte=now.date() - NEW_FOR)
    elif show == BOUNCED:
        rows = rows.filter(person__user__bounced_at__isnull=False)
    elif show == AWAY:
        rows = rows.filter(joined_date__lt=now.date() - AWAY_AFTER).exclude(
            person__in=came_since(network, now - AWAY_AFTER)
        )
    for term in query_terms(words):
        rows = rows.filter(Q(person__search_text__contains=term.like) | Q(business__search_text__contains=term.like))
    return rows.order_by(*ORDERS.get(order, ORDERS["name"])).values_list(*MEMBER_FIELDS)


class CountedPaginator(Paginator):  # type: ignore[type-arg]
    """A paginator that is told how many rows there are in all, instead of asking."""

    def __init__(self, rows: Any, per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self.count = count


def page_of(rows: QuerySet[Any, tuple[Any, ...]], number: str | None) -> Page[Any]:
    """One page of the list. They are counted only where the first page cannot show them all."""
    if number in (None, "", "1"):
        first = list(rows[: PAGE + 1])
        count = len(first) if len(first) <= PAGE else rows.count()
        return Page(first[:PAGE], 1, CountedPaginator(rows, PAGE, count))
    return Paginator(rows, PAGE).get_page(number)


def came_since(network: Network, moment: datetime) -> QuerySet[Person]:
    """Who was checked in at one of the network's meetings since then.

    The sign-ups are the programme's, which lies above; they are asked for by the name of their relation.
    """
    return Person.objects.filter(at_meetings_of(network), sign_ups__checked_in_at__gte=moment)


def at_meetings_of(network: Network) -> Q:
    """Of people: those on the list of one of the network's meetings, but for whom another network brings to a joint one."""
    return Q(sign_ups__meeting__network=network, sign_ups__comes_with=None) | Q(sign_ups__comes_with=network)


def guests_found(network: Network, words: str) -> QuerySet[Any, tuple[Any, ...]]:
    """People who have signed up for the network's meetings and are no members, in the shape of MEMBER_FIELDS."""
    people = Person.objects.filter(pk__in=Person.objects.filter(at_meetings_of(network)).values("pk"))
    people = people.exclude(pk__in=members_of(network).values("person"))
    for term in query_terms(words):
        people = people.filter(search_text__contains=term.like)
    fields = ("pk", "user__full_name", "user__email", "phone")
    blank, no_day = Value("", TextField()), Value(None, DateField())
    return people.order_by("user__full_name", "pk").values_list(
        *fields, blank, blank, blank, no_day, no_day, F("user__bounced_at")
    )


def member_lines(rows: Any, *, address: str, today: date) -> list[MemberLine]:
    """A page's tuples as lines; `address` is the list's, under which the members' pages lie. A day is said without its weekday: nobody became a member because it was a Tuesday."""
    language = get_language() or "da"
    return [
        MemberLine(
            url=f"{address}{person}/",
            name=name or email,
            email=email,
            phone=displayed_phone(phone) if phone.startswith("+") else phone,
            business=business or "",
            where=" · ".join(filter(None, (town, industry))),
            since=day_in_words(left or joined, language) if joined else "",
            is_new=joined is not None and left is None and joined >= today - NEW_FOR,
            is_bounced=bounced is not None,
        )
        for person, name, email, phone, business, town, industry, joined, left, bounced in rows
    ]


@lru_cache(maxsize=4096)
def day_in_words(value: date, language: str) -> str:
    return date_format(value)


def joined_lately(network: Network, *, since: date) -> QuerySet[Membership]:
    """The newest members, newest first, with person and business."""
    rows = members_of(network).filter(joined_date__gte=since)
    return rows.select_related("person__user", "business").order_by("-joined_date", "-pk")


def people_known_to(network: Network) -> QuerySet[Person]:
    """Whom the network's coordinator may look up: its members, former members and guests."""
    members = Membership.objects.filter(network=network).values("person")
    guests = Person.objects.filter(at_meetings_of(network)).values("pk")
    return Person.objects.filter(Q(pk__in=members) | Q(pk__in=guests)).select_related("user", "invited_by__user")


def memberships_in(network: Network, person: Person) -> QuerySet[Membership]:
    """A person's memberships in one network, the running or latest first."""
    rows = Membership.objects.filter(network=network, person=person).select_related("business", "invited_by__user")
    return rows.prefetch_related("also_for").order_by("-joined_date", "-pk")


def member_named(network: Network, text: str) -> Person | None:
    """The one member with that e-mail address or whole name; None if there is none, or more than one."""
    text = " ".join(text.split())
    people = Person.objects.filter(memberships__network=network, memberships__left_date=None)
    found = list(people.filter(Q(user__email=text.lower()) | Q(user__full_name__iexact=text)).distinct()[:2])
    return found[0] if len(found) == 1 else None


EXPORTED = (
    "person__user__full_name",
    "person__user__email",
    "person__phone",
    "job_title",
    "business__name",
    "business__cvr",
    "business__address",
    "business__postcode",
    "business__town",
    "business__industry",
    "business__website",
    "business__offers",
    "business__seeks",
    "joined_date",
    "note",
)


def exported_members(network: Network) -> QuerySet[Membership, tuple[Any, ...]]:
    """Every member as tuples of EXPORTED, by name."""
    return members_of(network).order_by("person__user__full_name", "pk").values_list(*EXPORTED)
