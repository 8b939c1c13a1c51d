"""Who is in the room, and the plan of whom they should meet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mikrovirk.live.domain.introductions.facts import Facts, Language, sentence


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person in the room. Offers and seeks are in their own words, a few words or whole sentences."""

    id: str
    industry: str = ""  # a code ("62.01", "620100") or the trade in words; empty: not known
    place: str = ""  # a postcode or a place in words; empty: not known
    offers: tuple[str, ...] = ()
    seeks: tuple[str, ...] = ()
    newcomer: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who are to look for each other, with the reason in words that fit both of them."""

    first: str
    second: str
    because_da: str
    because_en: str
    score: int
    facts: Facts = field(default=Facts(), compare=False)

    def other(self, reader: str) -> str:
        return self.second if reader == self.first else self.first

    def because(self, reader: str, name: str, language: Language = "da") -> str:
        """Return the reason as it stands on `reader`'s card: "Du søger bogføring, og det tilbyder Anna …"."""
        return sentence(self.facts if reader == self.first else self.facts.seen_by_second(), name, language)


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom to meet. No plan that leaves as few alone has a greater sum of scores than `bound`."""

    pairs: tuple[Pair, ...]
    score: int
    bound: int
    optimal: bool
    alone: tuple[str, ...]

    @property
    def at_most_better(self) -> int:
        """How far the plan may be from the best one, in points."""
        return self.bound - self.score

    def partners(self, somebody: str) -> tuple[Pair, ...]:
        """The pairs of one person, best first."""
        theirs = [pair for pair in self.pairs if somebody in (pair.first, pair.second)]
        return tuple(sorted(theirs, key=lambda pair: (-pair.score, pair.other(somebody))))


def ordered(pair: tuple[str, str]) -> tuple[str, str]:
    """The pair with the smaller id first, as a key."""
    first, second = pair
    return (first, second) if first <= second else (second, first)


def ordered_once(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Every pair once, smaller id first, in the order of the ids."""
    return tuple(sorted({ordered(pair) for pair in pairs}))


def newest(met: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Earlier meetings by ordered pair; where a pair is named both ways round, the later meeting counts."""
    found: dict[tuple[str, str], int] = {}
    for pair, ago in met.items():
        key = ordered(pair)
        found[key] = min(ago, found.get(key, ago))
    return found
