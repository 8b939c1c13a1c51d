"""Who is served by what: a matrix with its gaps and overlaps. Speaks in codes; words are made elsewhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

EVERYBODY, STARTING, ESTABLISHED = "everybody", "starting", "established"
STAGES = (STARTING, ESTABLISHED)  # the columns: where a business is in its life


@dataclass(frozen=True)
class Offer:
    """What an entry is to the matrix. `industries`: letters, "" for every trade; `town`: "" where it is in no one place."""

    key: int
    name: str
    kind: str
    audience: str
    industries: str
    town: str


@dataclass(frozen=True)
class Row:
    """One line of the matrix: what serves those who are starting, and what serves the established."""

    key: str
    cells: tuple[tuple[Offer, ...], ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The stages that nothing serves."""
        return tuple(stage for stage, offers in zip(STAGES, self.cells, strict=True) if not offers)


@dataclass(frozen=True)
class Overlap:
    """Several of one kind for the same people in the same town."""

    kind: str
    town: str
    audience: str
    offers: tuple[Offer, ...]


def serves(offer: Offer, stage: str) -> bool:
    """Whether a business at that stage is welcome: what is for one trade takes both."""
    return offer.audience not in STAGES or offer.audience == stage


def matrix(offers: Sequence[Offer], keys: Iterable[str], rows_of: Callable[[Offer], Iterable[str]]) -> list[Row]:
    """A row for each of the keys, in their order; `rows_of` says in which rows an offer stands."""
    found: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        for key in rows_of(offer):
            found[key].append(offer)
    return [
        Row(key, tuple(tuple(offer for offer in found[key] if serves(offer, stage)) for stage in STAGES))
        for key in keys
    ]


def overlaps(offers: Iterable[Offer]) -> list[Overlap]:
    """Where two or more of one kind are for the same people in the same town; the largest first."""
    groups: dict[tuple[str, str, str, str], list[Offer]] = defaultdict(list)
    for offer in offers:
        if offer.town:
            groups[offer.kind, offer.town, offer.audience, offer.industries].append(offer)
    several = [
        Overlap(kind, town, audience, tuple(here))
        for (kind, town, audience, _industries), here in groups.items()
        if len(here) > 1
    ]
    return sorted(several, key=lambda each: (-len(each.offers), each.town, each.kind, each.audience))
