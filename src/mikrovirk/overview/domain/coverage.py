"""How many of the local micro-businesses some network reaches, by industry, place, age and size; and where nobody is reached."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

# Years since a business began, from and to (not included). None: no upper bound.
AGES: dict[str, tuple[int, int | None]] = {
    "0": (0, 1),
    "1-2": (1, 3),
    "3-5": (3, 6),
    "6-10": (6, 11),
    "11+": (11, None),
}
UNKNOWN = "unknown"
LEAST_IN_A_SPOT = 5  # businesses: of fewer a white spot says nothing
SPOTS = 12


@dataclass(frozen=True, slots=True)
class Local:
    """A local micro-business, without name and address."""

    unit_id: str
    section: str  # of DB25, as in the other figures
    code: str  # of the main industry
    postcode: str
    size: str  # one of register.domain.size_classes.SIZE_CLASSES
    since: date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Some of the local businesses, and how many of them a network reaches."""

    key: str
    count: int
    reached: int


@dataclass(frozen=True, slots=True)
class Spot:
    """An industry in a place in which few are reached."""

    section: str
    postcode: str
    count: int
    reached: int


@dataclass(frozen=True)
class Coverage:
    """The whole, and its parts; each list of parts adds up to the whole."""

    whole: Cell
    sections: tuple[Cell, ...]
    postcodes: tuple[Cell, ...]
    ages: tuple[Cell, ...]
    sizes: tuple[Cell, ...]
    spots: tuple[Spot, ...]


def age_of(since: date | None, on: date) -> str:
    """The class of age of a business on that day, in whole years; "unknown" where nobody wrote down when it began."""
    if since is None:
        return UNKNOWN
    years = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
    for name, (least, before) in AGES.items():
        if max(years, 0) >= least and (before is None or years < before):
            return name
    return UNKNOWN


def coverage(local: Sequence[Local], reached: Collection[str], *, on: date) -> Coverage:
    """Count the businesses, and those whose numbers are among `reached`."""
    is_reached = [each.unit_id in reached for each in local]

    def cells(keys: Iterable[str], order: Sequence[str] = ()) -> tuple[Cell, ...]:
        counts: Counter[str] = Counter()
        hits: Counter[str] = Counter()
        for key, hit in zip(keys, is_reached, strict=True):
            counts[key] += 1
            hits[key] += hit
        place = {key: at for at, key in enumerate(order)}
        found = sorted(counts, key=lambda key: (place.get(key, len(place)), key))
        return tuple(Cell(key, counts[key], hits[key]) for key in found)

    places = tuple(zip(((each.section, each.postcode) for each in local), is_reached, strict=True))
    return Coverage(
        Cell("", len(local), sum(is_reached)),
        cells(each.section for each in local),
        cells(each.postcode for each in local),
        cells((age_of(each.since, on) for each in local), (*AGES, UNKNOWN)),
        cells((each.size for each in local), ("0", "1-4", "5-9", UNKNOWN)),
        white_spots(places),
    )


def white_spots(places: Iterable[tuple[tuple[str, str], bool]]) -> tuple[Spot, ...]:
    """Industries in a place of which fewer are reached than of the whole, the most unreached businesses first.

    Only where there are at least LEAST_IN_A_SPOT businesses, and no more than SPOTS of them.
    """
    counts: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for place, hit in places:
        counts[place] += 1
        hits[place] += hit
    share = sum(hits.values()) / max(sum(counts.values()), 1)
    found = [
        Spot(*place, count, hits[place])
        for place, count in counts.items()
        if count >= LEAST_IN_A_SPOT and hits[place] <= share * count / 2
    ]
    found.sort(key=lambda spot: (spot.reached - spot.count, spot.section, spot.postcode))
    return tuple(found[:SPOTS])
