"""Reads: whom somebody would rather not meet. Each of these starts from the reader: nobody sees another's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.search_words import folded, query_terms
from mikrovirk.directory.models import Membership, Person
from mikrovirk.live.models import Apart, Card, CardAnswer, CardHint, LeftOut
from mikrovirk.live.queries.cards import PART
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, networks_for
from mikrovirk.programme.queries.attending import name_key

FOUND_AT_MOST, LOOKED_AT_MOST = 12, 200


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody, with the business by which one knows them."""

    pk: int
    name: str
    business: str


def networks_with_cards(user: User) -> list[Network]:
    """The networks in which the user takes part and where whom to meet is on."""
    return [network for network in networks_for(user, needs=Permission.TAKE_PART) if has_part(network, PART)]


def apart_of(person: Person) -> list[Other]:
    """Those this person would rather not be put together with, by name. Two queries."""
    rows = person.apart_from.values_list("other", "other__user__full_name")
    return in_order(dict(rows))


def others_in(person: Person, networks: Iterable[Network]) -> QuerySet[Person]:
    """The other members of these networks."""
    memberships = Membership.objects.filter(network__in=networks, left_date=None)
    return Person.objects.filter(pk__in=memberships.values("person")).exclude(pk=person.pk)


def found_by_name(person: Person, networks: Iterable[Network], wanted: str) -> list[Other]:
    """Members with that in their name, whom one has not set apart yet. Two queries.

    The stored text holds addresses too, which one member may not try out on another: so the name itself is looked at.
    """
    rows = others_in(person, networks).exclude(pk__in=person.apart_from.values("other"))
    terms = query_terms(wanted)
    for term in terms:
        rows = rows.filter(search_text__contains=term.like)
    names = rows.order_by("user__full_name", "pk").values_list("pk", "user__full_name")[:LOOKED_AT_MOST]
    found = {pk: name for pk, name in names if all(term.text in folded(name) for term in terms)}
    return in_order(dict(list(found.items())[:FOUND_AT_MOST]))


def in_order(names: dict[int, str]) -> list[Other]:
    memberships = Membership.objects.filter(person__in=names, left_date=None, business__isnull=False)
    business = dict(memberships.values_list("person", "business__name"))
    return sorted((Other(pk, name, business.get(pk, "")) for pk, name in names.items()), key=lambda o: name_key(o.name))


def export_of(user: User) -> dict[str, Any]:
    """What is kept of somebody about whom to meet, as plain values: their own choices, and nobody's about them."""
    mine = Q(first__person__user=user) | Q(second__person__user=user)
    cards = Card.objects.filter(mine).values_list(
        "evening__meeting__title", "first__person__user__full_name", "second__person__user__full_name", "made_at"
    )
    answers = CardAnswer.objects.filter(sign_up__person__user=user)
    return {
        "whom_to_meet": [
            {"meeting": title, "between": [first or "", second or ""], "made_at": at.isoformat()}
            for title, first, second, at in cards.order_by("made_at", "pk")
        ],
        "talked": [
            {"meeting": title, "talked": talked, "useful": useful, "at": at.isoformat()}
            for title, talked, useful, at in answers.order_by("at", "pk").values_list(
                "card__evening__meeting__title", "talked", "useful", "at"
            )
        ],
        "rather_not_with": list(
            Apart.objects.filter(person__user=user).order_by("at").values_list("other__user__full_name", flat=True)
        ),
        "leave_me_out": LeftOut.objects.filter(person__user=user).exists(),
        "how_the_others_find_me": list(
            CardHint.objects.filter(sign_up__person__user=user).order_by("pk").values_list("text", flat=True)
        ),
    }
