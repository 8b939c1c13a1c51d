"""How many are employed, over all time."""

import ibis
from ibis import _
from ibis.expr.types import IntegerValue, StringValue, Table

from mikrovirk.overview.domain.indicators.kinds import SERIES_ORDER, STALE_AFTER, Keep
from mikrovirk.overview.domain.indicators.timelines import HIGH, KEY, LOW, bounded, in_turn, years_after
from mikrovirk.register.domain.size_classes import BOUNDS, UNKNOWN

OPEN_ENDED = 100_000  # "1000 to 999999": the upper bound is none
COLUMNS = ("size_class", "heads", "least", "most", "full_time")


def sizes(unit_size: Table, keep: Keep) -> Table:
    """size_class, heads (the middle of an interval, rounded down), least, most, full_time (in hundredths, 0 not known).

    A number holds from its period's first day until the next begins, at most two years after its period's last day; otherwise
    the class is "unknown" and all numbers are 0. Of periods that begin together the month goes before the quarter, that before
    the year, that before the number without a period; then the one that ends last, then the greatest.
    """
    latest = keep("sizes", turned(reckoned(unit_size)))
    held = latest.select(*KEY, *COLUMNS, "start", end=latest.until)
    stale = latest.filter(_.until < _.following)
    gone = stale.select(*KEY, **NOTHING, start=stale.until, end=stale.following)
    head = latest.filter((_.start == _.first) & (_.start > ibis.literal(LOW)))
    before = head.select(*KEY, **NOTHING, start=ibis.literal(LOW), end=head.start)
    return ibis.union(held, gone, before)


NOTHING = {"size_class": ibis.literal(UNKNOWN), **dict.fromkeys(COLUMNS[1:], ibis.literal(0, "int32"))}


def reckoned(unit_size: Table) -> Table:
    """The source's numbers as they are counted. Rows that say nothing are left out."""
    rows = bounded(unit_size.filter(~_.low.isnull() | ~_.employed.isnull()))
    low = ibis.coalesce(rows.employed, rows.low)
    high = ibis.coalesce(rows.employed, ibis.ifelse(rows.high >= OPEN_ENDED, ibis.null("int32"), rows.high))
    most = ibis.coalesce(high, low)
    return rows.select(
        *KEY,
        "start",
        "end",
        rank=ibis.cases(*((rows.series == name, rank) for name, rank in SERIES_ORDER.items()), else_=0),
        size_class=size_class(low, high),
        heads=((low + most) // 2).cast("int32"),
        least=low.cast("int32"),
        most=most.cast("int32"),
        full_time=(rows.full_time * 100).round().cast("int32").fill_null(0),
    )


def turned(rows: Table) -> Table:
    """The number that holds from each start, until when (`until`), when the next begins (`following`), and the `first` of all."""
    turn = in_turn("rank", "end", "most", "least", "full_time")
    rows = rows.mutate(following=rows.start.lead().over(turn), first=rows.start.min().over(turn))
    rows = rows.filter(_.following.isnull() | (_.following > _.start))
    following = ibis.coalesce(rows.following, ibis.literal(HIGH))
    is_for_ever = rows.end >= ibis.literal(HIGH)
    until = ibis.ifelse(is_for_ever, ibis.literal(HIGH), years_after(rows.end, STALE_AFTER))
    return rows.mutate(following=following, until=ibis.least(until, following))


def size_class(low: IntegerValue, high: IntegerValue) -> StringValue:
    """The class of an interval; the same as `register.domain.size_classes.class_of`."""
    branches = []
    for name, (least, most) in BOUNDS.items():
        inside = low >= least
        branches.append((inside if most is None else inside & (high <= most), name))
    return ibis.cases(*branches, else_=UNKNOWN)
