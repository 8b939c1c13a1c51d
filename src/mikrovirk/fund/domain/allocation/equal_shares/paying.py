"""Who paid what in a run, to the last fraction."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from mikrovirk.fund.domain.allocation.equal_shares.electorate import Electorate
from mikrovirk.fund.domain.allocation.equal_shares.run import Run


@dataclass(slots=True)
class Purse:
    """The supporters of one project together: what they have left, and what they paid for other projects, by number."""

    left: int
    taken: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Account:
    """For what was bought: who paid (how many, how much each; most first). For the others: when their supporters had too little.

    Projects by number. `short`: what was left, and after which purchase (None: from the beginning).
    """

    payers: dict[int, tuple[tuple[int, Fraction], ...]]
    short: dict[int, tuple[Fraction, int | None]]
    left: dict[int, Fraction]  # at the end
    taken: dict[int, tuple[tuple[int, Fraction], ...]]


def account_of(voters: Electorate, run: Run, endowment: Fraction) -> Account:
    """Go through the purchases of a run again, in whole numbers over one denominator."""
    whole = run.prices.denominator
    left = [int(endowment * whole)] * len(voters.counts)
    bought = set(run.bought)
    others = {
        project: Purse(sum(voters.counts[group] for group in groups) * left[0])
        for project, groups in enumerate(voters.supporters)
        if project not in bought
    }
    payers: dict[int, tuple[tuple[int, Fraction], ...]] = {}
    short = dict(_short(voters, others, {}, whole, after=None))
    for project, price in zip(run.bought, run.prices.over(whole), strict=True):
        paid = _pay(voters, project, price, left, others)
        payers[project] = tuple((count, Fraction(each, whole)) for each, count in sorted(paid.items(), reverse=True))
        short.update(_short(voters, others, short, whole, after=project))
    taken = {
        other: tuple((project, Fraction(amount, whole)) for project, amount in purse.taken.most_common())
        for other, purse in others.items()
    }
    at_the_end = {other: Fraction(purse.left, whole) for other, purse in others.items()}
    return Account(payers, short, at_the_end, taken)


def _pay(voters: Electorate, project: int, price: int, left: list[int], others: dict[int, Purse]) -> Counter[int]:
    """Let the supporters of a project pay; how many paid which amount."""
    paid: Counter[int] = Counter()
    weight = voters.weights[project]
    for group in voters.supporters[project]:
        if amount := min(left[group], price * weight[group]):
            count = voters.counts[group]
            left[group] -= amount
            paid[amount] += count
            for other, _ in voters.ballots[group]:
                if purse := others.get(other):
                    purse.left -= amount * count
                    purse.taken[project] += amount * count
    return paid


def _short(
    voters: Electorate,
    others: dict[int, Purse],
    known: dict[int, tuple[Fraction, int | None]],
    whole: int,
    *,
    after: int | None,
) -> Iterator[tuple[int, tuple[Fraction, int | None]]]:
    """The projects whose supporters have just come to have too little."""
    for project, purse in others.items():
        if project not in known and purse.left < voters.costs[project] * whole:
            yield project, (Fraction(purse.left, whole), after)
