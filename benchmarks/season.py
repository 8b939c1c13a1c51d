"""The season planner beside its goals: proven plans against a second model, explanations, sameness, and re-planning.

Everything is a ratio or a count inside one run; times are CPU seconds of this process.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import season_milp
from benchmarks.season_broken import CASES, broken
from benchmarks.season_world import season
from mikrovirk.programme.domain.season_plan import Held, Season, season_of
from mikrovirk.programme.domain.season_plan.conflict import Explainer
from mikrovirk.programme.domain.season_plan.replanning import moved, replan
from mikrovirk.programme.domain.season_plan.solving import best_plan

SHARE_OF_HIGHS, SOLVES_TO_EXPLAIN, KEPT = 0.5, 3.0, 0.8
SIZES = (
    ("10 meetings, 20 topics, 20 speakers, 15 venues", {"meetings": 10, "topics": 20, "speakers": 20}),
    ("12 meetings, 40 topics, 40 speakers, 15 venues", {}),
)
SMALL = {"meetings": 4, "topics": 7, "speakers": 7, "venues": 10, "dates": 5, "away": 0.2}
Result = TypeVar("Result")
Task = dict[str, Any]


def report(*, quick: bool) -> bool:
    """Measure and print goals G-B1 to G-B4; True where every one is met."""
    seeds = range(1, 2 if quick else 4)
    print("\nThe season planner · made-up seasons, CPU seconds")
    met = [proven(name, size, seeds) for name, size in SIZES]
    met += [explained(seeds[0]), judged(), same_plan(), replanned(range(1, 2 if quick else 6))]
    return all(met)


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def proven(name: str, size: dict[str, int], seeds: range) -> bool:
    """G-B1: the same four aims as the second model reaches, in half its time; ours includes the smallest ids."""
    equal, ours, theirs = True, [], []
    for seed in seeds:
        task = season(seed, **size)
        wanted = season_of(task)[0]
        plan, seconds = timed(lambda wanted=wanted: best_plan(wanted))  # type: ignore[misc]
        other, highs = timed(lambda task=task: season_milp.best(task))  # type: ignore[misc]
        reached = (plan.support, plan.waited, plan.joined, plan.same_area) if plan else None
        equal = equal and reached == other and (plan is None or plan.optimal)
        ours.append(seconds)
        theirs.append(highs)
    share = sum(ours) / sum(theirs)
    print(
        f"{name}: ours {min(ours):.2f} to {max(ours):.2f} s, HiGHS {min(theirs):.2f} to {max(theirs):.2f} s, "
        f"{'all proven and equal' if equal else 'NOT EQUAL'}"
    )
    return verdict("G-B1 share of the time of HiGHS", share, SHARE_OF_HIGHS, share <= SHARE_OF_HIGHS and equal)


def explained(seed: int) -> bool:
    """G-B2: impossible seasons of the full size, each explanation checked with a fresh model."""
    task = season(seed)
    one_solve = timed(lambda: best_plan(season_of(task)[0]))[1]
    right, times = 0, []
    for how, kinds in CASES:
        wanted = season_of(broken(task, how))[0]
        conflict, seconds = timed(lambda wanted=wanted: Explainer(wanted).conflict())  # type: ignore[misc]
        times.append(seconds / one_solve)
        as_known = {held.demand.value for held in conflict} == kinds
        if as_known and smallest(Explainer(wanted), conflict):
            right += 1
        else:
            print(f"  {how.__name__}: {'; '.join(f'{held.demand} {held.concern}' for held in conflict)}")
    print(f"explained as the cause is known, impossible together and possible without any one: {right} of {len(CASES)}")
    ratio = statistics.median(times)
    return verdict(
        "G-B2 explanation beside one plan, median", ratio, SOLVES_TO_EXPLAIN, ratio <= 3 and right == len(CASES)
    )


def smallest(explainer: Explainer, conflict: tuple[Held, ...]) -> bool:
    alone = explainer.possible(conflict)
    return not alone and all(explainer.possible([each for each in conflict if each != one]) for one in conflict)


def judged() -> bool:
    """G-B2 again, on small seasons: the second model says the same of each explanation."""
    task = season(1, **SMALL)  # type: ignore[arg-type]
    right = 0
    for how, _ in CASES:
        changed = broken(task, how)
        demands = frozenset(as_named(held) for held in Explainer(season_of(changed)[0]).conflict())
        impossible = not season_milp.possible(changed, demands)
        right += impossible and all(season_milp.possible(changed, demands - {each}) for each in demands)
    return verdict("G-B2 explanations the second model agrees with", right, len(CASES), right == len(CASES))


def as_named(held: Held) -> season_milp.Demand:
    """A demand as the file names it."""
    concern = held.concern
    return held.demand.value, concern.isoformat() if isinstance(concern, date) else concern


def same_plan() -> bool:
    """G-B3: the command on the same file with its lists shuffled, in processes that hash differently."""
    task = season(1)
    outputs = set()
    with tempfile.TemporaryDirectory() as folder:
        for seed in ("1", "2", "3"):
            path = Path(folder) / "season.json"
            path.write_text(json.dumps(shuffled(task, int(seed))))
            words = [sys.executable, "-m", "mikrovirk.config.command", "season", "plan", str(path), "--json"]
            made = subprocess.run(
                [*words, "--alternatives", "1"],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            )
            outputs.add(made.stdout)
    return verdict("G-B3 different answers to the same season", len(outputs), 1, len(outputs) == 1)


def shuffled(task: Task, seed: int) -> Task:
    dice = random.Random(seed)
    return {name: dice.sample(value, len(value)) if isinstance(value, list) else value for name, value in task.items()}


def replanned(seeds: range) -> bool:
    """G-B4: a speaker falls ill, or a date falls away; how many of the other meetings stay as they were published."""
    kept = []
    for seed in seeds:
        wanted = season_of(season(seed))[0]
        plan = best_plan(wanted)
        assert plan is not None
        for change in (ill, flooded):
            again = replan(change(wanted, plan.meetings[5]), plan.meetings)
            if again is not None:
                touched = plan.meetings[5].number
                others = [each.number for each in plan.meetings if each.number != touched]
                kept.append(1 - len(set(moved(plan.meetings, again)) & set(others)) / len(others))
    print(f"re-planned after a cancellation: {len(kept)} of {2 * len(seeds)} seasons can be")
    return verdict("G-B4 share of untouched meetings kept, worst", min(kept), KEPT, min(kept) >= KEPT)


def ill(wanted: Season, planned: Any) -> Season:
    speakers = tuple(replace(each, at_most=0) if each.id == planned.speaker else each for each in wanted.speakers)
    return replace(wanted, speakers=speakers)


def flooded(wanted: Season, planned: Any) -> Season:
    """The house where the meeting was to be is closed for the season, and the date is gone, too."""
    venues = tuple(replace(each, weekdays=frozenset()) if each.id == planned.venue else each for each in wanted.venues)
    meetings = tuple(
        replace(each, candidates=tuple(day for day in each.candidates if day != planned.date))
        for each in wanted.meetings
    )
    return replace(wanted, venues=venues, meetings=meetings)


def verdict(name: str, value: float, goal: float, met: bool) -> bool:
    print(f"{name:48} {value:6.2f}  (goal {goal:g}){'' if met else '  MISSED'}", flush=True)
    return met
