"""How many are employed, over all time.

Registers give this month by month, so this is by far their longest table: it is read once, in one window over each unit's rows.
"""

from typing import Any

import ibis
from ibis import _
from ibis.expr.types import IntegerValue, StringValue, Table

from mikrovirk.overview.domain.indicators.kinds import SERIES_ORDER, STALE_AFTER, Keep
from mikrovirk.overview.domain.indicators.timelines import (
    HIGH,
    KEY,
    LOW,
    bounded,
    date_of,
    day_of,
    in_turn,
    years_after,
)
from mikrovirk.register.domain.size_classes import BOUNDS, UNKNOWN

OPEN_ENDED = 100_000  # "1000 to 999999": the upper bound is none
COLUMNS = ("size_class", "heads", "least", "most", "full_time")
# Rows of a unit that may begin on one day: a month, a quarter, a year, and a month told twice.
TOGETHER = (1, 2, 3)
# A number as one integer: least × PACK + 2 × most + 1 where there is no upper bound.
PACK = 2**31
# A row's place in the order as one integer: first day × 2^25 + rank × 2^22 + day after the last. One number is sorted, and handed on
# from row to row, much sooner than three columns.
DAY_BITS, RANK_BITS = 22, 3
# Whoever says the same again within so many days goes on; two years with a leap day in them are one day longer.
GOES_ON = STALE_AFTER * 365


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
    head = runs.filter(_.before_end.isnull() & (_.start > ibis.literal(LOW)))
    before = head.select(*KEY, **NOTHING, start=ibis.literal(LOW), end=head.start)
    return ibis.union(held, gone, before)


NOTHING = {"size_class": ibis.literal(UNKNOWN), **dict.fromkeys(COLUMNS[1:], ibis.literal(0, "int32"))}


def packed(unit_size: Table) -> Table:
    """`turn` (see DAY_BITS), `number` (see PACK) and `full_time` of each row. Rows that say nothing are left out."""
    rows = bounded(unit_size.filter(~_.low.isnull() | ~_.employed.isnull()))
    low = ibis.coalesce(rows.employed, rows.low).cast("int64")
    high = ibis.coalesce(rows.employed, ibis.ifelse(rows.high >= OPEN_ENDED, ibis.null("int32"), rows.high)).cast(
        "int64"
    )
    rank = ibis.cases(*((rows.series == name, rank) for name, rank in SERIES_ORDER.items()), else_=0).cast("int64")
    return rows.select(
        *KEY,
        turn=(day_of(rows.start) * 2**RANK_BITS + rank) * 2**DAY_BITS + day_of(rows.end),
        number=low * PACK + ibis.coalesce(high, low) * 2 + high.isnull().cast("int64"),
        full_time=(rows.full_time * 100).round().cast("int32").fill_null(0),
    )


def news_of(rows: Table) -> Table:
    """The rows that hold, without those that only say again what held before.

    before_end: the end of what held before, NULL for a unit's first; last_end: the end of what holds last.
    """
    order = ["turn", "number", "full_time"]
    turn = ibis.window(group_by=KEY, order_by=order)
    everything = ibis.window(group_by=KEY, order_by=order, preceding=None, following=None)
    lags = {f"{name}_{back}": rows[name].lag(back).over(turn) for name in order for back in TOGETHER}
    turned = rows.mutate(following=rows.turn.lead().over(turn), last=rows.turn.last().over(everything), **lags)
    is_last_of_day = turned.following.isnull() | (first_day(turned.following) > first_day(turned.turn))
    turned = turned.filter(is_last_of_day)
    told = turned.select(*KEY, *order, "last", **{f"before_{name}": earlier(turned, name) for name in order})
    is_same = (told.before_number == told.number) & (told.before_full_time == told.full_time)
    goes_on = first_day(told.turn) - end_day(told.before_turn) <= GOES_ON
    news = told.filter(~(is_same & goes_on).fill_null(False))
    return news.select(
        *KEY,
        "number",
        "full_time",
        start=date_of(first_day(news.turn)),
        before_end=date_of(end_day(news.before_turn)),
        last_end=date_of(end_day(news["last"])),
    )


def first_day(turn: Any) -> Any:
    return turn >> (RANK_BITS + DAY_BITS)


def end_day(turn: Any) -> Any:
    return turn % 2**DAY_BITS


def earlier(rows: Table, name: str) -> Any:
    """A column of the row that held before: the nearest that did not begin on the same day."""
    day = first_day(rows.turn)
    return ibis.cases(*((first_day(rows[f"turn_{back}"]) < day, rows[f"{name}_{back}"]) for back in TOGETHER))


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
