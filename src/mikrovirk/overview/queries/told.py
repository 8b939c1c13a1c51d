"""The figures as they may be told: those of too few are taken out. Asked for once per copy of the register, as one never changes."""

from datetime import date
from functools import lru_cache

from mikrovirk.overview.domain import suppression
from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.queries.figures import NoCopy, figures
from mikrovirk.register.queries import copies

KEPT = 512


def told_figures(area: Area, *, on: date, choices: Choices) -> Figures | None:
    """The figures of an area on a day, without what is too few to be told; None where no register was read in."""
    copy = copies.current(area.country)
    if copy is None:
        return None
    try:
        return told_of(f"{copy.name} {copy.read_at}", area, on, choices)
    except NoCopy:
        return None


@lru_cache(maxsize=KEPT)
def told_of(_copy: str, area: Area, on: date, choices: Choices) -> Figures:
    return suppression.told(figures(area, on=on, choices=choices))
