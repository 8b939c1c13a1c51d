"""Divide a pot by a rule."""

from .election import Election
from .outcome import Allocation
from .rules import Rule


def allocate(election: Election, rule: Rule) -> Allocation:
    """Which projects get money. Never more than the pot; the same for the same ballots in any order."""
    raise NotImplementedError
