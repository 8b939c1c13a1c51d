"""Figures out of cells: plain arithmetic, the same for a page, a file and the command."""

from collections import Counter

from mikrovirk.overview.domain.cells import Cells, Detail, Stock
from mikrovirk.overview.domain.counting import MICRO, counted, share, sorts, whatever_size
from mikrovirk.overview.domain.definitions import DEFINITIONS
from mikrovirk.overview.domain.figures import Choices, Figure, Part
from mikrovirk.overview.domain.indicators.kinds import ASSOCIATIONS, HOLDING, LETTING, OTHERS
from mikrovirk.overview.domain.reckoning_change import change_figures, survival_figures
from mikrovirk.overview.domain.reckoning_growth import growth_figures
from mikrovirk.register.domain.industries import UNKNOWN as INDUSTRY_UNKNOWN
from mikrovirk.register.domain.size_classes import SIZE_CLASSES
from mikrovirk.register.domain.size_classes import UNKNOWN as SIZE_UNKNOWN

HUNDREDTHS = 100


def reckon(cells: Cells, choices: Choices) -> tuple[Figure, ...]:
    """Every indicator, in the order of the definitions."""
    made = [
        *stock_figures(cells, choices),
        *change_figures(cells, choices),
        *survival_figures(cells, choices),
        *growth_figures(cells, choices),
        uncertain(cells, choices),
    ]
    by_key = {figure.key: figure for figure in made}
    return tuple(by_key[key] for key in DEFINITIONS)


def jobs_of(row: Stock, choices: Choices) -> int:
    """The row's jobs: heads, or hundredths of full-time jobs."""
    return row.full_time if choices.full_time else row.heads


def in_jobs(number: int, choices: Choices) -> float | int:
    return number / HUNDREDTHS if choices.full_time else number


def stock_figures(cells: Cells, choices: Choices) -> list[Figure]:
    """What there is on the day."""
    rows = counted(cells.stock, choices)
    # Where no number is known of anybody, nothing can be said about size: all of them would be micro.
    is_known = any(row.size_class != SIZE_UNKNOWN for row in rows) or not rows
    total = sum(row.businesses for row in rows)
    micro = sum(row.businesses for row in rows if row.size_class in MICRO) if is_known else None
    jobs = sum(jobs_of(row, choices) for row in rows) if is_known else None
    micro_jobs = sum(jobs_of(row, choices) for row in rows if row.size_class in MICRO) if is_known else None
    bounds = (("least", sum(row.least for row in rows)), ("most", sum(row.most for row in rows)))
    limits = tuple(Part((name,), value) for name, value in bounds) if is_known and not choices.full_time else ()
    return [
        Figure("businesses", total),
        Figure("micro_businesses", micro, of=total),
        Figure("micro_share_of_businesses", share(micro, total), of=total),
        Figure("jobs", None if jobs is None else in_jobs(jobs, choices), parts=limits),
        Figure("micro_jobs", None if micro_jobs is None else in_jobs(micro_jobs, choices)),
        Figure(
            "micro_share_of_jobs", share(micro_jobs, jobs), of=None if jobs is None else int(in_jobs(jobs, choices))
        ),
        Figure("sole_proprietors", sum(row.sole for row in rows), of=total),
        *by_size(rows, choices, total, jobs),
        *by_industry(rows, choices, is_known),
        by_name("by_group", cells.groups, choices, is_known),
        by_name("by_place", cells.places, choices, is_known),
    ]


def by_size(rows: list[Stock], choices: Choices, total: int, jobs: int | None) -> list[Figure]:
    businesses: Counter[str] = Counter()
    employed: Counter[str] = Counter()
    for row in rows:
        businesses[row.size_class] += row.businesses
        employed[row.size_class] += jobs_of(row, choices)
    parts = tuple(Part((name,), businesses[name], of=total) for name in SIZE_CLASSES)
    jobs_parts = tuple(Part((name,), in_jobs(employed[name], choices)) for name in SIZE_CLASSES)
    all_jobs = None if jobs is None else in_jobs(jobs, choices)
    return [
        Figure("by_size", total, parts=parts),
        Figure("jobs_by_size", all_jobs, parts=jobs_parts if jobs is not None else ()),
    ]


def by_industry(rows: list[Stock], choices: Choices, is_known: bool) -> list[Figure]:
    """Micro-businesses, and jobs in them, of all in each section that has any."""
    micro: Counter[str] = Counter()
    businesses: Counter[str] = Counter()
    micro_jobs: Counter[str] = Counter()
    jobs: Counter[str] = Counter()
    for row in rows:
        is_micro = row.size_class in MICRO
        businesses[row.section] += row.businesses
        micro[row.section] += row.businesses * is_micro
        jobs[row.section] += jobs_of(row, choices)
        micro_jobs[row.section] += jobs_of(row, choices) * is_micro
    names = sorted(businesses) if is_known else []
    parts = tuple(Part((name,), micro[name], of=businesses[name]) for name in names)
    of_jobs = tuple(
        Part((name,), in_jobs(micro_jobs[name], choices), of=int(in_jobs(jobs[name], choices))) for name in names
    )
    return [
        Figure("by_industry", sum(micro.values()) if is_known else None, parts=parts),
        Figure("jobs_by_industry", in_jobs(sum(micro_jobs.values()), choices) if is_known else None, parts=of_jobs),
    ]


def by_name(key: str, cells: list[Detail], choices: Choices, is_known: bool) -> Figure:
    """Micro-businesses of all in each industry group or place that has any; those without a name ('') only in the sum."""
    micro: Counter[str] = Counter()
    businesses: Counter[str] = Counter()
    for row in counted(cells, choices):
        businesses[row.name] += row.businesses
        micro[row.name] += row.businesses * (row.size_class in MICRO)
    parts = tuple(Part((name,), micro[name], of=businesses[name]) for name in sorted(businesses) if name)
    return Figure(key, sum(micro.values()), parts=parts) if is_known else Figure(key, None)


def uncertain(cells: Cells, choices: Choices) -> Figure:
    """How many the doubtful ones are. value: how many units of the area are left out by the choices."""
    of_sort: Counter[str] = Counter()
    for row in cells.stock:
        of_sort[row.sort] += row.businesses
    kept = sorts(choices)
    businesses = [row for row in cells.stock if row.sort in kept]
    here = whatever_size(cells.stock, choices)
    parts = {
        "unknown_size": sum(row.businesses for row in here if row.size_class == SIZE_UNKNOWN),
        "zero": sum(row.businesses for row in here if row.size_class == "0"),
        "holdings": of_sort[HOLDING],
        "letting": of_sort[LETTING],
        "associations": of_sort[ASSOCIATIONS],
        "others": of_sort[OTHERS],
        "protected": sum(row.businesses for row in businesses if row.is_secret),
        "care_of": sum(row.care_of for row in here),
        "unknown_industry": sum(row.businesses for row in here if row.section == INDUSTRY_UNKNOWN),
    }
    if cells.is_country:
        nowhere = [row for row in counted(cells.places, choices) if not row.name]
        parts["unknown_place"] = sum(row.businesses for row in nowhere)
    left_out = sum(of_sort.values()) - sum(row.businesses for row in counted(cells.stock, choices))
    return Figure("uncertain", left_out, parts=tuple(Part((name,), value) for name, value in parts.items()))
