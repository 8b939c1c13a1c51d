"""The figures that are followed through the years: of all days at once out of the cubes, since a page shows twenty of them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from mikrovirk.overview.domain import suppression
from mikrovirk.overview.domain.cells import Births, Cells, Deaths, Stock
from mikrovirk.overview.domain.counting import sorts
from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.domain.indicators.kinds import BUSINESS
from mikrovirk.overview.domain.periods import first_of, month_index
from mikrovirk.overview.domain.reckoning import stock_figures
from mikrovirk.overview.domain.reckoning_change import change_figures
from mikrovirk.overview.queries import cubes
from mikrovirk.overview.queries.cells_of_cubes import SUMS, where
from mikrovirk.overview.queries.figures import FINAL_AFTER, figures
from mikrovirk.register.queries import copies

STOCK = ("businesses", "micro_businesses", "jobs", "sole_proprietors", "by_industry")
CHANGE = ("births", "deaths", "birth_rate", "death_rate", "churn")
FOLLOWED = frozenset((*STOCK, *CHANGE))
DAYS_WITHOUT_CUBES = 4  # each costs a good tenth of a second
NO_LIFE = (0,) * 5  # how long those born lived is not asked for


def through_time(area: Area, days: Sequence[date], choices: Choices, copy: copies.Copy) -> list[Figures]:
    """The FOLLOWED figures on each day, without what is too few to be told. Days are the first of a month, oldest first.

    Of a postcode, which no cube holds, and while the cubes are not made yet, only the last few days are counted.
    """
    found = cubes.of_copy(copy) if area.postcode is None else None
    if found is None:
        few = days[-DAYS_WITHOUT_CUBES:]
        return [suppression.told(figures(area, on=day, choices=choices, only=FOLLOWED)) for day in few]
    kept = [day for day in days if found.first_month <= month_index(day) <= found.last_month]
    months = [month_index(day) for day in kept]
    stock = stock_on(found, area, choices, sorted({*months, *(month - 12 for month in months)}))
    born, died = changes(found, area, choices, months)
    made = []
    for day, month in zip(kept, months, strict=True):
        cells = Cells(found.has_deaths, area.municipality is None, month + FINAL_AFTER > month_index(copy.as_of))
        cells.stock, cells.start, cells.births, cells.deaths = stock[month], stock[month - 12], born[month], died[month]
        rows = (*stock_figures(cells, choices), *change_figures(cells, choices))
        followed = tuple(row for row in rows if row.key in FOLLOWED)
        period = (first_of(month - 12), first_of(month))
        made.append(suppression.told(Figures(area, day, choices, copy.as_of, period, followed)))
    return made


def chosen_sorts(choices: Choices) -> tuple[str, list[str]]:
    """The condition that keeps what counts, so that few rows come out of the file."""
    names = sorted(sorts(choices))
    marks = ", ".join("?" * len(names))
    return f"sort IN ({marks})" + (" AND NOT is_secret" if choices.without_protected else ""), names


def stock_on(found: cubes.Cubes, area: Area, choices: Choices, months: Sequence[int]) -> dict[int, list[Stock]]:
    """What lived on the first day of each month, by section and size. One question."""
    condition, parameters = where(area, choices)
    kept, names = chosen_sorts(choices)
    asked = ", ".join(f"({month})" for month in months)
    query = f"""SELECT asked.month, section, size_class, {SUMS} FROM read_parquet(?) AS stock
        JOIN (VALUES {asked}) AS asked(month) ON stock.month <= asked.month AND stock.until > asked.month
        WHERE {condition} AND {kept} GROUP BY ALL"""
    by_month: dict[int, list[Stock]] = defaultdict(list)
    if months:
        for month, section, size_class, *sums in cubes.rows(query, [found.file("stock"), *parameters, *names]):
            by_month[month].append(Stock(section, size_class, BUSINESS, False, *sums))
    return by_month


def changes(
    found: cubes.Cubes, area: Area, choices: Choices, months: Sequence[int]
) -> tuple[dict[int, list[Births]], dict[int, list[Deaths]]]:
    """Births and deaths of the twelve months before each month. Two questions."""
    condition, parameters = where(area, choices)
    kept, names = chosen_sorts(choices)
    born: dict[int, list[Births]] = defaultdict(list)
    died: dict[int, list[Deaths]] = defaultdict(list)
    if not months:
        return born, died
    asked = ", ".join(f"({month})" for month in months)
    near = f"""(VALUES {asked}) AS asked("end") ON cube.month >= asked."end" - 12 AND cube.month < asked."end" """
    query = f"""SELECT asked."end", section, took_over, sum(born)::BIGINT FROM read_parquet(?) AS cube JOIN {near}
        WHERE {condition} AND {kept} GROUP BY ALL"""
    for end, section, took_over, number in cubes.rows(query, [found.file("births_by_month"), *parameters, *names]):
        born[end].append(Births(0, section, BUSINESS, False, took_over, number, NO_LIFE))
    query = f"""SELECT asked."end", section, handed_over, sum(died)::BIGINT FROM read_parquet(?) AS cube JOIN {near}
        WHERE {condition} AND {kept} GROUP BY ALL"""
    for end, section, handed_over, number in cubes.rows(query, [found.file("deaths_by_month"), *parameters, *names]):
        died[end].append(Deaths(section, BUSINESS, False, handed_over, number))
    return born, died
