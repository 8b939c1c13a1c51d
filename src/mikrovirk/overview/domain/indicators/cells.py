"""Counts in cells so small that every choice can still be made: what the cubes hold, and what figures are reckoned from.

Every expression here covers all areas at once. A cell is one combination of the columns it is grouped by.
"""

from collections.abc import Sequence
from datetime import date

import ibis
from ibis import _
from ibis.expr.types import BooleanValue, DateValue, IntegerValue, Table

from mikrovirk.overview.domain.indicators.kinds import FOLLOWED
from mikrovirk.overview.domain.indicators.timelines import HIGH, KEY, days_after

STOCK = ("kind", "municipality", "section", "size_class", "sort", "is_secret")
DETAILS = ("kind", "municipality", "postcode", "section", "industry_group", "size_class", "sort", "is_secret")
FLOW = ("kind", "municipality", "section", "sort", "is_secret", "month")
MEASURES = ("businesses", "sole", "care_of", "heads", "least", "most", "full_time")
# Measures that are added up over months as one integer, which takes half the time: how many bits each has, lowest first. Of one cell
# (a section in a municipality) two million units and two thousand million people find room.
PACKED = {
    "counted": (21, ("businesses", "sole", "care_of")),
    "employed": (31, ("heads", "least")),
    "worked": (31, ("most", "full_time")),
}
ENDED, AWAY, ABSENT = "ended", "away", "absent"


def measured(segments: Table) -> Table:
    """The segments with what is added up in cells."""
    return segments.mutate(
        businesses=ibis.literal(1, "int64"),
        sole=segments.is_sole.cast("int64"),
        care_of=segments.at_care_of.cast("int64"),
    )


def on_day(segments: Table, day: date) -> Table:
    """What lives on the day."""
    return segments.filter((segments.start <= ibis.literal(day)) & (segments.end > ibis.literal(day)))


def summed(rows: Table, by: Sequence[str]) -> Table:
    return rows.group_by(list(by)).aggregate(**{name: rows[name].sum().cast("int64") for name in MEASURES})


def stock(segments: Table, day: date, by: Sequence[str] = STOCK) -> Table:
    """Businesses and jobs on the day."""
    return summed(measured(on_day(segments, day)), by)


def details(segments: Table, day: date) -> Table:
    """Businesses on the day by postcode and industry group."""
    return on_day(segments, day).group_by(list(DETAILS)).aggregate(businesses=_.count())


def month_of(day: DateValue) -> IntegerValue:
    """Months since year 0: 2007-01 is 24084."""
    return day.year().cast("int32") * 12 + day.month().cast("int32") - 1


def month_reached(day: DateValue) -> IntegerValue:
    """The first month whose first day is not before the day."""
    return month_of(day) + (day.day() > 1).cast("int32")


def stock_runs(segments: Table, *, first: int, last: int) -> Table:
    """The counts of each cell on the first of each month, said once as long as they stay: from `month`, before `until`.

    `first` to `last`: months (see `month_of`); what was there before counts into `first`.
    """
    rows = measured(segments)
    rows = rows.mutate(came=ibis.greatest(month_reached(rows.start), first), left=month_reached(rows.end))
    rows = rows.filter((_.came < _.left) & (_.came <= last))
    rows = rows.select(*STOCK, "came", "left", **{name: packed(rows, name) for name in PACKED})
    came = rows.select(*STOCK, *PACKED, month=rows.came)
    gone = rows.filter(_.left <= last)
    left = gone.select(*STOCK, **{name: -gone[name] for name in PACKED}, month=gone.left)
    both = ibis.union(came, left)
    changes = both.group_by([*STOCK, "month"]).aggregate(**{name: both[name].sum() for name in PACKED})
    through = ibis.window(group_by=list(STOCK), order_by="month", preceding=None, following=0)
    turn = ibis.window(group_by=list(STOCK), order_by="month")
    runs = changes.select(
        *STOCK,
        "month",
        until=ibis.coalesce(changes.month.lead().over(turn), month_of(ibis.literal(HIGH))),
        **{name: changes[name].sum().over(through) for name in PACKED},
    )
    return runs.select(*STOCK, "month", "until", **unpacked(runs)).filter(_.businesses > 0)


def packed(rows: Table, name: str) -> IntegerValue:
    """Several measures as one integer: sums of it are the sums of each, since no cell ever counts fewer than none."""
    bits, together = PACKED[name]
    return sum((rows[each].cast("int64") * 2 ** (bits * place) for place, each in enumerate(together)), ibis.literal(0))


def unpacked(rows: Table) -> dict[str, IntegerValue]:
    """The measures again, in their order."""
    found = {
        each: ((rows[name] >> (bits * place)) % 2**bits).cast("int32")
        for name, (bits, together) in PACKED.items()
        for place, each in enumerate(together)
    }
    return {name: found[name] for name in MEASURES}


def birth_cells(segments: Table) -> Table:
    """Births by month (`born`), and how many of them were there one to five years later (`lived_1` …)."""
    rows = segments.filter(segments.is_birth)
    rows = rows.mutate(month=month_of(rows.start))
    lived = {f"lived_{years}": (rows.lived >= years).cast("int64").sum().cast("int64") for years in FOLLOWED}
    return rows.group_by([*FLOW, "took_over"]).aggregate(born=rows.count(), **lived)


def death_cells(segments: Table) -> Table:
    """Deaths by month: a business that was there for the last time on the 31st died in that month."""
    rows = segments.filter(segments.is_death)
    rows = rows.mutate(month=month_of(days_after(rows.end, -1)))
    return rows.group_by([*FLOW, "handed_over"]).aggregate(died=rows.count())


def move_cells(segments: Table) -> Table:
    """Moves between municipalities by month, from and to."""
    rows = segments.filter(segments.came_from != "")
    rows = rows.mutate(month=month_of(rows.start))
    return rows.group_by([*FLOW, "came_from"]).aggregate(moved=rows.count())


def growth(segments: Table, now: date, then: date, by: Sequence[str] = ("municipality",)) -> Table:
    """What the businesses of `then` are `now`, and what was not there then.

    Columns end in _then and _now: the area (`by`), size_class ("absent" where it was not living), sort, is_secret; units, and
    heads and full_time of both days (0 where it was not living).
    """
    traits = (*by, "size_class", "sort", "is_secret", "heads", "full_time")
    before = on_day(segments, then).select(*KEY, "kind", **{f"{name}_then": segments[name] for name in traits})
    after = on_day(segments, now).select(*KEY, "kind", **{f"{name}_now": segments[name] for name in traits})
    joined = before.outer_join(after, KEY, rname="{name}_after")
    cells = joined.select(
        kind=ibis.coalesce(joined.kind, joined.kind_after),
        **{f"{name}_{when}": there(joined, name, when) for name in traits for when in ("then", "now")},
    )
    dimensions = [name for name in cells.columns if not name.startswith(("heads", "full_time"))]
    sums = {name: cells[name].sum().cast("int64") for name in cells.columns if name not in dimensions}
    return cells.group_by(dimensions).aggregate(units=_.count(), **sums)


def there(joined: Table, name: str, when: str) -> ibis.Value:
    """A column of one of the two days; what a unit has that did not live then."""
    column = joined[f"{name}_{when}"]
    nothing = {"size_class": ABSENT, "is_secret": False, "heads": 0, "full_time": 0}
    return column.fill_null(nothing.get(name, ""))


def of_area(rows: Table, municipality: str | None, postcode: str | None) -> BooleanValue:
    """Whether a row lies in the area."""
    inside = ibis.literal(True)
    if municipality is not None:
        inside = inside & (rows.municipality == municipality)
    if postcode is not None:
        inside = inside & (rows.postcode == postcode)
    return inside
