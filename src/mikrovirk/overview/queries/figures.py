"""The indicators of an area on any day: from the cubes where they hold that day, otherwise counted in the copy itself."""

from collections.abc import Collection
from datetime import date

from mikrovirk.overview.domain.cells import Cells, Detail, Growth, Stock
from mikrovirk.overview.domain.definitions import DEFINITIONS
from mikrovirk.overview.domain.figures import SPANS, Area, Choices, Figure, Figures, Part
from mikrovirk.overview.domain.periods import first_of, month_index, whole_months_before
from mikrovirk.overview.domain.reckoning import reckon
from mikrovirk.overview.queries import cells_of_cubes, cubes
from mikrovirk.overview.queries.cells_counted import Counted
from mikrovirk.register.queries import copies

__all__ = ["SPANS", "Area", "Choices", "Figure", "Figures", "NoCopy", "Part", "figures"]

# Registers that tell the past themselves. Of the others the copy of that time is looked into.
TELL_THE_PAST = ("cvr", "datafordeler")
FINAL_AFTER = 24  # months until a death is final
STOCK = (
    *("businesses", "micro_businesses", "micro_share_of_businesses", "jobs", "micro_jobs", "micro_share_of_jobs"),
    *("sole_proprietors", "by_size", "jobs_by_size", "by_industry", "jobs_by_industry", "uncertain"),
)
DETAILS = ("by_group", "by_place")
CHANGE = (
    "births",
    "deaths",
    "birth_rate",
    "death_rate",
    "churn",
    "survival",
    "survival_newest",
    "moves_in",
    "moves_out",
)
GROWTH = ("transitions", "jobs_of_former_micro", "micro_share_of_net_new_jobs")


class NoCopy(Exception):
    """No register of the country has been read in."""


def figures(area: Area, *, on: date, choices: Choices, only: Collection[str] | None = None) -> Figures:
    """The indicators of the area on the day, exact (`domain.suppression.told` takes out what is too few to be told).

    A day after the copy's own is answered as of the copy's. only: the keys of those that are wanted, which is quicker.
    Raises NoCopy where no register of the country has been read in.
    """
    copy = copy_for(area.country, on)
    day = min(on, copy.as_of)
    wanted = frozenset(DEFINITIONS if only is None else only)
    end = whole_months_before(day)
    cells = gather(copy, area, day, choices, wanted)
    rows = tuple(figure for figure in reckon(cells, choices) if figure.key in wanted)
    return Figures(area, day, choices, copy.as_of, (first_of(end - 12), first_of(end)), rows)


def copy_for(country: str, on: date) -> copies.Copy:
    """The copy that knows of the day: the one that counts, or of a register without a past the oldest that is not before it."""
    current = copies.current(country)
    if current is None:
        raise NoCopy
    if current.source in TELL_THE_PAST or on >= current.as_of:
        return current
    alike = [copy for copy in copies.copies(country) if copy.source == current.source and copy.as_of >= on]
    return alike[-1] if alike else current


def gather(copy: copies.Copy, area: Area, day: date, choices: Choices, wanted: frozenset[str]) -> Cells:
    """The cells that the wanted indicators are reckoned from."""
    found = cubes.of_copy(copy) if area.postcode is None else None
    gathering = Gathering(copy, found, area, choices)
    end = whole_months_before(day)
    cells = Cells(
        has_deaths=gathering.has_deaths(),
        is_country=area.municipality is None and area.postcode is None,
        deaths_preliminary=end + FINAL_AFTER > month_index(copy.as_of),
    )
    if found and not cells.is_country and day == found.as_of and cells_of_cubes.ready(found, area, choices, cells):
        return cells
    if wanted.intersection((*STOCK, *DETAILS)):
        cells.stock = gathering.stock(day)
    if wanted.intersection(DETAILS):
        cells.places = gathering.details(day, "municipality" if cells.is_country else "postcode")
        cells.groups = gathering.details(day, "industry_group")
    if wanted.intersection(CHANGE):
        cells.start = gathering.stock(first_of(end - 12))
        gathering.change(cells, end)
    if wanted.intersection(GROWTH):
        cells.growth = gathering.growth(day)
    return cells


class Gathering:
    """Takes each kind of cells from the cubes where they hold it, or else has them counted."""

    def __init__(self, copy: copies.Copy, found: cubes.Cubes | None, area: Area, choices: Choices) -> None:
        self.copy, self.cubes, self.area, self.choices = copy, found, area, choices
        self._counted: Counted | None = None

    @property
    def counted(self) -> Counted:
        if self._counted is None:
            self._counted = Counted(self.copy, self.area, self.choices)
        return self._counted

    def has_deaths(self) -> bool:
        return self.cubes.has_deaths if self.cubes else self.counted.has_deaths()

    def stock(self, day: date) -> list[Stock]:
        if self.cubes:
            if day == self.cubes.as_of:
                return cells_of_cubes.stock(self.cubes, self.area, self.choices, None)
            if day.day == 1 and self.cubes.first_month <= month_index(day) <= self.cubes.last_month:
                return cells_of_cubes.stock(self.cubes, self.area, self.choices, month_index(day))
        return self.counted.stock(day)

    def details(self, day: date, name: str) -> list[Detail]:
        if self.cubes and day == self.cubes.as_of:
            return cells_of_cubes.details(self.cubes, self.area, self.choices, name)
        return self.counted.details(day, name)

    def change(self, cells: Cells, end: int) -> None:
        if self.cubes:
            cells.births = cells_of_cubes.births(self.cubes, self.area, self.choices, end)
            cells.deaths = cells_of_cubes.deaths(self.cubes, self.area, self.choices, end)
            if not cells.is_country:
                cells.moves = cells_of_cubes.moves(self.cubes, self.area, self.choices, end)
        else:
            cells.births, cells.deaths = self.counted.births(end), self.counted.deaths(end)
            if self.area.municipality is not None and self.area.postcode is None:
                cells.moves = self.counted.moves(end)

    def growth(self, day: date) -> list[Growth]:
        if self.cubes and day == self.cubes.as_of:
            return cells_of_cubes.growth(self.cubes, self.area, self.choices)
        return self.counted.growth(day)
