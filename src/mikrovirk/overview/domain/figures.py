"""What is asked of the register and what comes back: an area, a day, choices; and figures with their parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from mikrovirk.overview.domain.definitions import DEFINITIONS, Definition, Unit

SPANS = (1, 3, 5)  # years over which growth can be looked at


@dataclass(frozen=True)
class Area:
    """A municipality (four digits), a postcode, a postcode within a municipality, or the whole country (neither)."""

    municipality: str | None = None
    postcode: str | None = None
    country: str = "DK"


@dataclass(frozen=True)
class Choices:
    """What is uncertain in the register, and how it is counted this time. The plain `Choices()` is what pages begin with.

    with_holdings: count holding companies (few of them do anything but own).
    with_letting: count companies that only let out their own commercial property.
    with_associations: count associations.
    with_others: count estates of deceased, units being formed, foreign and public ones.
    without_zero: leave out those with no employed (a sole proprietor without staff works all the same).
    known_size_only: leave out those nobody knows the number of employed of (by default they count as micro-businesses).
    without_protected: leave out those whose address the register gives to nobody.
    workplaces: count places (P-units) where they lie, not companies at their registered address.
    full_time: jobs are full-time equivalents and not heads (somebody with two jobs is two heads).
    with_handovers: a business that takes over another's place, or comes of a merger or split, counts as a birth and a death.
    span: years over which growth is looked at, one of SPANS.
    """

    with_holdings: bool = False
    with_letting: bool = False
    with_associations: bool = False
    with_others: bool = False
    without_zero: bool = False
    known_size_only: bool = False
    without_protected: bool = False
    workplaces: bool = False
    full_time: bool = False
    with_handovers: bool = False
    span: int = 5

    def as_query(self) -> dict[str, str]:
        """What differs from the plain choices, for a link that keeps them."""
        plain = Choices()
        return {
            field.name: str(int(getattr(self, field.name)))
            for field in fields(self)
            if getattr(self, field.name) != getattr(plain, field.name)
        }

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Choices":
        """The choices a link carries; what is not there, or means nothing, is as usual."""
        switches = {
            field.name: query[field.name] == "1"
            for field in fields(cls)
            if field.name in query and field.name != "span"
        }
        span = query.get("span", "")
        chosen = cls(**switches)
        return replace(chosen, span=int(span)) if span in {str(each) for each in SPANS} else chosen


@dataclass(frozen=True)
class Part:
    """One part of a figure. `key` names it by codes: ("5-9",), ("G",), ("4760",), ("1-4", "10-19"), ("3",) years.

    value: a count, or a share 0..1 where the figure's unit is one. None: not known, or too few to be told.
    of: what `value` is a part of, where there is such a number (micro-businesses of all businesses in the industry).
    """

    key: tuple[str, ...]
    value: float | int | None
    of: int | None = None
    suppressed: bool = False


@dataclass(frozen=True)
class Figure:
    """One indicator: its key (also that of its definition), its value and what it is made up of.

    value: a count (int), or a share 0..1. None: it cannot be said (nothing to divide by, no such time in the copy, too few).
    of: the denominator of a share, or the whole that a count is a part of.
    preliminary: the register may still change it (a death is final only after two years).
    """

    key: str
    value: float | int | None
    of: int | None = None
    parts: tuple[Part, ...] = ()
    preliminary: bool = False
    suppressed: bool = False

    @property
    def definition(self) -> Definition:
        return DEFINITIONS[self.key]

    @property
    def unit(self) -> Unit:
        return self.definition.unit


@dataclass(frozen=True)
class Figures:
    """The indicators of an area on a day, in the order of their definitions.

    as_of: the day of the copy they come from; period: the twelve whole months that births, deaths and moves are counted in
    (from the first day, to the day after the last).
    """

    area: Area
    on: date
    choices: Choices
    as_of: date | None
    period: tuple[date, date] | None
    rows: tuple[Figure, ...] = ()

    def __getitem__(self, key: str) -> Figure:
        for row in self.rows:
            if row.key == key:
                return row
        raise KeyError(key)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.rows)
