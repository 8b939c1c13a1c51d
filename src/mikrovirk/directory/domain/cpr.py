"""CPR numbers are found and masked for the whole product in `common.cpr`; here they are at hand for the other rules."""

from mikrovirk.common.cpr import MASK, holds_cpr, masked

__all__ = ["MASK", "holds_cpr", "masked"]
