"""How many are employed in a made-up life, as the three series of CVR."""

from datetime import date
from functools import cache
from random import Random
from typing import Any, Final

from mikrovirk.register.made_up.lives import Life

Json = dict[str, Any]
YEARS_FROM, QUARTERS, MONTHS_FROM = 2000, (2014, 2018), 2019
# Of those without employed the register has no numbers at all in seven of ten.
SILENT_AT_ZERO: Final = 7
INTERVALS: Final = (
    (0, "0_0"),
    (1, "1_1"),
    (4, "2_4"),
    (9, "5_9"),
    (19, "10_19"),
    (49, "20_49"),
    (99, "50_99"),
    (199, "100_199"),
    (499, "200_499"),
    (999, "500_999"),
)


@cache
def interval(number: int) -> str:
    """The register's code of the interval a number lies in."""
    return "ANTAL_" + next((code for most, code in INTERVALS if number <= most), "1000_999999")


def employment_of(life: Life, until: date, random: Random, *, of_company: bool, is_brief: bool) -> Json:
    """The three series. The register does not sort them, and keeps the zeros of most to itself."""
    last = life.ended or until
    by_year, months_from = life.employed, until.year - 1 if is_brief else MONTHS_FROM
    if not any(by_year.values()) and life.cvr % 10 < SILENT_AT_ZERO:
        by_year = {}
    years, quarters, months = [], [], []
    for year, number in by_year.items():
        if YEARS_FROM <= year < last.year:
            years.append(_numbers(year, number, owners=of_company))
        if QUARTERS[0] <= year <= QUARTERS[1] and not is_brief:
            days = [(quarter, date(year, 3 * quarter, 1)) for quarter in range(1, 5)]
            quarters += [_numbers(year, number, kvartal=part) for part, day in days if life.started <= day <= last]
        if year >= months_from:
            days = [(month, date(year, month, 28)) for month in range(1, 13)]
            months += [_numbers(year, number, maaned=part) for part, day in days if life.started <= day <= last]
    random.shuffle(years)
    random.shuffle(quarters)
    random.shuffle(months)
    found: Json = {"aarsbeskaeftigelse": years, "kvartalsbeskaeftigelse": quarters, "erstMaanedsbeskaeftigelse": months}
    return {**found, "maanedsbeskaeftigelse": []} if of_company else found


def _numbers(year: int, number: int, *, owners: bool = False, **part: int) -> Json:
    """One entry of a series: intervals always, the exact number from 2016 on, full-time posts by months only."""
    exact = number if year >= 2016 else None
    code = interval(number)
    found: Json = {"aar": year, **part}
    if owners:
        found["antalInklusivEjere"] = None
    found["antalAarsvaerk"] = round(number * 0.8, 2) if exact is not None else None
    found["antalAnsatte"] = exact
    found["sidstOpdateret"] = f"{year + 1}-06-15T17:21:31.000+02:00"
    if owners:
        found["intervalKodeAntalInklusivEjere"] = interval(number + 1)
    found["intervalKodeAntalAarsvaerk"] = code
    found["intervalKodeAntalAnsatte"] = code
    return found
