"""Which offer meets which wish: word forms, compounds, and the trades' many names for the same thing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mikrovirk.directory.domain.search_words import folded, stem
from mikrovirk.live.domain.introductions.facts import Need
from mikrovirk.live.domain.introductions.trade_words import SAME_THING, SAYS_NOTHING

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.;:!?\n•·]+|(?<=\w),(?=\s)")
_INSIDE_FROM = 5  # letters: a shorter word is not looked for inside a longer one ("el" in "elev")
_LONGEST_QUOTE = 60  # characters of somebody's words that a sentence on a card can carry
_OPENINGS = re.compile(
    r"^(jeg |vi )?(søger|leder efter|mangler|ønsker( mig| os)?|har brug for|vil gerne (have|møde|finde)|tilbyder|kan tilbyde|"
    r"hjælper( gerne)? med|kan hjælpe med|laver|sælger|looking for|i offer|we offer|i need|we need)\s+",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^(jeg|vi|du|man|mit|min|mine|vores|i|we|my|our)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _empty_stems() -> frozenset[str]:
    return frozenset(stem(folded(word)) for word in SAYS_NOTHING.split()) | frozenset(
        folded(word)
        for word in "en et den det der de for med som ved er fra hos om eller v at af til i på og the a an and in of to or jeg min mit".split()
    )


@lru_cache(maxsize=1)
def _things() -> dict[str, tuple[int, ...]]:
    """For a stem the numbers of the things it is a name for."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(SAME_THING.strip().splitlines()):
        for word in line.split():
            found.setdefault(stem(folded(word)), set()).add(number)
    return {word: tuple(sorted(numbers)) for word, numbers in found.items()}


@dataclass(frozen=True)
class Phrase:
    """A few words of somebody's, with the stems that tell something, each with the word it came from."""

    text: str
    stems: tuple[tuple[str, str], ...]

    @cached_property
    def as_said(self) -> str | None:
        """The phrase as it can stand inside a sentence, or None where it is too long or has a person of its own."""
        text = _OPENINGS.sub("", self.text).strip()
        if not text or len(text) > _LONGEST_QUOTE or _PERSON.match(text):
            return None
        return text[0].lower() + text[1:] if len(text) > 1 and text[1].islower() else text

    def quoted(self, word: str) -> str:
        return self.as_said or word.lower()


def phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    """Cut what somebody wrote into phrases that say something."""
    found = []
    for text in texts:
        whole = " ".join(text.split())
        pieces = [whole] if len(whole) <= _LONGEST_QUOTE else [" ".join(piece.split()) for piece in _CLAUSE.split(text)]
        for piece in pieces:
            piece = piece.strip(" .,;:!-–")
            if stems := _telling(piece):
                found.append(Phrase(piece, stems))
    return tuple(found)


def _telling(text: str) -> tuple[tuple[str, str], ...]:
    empty = _empty_stems()
    found: dict[str, str] = {}
    for word in _WORD.findall(re.sub(r"(?<=\w)-(?=\w)", "", text)):
        form = stem(folded(word))
        if len(form) > 1 and form not in empty and not form.isdigit():
            found.setdefault(form, word)
    return tuple(found.items())


Offered = tuple[int, Phrase, str]  # who offers it, in which phrase, by which word


@dataclass(frozen=True, slots=True)
class Match:
    """A wish and an offer that meets it. Distance 0: the same word, 1: a compound of it, 2: another name for it."""

    distance: int
    wish: Phrase
    wished: str
    offer: Phrase
    offered: str

    def need(self) -> Need:
        return Need(self.wish.quoted(self.wished), self.offer.quoted(self.offered))


def matches(
    seeks: Sequence[tuple[Phrase, ...]], offers: Sequence[tuple[Phrase, ...]]
) -> dict[tuple[int, int], list[Match]]:
    """For the positions (who seeks, who offers): each wish that is met, by the nearest offer, nearest first."""
    offered: dict[str, list[Offered]] = {}
    for who, theirs in enumerate(offers):
        for phrase in theirs:
            for form, word in phrase.stems:
                offered.setdefault(form, []).append((who, phrase, word))
    sought = {form for mine in seeks for wish in mine for form, _ in wish.stems}
    meets = {form: _meeting(form, offered) for form in sought}
    found: dict[tuple[int, int], list[Match]] = {}
    for seeker, mine in enumerate(seeks):
        for wish in mine:
            for who, match in _nearest(wish, meets, offered).items():
                if who != seeker:
                    found.setdefault((seeker, who), []).append(match)
    for several in found.values():
        several.sort(key=lambda match: match.distance)
    return found


def _nearest(
    wish: Phrase, meets: Mapping[str, Sequence[tuple[int, str]]], offered: Mapping[str, Sequence[Offered]]
) -> dict[int, Match]:
    """For each who offers what is wished for: the nearest of their offers."""
    found: dict[int, Match] = {}
    for distance, word, other in sorted((d, word, o) for form, word in wish.stems for d, o in meets[form]):
        for who, phrase, offered_word in offered[other]:
            if who not in found:
                found[who] = Match(distance, wish, word, phrase, offered_word)
    return found


def _meeting(form: str, offered: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """The offered stems that meet a sought one: 0 the same, 1 a compound of it, 2 another name for it."""
    things = set(_things().get(form, ()))
    found = []
    for other in offered:
        if other == form:
            found.append((0, other))
        elif _inside(form, other) or _inside(other, form):
            found.append((1, other))
        elif things and not things.isdisjoint(_things().get(other, ())):
            found.append((2, other))
    return tuple(sorted(found))


def _inside(short: str, long: str) -> bool:
    return len(short) >= _INSIDE_FROM and short in long
