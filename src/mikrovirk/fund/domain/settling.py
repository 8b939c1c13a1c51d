"""What may be paid under a grant, and what is left at the end. Amounts are whole øre.

Money is paid on receipts. Where the applicant brings money along, each receipt is carried by both in the same proportion as the
whole: of 12,000 with 9,000 granted and 3,000 brought along, a receipt of 400 is paid with 300. What was paid in advance is set
against the first receipts.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settled:
    """How a grant stands: what was granted, paid and given back, and what the receipts say was spent."""

    granted: int
    paid: int  # less what was given back
    spent: int  # the approved receipts, added up
    own: int = 0  # what the applicant brings along beside the grant

    @property
    def covered(self) -> int:
        """What of the spent the grant covers."""
        return min(self.granted, self.spent * self.granted // (self.granted + self.own)) if self.granted else 0

    @property
    def due(self) -> int:
        """What may be paid now."""
        return max(0, self.covered - self.paid)

    @property
    def too_much(self) -> int:
        """What was paid and not spent: to be given back."""
        return max(0, self.paid - self.covered)

    @property
    def unspent(self) -> int:
        """What was granted and will not be paid: back to the pot."""
        return self.granted - max(self.paid, self.covered)


def advance(granted: int, *, per_cent: int) -> int:
    """What may be paid before there are receipts: that part of the grant, down to whole kroner."""
    return granted * per_cent // 100 // 100 * 100


def payable(settled: Settled, receipts: int) -> int:
    """What a claim with these receipts leads to, beside those that were approved before."""
    return Settled(settled.granted, settled.paid, settled.spent + receipts, settled.own).due


def approvals_needed(amount: int, *, two_over: int) -> int:
    """How many of the fund's people must find a claim right before it is paid."""
    return 2 if amount > two_over else 1
