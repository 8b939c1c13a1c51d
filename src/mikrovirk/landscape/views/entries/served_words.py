"""The matrix of who is served by what, in words: its rows, what is missing, what overlaps."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mikrovirk.landscape.domain.served import STAGES, STARTING, Offer, Overlap, Row
from mikrovirk.landscape.models import Audience, Entry
from mikrovirk.landscape.queries.entries.asked import trade_named
from mikrovirk.landscape.queries.entries.matrix import BY_KIND, BY_TOWN, Served

NAMED_AT_MOST = 12
IN_A_CELL, OVERLAPS_SHOWN = 20, 30


@dataclass(frozen=True)
class Line:
    """One row of the table: its name, and for each stage its words and what serves it."""

    name: str
    cells: tuple["Cell", ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.offers for cell in self.cells)


@dataclass(frozen=True)
class Cell:
    """What serves a stage, at most IN_A_CELL of them by name, and how many `more`."""

    stage: str
    offers: tuple[Offer, ...]
    more: int


@dataclass(frozen=True)
class Said:
    """What the page says."""

    lines: tuple[Line, ...]
    headings: tuple[str, ...]
    gaps: tuple[str, ...]
    overlaps: tuple[tuple[str, tuple[Offer, ...]], ...]


def said_of(served: Served, by: str, language: str) -> Said:
    headings = tuple(str(Audience(stage).label) for stage in STAGES)
    lines = [Line(named(row.key, by, language), cells_of(row, headings)) for row in served.rows]
    return Said(
        tuple(line for line in lines if by == BY_KIND or not line.is_empty),
        headings,
        tuple(gaps(served.rows, by, language)),
        tuple((overlap_said(each), each.offers[:NAMED_AT_MOST]) for each in served.overlaps[:OVERLAPS_SHOWN]),
    )


def cells_of(row: Row, headings: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(
        Cell(stage, offers[:IN_A_CELL], max(0, len(offers) - IN_A_CELL))
        for stage, offers in zip(headings, row.cells, strict=True)
    )


def named(key: str, by: str, language: str) -> str:
    """What a row is called."""
    if by == BY_KIND:
        return str(Entry.Kind(key).label)
    if by == BY_TOWN:
        return key or _("In no one town")
    return trade_named(key, language)


def gaps(rows: tuple[Row, ...], by: str, language: str) -> list[str]:
    """What is missing, a sentence each; the towns or trades with nothing at all in one."""
    empty = [named(row.key, by, language) for row in rows if len(row.missing) == len(STAGES)]
    partly = [row for row in rows if len(row.missing) == 1]
    said = []
    if empty and by == BY_KIND:
        said += [_("There is no entry of the kind “%(kind)s”.") % {"kind": name} for name in empty]
    elif empty:
        text = _("Nothing is held in %(names)s.") if by == BY_TOWN else _("Nothing is especially for %(names)s.")
        said.append(text % {"names": listed(empty)})
    for row in partly:
        who = {"name": named(row.key, by, language)}
        said.append(
            _("%(name)s: nothing for those who are starting.") % who
            if row.missing == (STARTING,)
            else _("%(name)s: nothing for established businesses.") % who
        )
    return said


def listed(names: list[str]) -> str:
    """ "Stege, Præstø and 3 more"."""
    more = len(names) - NAMED_AT_MOST
    shown = ", ".join(names[:NAMED_AT_MOST])
    return _("%(names)s and %(count)s more") % {"names": shown, "count": more} if more > 0 else shown


def overlap_said(overlap: Overlap) -> str:
    """ "Network in Stege, for everybody"."""
    return _("%(kind)s in %(town)s, for %(whom)s") % {
        "kind": Entry.Kind(overlap.kind).label,
        "town": overlap.town,
        "whom": str(Audience(overlap.audience).label).lower(),
    }
