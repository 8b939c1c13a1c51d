"""Size classes by the number of employed, as the pages show them, and what counts as a micro-business.

The classes are Eurostat's for business demography (0, 1-4, 5-9, 10 or more), with the upper one split. A business is micro
here with at most nine employed, owners not counted: the registers say neither working hours of owners nor turnover, so this
is "micro by the number of employed" and not the definition of Recommendation 2003/361/EC.
"""

from typing import Final

MICRO_MOST: Final = 9
UNKNOWN: Final = "unknown"
# The least and the greatest number of each class; None: no upper bound.
BOUNDS: Final[dict[str, tuple[int, int | None]]] = {
    "0": (0, 0),
    "1-4": (1, 4),
    "5-9": (5, 9),
    "10-19": (10, 19),
    "20-49": (20, 49),
    "50-99": (50, 99),
    "100+": (100, None),
}
SIZE_CLASSES: Final = (*BOUNDS, UNKNOWN)
MICRO_CLASSES: Final = ("0", "1-4", "5-9")


def class_of(low: int | None, high: int | None) -> str:
    """The size class of an interval [low, high] of employed, both ends included.

    An interval over two classes (Finland's "at least two") belongs to none and is unknown; so is an empty one.
    """
    if low is None:
        return UNKNOWN
    for name, (least, most) in BOUNDS.items():
        if low >= least and (most is None or (high is not None and high <= most)):
            return name
    return UNKNOWN


def is_micro(low: int | None, high: int | None) -> bool | None:
    """Whether an interval of employed is a micro-business; None when the interval does not say."""
    if high is not None and high <= MICRO_MOST:
        return True
    if low is not None and low > MICRO_MOST:
        return False
    return None
