"""Which member goes along to a business that is to be invited: one from the same trade or the same village."""

from collections import Counter
from collections.abc import Sequence
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
    for visit in visits:
        fitting = [(closeness(visit, host), host) for host in hosts]
        fitting = [(close, host) for close, host in fitting if close != (0, 0)]
        if not fitting:
            continue
        close, host = min(
            fitting, key=lambda pair: (-sum(pair[0]), not pair[1].said_yes, given[pair[1].key], pair[1].key)
        )
        trade, place = close
        given[host.key] += 1
        found[visit.unit_id] = (host.key, Why.BOTH if trade and place else Why.TRADE if trade else Why.VILLAGE)
    return found


def closeness(visit: Visit, host: Host) -> tuple[int, int]:
    """How near trade and place are: 3 the same group of industries, 2 the same division; 3 the same village, 2 the same postcode; 0 neither."""
    begins = [visit.code[:GROUP], visit.code[:DIVISION]]
    trade = next(
        (
            3 - at
            for at, begin in enumerate(begins)
            if len(begin) > 1 and any(code.startswith(begin) for code in host.codes)
        ),
        0,
    )
    towns = {folded(town) for town in visit.towns if town} & {folded(town) for town in host.towns if town}
    place = 3 if towns else 2 if visit.postcode and visit.postcode in host.postcodes else 0
    return trade, place
