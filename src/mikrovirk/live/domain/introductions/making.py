"""From people, or scores, to the plan of whom to meet. Loads numpy and scipy: imported where a plan is made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from mikrovirk.live.domain.introductions.facts import Facts, sentence
from mikrovirk.live.domain.introductions.graph import Chosen, Graph, Numbers, TimeLeft
from mikrovirk.live.domain.introductions.people import Pair, Plan, Somebody, ordered, ordered_once
from mikrovirk.live.domain.introductions.scoring import score_everybody
from mikrovirk.live.domain.introductions.solving import best_choice


class ImpossibleTask(ValueError):
    """The task contradicts itself; the message says where."""


def plan_for_people(
    people: Sequence[Somebody],
    *,
    per_person: int,
    met: Mapping[tuple[str, str], int],
    kept: Iterable[tuple[str, str]],
    never: Iterable[tuple[str, str]],
    full: bool,
    even: bool,
    left: TimeLeft,
) -> Plan:
    people = sorted(people, key=lambda person: person.id)
    at = _positions([person.id for person in people])
    scores = score_everybody(people, met=met, never=never)
    fixed = [(at[a], at[b]) for a, b in ordered_once(kept) if a in at and b in at]
    above = np.triu(scores.allowed)
    first, second = np.nonzero(above)
    weight = scores.points[first, second]
    newcomers = np.array([person.newcomer for person in people], dtype=np.bool_)
    graph = replace(_what_is_left(first, second, weight, fixed, len(people), per_person), newcomers=newcomers)
    chosen = best_choice(graph, full=full, even=even, left=left)
    pairs = []
    for one, other in [*fixed, *zip(graph.first[chosen.pairs], graph.second[chosen.pairs], strict=True)]:
        facts = scores.facts(int(one), int(other))
        worth = int(scores.points[one, other]) if scores.allowed[one, other] else 0
        pairs.append(_pair(people[one].id, people[other].id, worth, facts))
    return _plan(pairs, chosen, graph, [person.id for person in people])


def plan_by_scores(
    ids: Sequence[str],
    scores: Mapping[tuple[str, str], int],
    *,
    per_person: int,
    kept: Iterable[tuple[str, str]],
    even: bool,
    left: TimeLeft,
) -> Plan:
    ids = sorted(ids)
    at = _positions(ids)
    points = {(at[a], at[b]): worth for (a, b), worth in _each_once(scores).items() if a in at and b in at}
    fixed = [(at[a], at[b]) for a, b in ordered_once(kept) if a in at and b in at]
    table = np.array([(*pair, worth) for pair, worth in sorted(points.items())], dtype=np.int64).reshape(-1, 3)
    graph = _what_is_left(table[:, 0], table[:, 1], table[:, 2], fixed, len(ids), per_person)
    chosen = best_choice(graph, even=even, left=left)
    pairs = []
    for one, other in [*fixed, *zip(graph.first[chosen.pairs], graph.second[chosen.pairs], strict=True)]:
        worth = points.get((int(one), int(other)))
        facts = Facts(already_kept=True) if worth is None else Facts(points=worth)
        pairs.append(_pair(ids[one], ids[other], worth or 0, facts))
    return _plan(pairs, chosen, graph, ids)


def _positions(ids: Sequence[str]) -> dict[str, int]:
    at = {name: position for position, name in enumerate(ids)}
    if len(at) < len(ids):
        twice = next(name for name, after in pairwise(ids) if name == after)
        raise ImpossibleTask(f"{twice} is named twice")
    return at


def _each_once(scores: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for pair, worth in scores.items():
        key = ordered(pair)
        if pair[0] == pair[1]:
            raise ImpossibleTask(f"{pair[0]} cannot meet {pair[1]}: it is one person")
        if found.setdefault(key, worth) != worth:
            raise ImpossibleTask(f"{key[0]} and {key[1]} have two scores: {found[key]} and {worth}")
    return found


def _what_is_left(
    first: Numbers, second: Numbers, weight: Numbers, fixed: Sequence[tuple[int, int]], people: int, per_person: int
) -> Graph:
    """The pairs that can still be chosen beside those that are fixed; the fixed ones take their places first."""
    if per_person < 1:
        raise ImpossibleTask(f"per_person must be at least 1, not {per_person}")
    taken = np.bincount(np.array(fixed, dtype=np.int64).reshape(-1), minlength=people)
    capacity = per_person - taken
    if any(one == other for one, other in fixed) or (capacity < 0).any():
        raise ImpossibleTask(f"the kept pairs give somebody more than {per_person} pairs, or themselves")
    is_fixed = np.isin(first * people + second, np.array([a * people + b for a, b in fixed], dtype=np.int64))
    open_ = (capacity[first] > 0) & (capacity[second] > 0) & ~is_fixed
    return Graph(capacity, taken == 0, first[open_], second[open_], weight[open_])


def _pair(first: str, second: str, worth: int, facts: Facts) -> Pair:
    return Pair(first, second, sentence(facts), sentence(facts, language="en"), worth, facts)


def _plan(pairs: Sequence[Pair], chosen: Chosen, graph: Graph, ids: Sequence[str]) -> Plan:
    fixed = sum(pair.score for pair in pairs) - graph.total(chosen.pairs)
    score = fixed + graph.total(chosen.pairs)
    in_order = tuple(sorted(pairs, key=lambda pair: (pair.first, pair.second)))
    alone = tuple(ids[point] for point in graph.alone(chosen.pairs))
    return Plan(in_order, score, fixed + chosen.bound, chosen.proven, alone)
