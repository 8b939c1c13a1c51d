"""The indicators of an area on any day: from the cubes where they hold that day, otherwise counted in the copy itself."""

from datetime import date

from mikrovirk.overview.domain.figures import SPANS, Area, Choices, Figure, Figures, Part

__all__ = ["SPANS", "Area", "Choices", "Figure", "Figures", "NoCopy", "Part", "figures"]


class NoCopy(Exception):
    """No register of the country has been read in."""


def figures(area: Area, *, on: date, choices: Choices) -> Figures:
    """Every indicator of the area on the day, exact (`domain.suppression.told` takes out what is too few to be told).

    Raises NoCopy where no register of the country has been read in.
    """
    raise NoCopy
