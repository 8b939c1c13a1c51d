"""One run of equal shares with a given endowment.

Every decision is the exact one: prices that are nearer to each other than their errors are compared in whole numbers. A project's
price is looked at again only when no other project is surely cheaper, since prices only rise within a run.

A run that looks ahead also keeps how everything moves when the endowment grows, and so knows up to which endowment every decision
stays as it is (`safe`).
"""

from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from mikrovirk.fund.domain.allocation.equal_shares.electorate import Electorate
from mikrovirk.fund.domain.allocation.equal_shares.prices import Prices
from mikrovirk.fund.domain.allocation.equal_shares.pricing import NEAR, LowerBound, Price, Pricing
from mikrovirk.fund.domain.allocation.equal_shares.purses import ROUNDING, Purses
from mikrovirk.fund.domain.allocation.equal_shares.sight import UNSURE, Sight


class Run:
    """A run from the first purchase to the last: `bought` in its order, and what it `cost`."""

    def __init__(self, voters: Electorate, endowment: Fraction, *, look_ahead: bool = False) -> None:
        self.voters = voters
        self.bought: list[int] = []
        self.cost = 0
        self._purses = Purses(voters, endowment)
        self._sight = Sight(on=look_ahead, step=voters.unit)
        self._pricing = Pricing(self._purses, self._sight)
        # The lowest that each project can cost for what it is worth; at first as if everybody could pay in full.
        bounds = zip(voters.costs, voters.reach, voters.worth, strict=True)
        self._bounds = [(cost / reach / worth, project) for project, (cost, reach, worth) in enumerate(bounds)]
        self._rises = [0.0] * len(voters.ids)  # how these bounds move with the endowment
        heapify(self._bounds)

    @property
    def prices(self) -> Prices:
        return self._purses.prices

    @property
    def safe(self) -> float:
        """By how much the endowment can grow without any other decision."""
        return self._sight.safe

    def buy_all(self, most: float = inf) -> None:
        """Buy until nothing can be paid, or until more than `most` is spent."""
        while self.cost <= most and (cheapest := self._cheapest()) is not None:
            if cheapest.exact is None:
                self._pricing.settle(cheapest)
            if self._sight.on:
                self._others_stay_dearer(cheapest)
                self._payers_stay(cheapest)
            self._buy(cheapest)

    def _cheapest(self) -> Price | None:
        """The project with the lowest price for what it is worth; of equals the first in the order of ties."""
        bounds, worth = self._bounds, self.voters.worth
        found: list[tuple[float, Price]] = []
        limit = inf
        while bounds and bounds[0][0] <= limit:
            _, project = heappop(bounds)
            # a little more, so that nothing is put off to a bound that is not above the limit
            seen = self._pricing.price(project, limit * worth[project] * (1 + 8 * ROUNDING))
            if isinstance(seen, Price):
                found.append((seen.price / worth[project], seen))
                limit = min(limit, found[-1][0] * (1 + NEAR))
            elif seen is not None:
                self._put_back(project, seen)
        near = [seen for each, seen in found if each <= limit]
        chosen = self._first_of(near) if near else None
        for _, seen in found:
            if seen is not chosen:
                self._put_back(seen.project, seen)
        return chosen

    def _put_back(self, project: int, seen: Price | LowerBound) -> None:
        worth = self.voters.worth[project]
        heappush(self._bounds, (seen.price / worth, project))
        self._rises[project] = seen.rises / worth

    def _buy(self, chosen: Price) -> None:
        assert chosen.exact
        price, rise = self.prices.add(chosen.exact[0], chosen.exact_rises, chosen.exact[1])
        self._purses.pay(chosen.project, price, poor=chosen.poor)
        if self._sight.on:
            self._purses.pay_rise(chosen.project, rise)
        self.bought.append(chosen.project)
        self.cost += self.voters.costs[chosen.project]

    # --- near ties ---------------------------------------------------------------------------------------------------

    def _first_of(self, near: list[Price]) -> Price:
        """The exactly cheapest."""
        best = near[0]
        for each in near[1:]:
            difference = self._compare(each, best)
            order = self.voters.tie_order
            if difference < 0 or (difference == 0 and order[each.project] < order[best.project]):
                best = each
        if self._sight.on and not all(each is best or self._always_tied(each, best) for each in near):
            self._sight.end()
        return best

    def _compare(self, one: Price, other: Price) -> int:
        """Below 0: the first is cheaper for what it is worth."""
        (mine, my_worth), (theirs, their_worth) = self._exact(one), self._exact(other)
        return mine * their_worth - theirs * my_worth

    def _always_tied(self, one: Price, other: Price) -> bool:
        """Whether they are tied, and stay so when the endowment grows."""
        my_worth, their_worth = self._exact(one)[1], self._exact(other)[1]
        return not self._compare(one, other) and one.exact_rises * their_worth == other.exact_rises * my_worth

    def _exact(self, seen: Price) -> tuple[int, int]:
        """The price for what the project is worth: numerator and divisor, over the denominator of the prices."""
        if seen.exact is None:
            self._pricing.settle(seen)
        assert seen.exact
        return seen.exact[0], seen.exact[1] * self.voters.exact_worth[seen.project]

    # --- how far the endowment can grow ------------------------------------------------------------------------------

    def _others_stay_dearer(self, chosen: Price) -> None:
        """Up to where the chosen project is the cheapest. Those as good as tied have been looked at."""
        worth, rises = self.voters.worth[chosen.project], self._rises
        each, moves = chosen.price / worth, chosen.rises / worth
        for bound, other in self._bounds:
            if rises[other] < moves and bound > each * (1 + NEAR):
                self._sight.up_to((bound - each) * worth, (moves - rises[other]) * worth)

    def _payers_stay(self, chosen: Price) -> None:
        """Up to where the poor stay poor, and the others able to pay in full. Written out, as it is asked for every voter."""
        left, rises, weight = self._purses.left, self._purses.rises, self.voters.weights[chosen.project]
        safe, poor = self._sight.safe, set(chosen.poor)
        for group in chosen.order:
            points = weight[group]
            gap, closing = left[group] - chosen.price * points, chosen.rises * points - rises[group]
            if group in poor:
                gap, closing = -gap, -closing
            speed = closing * (1 + UNSURE) + UNSURE
            if speed > 0 and gap < safe * speed:
                safe = gap / speed
        self._sight.at_most(safe)
