"""Every indicator as one named Ibis expression, for all municipalities at once: the same code on every engine.

Each takes the table of `segments` and the day, and gives kind, municipality, `part` ('' the whole) and `value` (and `of` where the
indicator is a share). They count as pages begin: with the plain choices. Pages reckon the same figures from `cells`, so that every
choice can be made; a test holds the two equal.
"""

from collections.abc import Callable
from datetime import date

import ibis
from ibis import _
from ibis.expr.types import IntegerValue, StringValue, Table

from mikrovirk.overview.domain.indicators import cells
from mikrovirk.overview.domain.indicators.kinds import BUSINESS, FOLLOWED
from mikrovirk.overview.domain.periods import first_of, whole_months_before, years_before
from mikrovirk.register.domain.size_classes import MICRO_CLASSES, UNKNOWN

AREA = ("kind", "municipality")
MICRO = (*MICRO_CLASSES, UNKNOWN)
SPAN = 5  # years over which growth is looked at

Indicator = Callable[[Table, date], Table]


def there(segments: Table, on: date) -> Table:
    """Businesses on the day, with what is micro of them."""
    rows = cells.measured(cells.on_day(segments, on).filter(segments.sort == BUSINESS))
    is_micro = rows.size_class.isin(MICRO).cast("int64")
    return rows.mutate(micro=is_micro, micro_heads=rows.heads * is_micro)


def whole(rows: Table, value: IntegerValue) -> Table:
    return rows.group_by(list(AREA)).aggregate(part=ibis.literal(""), value=value.cast("int64"))


def parts(rows: Table, part: StringValue, value: IntegerValue) -> Table:
    named = rows.mutate(part=part)
    return named.group_by([*AREA, "part"]).aggregate(value=value.cast("int64"))


def quotient(rows: Table, part: IntegerValue, of: IntegerValue) -> Table:
    found = rows.group_by(list(AREA)).aggregate(part=ibis.literal(""), some=part.cast("int64"), of=of.cast("int64"))
    return found.filter(found.of > 0).select(*AREA, "part", value=found.some / found.of, of=found.of)


def businesses(segments: Table, on: date) -> Table:
    return whole(there(segments, on), _.businesses.sum())


def micro_businesses(segments: Table, on: date) -> Table:
    return whole(there(segments, on), _.micro.sum())


def micro_share_of_businesses(segments: Table, on: date) -> Table:
    return quotient(there(segments, on), _.micro.sum(), _.businesses.sum())


def jobs(segments: Table, on: date) -> Table:
    return whole(there(segments, on), _.heads.sum())


def micro_jobs(segments: Table, on: date) -> Table:
    return whole(there(segments, on), _.micro_heads.sum())


def micro_share_of_jobs(segments: Table, on: date) -> Table:
    return quotient(there(segments, on), _.micro_heads.sum(), _.heads.sum())


def sole_proprietors(segments: Table, on: date) -> Table:
    return whole(there(segments, on), _.sole.sum())


def by_size(segments: Table, on: date) -> Table:
    return parts(there(segments, on), _.size_class, _.businesses.sum())


def jobs_by_size(segments: Table, on: date) -> Table:
    return parts(there(segments, on), _.size_class, _.heads.sum())


def by_industry(segments: Table, on: date) -> Table:
    return parts(there(segments, on), _.section, _.micro.sum())


def jobs_by_industry(segments: Table, on: date) -> Table:
    return parts(there(segments, on), _.section, _.micro_heads.sum())


def by_group(segments: Table, on: date) -> Table:
    return parts(there(segments, on), _.industry_group, _.micro.sum())


def by_place(segments: Table, on: date) -> Table:
    return parts(there(segments, on), _.postcode, _.micro.sum())


def in_last_year(rows: Table, on: date) -> Table:
    """Events of businesses in the twelve whole months before the day."""
    end = whole_months_before(on)
    return rows.filter((rows.month >= end - 12) & (rows.month < end) & (rows.sort == BUSINESS))


def births(segments: Table, on: date) -> Table:
    rows = in_last_year(cells.birth_cells(segments), on)
    return whole(rows.filter(~rows.took_over), _.born.sum())


def deaths(segments: Table, on: date) -> Table:
    rows = in_last_year(cells.death_cells(segments), on)
    return whole(rows.filter(~rows.handed_over), _.died.sum())


def at_start(segments: Table, on: date) -> Table:
    return businesses(segments, first_of(whole_months_before(on) - 12)).select(*AREA, of=_.value)


def rate(events: Table, segments: Table, on: date) -> Table:
    """Events for each business there was when the period began; 0 where there were none."""
    joined = at_start(segments, on).left_join(events.select(*AREA, "value"), list(AREA), rname="{name}_of_events")
    return joined.select(*AREA, part=ibis.literal(""), value=joined.value.fill_null(0) / joined.of, of=joined.of)


def birth_rate(segments: Table, on: date) -> Table:
    return rate(births(segments, on), segments, on)


def death_rate(segments: Table, on: date) -> Table:
    return rate(deaths(segments, on), segments, on)


def churn(segments: Table, on: date) -> Table:
    both = ibis.union(births(segments, on), deaths(segments, on))
    return rate(whole(both, both.value.sum()), segments, on)


def survival(segments: Table, on: date) -> Table:
    return lived(segments, on, dict.fromkeys(FOLLOWED, FOLLOWED[-1]))


def survival_newest(segments: Table, on: date) -> Table:
    return lived(segments, on, {years: years for years in FOLLOWED})


def lived(segments: Table, on: date, cohorts: dict[int, int]) -> Table:
    """For each number of years the share that lived so long, of those born in the twelve months so many years back."""
    end = whole_months_before(on)
    rows = cells.birth_cells(segments)
    rows = rows.filter((rows.sort == BUSINESS) & ~rows.took_over)
    found = []
    for years, back in cohorts.items():
        cohort = rows.filter((rows.month >= end - 12 * (back + 1)) & (rows.month < end - 12 * back))
        share = quotient(cohort, cohort[f"lived_{years}"].sum(), cohort.born.sum())
        found.append(share.mutate(part=ibis.literal(str(years))))
    return ibis.union(*found)


def followed(segments: Table, on: date) -> Table:
    """Businesses by what they were `SPAN` years ago and are now; `was` and `is_`: a business that day."""
    rows = cells.growth(segments, on, years_before(on, SPAN))
    return rows.mutate(was=rows.sort_then == BUSINESS, is_=rows.sort_now == BUSINESS)


def transitions(segments: Table, on: date) -> Table:
    rows = followed(segments, on)
    rows = rows.filter(rows.was)
    became = ibis.cases(
        (rows.size_class_now == cells.ABSENT, "ended"),
        (rows.municipality_now != rows.municipality_then, "moved"),
        else_=rows.size_class_now,
    )
    rows = rows.mutate(municipality=rows.municipality_then, part=rows.size_class_then + " " + became)
    return rows.group_by([*AREA, "part"]).aggregate(value=rows.units.sum().cast("int64"))


def moves_in(segments: Table, on: date) -> Table:
    rows = in_last_year(cells.move_cells(segments), on)
    return parts(rows, _.came_from, _.moved.sum())


def moves_out(segments: Table, on: date) -> Table:
    rows = in_last_year(cells.move_cells(segments), on)
    rows = rows.mutate(municipality=rows.came_from, part=rows.municipality)
    return rows.group_by([*AREA, "part"]).aggregate(value=rows.moved.sum().cast("int64"))


def jobs_of_former_micro(segments: Table, on: date) -> Table:
    rows = followed(segments, on)
    rows = rows.filter(rows.is_ & rows.size_class_then.isin(MICRO))
    return whole(rows.mutate(municipality=rows.municipality_now), _.heads_now.sum())


def micro_share_of_net_new_jobs(segments: Table, on: date) -> Table:
    rows = followed(segments, on)
    stayed = rows.was & rows.is_ & (rows.municipality_then == rows.municipality_now)
    base = ibis.ifelse(stayed, rows.size_class_then, rows.size_class_now)
    gains = rows.filter(rows.is_).select(
        "kind",
        municipality=rows.municipality_now,
        micro=base.isin(MICRO).cast("int64"),
        change=ibis.ifelse(stayed, rows.heads_now - rows.heads_then, rows.heads_now),
    )
    left = rows.filter(rows.was & ~stayed)
    losses = left.select(
        "kind",
        municipality=left.municipality_then,
        micro=left.size_class_then.isin(MICRO).cast("int64"),
        change=-left.heads_then,
    )
    changes = ibis.union(gains, losses)
    return quotient(changes, (changes.change * changes.micro).sum(), changes.change.sum())


def uncertain(segments: Table, on: date) -> Table:
    """How many of each sort there are, businesses or not."""
    return parts(cells.measured(cells.on_day(segments, on)), _["sort"], _.businesses.sum())


INDICATORS: dict[str, Indicator] = {
    each.__name__: each
    for each in (
        businesses,
        micro_businesses,
        micro_share_of_businesses,
        jobs,
        micro_jobs,
        micro_share_of_jobs,
        sole_proprietors,
        by_size,
        jobs_by_size,
        by_industry,
        jobs_by_industry,
        by_group,
        by_place,
        births,
        deaths,
        birth_rate,
        death_rate,
        churn,
        survival,
        survival_newest,
        transitions,
        moves_in,
        moves_out,
        jobs_of_former_micro,
        micro_share_of_net_new_jobs,
        uncertain,
    )
}
