"""Whom to meet: is the plan the best there is, how soon, and beside what others do.

Every figure is CPU time, and every comparison is made in one run. The rooms are made with fixed seeds: people with the trades,
offers and wishes of a region (many equal points, which is hard to prove), any points, and odd groups that the number of
places does not bound (harder still).
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from mikrovirk.config.demo.facts import TRADES
from mikrovirk.live.domain.introductions import Somebody, introduce, introduce_by_scores
from mikrovirk.live.domain.introductions.even import shares
from mikrovirk.live.domain.introductions.graph import Graph, graph_of
from mikrovirk.live.domain.introductions.scoring import score_everybody
from mikrovirk.live.domain.introductions.solving import best_choice
from mikrovirk.live.domain.rounds import timed_rounds

SIZES = (30, 100, 300, 500)
PLACES = ("4760", "4780", "4791", "4792", "4793", "4720", "4771", "4772")
Points = dict[tuple[int, int], int]


def cpu(call: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of a call, and what it returns."""
    begun = time.process_time()
    answer = call()
    return time.process_time() - begun, answer


# --- rooms -----------------------------------------------------------------------------------------------------------


def people(count: int, seed: int) -> tuple[list[Somebody], dict[tuple[str, str], int]]:
    """People as they come to an evening, and who met whom at which of the last fourteen."""
    dice = random.Random(seed)
    found = []
    for number in range(count):
        trade, second = dice.choice(TRADES), dice.choice(TRADES)
        wishes = (trade.seeks,) if dice.random() < 0.6 else (trade.seeks, second.seeks)
        found.append(
            Somebody(f"{number:04}", trade.industry, dice.choice(PLACES), (trade.offers,), wishes, dice.random() < 0.12)
        )
    met = {}
    for one in found:
        for other in dice.sample(found, min(8, count)):
            if one.id < other.id:
                met[one.id, other.id] = dice.randint(1, 14)
    return found, met


def region(count: int, seed: int) -> Points:
    """The points of such people; who may not meet is left out."""
    room, met = people(count, seed)
    scores = score_everybody(room, met=met, never=[])
    usable = np.triu(scores.allowed & ~scores.repeat)
    return {
        (int(one), int(other)): int(scores.points[one, other]) for one, other in zip(*np.nonzero(usable), strict=True)
    }


def any_points(count: int, seed: int) -> Points:
    dice = random.Random(seed)
    return {pair: dice.randint(0, 100) for pair in combinations(range(count), 2) if dice.random() < 0.95}


def odd_groups(count: int, seed: int) -> Points:
    """Groups of seven who like each other: 21 places each, so half a pair too many by the number of places."""
    dice = random.Random(seed)
    return {
        pair: dice.randint(50, 53) if pair[0] // 7 == pair[1] // 7 else dice.randint(0, 10)
        for pair in combinations(range(count), 2)
        if pair[0] // 7 == pair[1] // 7 or dice.random() < 0.1
    }


ROOMS = {"people of a region": region, "any points": any_points, "odd groups": odd_groups}


def graph(count: int, points: Points) -> Graph:
    return graph_of([3] * count, [True] * count, [(*pair, worth) for pair, worth in points.items()])


# --- what it is measured beside --------------------------------------------------------------------------------------


def linear_bound(task: Graph) -> float:
    """The bound of the plain linear program over every pair: at most three for each person."""
    pairs = len(task.first)
    ends = (np.concatenate([task.first, task.second]), np.tile(np.arange(pairs), 2))
    rows = coo_array((np.ones(2 * pairs), ends), shape=(task.points, pairs)).tocsr()
    return float(-linprog(-task.weight, A_ub=rows, b_ub=task.capacity, bounds=(0, 1), method="highs").fun)


def three_matchings(count: int, points: Points) -> int:
    """The sum of three heaviest matchings, one after another, as networkx finds them."""
    rest = networkx.Graph()
    rest.add_nodes_from(range(count))
    rest.add_weighted_edges_from((*pair, worth) for pair, worth in points.items())
    total = 0
    for _round in range(3):
        found = networkx.max_weight_matching(rest)
        total += sum(rest.edges[pair]["weight"] for pair in found)
        rest.remove_edges_from(found)
    return total


def command(count: int, points: Points) -> tuple[float, dict[str, Any]]:
    """CPU seconds of `mikrovirk introductions` with its start, and its answer."""
    task = {
        "per_person": 3,
        "people": [{"id": f"{number:04}"} for number in range(count)],
        "scores": [[f"{one:04}", f"{other:04}", worth] for (one, other), worth in points.items()],
    }
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "task.json"
        path.write_text(json.dumps(task), "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        words = [sys.executable, "-m", "mikrovirk.config.command", "introductions", str(path), "--json"]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, json.loads(done.stdout)


# --- the goals -------------------------------------------------------------------------------------------------------


def report(*, quick: bool = False) -> bool:
    """Measure and print; True where every goal is met."""
    print("\nWhom to meet · three pairs each · CPU seconds")
    met = [proven(quick=quick), beside_the_bound(), *beside_others(), even(quick=quick), rounds(), *in_the_evening()]
    return all(met)


def proven(*, quick: bool) -> bool:
    """The proven best up to 300 people, by the command, its start included."""
    met, seeds = [], range(3 if quick else 20)
    for name, room in ROOMS.items():
        for count in SIZES[:3]:
            answers = [command(count, room(count, seed)) for seed in seeds]
            best = sum(answer["optimal"] and answer["score"] == answer["bound"] for _, answer in answers)
            times = [used for used, _ in answers]
            median, most = statistics.median(times), max(times)
            ok = best == len(answers) and median <= 2 and most <= 10
            met.append(
                line(
                    f"proven, {name}, {count}",
                    f"{best} of {len(answers)}, median {median:.2f}, most {most:.2f}",
                    "all; 2; 10",
                    ok,
                )
            )
    return all(met)


def beside_the_bound() -> bool:
    """G-C1, G-C2: nearly the plain linear bound, and everybody has three."""
    met = []
    for count in SIZES:
        task = graph(count, region(count, 1))
        chosen = best_choice(task, full=True)
        ratio = task.total(chosen.pairs) / linear_bound(task)
        fewest = int(task.degrees(chosen.pairs).min())
        met.append(
            line(
                f"beside the linear bound, {count}",
                f"{ratio:.5f}, fewest {fewest}",
                "0.999; 3",
                ratio >= 0.999 and fewest == 3,
            )
        )
    return all(met)


def beside_others() -> tuple[bool, bool]:
    """G-C3: beside three matchings of networkx, and beside the linear bound's own time."""
    points = region(300, 1)
    theirs, their_sum = cpu(lambda: three_matchings(300, points))
    ours, plan = cpu(lambda: introduce_by_scores(*as_scores(300, points)))
    ok = theirs >= 8 * ours and plan.score >= their_sum
    first = line(
        "networkx / ours, 300",
        f"{theirs:.1f} / {ours:.2f} = {theirs / ours:.0f}; {their_sum} v {plan.score}",
        "8; no better",
        ok,
    )
    task = graph(500, region(500, 1))
    bound_time, _ = cpu(lambda: linear_bound(task))
    time_500, _ = cpu(lambda: best_choice(task))
    ratio = time_500 / bound_time
    return first, line(
        "ours / linear bound, 500", f"{time_500:.2f} / {bound_time:.2f} = {ratio:.1f}", "10", ratio <= 10
    )


def even(*, quick: bool) -> bool:
    """G-C4: the even plan costs at most half a per cent, and the least share rises by a tenth."""
    losses, rises = [], []
    for seed in range(1 if quick else 3):
        task = graph(100, region(100, seed))
        total, fair = best_choice(task, full=True), best_choice(task, full=True, even=True)
        losses.append(1 - task.total(fair.pairs) / task.total(total.pairs))
        rises.append(float(shares(task, fair.pairs).min() / shares(task, total.pairs).min()))
    loss, rise = max(losses), statistics.median(rises)
    return line(
        "even, 100", f"loss {loss:.2%}, least share {rise:.2f} times", "0.50%; 1.10", loss <= 0.005 and rise >= 1.1
    )


def rounds() -> bool:
    """G-C5: three timed rounds of a plan in which everybody has three; where a bridge makes that impossible, four."""
    met = []
    for name, room in (("any points", any_points), ("people of a region", region)):
        for count in SIZES:
            task = graph(count, room(count, 1))
            chosen = best_choice(task, full=True).pairs
            pairs = [(f"{task.first[pair]:04}", f"{task.second[pair]:04}") for pair in chosen]
            used, made = cpu(lambda pairs=pairs: timed_rounds(pairs))
            fewest = 4 if networkx.has_bridges(networkx.Graph(pairs)) else 3
            ok = len(made.rounds) == fewest and used <= 1
            met.append(
                line(f"timed rounds, {name}, {count}", f"{len(made.rounds)} in {used:.3f}", f"{fewest} in 1", ok)
            )
    return all(met)


def in_the_evening() -> tuple[bool, bool]:
    """The page's own call for 300 people, and again for five who come late, with every card kept."""
    room, met = people(305, 1)
    first, plan = cpu(lambda: introduce(room[:300], met=met, seconds=1.0, clock=time.process_time))
    kept = [(pair.first, pair.second) for pair in plan.pairs]
    again, later = cpu(lambda: introduce(room, met=met, kept=kept, seconds=1.0, clock=time.process_time))
    stays = {(pair.first, pair.second) for pair in later.pairs} >= set(kept)
    near = plan.at_most_better / plan.bound
    return (
        line("after one second, 300", f"{first:.2f}, at most {near:.3%} from the best", "0.1%", near <= 0.001),
        line("late-comers, cards kept, 305", f"{again:.2f}", "1", again <= 1 and stays),
    )


def as_scores(count: int, points: Points) -> tuple[list[str], dict[tuple[str, str], int]]:
    ids = [f"{number:04}" for number in range(count)]
    return ids, {(ids[one], ids[other]): worth for (one, other), worth in points.items()}


def line(name: str, figure: str, goal: str, ok: bool) -> bool:
    print(f"{name:36} {figure:44} (goal: {goal}){'' if ok else '  MISSED'}", flush=True)
    return ok
