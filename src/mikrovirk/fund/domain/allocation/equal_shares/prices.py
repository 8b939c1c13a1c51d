"""The exact price of everything bought in one run, as whole numbers over growing denominators.

What a voter has left is the endowment less the prices of what they have paid in full, and whoever could not pay in full has
nothing left. So each price is a whole-number combination of the endowment and the earlier prices, divided by the points of those who pay
in full: however many voters there are, only the prices need exact arithmetic.
"""

from collections.abc import Iterable
from math import gcd


class Prices:
    """Prices for a point, in the order of buying. `denominator` is that of the latest; each divides the next."""

    def __init__(self, endowment: int, denominator: int) -> None:
        """Every voter begins with `endowment / denominator`."""
        self.denominator = denominator
        self._endowment = endowment
        self._first_denominator = denominator
        self._numerators: list[int] = []
        self._slopes: list[int] = []  # of the same denominators: how a price moves when the endowment grows by one
        self._factors: list[int] = []  # by which the denominator has grown at each

    def __len__(self) -> int:
        return len(self._numerators)

    def left(self, voters: int, spent: dict[int, int]) -> int:
        """What so many voters have left together, over `denominator`; `spent`: points paid for, by purchase."""
        return self._combined(voters * self._endowment, spent, self._numerators)

    def left_rises(self, voters: int, spent: dict[int, int]) -> int:
        """How much more that is, over `denominator`, when the endowment grows by one."""
        return self._combined(voters * self._first_denominator, spent, self._slopes)

    def _combined(self, first: int, spent: dict[int, int], numerators: list[int]) -> int:
        found = first
        if not spent:
            return found * (self.denominator // self._first_denominator)
        get = spent.get
        for place, factor in enumerate(self._factors):
            if factor != 1:
                found *= factor
            if points := get(place):
                found -= points * numerators[place]
        return found

    def add(self, numerator: int, slope: int, divisor: int) -> tuple[float, float]:
        """Keep the price `numerator / denominator / divisor`; returns it and its slope, each rounded once."""
        shared = gcd(gcd(numerator, divisor), slope)
        factor = divisor // shared
        self.denominator *= factor
        self._numerators.append(numerator // shared)
        self._slopes.append(slope // shared)
        self._factors.append(factor)
        return self._numerators[-1] / self.denominator, self._slopes[-1] / self.denominator

    def over(self, denominator: int) -> Iterable[int]:
        """Every price in the order of buying, over one denominator that all divide."""
        of_each = self._first_denominator
        for numerator, factor in zip(self._numerators, self._factors, strict=True):
            of_each *= factor
            yield numerator * (denominator // of_each)
