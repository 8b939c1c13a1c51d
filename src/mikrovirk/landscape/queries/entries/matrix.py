"""Reads: who is served by what in a municipality, with what is missing and what overlaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from mikrovirk.landscape.domain.served import Offer, Overlap, Row, matrix, overlaps
from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.queries.asked import EVERYWHERE
from mikrovirk.landscape.queries.entries.asked import TRADES, EntriesAsked
from mikrovirk.landscape.queries.entries.listing import entries_in
from mikrovirk.register.domain.municipalities import danish_order
from mikrovirk.register.domain.towns import towns_of

BY_KIND, BY_TOWN, BY_TRADE = "kind", "town", "trade"
WAYS = (BY_KIND, BY_TOWN, BY_TRADE)
NOWHERE = ""  # the row of what is in no one town


@dataclass(frozen=True)
class Served:
    """The matrix, and where several are for the same people in the same town."""

    rows: tuple[Row, ...]
    overlaps: tuple[Overlap, ...]
    count: int


def served_in(code: str, by: str) -> Served:
    """The matrix of a municipality by kind, by town or by trade. One query."""
    columns = ("pk", "name", "network__name", "kind", "audience", "industries", "town")
    offers = [
        Offer(pk, of_network or name, kind, audience, industries, town)
        for pk, name, of_network, kind, audience, industries, town in entries_in(EntriesAsked(code)).values_list(
            *columns
        )
    ]
    if by == BY_TOWN:
        keys = towns_to_show(code, (offer.town for offer in offers))
        rows = matrix(offers, keys, lambda offer: [offer.town])
    elif by == BY_TRADE:  # what is for every trade is no answer to which trades have something of their own
        rows = matrix(offers, TRADES, lambda offer: offer.industries)
    else:
        rows = matrix(offers, Entry.Kind.values, lambda offer: [offer.kind])
        rows = [row for row in rows if row.key != Entry.Kind.OTHER or len(row.missing) == 0]
    return Served(tuple(rows), tuple(overlaps(offers)), len(offers))


def towns_to_show(code: str, theirs: Iterable[str]) -> list[str]:
    """The municipality's towns and those that are named, in Danish order; last what is in no one town."""
    named = set(theirs)
    own = {town.name for town in towns_of(code)} if code != EVERYWHERE else set()
    return [*sorted((own | named) - {NOWHERE}, key=danish_order), *([NOWHERE] if NOWHERE in named else [])]
