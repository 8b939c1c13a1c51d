"""The documented score of two people who may meet: whole points, so that a plan can be proven the best.

| points | for |
|---|---|
| 40 | two who may meet, as meeting somebody is the point of the evening |
| 30 | each side that seeks what the other offers (24 where only another name for it is met), 6 more for a second wish |
| 12 | a newcomer with somebody who has been there longer; 6 for two newcomers |
| 8 | different industries, where both are known: 4 where the first two figures of the code are the same |
| 6 | the same place |
| −15 | met 7 to 12 meetings ago; −8 earlier than that |

Two who met at one of the last six meetings come together again only where somebody would else have nobody: such a pair
costs 20 points for each meeting that is missing to seven, so that the oldest are repeated first. Never together: who is not to meet, and
the same trade in the same place.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mikrovirk.directory.domain.search_words import folded
from mikrovirk.live.domain.introductions.facts import Facts
from mikrovirk.live.domain.introductions.people import Somebody, newest, ordered
from mikrovirk.live.domain.introductions.words import Match, Phrase, matches, phrases

MEETING, SOUGHT, SOUGHT_BY_ANOTHER_NAME, SECOND_WISH = 40, 30, 24, 6
NEWCOMER, BOTH_NEWCOMERS, OTHER_INDUSTRY, NEAR_INDUSTRY, SAME_PLACE = 12, 6, 8, 4, 6
MET_WITHIN_A_YEAR, MET_LONG_AGO, YEAR = -15, -8, 12
RECENT = 6  # meetings in which a pair is not repeated
REPEAT = -20  # for each meeting that is missing until the pair may come again

Matrix = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Scores:
    """Who may meet whom, and for how many points. Positions are those of the people given."""

    people: tuple[Somebody, ...]
    points: Matrix  # of every two, symmetric; only meaningful where they may meet
    allowed: npt.NDArray[np.bool_]  # symmetric, nobody with themselves
    repeat: npt.NDArray[np.bool_]  # allowed, but only for somebody who would else have nobody
    same_trade_and_place: npt.NDArray[np.bool_]
    met: Mapping[tuple[str, str], int]
    matches: Mapping[tuple[int, int], Sequence[Match]]

    def facts(self, one: int, other: int) -> Facts:
        """What speaks for these two, for the reason on the cards."""
        first, second = self.people[one], self.people[other]
        mine, theirs = self.matches.get((one, other)), self.matches.get((other, one))
        return Facts(
            first_seeks=mine[0].need() if mine else None,
            second_seeks=theirs[0].need() if theirs else None,
            first_is_new=first.newcomer,
            second_is_new=second.newcomer,
            same_place=_same(place_key(first.place), place_key(second.place)),
            other_trade=_other(trade_key(first.industry), trade_key(second.industry)),
            met_ago=self.met.get(ordered((first.id, second.id))),
        )


def score_everybody(
    people: Sequence[Somebody], *, met: Mapping[tuple[str, str], int], never: Iterable[tuple[str, str]]
) -> Scores:
    """Score every two of `people`; those who are in `met` or `never` but not in the room are passed over."""
    count = len(people)
    at = {person.id: position for position, person in enumerate(people)}
    found = matches([phrases(person.seeks) for person in people], [_offers(person) for person in people])
    points = np.full((count, count), MEETING, dtype=np.int64)
    for (one, other), theirs in found.items():
        worth = _worth(theirs)
        points[one, other] += worth
        points[other, one] += worth
    same_trade_and_place = _add_ground(points, people)
    allowed = ~same_trade_and_place
    np.fill_diagonal(allowed, False)
    last_met = newest(met)
    repeat = np.zeros((count, count), dtype=np.bool_)
    for (first, second), ago in last_met.items():
        if first in at and second in at:
            _set_both(points, at[first], at[second], _after(int(points[at[first], at[second]]), ago))
            _set_both(repeat, at[first], at[second], ago <= RECENT)
    for first, second in never:
        if first in at and second in at:
            _set_both(allowed, at[first], at[second], False)
    return Scores(tuple(people), points, allowed, repeat & allowed, same_trade_and_place, last_met, found)


def trade_key(industry: str) -> str:
    """Return what makes two trades the same: the first four figures of a code, or the words."""
    figures = re.sub(r"[\s.]", "", industry)
    return figures[:4] if figures.isdigit() else " ".join(folded(industry).split())


def place_key(place: str) -> str:
    """Return what makes two places the same: the postcode where there is one, else the words."""
    postcode = re.search(r"\b\d{4}\b", place)
    return postcode.group() if postcode else " ".join(folded(place).split())


def _offers(person: Somebody) -> tuple[Phrase, ...]:
    """What somebody offers, and their trade where it is said in words."""
    trade = () if trade_key(person.industry).isdigit() else (person.industry,)
    return phrases((*person.offers, *trade))


def _worth(theirs: Sequence[Match]) -> int:
    nearest = SOUGHT if theirs[0].distance < 2 else SOUGHT_BY_ANOTHER_NAME
    return nearest + (SECOND_WISH if len(theirs) > 1 else 0)


def _add_ground(points: Matrix, people: Sequence[Somebody]) -> npt.NDArray[np.bool_]:
    """Add newcomers, industry and place to the points; say who has the same trade in the same place."""
    new = np.array([person.newcomer for person in people], dtype=np.bool_)
    trade, division = _codes([trade_key(p.industry) for p in people]), _codes([_division(p.industry) for p in people])
    place = _codes([place_key(person.place) for person in people])
    points += NEWCOMER * (new[:, None] ^ new) + BOTH_NEWCOMERS * (new[:, None] & new)
    both_known = (trade[:, None] >= 0) & (trade >= 0)
    other_trade = both_known & (trade[:, None] != trade)
    other_division = other_trade & (division[:, None] != division)
    points += np.where(other_division, OTHER_INDUSTRY, np.where(other_trade, NEAR_INDUSTRY, 0))
    same_place = (place[:, None] == place) & (place >= 0)
    points += SAME_PLACE * same_place
    return np.asarray(same_place & both_known & ~other_trade)


def _codes(keys: Sequence[str]) -> Matrix:
    """A number for each key, -1 where nothing is known."""
    numbers = {key: number for number, key in enumerate(sorted(set(keys) - {""}))}
    return np.array([numbers.get(key, -1) for key in keys], dtype=np.int64)


def _division(industry: str) -> str:
    key = trade_key(industry)
    return key[:2] if key.isdigit() else key


def _after(points: int, ago: int) -> int:
    """The points of two who met `ago` meetings ago."""
    if ago <= RECENT:
        return REPEAT * (RECENT + 1 - max(ago, 1))
    return points + (MET_WITHIN_A_YEAR if ago <= YEAR else MET_LONG_AGO)


def _set_both(matrix: npt.NDArray[np.generic], one: int, other: int, value: int | bool) -> None:
    matrix[one, other] = matrix[other, one] = value


def _same(one: str, other: str) -> bool:
    return bool(one) and one == other


def _other(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other
