"""When units lived: their lives, which of them are births and deaths, and which are only a business changing hands."""

from functools import reduce

import ibis
from ibis import _
from ibis.expr.types import Table

from mikrovirk.overview.domain.indicators.kinds import CHANGED_WITHIN, FOLLOWED, HANDED_WITHIN, PAUSE, Keep, Tables
from mikrovirk.overview.domain.indicators.timelines import HIGH, KEY, LOW, bounded, in_turn, islands, years_after
from mikrovirk.register.domain.layout import PLACE


def lives(tables: Tables, keep: Keep) -> Table:
    """One row for each stretch of life: key, start, end, and

    is_birth, is_death: it begins and ends more than a pause;
    took_over, handed_over: near its start (end) a place changed hands, or there was a merger or split;
    lived: on how many of the days one to five years after its start the business was still there, or had gone on in another.
    """
    periods = bounded(tables["unit_life"])
    spans = keep("spans", periods.group_by(KEY).aggregate(count=_.count(), start=_.start.min(), end=_.end.max()))
    once = spans.filter(_["count"] == 1)
    once = once.select(*KEY, "start", "end", first=once.start, last=once.end)
    again = keep("again", in_pieces(periods.semi_join(spans.filter(_["count"] > 1), KEY)))
    return told(ibis.union(once, again), keep("passings", passings(tables)))


def in_pieces(periods: Table) -> Table:
    """The lives of units that have several, each with the whole (`first` to `last`) that it is a part of."""
    pieces = islands(periods)
    wholes = islands(pieces, years=PAUSE)
    joined = pieces.join(wholes.select(*KEY, first=wholes.start, last=wholes.end), KEY)
    return joined.filter((_.start >= _.first) & (_.end <= _.last)).select(*KEY, "start", "end", "first", "last")


def passings(tables: Tables) -> Table:
    """Days around which a business changed hands: key, `around`, `within` days, `takes` (it received), `gives`."""
    held = bounded(tables["unit_parent"]).filter((_.kind == PLACE) & ~_.parent.isnull())
    following = held.mutate(giver=held.parent.lag().over(in_turn("end", "parent")))
    handed = following.filter(_.giver != _.parent)
    yes, no, within = ibis.literal(True), ibis.literal(False), ibis.literal(HANDED_WITHIN, "int64")
    taken = handed.select(unit=handed.parent, around=handed.start, within=within, takes=yes, gives=no)
    given = handed.select(unit=handed.giver, around=handed.start, within=within, takes=no, gives=yes)
    changes = tables["unit_change"].filter(~_.on_date.isnull())
    changed = changes.select(
        *KEY, around=changes.on_date, within=ibis.literal(CHANGED_WITHIN, "int64"), takes=yes, gives=yes
    )
    return ibis.union(taken, given, changed)


def told(rows: Table, passed: Table) -> Table:
    """The lives with what they mean."""
    near = rows.join(passed, KEY)
    # Back and forth by day numbers: dates cannot be taken from each other alike on every engine.
    took = near.takes & (apart(near.around, near.start) <= near.within)
    gave = near.gives & (apart(near.around, near.end) <= near.within)
    marks = near.mutate(took=took.cast("int64"), gave=gave.cast("int64"))
    marks = marks.group_by([*KEY, "start"]).aggregate(took=_.took.max(), gave=_.gave.max())
    joined = rows.left_join(marks, [*KEY, "start"], rname="{name}_mark")
    handed_over = joined.gave.fill_null(0) == 1
    is_birth = (joined.start == joined["first"]) & (joined.start > ibis.literal(LOW))
    lived = reduce(
        lambda total, years: total + (joined["last"] > years_after(joined.start, years)).cast("int64"),
        FOLLOWED,
        ibis.literal(0, "int64"),
    )
    return joined.select(
        *KEY,
        "start",
        "end",
        is_birth=is_birth,
        is_death=(joined.end == joined["last"]) & (joined.end < ibis.literal(HIGH)),
        took_over=joined.took.fill_null(0) == 1,
        handed_over=handed_over,
        lived=ibis.ifelse(handed_over & (joined.end == joined["last"]), len(FOLLOWED), lived),
    )


def apart(one: ibis.Value, other: ibis.Value) -> ibis.Value:
    return (one.epoch_days() - other.epoch_days()).abs()
