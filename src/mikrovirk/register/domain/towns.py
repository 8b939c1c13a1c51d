"""Danish postcodes: their towns as points, and the municipality most of each lies in.

Points are in degrees of longitude and latitude (WGS 84), each inside its postcode, worked out from DAGI, Danmarks Administrative
Geografiske Inddeling (Klimadatastyrelsen, free public data, 2014). More than half of the postcodes lie in more than one
municipality: a unit's municipality is the one its address says, never the one of its postcode.
"""

from dataclasses import dataclass
from functools import cache

from mikrovirk.register.domain.municipalities import danish_order
from mikrovirk.register.domain.tables import rows_of


@dataclass(frozen=True)
class Town:
    """One postcode, or a run of them from `postcode` to `last`. `municipality`: where most of its area lies."""

    postcode: str
    last: str
    name: str
    municipality: str
    longitude: float
    latitude: float


@cache
def towns() -> tuple[Town, ...]:
    """Every postcode, in order."""
    return tuple(_town(row) for row in rows_of("towns.csv"))


@cache
def towns_of(municipality: str) -> tuple[Town, ...]:
    """The towns of a municipality, by name in the Danish order."""
    here = (town for town in towns() if town.municipality == municipality)
    return tuple(sorted(here, key=lambda town: danish_order(town.name)))


def town_at(postcode: str) -> Town | None:
    """The town of a postcode, None for one that is not in use."""
    return next((town for town in towns() if town.postcode <= postcode <= town.last), None)


def _town(row: dict[str, str]) -> Town:
    last = row["last"] or row["postcode"]
    point = float(row["longitude"]), float(row["latitude"])
    return Town(row["postcode"], last, row["name"], row["municipality"], *point)
