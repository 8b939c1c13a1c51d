"""Cells of an area, out of which every figure is reckoned: plain rows, whether they come from a cube or were counted just now."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Stock(NamedTuple):
    """Units alive on the day. full_time in hundredths."""

    section: str
    size_class: str
    sort: str
    is_secret: bool
    businesses: int
    sole: int
    care_of: int
    heads: int
    least: int
    most: int
    full_time: int


class Detail(NamedTuple):
    """Units alive on the day by a place or an industry group (`name`)."""

    name: str
    size_class: str
    sort: str
    is_secret: bool
    businesses: int


class Births(NamedTuple):
    """Starts. years_back: 0 for the last twelve whole months, 1 for the twelve before those … 5. lived: after 1 … 5 years."""

    years_back: int
    section: str
    sort: str
    is_secret: bool
    took_over: bool
    born: int
    lived: tuple[int, ...]


class Deaths(NamedTuple):
    """Ends in the last twelve whole months."""

    section: str
    sort: str
    is_secret: bool
    handed_over: bool
    died: int


class Moves(NamedTuple):
    """Moves in the last twelve whole months, of which one end lies in the area and the other (`other`) does not."""

    is_in: bool
    other: str
    sort: str
    is_secret: bool
    moved: int


class Growth(NamedTuple):
    """Units by what they were `then` and are `now`. here_…: lived in the area; size_class "absent": lived nowhere."""

    here_then: bool
    here_now: bool
    size_class_then: str
    size_class_now: str
    sort_then: str
    sort_now: str
    is_secret_then: bool
    is_secret_now: bool
    units: int
    heads_then: int
    heads_now: int
    full_time_then: int
    full_time_now: int


@dataclass
class Cells:
    """All there is to reckon with. has_deaths: the register knows of ends at all (some hold the living only)."""

    has_deaths: bool
    is_country: bool
    deaths_preliminary: bool
    stock: list[Stock] = field(default_factory=list)
    start: list[Stock] = field(default_factory=list)  # on the first day of the twelve months
    places: list[Detail] = field(default_factory=list)
    groups: list[Detail] = field(default_factory=list)
    births: list[Births] = field(default_factory=list)
    deaths: list[Deaths] = field(default_factory=list)
    moves: list[Moves] = field(default_factory=list)
    growth: list[Growth] = field(default_factory=list)
