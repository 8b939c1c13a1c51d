"""How many are employed, over all time.

Registers give this month by month, so this is by far their longest table: it is read once, in one window over each unit's rows.
"""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import IntegerValue, StringValue, Table

from mikrovirk.overview.domain.indicators.kinds import SERIES_ORDER, STALE_AFTER, Keep
from mikrovirk.overview.domain.indicators.timelines import HIGH, KEY, LOW, bounded, in_turn, years_after
from mikrovirk.register.domain.size_classes import BOUNDS, UNKNOWN

OPEN_ENDED = 100_000  # "1000 to 999999": the upper bound is none
COLUMNS = ("size_class", "heads", "least", "most", "full_time")
# Rows of a unit that may begin on one day: a month, a quarter, a year, and a month told twice.
TOGETHER = (1, 2, 3)
# A number as one integer: least × PACK + 2 × most + 1 where there is no upper bound.
PACK = 2**31


def sizes(unit_size: Table, keep: Keep) -> Table:
    """size_class, heads (the middle of an interval, rounded down), least, most, full_time (in hundredths, 0 not known).

    A number holds from its period's first day until the next begins, at most two years after its period's last day; otherwise
    the class is "unknown" and all numbers are 0. Of periods that begin together the month goes before the quarter, that before
    the year, that before the number without a period; then the one that ends last, then the greatest.
    """
    runs = keep("sizes", runs_of(news_of(packed(unit_size))))
    held = runs.select(*KEY, **numbers(runs), start=_.start, end=_.until)
    stale = runs.filter(_.until < _.following)
    gone = stale.select(*KEY, **NOTHING, start=stale.until, end=stale.following)
    head = runs.filter((_.start == _.first) & (_.start > ibis.literal(LOW)))
    before = head.select(*KEY, **NOTHING, start=ibis.literal(LOW), end=head.start)
    return ibis.union(held, gone, before)


NOTHING = {"size_class": ibis.literal(UNKNOWN), **dict.fromkeys(COLUMNS[1:], ibis.literal(0, "int32"))}


def packed(unit_size: Table) -> Table:
    """The source's numbers, each as one integer. Rows that say nothing are left out."""
    rows = bounded(unit_size.filter(~_.low.isnull() | ~_.employed.isnull()))
    low = ibis.coalesce(rows.employed, rows.low).cast("int64")
    high = ibis.coalesce(rows.employed, ibis.ifelse(rows.high >= OPEN_ENDED, ibis.null("int32"), rows.high)).cast(
        "int64"
    )
    return rows.select(
        *KEY,
        "start",
        "end",
        rank=ibis.cases(*((rows.series == name, rank) for name, rank in SERIES_ORDER.items()), else_=0).cast("int8"),
        number=low * PACK + ibis.coalesce(high, low) * 2 + high.isnull().cast("int64"),
        full_time=(rows.full_time * 100).round().cast("int32").fill_null(0),
    )


def news_of(rows: Table) -> Table:
    """The rows that hold, without those that only say again what held before.

    before_end: the last day of what held before; first: the unit's first day of all; last_end: the end of what holds last.
    """
    turn = in_turn("rank", "end", "number", "full_time")
    everything = ibis.window(group_by=KEY, order_by=turn_order(), preceding=None, following=None)
    lags = {f"{name}_{back}": rows[name].lag(back).over(turn) for name in BEFORE for back in TOGETHER}
    turned = rows.mutate(
        following=rows.start.lead().over(turn),
        first=rows.start.min().over(turn),
        last_end=rows.end.last().over(everything),
        **lags,
    )
    turned = turned.filter(_.following.isnull() | (_.following > _.start))  # the last of those that begin together
    before = {name: earlier(turned, name) for name in BEFORE[1:]}
    told = turned.select(
        *KEY,
        "start",
        "number",
        "full_time",
        "first",
        "last_end",
        **{f"before_{name}": value for name, value in before.items()},
    )
    is_same = (told.before_number == told.number) & (told.before_full_time == told.full_time)
    goes_on = (told.before_end >= told.start) | (years_after(told.before_end, STALE_AFTER) >= told.start)
    return told.filter(~(is_same & goes_on).fill_null(False))


BEFORE = ("start", "number", "full_time", "end")


def turn_order() -> list[str]:
    return ["start", "rank", "end", "number", "full_time"]


def earlier(rows: Table, name: str) -> Any:
    """A column of the row that held before: the nearest that did not begin on the same day."""
    return ibis.cases(*((rows[f"start_{back}"] < rows.start, rows[f"{name}_{back}"]) for back in TOGETHER))


def runs_of(news: Table) -> Table:
    """Each number from its start: until when it holds, when the next begins (`following`)."""
    turn = in_turn()
    following = news.start.lead().over(turn)
    end = ibis.coalesce(news.before_end.lead().over(turn), news.last_end)
    runs = news.mutate(following=ibis.coalesce(following, ibis.literal(HIGH)), end=end)
    is_for_ever = runs.end >= ibis.literal(HIGH)
    until = ibis.ifelse(is_for_ever, ibis.literal(HIGH), years_after(runs.end, STALE_AFTER))
    return runs.mutate(until=ibis.least(until, runs.following))


def numbers(runs: Table) -> dict[str, Any]:
    """The number unpacked."""
    low = runs.number // PACK
    rest = runs.number % PACK
    most = rest // 2
    high = ibis.ifelse(rest % 2 == 1, ibis.null("int64"), most)
    return {
        "size_class": size_class(low, high),
        "heads": ((low + most) // 2).cast("int32"),
        "least": low.cast("int32"),
        "most": most.cast("int32"),
        "full_time": runs.full_time,
    }


def size_class(low: IntegerValue, high: IntegerValue) -> StringValue:
    """The class of an interval; the same as `register.domain.size_classes.class_of`."""
    branches = []
    for name, (least, most) in BOUNDS.items():
        inside = low >= least
        branches.append((inside if most is None else inside & (high <= most), name))
    return ibis.cases(*branches, else_=UNKNOWN)
