"""The calculator: what it would mean if more small businesses began, stayed and grew. Arithmetic on assumptions, no forecast."""

from dataclasses import dataclass

YEARS_AT_MOST = 15


@dataclass(frozen=True)
class Assumptions:
    """What the reader supposes. Shares between 0 and 1, the money in whole kroner a year."""

    micro: int  # micro-businesses today
    jobs_each: float  # jobs in each on average, the owner counted as one
    more_births: int  # new businesses a year beyond today's
    survival: float  # share of new businesses that are there after a year, and of those again the year after
    growing: float  # share of today's micro-businesses that take on one more in a year
    years: int
    tax_each: int = 0  # municipal income tax of one job a year


@dataclass(frozen=True)
class Year:
    """One year of the calculation: what there is beyond today at its end, rounded at the last."""

    number: int
    businesses: float
    jobs: float
    tax: float


def calculated(given: Assumptions) -> list[Year]:
    """Each year's businesses and jobs beyond today's, and the tax of those jobs in that year.

    New businesses come each year and stay with the same share; each has `jobs_each` jobs. Each year the growing share of today's
    micro-businesses takes on one more, who stays. Jobs that would have been elsewhere in the municipality are not taken off.
    """
    rows: list[Year] = []
    businesses = hired = 0.0
    for number in range(1, min(given.years, YEARS_AT_MOST) + 1):
        businesses = businesses * given.survival + given.more_births
        hired += given.micro * given.growing
        jobs = businesses * given.jobs_each + hired
        rows.append(Year(number, businesses, jobs, jobs * given.tax_each))
    return rows
