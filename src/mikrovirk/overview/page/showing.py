"""Gathers what a page shows, from figures that are kept as long as the copy of the register counts."""

from dataclasses import replace
from datetime import date

from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.panels.shown import Shown
from mikrovirk.overview.queries.figures import NoCopy
from mikrovirk.overview.queries.over_time import through_time
from mikrovirk.overview.queries.shapes import outline_of
from mikrovirk.overview.queries.told import told_of
from mikrovirk.register.queries import copies

FIRST_YEAR = 2008  # a year after the municipalities of today began: what came before cannot be placed


def copy_now() -> copies.Copy:
    """The copy that counts. Raises NoCopy where none was read in."""
    found = copies.current()
    if found is None:
        raise NoCopy
    return found


def counted(copy: copies.Copy, area: Area, on: date, choices: Choices) -> Figures:
    """The figures of an area with what is too small taken out."""
    return told_of(name_of(copy), area, on, choices)


def counted_once(copy: copies.Copy, area: Area, on: date, choices: Choices) -> Figures:
    """The same without keeping them: for a walk over all municipalities, which would push everything else out."""
    return told_of.__wrapped__(name_of(copy), area, on, choices)


def name_of(copy: copies.Copy) -> str:
    """What figures are kept under, the same as in `queries.told`."""
    return f"{copy.name} {copy.read_at}"


def through_years(copy: copies.Copy, area: Area, days: list[date], choices: Choices) -> list[Figures]:
    """The figures that are followed through the years, on each of the days."""
    return through_time(area, days, choices, copy)


def shown(asked: Asked, *, copy: copies.Copy, years: bool = True) -> Shown:
    """Everything a page says about the area that is asked for; `years`: with the years before."""
    own = counted(copy, asked.area, asked.on, asked.choices)
    country = counted(copy, Area(), asked.on, asked.choices)
    past = through_years(copy, asked.area, days(asked.on), asked.choices) if years else []
    return Shown(asked, own, country, (*past, own), outline=outline_of(asked.code))


def both(asked: Asked, *, copy: copies.Copy) -> tuple[Shown, Shown]:
    """The area asked for and the one beside it, each knowing the other. `asked.beside` must be there."""
    one = shown(asked, copy=copy)
    two = shown(asked.elsewhere(asked.beside or Area()), copy=copy)
    return replace(one, beside=two), replace(two, beside=one)


def days(on: date) -> list[date]:
    """The first day of each year before the day."""
    return [date(year, 1, 1) for year in range(FIRST_YEAR, on.year + 1) if date(year, 1, 1) < on]
