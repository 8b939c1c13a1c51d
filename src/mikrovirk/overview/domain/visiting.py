"""Which member goes along to a business that is to be invited: one from the same trade or the same village."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mikrovirk.directory.domain.search_words import folded

GROUP, DIVISION = 3, 2  # digits of an industry code


class Why(StrEnum):
    """What host and business have in common."""

    BOTH = "both"
    TRADE = "trade"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class Host:
    """A member who could go along. `codes`: the industries of their businesses by the register; `postcodes`, `towns`: where they are."""

    key: int
    codes: frozenset[str]
    postcodes: frozenset[str]
    towns: frozenset[str]
    said_yes: bool = False  # agreed to welcome newcomers


@dataclass(frozen=True, slots=True)
class Visit:
    """A business that is to be visited."""

    unit_id: str
    code: str
    postcode: str
    towns: frozenset[str]


def hosts_of(visits: Sequence[Visit], hosts: Sequence[Host]) -> dict[str, tuple[int, Why]]:
    """A host for each business that has one: the nearest trade and place first, then who agreed to welcome newcomers, then who has
    fewest visits so far; the same answer every time."""
    given: Counter[int] = Counter()
    found: dict[str, tuple[int, Why]] = {}
    known = [(host, begins(host.codes), plain(host.towns)) for host in hosts]
    for visit in visits:
        asked, towns = begins([visit.code]), plain(visit.towns)
        fitting = []
        for host, theirs, their_towns in known:
            trade = max((len(begin) for begin in asked & theirs), default=0)
            place = 3 if towns & their_towns else 2 if visit.postcode and visit.postcode in host.postcodes else 0
            if trade or place:
                order = (-(trade + place), not host.said_yes, given[host.key], host.key)
                fitting.append((order, Why.BOTH if trade and place else Why.TRADE if trade else Why.VILLAGE))
        if fitting:
            (*_order, key), why = min(fitting)
            given[key] += 1
            found[visit.unit_id] = (key, why)
    return found


def begins(codes: Iterable[str]) -> frozenset[str]:
    """The groups (three digits) and divisions (two) of industry codes: the longer one in common, the nearer the trade."""
    return frozenset(code[:length] for code in codes for length in (GROUP, DIVISION) if len(code) >= length)


def plain(towns: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(town).strip() for town in towns if town)
