"""One run of equal shares with a given endowment.

Prices are worked out in floating point, with a bound on the error; whatever is closer than the bound, or than `NEAR`, is
decided in whole numbers (`prices`). So every decision is the exact one. A project's price is looked at again only when no other
project is surely cheaper, since prices only rise within a run.

A run that `looks_ahead` also keeps how everything moves when the endowment grows, and so knows up to which endowment every
decision stays as it is.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import islice
from math import inf

from mikrovirk.fund.domain.allocation.equal_shares.electorate import Electorate
from mikrovirk.fund.domain.allocation.equal_shares.prices import Prices

NEAR = 1e-9  # of a price: what is nearer is compared exactly. Errors are held a tenth of that, or the price is worked out exactly
UNSURE = 1e-9  # how wrong a speed may be, taken on the safe side
ROUNDING = 2.0**-53
LEAST = 5e-324  # somebody who has less left than floating point can tell still has something


@dataclass(slots=True)
class Price:
    """What a project costs its supporters for each point. `poor` (groups) cannot pay that and give all they have."""

    project: int
    price: float
    rises: float  # when the endowment grows by one
    poor: list[int]
    payers: int  # points of those who pay in full
    exact: tuple[int, int] | None = None  # numerator and divisor, over the denominator of Prices
    exact_rises: int = 0  # over the same


class Run:
    """A run from the first purchase to the last; `bought`, `cost`, and `safe`: by how much the endowment can grow."""

    def __init__(self, voters: Electorate, endowment: Fraction, *, look_ahead: bool = False) -> None:
        self.voters = voters
        self.bought: list[int] = []
        self.cost = 0
        self.prices = Prices(endowment.numerator, endowment.denominator)
        self.looks_ahead = look_ahead
        self.safe = inf if look_ahead else 0.0
        self._left = [float(endowment)] * len(voters.counts)
        self._rises = [1.0] * len(voters.counts)
        self._error = (3 * voters.longest + 1) * ROUNDING * float(endowment)
        self._turn = [-1] * len(voters.ids)  # when a project was bought
        self._reach = list(voters.reach)  # points of those with something left
        self._order: list[list[int] | None] = [None] * len(
            voters.ids
        )  # supporters with something left, the poorest first
        self._dearer = [0.0] * len(voters.ids)  # how a project's bound moves with the endowment
        # Nobody pays less for a point than the cost divided by all points.
        bounds = zip(voters.costs, voters.reach, voters.worth, strict=True)
        self._bounds = [(cost / reach / worth, project) for project, (cost, reach, worth) in enumerate(bounds)]
        heapify(self._bounds)

    def buy_all(self, most: float = inf) -> None:
        """Buy until nothing can be paid, or until more than `most` is spent."""
        while self.cost <= most and (cheapest := self._cheapest()) is not None:
            if self.looks_ahead:
                self._look_ahead(cheapest)
            self._buy(cheapest)

    # --- which is cheapest -------------------------------------------------------------------------------------------

    def _cheapest(self) -> Price | None:
        """The project with the lowest price for what it is worth; of equals the first in the order of ties."""
        bounds, worth = self._bounds, self.voters.worth
        found: list[tuple[float, Price]] = []
        limit = inf
        while bounds and bounds[0][0] <= limit:
            _, project = heappop(bounds)
            seen = self._price(project, limit * worth[project] * (1 + ROUNDING * 8))
            if seen is not None:
                each = seen.price / worth[project]
                found.append((each, seen))
                limit = min(limit, each * (1 + NEAR))
        near = [seen for each, seen in found if each <= limit]
        chosen = self._first_of(near) if near else None
        for each, seen in found:
            if seen is not chosen:
                heappush(bounds, (each, seen.project))
                self._dearer[seen.project] = seen.rises / worth[seen.project]
        return chosen

    def _first_of(self, near: list[Price]) -> Price | None:
        """The exactly cheapest."""
        if len(near) == 1:
            return near[0]
        order = self.voters.tie_order
        sure = [each for each in near if each.exact is not None or self._settle(each)]
        if not sure:
            return None
        best = sure[0]
        for each in sure[1:]:
            difference = self._compare(each, best)
            if difference < 0 or (difference == 0 and order[each.project] < order[best.project]):
                best = each
        if self.looks_ahead and any(each is not best and not self._always_tied(each, best) for each in sure):
            self._end_of_sight()
        return best

    def _compare(self, one: Price, other: Price) -> int:
        """Below 0: the first is cheaper for what it is worth. Both are exact."""
        assert one.exact
        assert other.exact
        worth = self.voters.exact_worth
        return one.exact[0] * other.exact[1] * worth[other.project] - other.exact[0] * one.exact[1] * worth[one.project]

    def _always_tied(self, one: Price, other: Price) -> bool:
        """Whether they stay tied when the endowment grows."""
        assert one.exact
        assert other.exact
        worth = self.voters.exact_worth
        rises = one.exact_rises * other.exact[1] * worth[other.project]
        return self._compare(one, other) == 0 and rises == other.exact_rises * one.exact[1] * worth[one.project]

    # --- what a project costs its supporters -------------------------------------------------------------------------

    def _price(self, project: int, limit: float) -> Price | None:
        """The price for a point; None where it is surely above `limit` (then its bound is kept) or cannot be paid (then it is out)."""
        left, counts, weight = self._left, self.voters.counts, self.voters.weights[project]
        order = self._sorted(project)
        cost = self.voters.costs[project]
        given, payers, poor, price = 0.0, self._reach[project], 0, 0.0
        for group in order:
            price = (cost - given) / payers
            points = weight[group]
            if price * points <= left[group]:
                break
            given += counts[group] * left[group]
            payers -= counts[group] * points
            poor += 1
            if price > limit and payers and self._off(project, payers, poor) <= NEAR / 10 * price:
                self._put_off(project, (cost - given) / payers, order[:poor], payers)
                return None
        else:
            return self._out_of_money(project, given)
        off = self._off(project, payers, poor)
        seen = Price(project, price, 0.0, order[:poor], payers)
        if self.looks_ahead:
            seen.rises = self._rise(seen.poor, payers)
        if off > NEAR / 10 * price or self._at_the_edge(project, price, poor):
            return seen if self._settle(seen, NEAR * price + 4 * (off + self._error)) else None
        return seen

    def _off(self, project: int, payers: int, poor: int) -> float:
        """By how much a price can be wrong."""
        given = (self._reach[project] - payers) * self._error + (poor + 2) * ROUNDING * self.voters.costs[project]
        return given / payers

    def _sorted(self, project: int) -> list[int]:
        """The supporters with something left, the poorest for their points first."""
        order = self._order[project]
        if order is None:
            order = self._order[project] = list(self.voters.supporters[project])
        key = self._ratio(project)
        order.sort(key=key)
        if spent := bisect_right(order, 0.0, key=key):
            counts, weight = self.voters.counts, self.voters.weights[project]
            self._reach[project] -= sum([counts[group] * weight[group] for group in order[:spent]])
            del order[:spent]
        return order

    def _ratio(self, project: int) -> Callable[[int], float]:
        """What a group has left for each of its points."""
        left, weight = self._left, self.voters.weights[project]
        if isinstance(weight, list):
            return left.__getitem__
        return lambda group: left[group] / weight[group]

    def _put_off(self, project: int, price: float, poor: list[int], payers: int) -> None:
        """Look again when nothing else is cheaper than this lower bound: some of the poor only are taken for poor."""
        worth = self.voters.worth[project]
        if self.looks_ahead:
            self._dearer[project] = self._rise(poor, payers) / worth
        heappush(self._bounds, (price / worth, project))

    def _rise(self, poor: list[int], payers: int) -> float:
        rises, counts = self._rises, self.voters.counts
        return -sum([counts[group] * rises[group] for group in poor]) / payers

    def _at_the_edge(self, project: int, price: float, poor: int) -> bool:
        """Whether somebody has so nearly the price left that it is open who is poor."""
        order, ratio = self._order[project], self._ratio(project)
        assert order is not None
        margin = NEAR * price + 4 * self._error
        return ratio(order[poor]) - price <= margin or (poor > 0 and price - ratio(order[poor - 1]) <= margin)

    def _out_of_money(self, project: int, given: float) -> Price | None:
        """All supporters together have less than the cost, or so nearly the cost that it is settled exactly."""
        cost, order = self.voters.costs[project], self._order[project]
        assert order is not None
        off = self._reach[project] * self._error + (len(order) + 2) * ROUNDING * cost
        if cost - given <= NEAR * cost + 4 * off and order:
            price = self._ratio(project)(order[-1])
            seen = Price(project, price, 0.0, order, 0)
            if self._settle(seen, price * NEAR + 4 * (off + self._error) + (cost - given)):
                return seen
            self._end_of_sight()
        elif self.looks_ahead:
            rises, counts = self._rises, self.voters.counts
            self._see_up_to(cost - given, sum([counts[group] * rises[group] for group in order]))
        return None

    # --- in whole numbers --------------------------------------------------------------------------------------------

    def _settle(self, seen: Price, margin: float = 0.0) -> bool:
        """Make a price exact, `margin` around it at the edge; False where the project cannot be paid."""
        order, ratio = self._order[seen.project], self._ratio(seen.project)
        assert order is not None
        weight, counts = self.voters.weights[seen.project], self.voters.counts
        if margin:
            first = bisect_right(order, seen.price - margin, key=ratio)
            last = bisect_right(order, seen.price + margin, key=ratio)
            seen.poor = order[:first]
            seen.payers = sum([counts[group] * weight[group] for group in islice(order, first, None)])
            open_groups = order[first:last]
        else:
            open_groups = []
        needed = self.voters.costs[seen.project] * self.prices.denominator - self._given(seen.poor)
        if open_groups:
            self._end_of_sight()
            needed = self._who_is_poor(seen, open_groups, needed)
            if needed < 0:
                return False
        if not seen.exact:
            seen.exact = (needed, seen.payers)
        if self.looks_ahead:
            seen.exact_rises = -self._given(seen.poor, rises=True)
            seen.rises = seen.exact_rises / (self.prices.denominator * seen.exact[1])
        seen.price = seen.exact[0] / (self.prices.denominator * seen.exact[1])
        return True

    def _who_is_poor(self, seen: Price, open_groups: list[int], needed: int) -> int:
        """Sort the open groups out; what those who pay in full must bring, or below 0 where nobody can."""
        weight, counts = self.voters.weights[seen.project], self.voters.counts
        has = {group: self._given([group]) // counts[group] for group in open_groups}
        for group in sorted(open_groups, key=lambda group: Fraction(has[group], weight[group])):
            if needed * weight[group] < has[group] * seen.payers:
                break
            seen.poor.append(group)
            points = counts[group] * weight[group]
            if seen.payers == points:  # the last: everybody gives all they have
                if needed > has[group] * counts[group]:
                    return -1
                seen.exact = (has[group], weight[group])
            needed -= has[group] * counts[group]
            seen.payers -= points
        return needed

    def _given(self, poor: list[int], *, rises: bool = False) -> int:
        """What these groups have left together, over the denominator of the prices."""
        if not poor:
            return 0
        counts, ballots, turn = self.voters.counts, self.voters.ballots, self._turn
        voters = 0
        spent: dict[int, int] = {}
        for group in poor:
            count = counts[group]
            voters += count
            for project, points in ballots[group]:
                if (place := turn[project]) >= 0:
                    spent[place] = spent.get(place, 0) + count * points
        return self.prices.left_rises(voters, spent) if rises else self.prices.left(voters, spent)

    # --- buying ------------------------------------------------------------------------------------------------------

    def _buy(self, chosen: Price) -> None:
        """Let the supporters pay."""
        project, left = chosen.project, self._left
        if chosen.exact is None:
            self._settle(chosen)
        assert chosen.exact
        price, rise = self.prices.add(chosen.exact[0], chosen.exact_rises, chosen.exact[1])
        for group in chosen.poor:
            left[group] = 0.0
        order = self._order[project]
        assert order is not None
        weight = self.voters.weights[project]
        for group in order:
            if left[group]:
                rest = left[group] - price * weight[group]
                left[group] = rest if rest > 0 else LEAST
        if self.looks_ahead:
            for group in order:
                self._rises[group] -= rise * weight[group]
        self._turn[project] = len(self.bought)
        self.bought.append(project)
        self.cost += self.voters.costs[project]

    # --- how far the endowment can grow ------------------------------------------------------------------------------

    def _see_up_to(self, gap: float, closing: float) -> None:
        """A gap that closes at this speed when the endowment grows: nothing is sure from where it may be closed."""
        speed = closing + UNSURE * (abs(closing) + 1)
        if speed > 0 and gap < self.safe * speed:
            self.safe = gap / speed
            if self.safe < self.voters.unit:
                self._end_of_sight()

    def _end_of_sight(self) -> None:
        self.safe, self.looks_ahead = 0.0, False

    def _look_ahead(self, chosen: Price) -> None:
        """Up to where the chosen is bought, by the same who pay in full."""
        if chosen.exact is None:
            self._settle(chosen)
        worth, dearer = self.voters.worth[chosen.project], self._dearer
        each, moves = chosen.price / worth, chosen.rises / worth
        for bound, other in self._bounds:
            if dearer[other] < moves and bound > each * (1 + NEAR):
                self._see_up_to((bound - each) * worth, (moves - dearer[other]) * worth)
        self._same_payers(chosen)

    def _same_payers(self, chosen: Price) -> None:
        """Up to where the poor stay poor, and the others able to pay in full. Written out, as it is asked for every voter."""
        left, rises, price, rise = self._left, self._rises, chosen.price, chosen.rises
        order, weight = self._order[chosen.project], self.voters.weights[chosen.project]
        assert order is not None
        safe, poor = self.safe, set(chosen.poor)
        for group in order:
            points = weight[group]
            gap, closing = left[group] - price * points, rise * points - rises[group]
            if group in poor:
                gap, closing = -gap, -closing
            speed = closing * (1 + UNSURE) + UNSURE
            if speed > 0 and gap < safe * speed:
                safe = gap / speed
        self.safe = safe
        if safe < self.voters.unit:
            self._end_of_sight()
