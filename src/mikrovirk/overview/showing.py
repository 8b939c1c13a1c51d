"""Gathers what a page shows. Figures are asked for once per copy of the register: a copy never changes."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from mikrovirk.overview.asking import Asked
from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.panels.shown import Shown
from mikrovirk.overview.queries.figures import NoCopy, figures
from mikrovirk.register.queries import copies

FIRST_YEAR = (
    2008  # the register's municipalities are those of 2007; a year before the first there is nothing to compare
)


def copy_now() -> copies.Copy:
    """The copy that counts. Raises NoCopy where none was read in."""
    found = copies.current()
    if found is None:
        raise NoCopy
    return found


@lru_cache(maxsize=1024)
def counted(copy: str, area: Area, on: date, choices: Choices) -> Figures:
    """The figures of an area with what is too small taken out. `copy`: the name of the copy they are from."""
    from mikrovirk.overview.domain import suppression

    return suppression.told(figures(area, on=on, choices=choices))


def shown(asked: Asked, *, copy: str, years: bool = True) -> Shown:
    """Everything a page says about the area that is asked for; `years`: with the years before."""
    own = counted(copy, asked.area, asked.on, asked.choices)
    country = counted(copy, Area(), asked.on, asked.choices)
    past = [counted(copy, asked.area, day, asked.choices) for day in days(asked.on)] if years else []
    return Shown(asked, own, country, (*past, own))


def both(asked: Asked, *, copy: str) -> tuple[Shown, Shown]:
    """The area asked for and the one beside it, each knowing the other. `asked.beside` must be there."""
    one = shown(asked, copy=copy)
    two = shown(asked.elsewhere(asked.beside or Area()), copy=copy)
    return replace(one, beside=two), replace(two, beside=one)


def days(on: date) -> list[date]:
    """The first day of each year before the day."""
    return [date(year, 1, 1) for year in range(FIRST_YEAR, on.year + 1) if date(year, 1, 1) < on]
