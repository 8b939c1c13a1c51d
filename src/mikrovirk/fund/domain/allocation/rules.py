"""By which rule the pot is divided. A call fixes it before anybody votes."""

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    EQUAL_SHARES = "equal-shares"  # everybody who voted has an equal share of the pot to spend
    GREEDY = "greedy"  # most votes first, what no longer fits is passed over
    SCORE = "score"  # best assessed first, what no longer fits is passed over


class Completion(StrEnum):
    """What equal shares goes on to do with money that is left."""

    NONE = "none"
    ADD1 = "add1"  # larger shares, one unit of the currency a voter at a time, while the result fits the pot
    ADD1U = "add1u"  # the same, and then the most votes that still fit


@dataclass(frozen=True, slots=True)
class Rule:
    """`stop_when_exhaustive`: Add1 ends as soon as nothing more would fit, even if larger shares would change the result."""

    method: Method
    completion: Completion = Completion.NONE
    stop_when_exhaustive: bool = False


class NotDefined(ValueError):
    """The rule does not say what to do with such ballots."""
