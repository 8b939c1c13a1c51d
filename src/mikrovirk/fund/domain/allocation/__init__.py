"""How a pot is divided: by equal shares, by votes or by assessment, exactly, and with a reason for every project.

docs/using/allocation.md says it in words, with the source of each rule.
"""

from mikrovirk.fund.domain.allocation.allocating import allocate
from mikrovirk.fund.domain.allocation.election import Ballot, Election, NotAnElection, Points, Project, VoteType
from mikrovirk.fund.domain.allocation.explaining import explain, is_quick
from mikrovirk.fund.domain.allocation.outcome import Allocation, Explanation, LeftOver, Payers, Reason, Taken, Why
from mikrovirk.fund.domain.allocation.rules import Completion, Method, NotDefined, Rule

__all__ = [
    "Allocation",
    "Ballot",
    "Completion",
    "Election",
    "Explanation",
    "LeftOver",
    "Method",
    "NotAnElection",
    "NotDefined",
    "Payers",
    "Points",
    "Project",
    "Reason",
    "Rule",
    "Taken",
    "VoteType",
    "Why",
    "allocate",
    "explain",
    "is_quick",
]
