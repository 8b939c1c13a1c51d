"""Which units count, by the reader's choices."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from mikrovirk.overview.domain.figures import Choices
from mikrovirk.overview.domain.indicators.kinds import ASSOCIATIONS, BUSINESS, HOLDING, LETTING, OTHERS
from mikrovirk.register.domain.size_classes import MICRO_CLASSES
from mikrovirk.register.domain.size_classes import UNKNOWN as SIZE_UNKNOWN

# A business that no number is known of counts as micro: an employer of ten or more reports.
MICRO = frozenset((*MICRO_CLASSES, SIZE_UNKNOWN))


class Sorted(Protocol):
    """A cell that says what sort of unit it counts."""

    @property
    def sort(self) -> str: ...
    @property
    def is_secret(self) -> bool: ...


class Sized(Sorted, Protocol):
    """A cell that also says of which size."""

    @property
    def size_class(self) -> str: ...


AnySorted = TypeVar("AnySorted", bound=Sorted)
AnySized = TypeVar("AnySized", bound=Sized)


def sorts(choices: Choices) -> frozenset[str]:
    """Which sorts of units are counted as businesses."""
    chosen = (
        (HOLDING, choices.with_holdings),
        (LETTING, choices.with_letting),
        (ASSOCIATIONS, choices.with_associations),
        (OTHERS, choices.with_others),
    )
    return frozenset((BUSINESS, *(sort for sort, is_in in chosen if is_in)))


def leaves_out_size(size_class: str, choices: Choices) -> bool:
    return (choices.without_zero and size_class == "0") or (choices.known_size_only and size_class == SIZE_UNKNOWN)


def counted(rows: Iterable[AnySized], choices: Choices) -> list[AnySized]:
    """The rows of what lives on a known day that count."""
    return [row for row in whatever_size(rows, choices) if not leaves_out_size(row.size_class, choices)]


def whatever_size(rows: Iterable[AnySorted], choices: Choices) -> list[AnySorted]:
    """The rows that count where sizes are not looked at: what begins or ends has seldom a number that day."""
    kept = sorts(choices)
    return [row for row in rows if row.sort in kept and not (choices.without_protected and row.is_secret)]


def share(part: float | None, whole: float | None) -> float | None:
    return part / whole if part is not None and whole else None
