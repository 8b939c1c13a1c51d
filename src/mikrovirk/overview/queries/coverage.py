"""Reads: how many of a municipality's micro-businesses the networks reach, as it may be told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mikrovirk.overview.domain.coverage import coverage
from mikrovirk.overview.domain.coverage_told import Told, ToldCoverage, told
from mikrovirk.overview.queries import local, reach
from mikrovirk.register.queries.copies import current

PARTS = ("sections", "postcodes", "ages", "sizes")


@dataclass(frozen=True)
class Reached:
    """The coverage of a municipality. `as_of`: the day of the register's copy; the members are those of this moment."""

    municipality: str
    as_of: date
    told: ToldCoverage


def coverage_of(municipality: str, *, country: str = "DK") -> Reached | None:
    """How many are reached; None without a copy of the register. Two queries."""
    copy = current(country)
    if copy is None:
        return None
    here = local.micro_businesses(copy, municipality)
    found = coverage(here, reach.reached_in(copy, municipality), on=copy.as_of)
    return Reached(municipality, copy.as_of, told(found))


def as_plain(found: Reached) -> dict[str, Any]:
    """The same for another program; null where it may not be told."""

    def cell(each: Told) -> dict[str, Any]:
        share = None if each.share is None else round(each.share, 4)
        return {"key": each.key, "businesses": each.count, "reached": each.reached, "share": share}

    whole = cell(found.told.whole)
    whole.pop("key")
    return {
        "municipality": found.municipality,
        "as_of": found.as_of.isoformat(),
        **whole,
        **{part: [cell(each) for each in getattr(found.told, part)] for part in PARTS},
        "white_spots": [
            {
                "section": spot.section,
                "postcode": spot.postcode,
                "businesses": spot.count,
                "fewer_than_three_reached": spot.hardly_any,
            }
            for spot in found.told.spots
        ],
    }
