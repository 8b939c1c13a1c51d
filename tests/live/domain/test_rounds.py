"""The pairs of a plan as timed rounds."""

import random
from itertools import combinations, product

import pytest

from mikrovirk.live.domain.rounds import timed_rounds

Pairs = list[tuple[str, str]]
PETERSEN = [*((f"o{i}", f"o{(i + 1) % 5}") for i in range(5)), *((f"o{i}", f"i{i}") for i in range(5))]
PETERSEN += [(f"i{i}", f"i{(i + 2) % 5}") for i in range(5)]


def check(pairs: Pairs) -> int:
    """Every pair once, nobody twice in a round; how many rounds."""
    found = timed_rounds(pairs)
    assert sorted(pair for each in found.rounds for pair in each) == sorted((min(pair), max(pair)) for pair in pairs)
    for each in found.rounds:
        names = [name for pair in each for name in pair]
        assert len(set(names)) == len(names)
    assert len(found.rounds) <= found.most_pairs + 1
    assert found.has_extra_round == (len(found.rounds) == found.most_pairs + 1)
    return len(found.rounds)


def random_pairs(people: int, per_person: int, seed: int) -> Pairs:
    dice = random.Random(seed)
    possible = list(combinations([f"{number:03}" for number in range(people)], 2))
    dice.shuffle(possible)
    count: dict[str, int] = {}
    chosen = []
    for one, other in possible:
        if count.get(one, 0) < per_person and count.get(other, 0) < per_person:
            chosen.append((other, one))
            count[one] = count.get(one, 0) + 1
            count[other] = count.get(other, 0) + 1
    return chosen


@pytest.mark.parametrize(
    ("pairs", "rounds"),
    [
        ([], 0),
        ([("a", "b")], 1),
        ([("a", "b"), ("b", "c")], 2),
        ([("a", "b"), ("b", "c"), ("c", "a")], 3),  # a triangle needs one more than anybody has pairs
        (list(combinations("abcd", 2)), 3),
        (list(combinations("abcde", 2)), 5),
        (list(combinations("abcdef", 2)), 5),
        (PETERSEN, 4),  # the smallest that has three each and needs four rounds
    ],
)
def test_as_few_rounds_as_can_be(pairs: Pairs, rounds: int) -> None:
    assert check(pairs) == rounds


@pytest.mark.parametrize(("people", "seed"), [(people, seed) for people in (8, 20, 60, 300) for seed in range(3)])
def test_three_each_in_three_rounds(people: int, seed: int) -> None:
    pairs = random_pairs(people, 3, seed)
    assert check(pairs) == 3 if 2 * len(pairs) == 3 * people else check(pairs) <= 4


@pytest.mark.parametrize("seed", range(40))
def test_no_round_too_many_in_a_small_room(seed: int) -> None:
    dice = random.Random(seed)
    pairs = dice.sample(list(combinations("abcdef", 2)), dice.randint(1, 9))
    fits = can_be_done(pairs, max(sum(name in pair for pair in pairs) for name in "abcdef"))
    assert timed_rounds(pairs).has_extra_round != fits
    check(pairs)


def can_be_done(pairs: Pairs, rounds: int) -> bool:
    """Whether so many rounds are enough, by trying all (the first pair in the first round)."""
    clash = [(i, j) for i, j in combinations(range(len(pairs)), 2) if set(pairs[i]) & set(pairs[j])]
    choices = product([0], *[range(rounds)] * (len(pairs) - 1))
    return any(all(choice[i] != choice[j] for i, j in clash) for choice in choices)


@pytest.mark.parametrize("per_person", [1, 2, 4, 5, 8])
def test_any_number_of_pairs_for_each(per_person: int) -> None:
    for seed in range(4):
        check(random_pairs(25, per_person, seed))


def test_the_same_pairs_come_into_the_same_rounds() -> None:
    pairs = random_pairs(30, 3, 1)
    assert timed_rounds(pairs) == timed_rounds([pair[::-1] for pair in reversed(pairs)])


@pytest.mark.parametrize("pairs", [[("a", "a")], [("a", "b"), ("b", "a")]])
def test_pairs_that_are_none_are_refused(pairs: Pairs) -> None:
    with pytest.raises(ValueError, match="two people and be named once"):
        timed_rounds(pairs)
