"""The pairs of a plan as timed rounds: everyone meets one person at a time.

With three people on each card three rounds nearly always do (an edge colouring with three colours). Where they cannot, one more
round always does (Vizing's theorem), and the answer says so.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

Ends = tuple[int, int]

_TRIES_EACH = 150  # steps for each pair to save a round, before one more is taken


@dataclass(frozen=True, slots=True)
class Rounds:
    """Who meets in which round: nobody twice in a round, every pair once."""

    rounds: tuple[tuple[tuple[str, str], ...], ...]
    most_pairs: int  # of one person: so many rounds are needed at least

    @property
    def has_extra_round(self) -> bool:
        """Whether there is a round more than anybody has pairs; those who pause can talk with whom they like."""
        return len(self.rounds) > self.most_pairs


def timed_rounds(pairs: Sequence[tuple[str, str]]) -> Rounds:
    """Put the pairs into as few rounds as are found; the same pairs always come into the same rounds.

    Raises ValueError where somebody is to meet themselves or a pair is named twice.
    """
    named = sorted((min(pair), max(pair)) for pair in pairs)
    if any(one == other for one, other in named) or len(set(named)) < len(named):
        raise ValueError("each pair must be of two people and be named once")
    at = {name: number for number, name in enumerate(sorted({name for pair in named for name in pair}))}
    colouring = Colouring([(at[one], at[other]) for one, other in named], len(at))
    colouring.colour_all()
    colouring.save_a_colour()
    used: list[list[tuple[str, str]]] = [[] for _ in range(colouring.most + 1)]
    for pair, colour in zip(named, colouring.colour, strict=True):
        used[colour].append(pair)
    fullest_first = sorted((each for each in used if each), key=lambda each: (-len(each), each))
    return Rounds(tuple(tuple(each) for each in fullest_first), colouring.most)


class Colouring:
    """Colours (rounds) for pairs of numbered points, so that no point has a colour twice; -1 is none yet."""

    def __init__(self, pairs: Sequence[Ends], points: int) -> None:
        self.pairs = pairs
        self.colour = [-1] * len(pairs)
        degrees = [0] * points
        for one, other in pairs:
            degrees[one] += 1
            degrees[other] += 1
        self.most = max(degrees, default=0)
        self.at: list[dict[int, int]] = [{} for _ in range(points)]  # for each point: colour -> pair
        self._step = 1

    def other(self, pair: int, point: int) -> int:
        one, other = self.pairs[pair]
        return other if point == one else one

    def free(self, point: int, colours: int) -> list[int]:
        return [colour for colour in range(colours) if colour not in self.at[point]]

    def put(self, pair: int, colour: int) -> None:
        """Give a pair a colour that both its ends have free, or none (-1)."""
        before = self.colour[pair]
        for end in self.pairs[pair]:
            if before >= 0 and self.at[end].get(before) == pair:
                del self.at[end][before]
            if colour >= 0:
                self.at[end][colour] = pair
        self.colour[pair] = colour

    def swap_path(self, start: int, one: int, other: int) -> int:
        """Swap two colours along the path that leaves `start`, which lacks `other`; return where it ends."""
        path, point, colour = [], start, one
        while (pair := self.at[point].get(colour)) is not None:
            path.append(pair)
            point = self.other(pair, point)
            colour = other if colour == one else one
        turned = [(pair, other if self.colour[pair] == one else one) for pair in path]
        for pair, _ in turned:
            self.put(pair, -1)
        for pair, new in turned:
            self.put(pair, new)
        return point

    def path_end(self, start: int, one: int, other: int) -> int:
        point, colour = start, one
        while (pair := self.at[point].get(colour)) is not None:
            point = self.other(pair, point)
            colour = other if colour == one else one
        return point

    def colour_all(self) -> None:
        """Colour every pair with at most one colour more than needed (Misra and Gries 1992)."""
        for pair in range(len(self.pairs)):
            self._colour_one(pair)

    def _colour_one(self, pair: int) -> None:
        colours = self.most + 1
        hub, first = self.pairs[pair]
        fan = self._fan(pair, hub, first, colours)
        free_at_hub = self.free(hub, colours)[0]
        free_at_last = self.free(self.other(fan[-1], hub), colours)[0]
        if free_at_last in self.at[hub]:
            self.swap_path(hub, free_at_last, free_at_hub)
        for last in range(len(fan)):
            if last and not self._follows(fan, last, hub):
                last -= 1
                break
            if free_at_last not in self.at[self.other(fan[last], hub)]:
                break
        for before, after in itertools.pairwise(fan[: last + 1]):
            shifted = self.colour[after]
            self.put(after, -1)
            self.put(before, shifted)
        self.put(fan[last], free_at_last)

    def _fan(self, pair: int, hub: int, first: int, colours: int) -> list[int]:
        """The longest row of pairs at `hub`, each in a colour that the one before has free at its far end."""
        fan, last, seen = [pair], first, {first}
        while True:
            for colour in self.free(last, colours):
                following = self.at[hub].get(colour)
                if following is not None and self.other(following, hub) not in seen:
                    break
            else:
                return fan
            fan.append(following)
            last = self.other(following, hub)
            seen.add(last)

    def _follows(self, fan: list[int], number: int, hub: int) -> bool:
        """Whether the fan still holds at this place after colours were swapped."""
        return self.colour[fan[number]] not in self.at[self.other(fan[number - 1], hub)]

    def save_a_colour(self) -> bool:
        """Try to do without the colour too many; the colours stay as they were where that is not found."""
        spare = self.most
        kept = list(self.colour)
        waiting = [pair for pair, colour in enumerate(self.colour) if colour == spare]
        for pair in waiting:
            self.put(pair, -1)
        tries = _TRIES_EACH * (len(waiting) + 10)
        while waiting and tries:
            tries -= 1
            moved = self._place(waiting.pop())
            if moved is not None:
                waiting.append(moved)
        if waiting:
            self._restore(kept)
        return not waiting

    def _place(self, pair: int) -> int | None:
        """Colour a pair with the colours there are; or hand its colour on and return the pair that then has none."""
        one, other = self.pairs[pair]
        mine, theirs = self.free(one, self.most), self.free(other, self.most)
        both = [colour for colour in mine if colour in theirs]
        if both:
            self.put(pair, both[0])
            return None
        for a in mine:
            for b in theirs:
                if self.path_end(one, b, a) != other:
                    self.swap_path(one, b, a)
                    self.put(pair, b)
                    return None
        return self._hand_on(pair)

    def _hand_on(self, pair: int) -> int:
        """Take the colour of a neighbouring pair; which one follows a fixed row of numbers that looks like chance."""
        self._step = (self._step * 1_103_515_245 + 12_345) % 2**31
        ends = self.pairs[pair]
        here, there = ends if self._step >> 16 & 1 else ends[::-1]
        lacking = self.free(there, self.most)
        colour = lacking[(self._step >> 18) % len(lacking)]
        robbed = self.at[here][colour]
        self.put(robbed, -1)
        self.put(pair, colour)
        self._shake(robbed)
        return robbed

    def _shake(self, pair: int) -> None:
        """Swap two colours along one path somewhere, so that the search does not go round in circles."""
        point = (self._step >> 8) % len(self.at)
        present = sorted(colour for colour in self.at[point] if colour < self.most)
        lacking = self.free(point, self.most)
        if present and lacking and point not in self.pairs[pair]:
            self.swap_path(point, present[self._step % len(present)], lacking[0])

    def _restore(self, colours: Sequence[int]) -> None:
        for pair in range(len(self.pairs)):
            self.put(pair, -1)
        for pair, colour in enumerate(colours):
            self.put(pair, colour)
