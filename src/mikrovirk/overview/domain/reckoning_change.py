"""Births, deaths, survival and moves out of cells."""

from collections import Counter

from mikrovirk.overview.domain.cells import Births, Cells
from mikrovirk.overview.domain.counting import share, whatever_size
from mikrovirk.overview.domain.figures import Choices, Figure, Part
from mikrovirk.overview.domain.indicators.kinds import FOLLOWED


def change_figures(cells: Cells, choices: Choices) -> list[Figure]:
    """What began, ended and moved in the last twelve whole months."""
    born, died, start = births_of(cells, choices), deaths_of(cells, choices), there_at_start(cells, choices)
    births, deaths = sum(born.values()), sum(died.values()) if cells.has_deaths else None
    is_early = cells.deaths_preliminary
    churn = None if deaths is None else births + deaths
    return [
        Figure("births", births, parts=sections(born)),
        Figure("deaths", deaths, parts=sections(died) if cells.has_deaths else (), preliminary=is_early),
        Figure("birth_rate", share(births, start), of=start),
        Figure("death_rate", share(deaths, start), of=start, preliminary=is_early),
        Figure("churn", share(churn, start), of=start, preliminary=is_early),
        moves("moves_in", cells, choices, is_in=True),
        moves("moves_out", cells, choices, is_in=False),
    ]


def births_of(cells: Cells, choices: Choices) -> Counter[str]:
    born: Counter[str] = Counter()
    for row in true_births(cells, choices):
        if row.years_back == 0:
            born[row.section] += row.born
    return born


def true_births(cells: Cells, choices: Choices) -> list[Births]:
    """The births that count: one that took over another's place does only if that was chosen."""
    return [row for row in whatever_size(cells.births, choices) if choices.with_handovers or not row.took_over]


def deaths_of(cells: Cells, choices: Choices) -> Counter[str]:
    died: Counter[str] = Counter()
    for row in whatever_size(cells.deaths, choices):
        if choices.with_handovers or not row.handed_over:
            died[row.section] += row.died
    return died


def there_at_start(cells: Cells, choices: Choices) -> int:
    return sum(row.businesses for row in whatever_size(cells.start, choices))


def sections(found: Counter[str]) -> tuple[Part, ...]:
    return tuple(Part((name,), found[name]) for name in sorted(found) if found[name])


def moves(key: str, cells: Cells, choices: Choices, *, is_in: bool) -> Figure:
    """Moves by the other municipality. A whole country has none of that kind."""
    if cells.is_country:
        return Figure(key, None)
    found: Counter[str] = Counter()
    for row in whatever_size(cells.moves, choices):
        if row.is_in == is_in:
            found[row.other] += row.moved
    return Figure(key, sum(found.values()), parts=sections(found))


def survival_figures(cells: Cells, choices: Choices) -> list[Figure]:
    """The curve of those who began together, and the newest point for each number of years."""
    if not cells.has_deaths:
        return [Figure("survival", None), Figure("survival_newest", None)]
    rows = true_births(cells, choices)
    oldest = FOLLOWED[-1]
    together = tuple(lived_on(rows, years, years_back=oldest) for years in FOLLOWED)
    newest = tuple(lived_on(rows, years, years_back=years) for years in FOLLOWED)
    return [
        Figure("survival", together[-1].value, of=together[-1].of, parts=together, preliminary=True),
        Figure("survival_newest", newest[0].value, of=newest[0].of, parts=newest, preliminary=True),
    ]


def lived_on(rows: list[Births], years: int, *, years_back: int) -> Part:
    """Of those born so many years back: the share that was there so many years after its start."""
    cohort = [row for row in rows if row.years_back == years_back]
    born = sum(row.born for row in cohort)
    lived = sum(row.lived[years - 1] for row in cohort)
    return Part((str(years),), share(lived, born), of=born)
