"""What may be told of a coverage: counts of three or more, and nothing from which a smaller one can be worked out.

A municipality sees these counts and never a list. So a number under LEAST is left out, and where the whole and the parts that are
told would give it away by subtraction, the smallest other part is left out with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mikrovirk.overview.domain import suppression
from mikrovirk.overview.domain.coverage import Cell, Coverage, Spot
from mikrovirk.overview.domain.suppression import LEAST


@dataclass(frozen=True, slots=True)
class Told:
    """A cell as it may be told. None: under LEAST, or left out because another one would be given away."""

    key: str
    count: int | None
    reached: int | None

    @property
    def share(self) -> float | None:
        return self.reached / self.count if self.reached is not None and self.count else None


@dataclass(frozen=True, slots=True)
class ToldSpot:
    """A white spot: how many businesses there are, and only whether fewer than LEAST of them are reached.

    The number itself stands nowhere: beside the rows of the industry and of the place it would tell the rest.
    """

    section: str
    postcode: str
    count: int
    hardly_any: bool


@dataclass(frozen=True)
class ToldCoverage:
    """A coverage as it may be told; the same parts."""

    whole: Told
    sections: tuple[Told, ...]
    postcodes: tuple[Told, ...]
    ages: tuple[Told, ...]
    sizes: tuple[Told, ...]
    spots: tuple[ToldSpot, ...]


def told(found: Coverage) -> ToldCoverage:
    """What may be told of all of it."""
    whole = Told("", *(number if number >= LEAST else None for number in (found.whole.count, found.whole.reached)))
    return ToldCoverage(
        whole,
        told_cells(found.sections),
        told_cells(found.postcodes),
        told_cells(found.ages),
        told_cells(found.sizes),
        tuple(told_spot(each) for each in found.spots),
    )


def told_spot(spot: Spot) -> ToldSpot:
    return ToldSpot(spot.section, spot.postcode, spot.count, spot.reached < LEAST)


def told_cells(cells: Sequence[Cell]) -> tuple[Told, ...]:
    """Parts of one whole that is told too. Whose businesses are not told, theirs that are reached are not either.

    Businesses are left out as in the other figures; of those reached none at all is not told either: see `left_out`.
    """
    few = suppression.left_out({(str(at),): cell.count for at, cell in enumerate(cells)})
    counts = {int(at) for (at,) in few}
    reached = left_out([each.reached for each in cells])
    return tuple(
        Told(
            cell.key,
            None if at in counts else cell.count,
            None if at in reached or at in counts else cell.reached,
        )
        for at, cell in enumerate(cells)
    )


def left_out(numbers: Sequence[int]) -> frozenset[int]:
    """The places of the numbers that are not told: those under LEAST, and as many of the smallest others as it takes until their
    sum says of none of them what it is."""
    hidden = {at for at, number in enumerate(numbers) if number < LEAST}
    others = sorted((number, at) for at, number in enumerate(numbers) if number >= LEAST)
    for _number, at in others:
        if not hidden or not is_given_away([numbers[place] for place in hidden]):
            break
        hidden.add(at)
    return frozenset(hidden)


def is_given_away(hidden: Sequence[int]) -> bool:
    """Whether the sum of what is left out, which anybody can work out, says what one of them is.

    A reader knows that each is under LEAST, or was left out beside one that is; none at all in any of them tells of nobody.
    """
    if sum(hidden) == 0:
        return False
    if len(hidden) == 1:
        return True
    return all(number < LEAST for number in hidden) and (
        sum(hidden) < LEAST or sum(hidden) == (LEAST - 1) * len(hidden)
    )
