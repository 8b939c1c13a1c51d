"""The Method of Equal Shares with cost utility, and its completion Add1."""

from mikrovirk.fund.domain.allocation.equal_shares.electorate import Electorate, electorate_of
from mikrovirk.fund.domain.allocation.equal_shares.growing import Result, endowment_after, one_run, with_add1
from mikrovirk.fund.domain.allocation.equal_shares.run import Run

__all__ = ["Electorate", "Result", "Run", "electorate_of", "endowment_after", "one_run", "with_add1"]
