"""The Method of Equal Shares with cost utility, and its completion Add1."""

from mikrovirk.fund.domain.allocation.equal_shares.electorate import Electorate, electorate_of
from mikrovirk.fund.domain.allocation.equal_shares.growing import Result, with_add1, without_completion
from mikrovirk.fund.domain.allocation.equal_shares.run import Run

__all__ = ["Electorate", "Result", "Run", "electorate_of", "with_add1", "without_completion"]
