"""Reading the trail: by whoever hosts the installation, and by whom it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate

from mikrovirk.accounts.models import TrailEntry, User
from mikrovirk.directory.models import Membership
from mikrovirk.fund.models import Fund
from mikrovirk.home.trail.pages import What
from mikrovirk.home.trail.wording import in_words, in_words_to_them
from mikrovirk.networks.models import Network
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named

OF_ALL_MEMBERS = (What.MEMBERS, What.MEMBERS_FILE)  # says something about every member of the network at once


@dataclass(frozen=True)
class Line:
    """One row of the trail in words."""

    at: datetime
    by: str
    what: str
    where: str
    about: str
    is_change: bool


@dataclass(frozen=True)
class Look:
    """What one of the staff saw or changed about the reader on one day, and how often."""

    on: date
    by: str
    what: str
    where: str
    count: int
    is_change: bool


def entries(*, words: str = "", what: str = "", changes: bool = False) -> QuerySet[TrailEntry]:
    """The trail, the newest first. `words`: part of the name or address of who did it, of whom it is about, or of a network."""
    found = TrailEntry.objects.select_related("by", "about").order_by("-pk")
    if words:
        by = Q(by__full_name__icontains=words) | Q(by__email__icontains=words)
        about = Q(about__full_name__icontains=words) | Q(about__email__icontains=words)
        place = Q(place__in=Network.objects.filter(name__icontains=words).values("slug")) | Q(place=words)
        found = found.filter(by | about | place)
    if what:
        found = found.filter(what=what)
    return found.filter(is_change=True) if changes else found


def lines(rows: Iterable[TrailEntry]) -> list[Line]:
    """Rows in words, with two questions however many they are."""
    rows = list(rows)
    names = names_of({row.place for row in rows})
    return [
        Line(
            row.at,
            str(row.by or ""),
            in_words(row.what),
            names.get(row.place, row.place),
            str(row.about or ""),
            row.is_change,
        )
        for row in rows
    ]


def names_of(places: set[str]) -> dict[str, str]:
    """What networks, funds and municipalities are called, by their address or code."""
    found = dict(Network.objects.filter(slug__in=places).values_list("slug", "name"))
    funds = dict(Fund.objects.filter(slug__in=places).values_list("slug", "name"))
    return funds | found | {code: named(code) for code in places & set(MUNICIPALITIES)}


def looks_at(user: User) -> QuerySet[TrailEntry, dict[str, Any]]:
    """What staff saw and changed of `user`, by day; their own looks are left out."""
    networks = Membership.objects.filter(person__user=user).values("network__slug")
    at_all = Q(about=None, what__in=OF_ALL_MEMBERS, place__in=networks)
    found = TrailEntry.objects.filter(Q(about=user) | at_all).exclude(by=user)
    days = found.annotate(on=TruncDate("at")).values("on", "by__full_name", "by__email", "what", "place", "is_change")
    return days.annotate(count=Count("pk")).order_by("-on", "by__full_name", "what", "place")


def looks(rows: Iterable[dict[str, Any]]) -> list[Look]:
    """The rows of `looks_at` in words."""
    rows = list(rows)
    names = names_of({row["place"] for row in rows})
    return [
        Look(
            on=row["on"],
            by=row["by__full_name"] or row["by__email"] or "",
            what=in_words_to_them(row["what"]),
            where=names.get(row["place"], row["place"]),
            count=row["count"],
            is_change=row["is_change"],
        )
        for row in rows
    ]


def export_of(user: User) -> list[dict[str, Any]]:
    """The same for the file somebody takes along."""
    return [
        {"day": look.on.isoformat(), "by": look.by, "what": look.what, "where": look.where, "times": look.count}
        for look in looks(looks_at(user))
    ]
