"""The coverage of a municipality in words and rows, for its page and its tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mikrovirk.overview import words
from mikrovirk.overview.domain.coverage_told import Told, ToldCoverage, ToldSpot
from mikrovirk.register.domain.towns import town_at


@dataclass(frozen=True)
class Row:
    """One part. `width`: the share as SVG takes it; "" where it is not told."""

    name: str
    businesses: str
    reached: str
    share: str
    width: str


@dataclass(frozen=True)
class Table:
    """One way to part the whole."""

    key: str
    title: str | Promise
    heading: str | Promise
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class SpotRow:
    """A white spot in words."""

    section: str
    postcode: str
    name: str
    place: str
    businesses: str
    reached: str


def few() -> str:
    """What stands for a count that may not be told."""
    return _("fewer than 3, or hidden")


def row(cell: Told, name: str) -> Row:
    share = cell.share
    return Row(
        name,
        few() if cell.count is None else words.whole(cell.count),
        few() if cell.reached is None else words.whole(cell.reached),
        "–" if share is None else words.share(share),
        "" if share is None else f"{100 * share:.1f}%",
    )


def place_name(postcode: str) -> str:
    """ "4780 Stege"; in words where there is none."""
    if not postcode:
        return _("No postcode")
    town = town_at(postcode)
    return f"{postcode} {town.name}" if town else postcode


def age_name(key: str) -> str:
    names = {
        "0": gettext_lazy("Began within a year"),
        "1-2": gettext_lazy("1–2 years old"),
        "3-5": gettext_lazy("3–5 years old"),
        "6-10": gettext_lazy("6–10 years old"),
        "11+": gettext_lazy("11 years or older"),
        "unknown": gettext_lazy("Beginning not known"),
    }
    return str(names[key])


def tables_of(found: ToldCoverage) -> list[Table]:
    """The four tables; places and industries with most businesses first."""
    return [
        Table(
            "postcodes",
            _("By place"),
            _("Place"),
            tuple(row(each, place_name(each.key)) for each in by_size(found.postcodes)),
        ),
        Table(
            "sections",
            _("By industry"),
            _("Industry"),
            tuple(row(each, words.section_short(each.key)) for each in by_size(found.sections)),
        ),
        Table("ages", _("By age"), _("Age"), tuple(row(each, age_name(each.key)) for each in found.ages)),
        Table(
            "sizes", _("By size"), _("Employed"), tuple(row(each, words.size_name(each.key)) for each in found.sizes)
        ),
    ]


def by_size(cells: Sequence[Told]) -> list[Told]:
    return sorted(cells, key=lambda cell: (-(cell.count or 0), cell.key))


def spots_of(found: ToldCoverage) -> list[SpotRow]:
    return [
        SpotRow(
            spot.section,
            spot.postcode,
            words.section_short(spot.section),
            place_name(spot.postcode),
            words.whole(spot.count),
            _("fewer than 3") if spot.hardly_any else _("less than half of the usual share"),
        )
        for spot in found.spots
    ]


def as_lines(found: ToldCoverage) -> list[list[str]]:
    """Everything as one table for a spreadsheet: how it is parted, the part, businesses, reached, per cent
    reached; the white spots last."""
    lines = [[_("Parted by"), _("Part"), _("Micro-businesses"), _("Reached by a network"), _("Per cent")]]
    everything = [("", found.whole, _("All"))]
    everything += [(_("Place"), each, place_name(each.key)) for each in by_size(found.postcodes)]
    everything += [(_("Industry"), each, words.section_name(each.key)) for each in by_size(found.sections)]
    everything += [(_("Age"), each, age_name(each.key)) for each in found.ages]
    everything += [(_("Employed"), each, words.size_name(each.key)) for each in found.sizes]
    for parted, cell, name in everything:
        share = "" if cell.share is None else words.decimal(100 * cell.share)
        lines.append([parted, name, in_a_cell(cell.count), in_a_cell(cell.reached), share])
    return lines + [spot_line(spot) for spot in found.spots]


def spot_line(spot: ToldSpot) -> list[str]:
    """A white spot among the lines: how many of it are reached is only said in words, with it."""
    if spot.hardly_any:
        parted = _("White spot: fewer than 3 reached")
    else:
        parted = _("White spot: less than half of the usual share reached")
    return [parted, f"{words.section_name(spot.section)}, {place_name(spot.postcode)}", str(spot.count), "", ""]


def in_a_cell(number: int | None) -> str:
    return "" if number is None else str(number)
