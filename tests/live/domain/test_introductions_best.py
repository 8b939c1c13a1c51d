"""The plan is the best there is: beside all plans of a small room, and beside another solver for larger ones."""

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, hstack, identity

from mikrovirk.live.domain.introductions import introduce_by_scores
from mikrovirk.live.domain.introductions.even import shares
from mikrovirk.live.domain.introductions.graph import Graph, graph_of
from mikrovirk.live.domain.introductions.solving import best_choice

Task = tuple[int, int, list[tuple[int, int, int]], list[tuple[int, int]]]


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """People, pairs for each, weighted pairs, kept pairs."""
    people = draw(st.integers(2, 6))
    per_person = draw(st.integers(1, 3))
    possible = list(combinations(range(people), 2))
    weights = st.sampled_from(draw(st.sampled_from([(1,), (0, 1), (1, 2, 3), (0, 5, 50, 500)])))
    chosen = draw(st.lists(st.sampled_from(possible), unique=True, max_size=9))
    kept: list[tuple[int, int]] = []
    for pair in draw(st.lists(st.sampled_from(possible), unique=True, max_size=2)):
        if all(sum(end in each for each in kept) < per_person for end in pair):
            kept.append(pair)
    return people, per_person, [(*pair, draw(weights)) for pair in chosen], kept


@settings(max_examples=120, deadline=None, derandomize=True)
@given(tasks())
def test_no_plan_of_a_small_room_is_better(task: Task) -> None:
    people, per_person, pairs, kept = task
    names = "abcdef"[:people]
    scores = {(names[one], names[other]): worth for one, other, worth in pairs}
    plan = introduce_by_scores(names, scores, per_person=per_person, kept=[(names[a], names[b]) for a, b in kept])
    fewest_alone, greatest = best_of_all(people, per_person, pairs, kept)
    assert (len(plan.alone), plan.score, plan.bound, plan.optimal) == (fewest_alone, greatest, greatest, True)
    assert {(pair.first, pair.second) for pair in plan.pairs} >= {(names[a], names[b]) for a, b in kept}
    ends = [name for pair in plan.pairs for name in (pair.first, pair.second)]
    assert max((ends.count(name) for name in names), default=0) <= per_person
    assert sum(scores.get((pair.first, pair.second), 0) for pair in plan.pairs) == plan.score
    assert set(plan.alone) == set(names) - set(ends)


def best_of_all(
    people: int, per_person: int, pairs: list[tuple[int, int, int]], kept: list[tuple[int, int]]
) -> tuple[int, int]:
    """Fewest alone, then greatest sum, by trying every plan."""
    worth = {(one, other): weight for one, other, weight in pairs}
    fixed = sum(worth.get(pair, 0) for pair in kept)
    degrees = [sum(person in pair for pair in kept) for person in range(people)]
    open_pairs = [pair for pair in worth if pair not in kept]
    best = (people + 1, 0)

    def look(number: int, score: int) -> None:
        nonlocal best
        if number == len(open_pairs):
            best = min(best, (degrees.count(0), -score))
            return
        one, other = open_pairs[number]
        look(number + 1, score)
        if degrees[one] < per_person and degrees[other] < per_person:
            degrees[one] += 1
            degrees[other] += 1
            look(number + 1, score + worth[one, other])
            degrees[one] -= 1
            degrees[other] -= 1

    look(0, fixed)
    return best[0], -best[1]


def second_opinion(graph: Graph) -> tuple[int, int]:
    """Fewest alone, then greatest sum, by the whole task as one integer program."""
    people, pairs = graph.points, len(graph.first)
    ends = (np.concatenate([graph.first, graph.second]), np.tile(np.arange(pairs), 2))
    degree = coo_array((np.ones(2 * pairs), ends), shape=(people, pairs)).tocsr()
    one_each = identity(people, format="csr")
    rules = [
        LinearConstraint(hstack([degree, 0 * one_each]), -np.inf, graph.capacity),
        LinearConstraint(hstack([degree, -one_each]), 0, np.inf),
    ]
    has_one = np.concatenate([np.zeros(pairs), graph.needs.astype(float)])
    exactly = {"integrality": np.ones(pairs + people), "bounds": Bounds(0, 1), "options": {"mip_rel_gap": 0}}
    covered = round(-milp(-has_one, constraints=rules, **exactly).fun)
    rules.append(LinearConstraint(has_one[None, :], covered, np.inf))
    worth = np.concatenate([graph.weight, np.zeros(people)])
    return int(graph.needs.sum()) - covered, round(-milp(-worth, constraints=rules, **exactly).fun)


def random_graph(seed: int) -> Graph:
    """Rooms of many kinds: sparse and full, few and many different scores, some with cards already handed out."""
    dice = random.Random(seed)
    people, per_person = dice.randint(8, 26), dice.choice([1, 2, 3, 3])
    share, greatest = dice.choice([0.1, 0.2, 0.5, 1.0]), dice.choice([1, 3, 20, 1000])
    lowest = dice.choice([0, 0, -20])
    taken = [dice.randint(0, per_person) if dice.random() < 0.2 else 0 for _ in range(people)]
    capacity = [per_person - number for number in taken]
    pairs = [
        (one, other, dice.randint(lowest, greatest))
        for one, other in combinations(range(people), 2)
        if dice.random() < share and capacity[one] and capacity[other]
    ]
    return graph_of(capacity, [not number for number in taken], pairs)


@pytest.mark.parametrize("seed", range(24))
def test_another_solver_finds_nothing_better(seed: int) -> None:
    graph = random_graph(seed)
    chosen = best_choice(graph)
    found = (len(graph.alone(chosen.pairs)), graph.total(chosen.pairs))
    assert (*found, chosen.bound) == (*second_opinion(graph), found[1])
    assert chosen.proven
    assert (graph.degrees(chosen.pairs) <= graph.capacity).all()


def rings_of_five(people: int, seed: int) -> Graph:
    """Odd groups that like each other: the sum of the places says half a pair more for each group than there can be."""
    dice = random.Random(seed)
    pairs = []
    for one, other in combinations(range(people), 2):
        if one // 5 == other // 5:
            pairs.append((one, other, dice.randint(50, 60)))
        elif dice.random() < 0.1:
            pairs.append((one, other, dice.randint(0, 10)))
    return graph_of([3] * people, [True] * people, pairs)


def equal_scores(people: int) -> Graph:
    return graph_of([3] * people, [True] * people, [(*pair, 1) for pair in combinations(range(people), 2)])


@pytest.mark.parametrize(
    "graph",
    [rings_of_five(60, 1), equal_scores(60), equal_scores(61)],
    ids=["odd groups", "all the same", "all the same, odd number"],
)
def test_the_best_is_proven_where_the_number_of_places_does_not_prove_it(graph: Graph) -> None:
    chosen = best_choice(graph)
    assert chosen.bound == graph.total(chosen.pairs)
    assert chosen.proven
    assert len(graph.alone(chosen.pairs)) == 0


@pytest.mark.parametrize("seed", range(4))
def test_other_numbers_for_the_same_people_change_no_sum(seed: int) -> None:
    graph = random_graph(100 + seed)
    order = list(range(graph.points))
    random.Random(seed).shuffle(order)
    rows = zip(graph.first.tolist(), graph.second.tolist(), graph.weight.tolist(), strict=True)
    renumbered = graph_of(
        [int(graph.capacity[order.index(number)]) for number in range(graph.points)],
        [bool(graph.needs[order.index(number)]) for number in range(graph.points)],
        [(min(order[a], order[b]), max(order[a], order[b]), worth) for a, b, worth in rows],
    )
    one, other = best_choice(graph), best_choice(renumbered)
    assert graph.total(one.pairs) == renumbered.total(other.pairs)
    assert len(graph.alone(one.pairs)) == len(renumbered.alone(other.pairs))


def test_scores_may_be_great_numbers() -> None:
    graph = random_graph(5)
    great = graph_of(
        graph.capacity.tolist(),
        graph.needs.tolist(),
        [
            (int(a), int(b), int(worth) * 40_000_000 + int(a))
            for a, b, worth in zip(graph.first, graph.second, graph.weight, strict=True)
        ],
    )
    chosen = best_choice(great)
    assert chosen.proven
    assert (len(great.alone(chosen.pairs)), great.total(chosen.pairs)) == second_opinion(great)


def test_everybody_has_what_they_can_have_where_all_can_at_once() -> None:
    """A heavy pair across a ring would leave two with one fewer; with `full` everybody has two."""
    ring = [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 4, 1), (4, 5, 1), (0, 5, 1)]
    graph = graph_of([2] * 6, [True] * 6, [*ring, (0, 3, 9)])
    assert sorted(graph.degrees(best_choice(graph).pairs)) == [1, 1, 2, 2, 2, 2]
    assert graph.degrees(best_choice(graph, full=True).pairs).tolist() == [2] * 6


def test_the_share_of_a_person_is_what_they_have_beside_the_best_they_could_have() -> None:
    graph = graph_of([1, 1, 1], [True] * 3, [(0, 1, 10), (1, 2, 8)])
    assert shares(graph, np.array([0])).tolist() == [1.0, 1.0, 0.0]


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("people", [100, 299, 300])
def test_the_best_is_proven_for_a_full_hall(people: int, seed: int) -> None:
    dice = random.Random(seed)
    greatest = dice.choice([3, 30, 1000])
    pairs = [(*pair, dice.randint(0, greatest)) for pair in combinations(range(people), 2) if dice.random() < 0.9]
    graph = graph_of([3] * people, [True] * people, pairs)
    chosen = best_choice(graph)
    assert chosen.bound == graph.total(chosen.pairs)
    assert chosen.proven
