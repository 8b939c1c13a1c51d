"""What the voters have left during a run: in floating point with a bound on the error, and exactly where that is asked for."""

from bisect import bisect_right
from collections.abc import Callable
from fractions import Fraction

from mikrovirk.fund.domain.allocation.equal_shares.electorate import Electorate
from mikrovirk.fund.domain.allocation.equal_shares.prices import Prices

ROUNDING = 2.0**-53
LEAST = 5e-324  # who has less left than floating point can tell still has something


class Purses:
    """`left` and `rises` (when the endowment grows by one) by group; no `left` is wrong by more than `error`."""

    def __init__(self, voters: Electorate, endowment: Fraction) -> None:
        self.voters = voters
        self.prices = Prices(endowment.numerator, endowment.denominator)
        self.left = [float(endowment)] * len(voters.counts)
        self.rises = [1.0] * len(voters.counts)
        self.error = (3 * voters.longest + 1) * ROUNDING * float(endowment)
        self.reach = list(
            voters.reach
        )  # points of a project's supporters who had something left when they were last asked
        self._turn = [-1] * len(voters.ids)  # when a project was bought
        self._orders: dict[int, list[int]] = {}

    def order(self, project: int) -> list[int]:
        """The supporters who have something left, the poorest for their points first."""
        order = self._orders.get(project)
        if order is None:
            order = self._orders[project] = list(self.voters.supporters[project])
        key = self.ratio(project)
        order.sort(key=key)
        if spent := bisect_right(order, 0.0, key=key):
            counts, weight = self.voters.counts, self.voters.weights[project]
            self.reach[project] -= sum([counts[group] * weight[group] for group in order[:spent]])
            del order[:spent]
        return order

    def ratio(self, project: int) -> Callable[[int], float]:
        """What a group has left for each point it gave the project."""
        left, weight = self.left, self.voters.weights[project]
        if isinstance(weight, list):
            return left.__getitem__
        return lambda group: left[group] / weight[group]

    def rise(self, groups: list[int]) -> float:
        """How much more these have together when the endowment grows by one."""
        rises, counts = self.rises, self.voters.counts
        return sum([counts[group] * rises[group] for group in groups])

    def exactly(self, groups: list[int]) -> int:
        """What these have left together, over the denominator of the prices."""
        return self.prices.left(*self._spent(groups)) if groups else 0

    def exact_rise(self, groups: list[int]) -> int:
        """How much more that is, over the same, when the endowment grows by one."""
        return self.prices.left_rises(*self._spent(groups)) if groups else 0

    def _spent(self, groups: list[int]) -> tuple[int, dict[int, int]]:
        """How many voters these are, and for how many points they paid at each purchase."""
        counts, ballots, turn = self.voters.counts, self.voters.ballots, self._turn
        voters = 0
        spent: dict[int, int] = {}
        for group in groups:
            count = counts[group]
            voters += count
            for project, points in ballots[group]:
                if (place := turn[project]) >= 0:
                    spent[place] = spent.get(place, 0) + count * points
        return voters, spent

    def pay(self, project: int, price: float, *, poor: list[int]) -> None:
        """Take the price of a point from everybody who can pay it, and all they have from the poor."""
        left, weight = self.left, self.voters.weights[project]
        for group in poor:
            left[group] = 0.0
        for group in self._orders[project]:
            if left[group]:
                rest = left[group] - price * weight[group]
                left[group] = rest if rest > 0 else LEAST
        self._turn[project] = len(self.prices) - 1

    def pay_rise(self, project: int, rise: float) -> None:
        """The same for how things move; what the poor have is nothing and stays so."""
        rises, weight = self.rises, self.voters.weights[project]
        for group in self._orders[project]:
            rises[group] -= rise * weight[group]
