"""Periods of one matter, laid end to end: for every unit and every day one address, one industry, one form, one size.

Registers have gaps and overlaps. Everywhere here the rule is the same: what began last on or before a day holds that day; before
the first period the first one holds, and after the last the last. Only sizes are known no longer than two years.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis
from ibis import _
from ibis.expr.types import Table, Value

from mikrovirk.register.domain.layout import COMPANY, PLACE

# Before and after everything. Dates that every engine and every reader of Parquet takes.
LOW, HIGH = date(1000, 1, 1), date(3000, 1, 1)
EPOCH = date(1970, 1, 1)
BEFORE_EPOCH = EPOCH.toordinal()
KEY = ["unit"]


def keyed(tables: Mapping[str, Table], *, by_number: bool) -> dict[str, Table]:
    """The layout's tables with `unit` in place of kind and unit_id: a whole number where all ids are numbers, else a text.

    Numbers are sorted and put together several times faster. unit_parent also gets `parent`, the company's `unit`.
    """
    found = {name: table.mutate(unit=unit_of(table.kind, table.unit_id, by_number)) for name, table in tables.items()}
    parents = found["unit_parent"]
    parent = unit_of(ibis.literal(COMPANY), parents.parent_id, by_number)
    found["unit_parent"] = parents.mutate(parent=parent)
    return found


def unit_of(kind: Any, number: Any, by_number: bool) -> Any:
    is_place = kind == PLACE
    if by_number:
        return number.cast("int64") * 2 + is_place.cast("int64")
    return ibis.ifelse(is_place, "p", "c") + number


def kind_of(unit: Any) -> Any:
    """company or place, by the key."""
    is_place = unit % 2 == 1 if unit.type().is_integer() else unit.left(1) == "p"
    return ibis.ifelse(is_place, PLACE, COMPANY)


def bounded(rows: Table) -> Table:
    """`start` and `end` (half-open, never NULL) in place of the layout's period; periods that end before they begin are gone."""
    start = ibis.coalesce(rows.valid_from, ibis.literal(LOW))
    end = ibis.coalesce(rows.valid_to, ibis.literal(HIGH))
    return rows.mutate(start=start, end=end).drop("valid_from", "valid_to").filter(_.start < _.end)


def years_after(day: Value, years: int) -> Any:
    """The same date so many years later; 29 February becomes the 28th."""
    return (day.cast("timestamp") + ibis.interval(years=years)).cast("date")


def days_after(day: Value, days: int) -> Any:
    return (day.cast("timestamp") + ibis.interval(days=days)).cast("date")


def day_of(day: Value) -> Any:
    """The days since the year 1 as a number that is never negative."""
    return day.epoch_days().cast("int64") + BEFORE_EPOCH


def date_of(number: Any) -> Any:
    """The date of `day_of`."""
    return (ibis.literal(EPOCH).cast("timestamp") + (number - BEFORE_EPOCH).as_interval("D")).cast("date")


def in_turn(*order: str) -> Any:
    """A window over one unit's rows in the order of their beginning, and of `order` where they begin together."""
    return ibis.window(group_by=KEY, order_by=["start", *order])


def timeline(rows: Table, *columns: str) -> Table:
    """`columns` over all time: a row holds from its start until the next begins.

    Of periods that begin together the one that ends last holds, then the one with the greatest values.
    """
    told = bounded(rows).select(*KEY, *columns, "start", "end")
    turn = in_turn("end", *columns)
    turned = told.mutate(following=told.start.lead().over(turn), first=told.start.first().over(turn))
    latest = turned.filter(_.following.isnull() | (_.following > _.start))
    return latest.select(
        *KEY,
        *columns,
        start=ibis.ifelse(latest.start == latest.first, ibis.literal(LOW), latest.start),
        end=ibis.coalesce(latest.following, ibis.literal(HIGH)),
    )


def islands(lives: Table, *, years: int = 0) -> Table:
    """Periods joined where less than `years` lie between one and the next (0: where they touch or overlap)."""
    turn = ibis.window(group_by=KEY, order_by=["start", "end"], preceding=(None, 1))
    reached = lives.end.max().over(turn)
    is_new = reached.isnull() | ((lives.start > reached) if not years else (lives.start >= years_after(reached, years)))
    marked = lives.select(*KEY, "start", "end", is_new=is_new.cast("int64"))
    through = ibis.window(group_by=KEY, order_by=["start", "end"], preceding=None, following=0)
    numbered = marked.mutate(island=marked.is_new.sum().over(through))
    return numbered.group_by([*KEY, "island"]).aggregate(start=_.start.min(), end=_.end.max()).drop("island")


def overlap(left: Table, right: Table, *columns: str) -> Table:
    """`left` cut where `right` changes, with `columns` of it; units that `right` does not have keep their stretch with NULLs."""
    other = right.select(*KEY, *columns, other_start=right.start, other_end=right.end)
    joined = left.left_join(other, KEY)
    start: Any = ibis.greatest(joined.start, ibis.coalesce(joined.other_start, ibis.literal(LOW)))
    end: Any = ibis.least(joined.end, ibis.coalesce(joined.other_end, ibis.literal(HIGH)))
    kept = [name for name in left.columns if name not in ("start", "end")]
    return joined.select(*kept, *columns, start=start, end=end).filter(_.start < _.end)
