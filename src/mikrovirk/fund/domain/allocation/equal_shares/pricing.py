"""What a project costs its supporters, as things stand in a run.

Prices are worked out in floating point, with a bound on the error. Where the error might matter (somebody has so nearly the price
left that it is open who is poor, or all supporters together so nearly the cost) the price is settled in whole numbers.
"""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from mikrovirk.fund.domain.allocation.equal_shares.purses import ROUNDING, Purses
from mikrovirk.fund.domain.allocation.equal_shares.sight import Sight

NEAR = 1e-9  # of a price: what is nearer is compared exactly. Errors are kept below a tenth of it


@dataclass(slots=True)
class Price:
    """For each point. `poor` (groups of `order`, the supporters) cannot pay it and give all they have."""

    project: int
    price: float
    rises: float  # when the endowment grows by one
    order: list[int]
    poor: list[int]
    payers: int  # points of those who pay in full
    exact: tuple[int, int] | None = None  # numerator and divisor, over the denominator of Prices
    exact_rises: int = 0  # over the same


@dataclass(slots=True)
class LowerBound:
    """The price is surely not below this, nor will it be when the endowment grows and this moves along."""

    price: float
    rises: float


class Pricing:
    """Prices projects from what their supporters have left."""

    def __init__(self, purses: Purses, sight: Sight) -> None:
        self.purses, self.sight, self.voters = purses, sight, purses.voters

    def price(self, project: int, limit: float) -> Price | LowerBound | None:
        """The price; a lower bound where it is surely above `limit`; None where the supporters cannot pay."""
        left, counts, weight = self.purses.left, self.voters.counts, self.voters.weights[project]
        order = self.purses.order(project)
        cost = self.voters.costs[project]
        given, payers, poor, price = 0.0, self.purses.reach[project], 0, 0.0
        for group in order:
            price = (cost - given) / payers
            points = weight[group]
            if price * points <= left[group]:
                break
            given += counts[group] * left[group]
            payers -= counts[group] * points
            poor += 1
            if price > limit and payers and self._off(project, payers, poor) <= NEAR / 10 * price:
                return LowerBound((cost - given) / payers, self._rise(order[:poor], payers))
        else:
            return self._all_poor(project, given, order)
        off = self._off(project, payers, poor)
        seen = Price(project, price, self._rise(order[:poor], payers), order, order[:poor], payers)
        if off > NEAR / 10 * price or self._at_the_edge(seen):
            return seen if self.settle(seen, NEAR * price + 4 * (off + self.purses.error)) else None
        return seen

    def _off(self, project: int, payers: int, poor: int) -> float:
        """By how much a price can be wrong."""
        given = (self.purses.reach[project] - payers) * self.purses.error
        return (given + (poor + 2) * ROUNDING * self.voters.costs[project]) / payers

    def _rise(self, poor: list[int], payers: int) -> float:
        return -self.purses.rise(poor) / payers if self.sight.on else 0.0

    def _at_the_edge(self, seen: Price) -> bool:
        """Whether somebody has so nearly the price left that it is open who is poor."""
        ratio, poor = self.purses.ratio(seen.project), len(seen.poor)
        margin = NEAR * seen.price + 4 * self.purses.error
        richer = ratio(seen.order[poor]) - seen.price
        return richer <= margin or (poor > 0 and seen.price - ratio(seen.order[poor - 1]) <= margin)

    def _all_poor(self, project: int, given: float, order: list[int]) -> Price | None:
        """All together have less than the cost, or so nearly the cost that it is settled exactly."""
        cost = self.voters.costs[project]
        off = self.purses.reach[project] * self.purses.error + (len(order) + 2) * ROUNDING * cost
        missing = cost - given
        if order and missing <= NEAR * cost + 4 * off:
            self.sight.end()
            price = self.purses.ratio(project)(order[-1])
            seen = Price(project, price, 0.0, order, order, 0)
            return seen if self.settle(seen, price * NEAR + 4 * (off + self.purses.error) + missing) else None
        if self.sight.on:
            self.sight.up_to(missing, self.purses.rise(order))
        return None

    def settle(self, seen: Price, margin: float = 0.0) -> bool:
        """Make a price exact. Who has within `margin` of it is looked at one by one; False where they cannot pay after all."""
        purses, denominator = self.purses, self.purses.prices.denominator
        open_groups = self._open(seen, margin) if margin else []
        needed = self.voters.costs[seen.project] * denominator - purses.exactly(seen.poor)
        if open_groups:
            self.sight.end()
            if not self._sort_out(seen, open_groups, needed):
                return False
        else:
            seen.exact = (needed, seen.payers)
        assert seen.exact
        if self.sight.on:
            seen.exact_rises = -purses.exact_rise(seen.poor)
            seen.rises = seen.exact_rises / (denominator * seen.exact[1])
        seen.price = seen.exact[0] / (denominator * seen.exact[1])
        return True

    def _open(self, seen: Price, margin: float) -> list[int]:
        """The groups of which it is open whether they are poor; for now they are neither poor nor of those who surely pay."""
        ratio, counts, weight = self.purses.ratio(seen.project), self.voters.counts, self.voters.weights[seen.project]
        first = bisect_right(seen.order, seen.price - margin, key=ratio)
        last = bisect_right(seen.order, seen.price + margin, key=ratio)
        seen.poor = seen.order[:first]
        seen.payers = sum([counts[group] * weight[group] for group in islice(seen.order, first, None)])
        return seen.order[first:last]

    def _sort_out(self, seen: Price, open_groups: list[int], needed: int) -> bool:
        """Find out which of the open groups are poor, the poorest first; False where all together have too little."""
        weight, counts = self.voters.weights[seen.project], self.voters.counts
        has = {group: self.purses.exactly([group]) // counts[group] for group in open_groups}
        for group in sorted(open_groups, key=lambda group: Fraction(has[group], weight[group])):
            if needed * weight[group] < has[group] * seen.payers:
                break
            seen.poor.append(group)
            points = counts[group] * weight[group]
            if seen.payers == points:  # the last one: everybody gives all they have
                seen.exact = (has[group], weight[group])
                return needed == has[group] * counts[group]
            needed -= has[group] * counts[group]
            seen.payers -= points
        seen.exact = (needed, seen.payers)
        return True
