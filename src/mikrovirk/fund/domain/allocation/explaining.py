"""Say why."""

from mikrovirk.fund.domain.allocation.election import Election
from mikrovirk.fund.domain.allocation.outcome import Allocation, Explanation


def explain(election: Election, allocation: Allocation, *, what_if: bool = True) -> Explanation:
    """A reason for every project; `what_if` also finds what losers would have needed, by dividing again many times."""
    raise NotImplementedError
