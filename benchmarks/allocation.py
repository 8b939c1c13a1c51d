"""Dividing a pot by equal shares: how soon and in how much memory, beside the reference implementation.

Both read the same files, each in a process of its own, one after the other; every figure is CPU time without reading the file. The reference
(pabutools, GPL-3.0-or-later) has an environment of its own below `benchmarks/out/` and is no dependency. Add1 is compared as it knows
it: ended as soon as nothing more fits.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.allocation_world import small_vote, vote
from mikrovirk.fund.domain.allocation import Ballot, Completion, Election, Method, Rule, allocate, explain
from mikrovirk.fund.domain.allocation.what_if import at_cost
from mikrovirk.fund.domain.pabulib import read

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "benchmarks" / "out" / "pabutools"
PACKAGES = ("pabutools==1.2.3", "gmpy2==2.3.2")
ADD1 = Rule(Method.EQUAL_SHARES, Completion.ADD1)
EARLY_END = replace(ADD1, stop_when_exhaustive=True)
AIM = 60.0  # CPU seconds for the largest


@dataclass(frozen=True)
class Task:
    """One vote, how much less time than the reference it may take, and the reference's arithmetic."""

    name: str
    text: str
    times: float
    arithmetic: str = "fractions"
    memory: float | None = None  # how much less memory
    large: bool = False


def report(*, quick: bool = False) -> bool:
    """Measure and print; True where every goal is met."""
    print("\nDividing a pot · equal shares with Add1, CPU seconds beside pabutools 1.2.3")
    if not prepared():
        print("NOT RUN: the reference implementation could not be installed")
        return False
    met = [agreement(votes=20 if quick else 300)]
    met += [beside(task) for task in tasks() if not (quick and task.large)]
    if assen := recorded("Netherlands_Assen_2024.pb"):
        met.append(explanations(assen))
    else:
        print("NOT RUN: the recorded elections (set MIKROVIRK_TEST_DATA)")
        met.append(False)
    for line in monotonicity(votes=100 if quick else 2_000):
        print(line, flush=True)
    return all(met)


def tasks() -> Iterator[Task]:
    for seed in (1, 2, 3):
        yield Task(f"made up 60 × 25, {seed}", vote(25, 60, budget=400_000, seed=seed), 100)
    yield Task("made up 120 × 40", vote(40, 120, budget=400_000, seed=1), 1)
    yield Task("made up 400 × 80", vote(80, 400, budget=1_000_000, seed=1), 1)
    for name, times in (
        ("Netherlands_Assen_2024", 20),
        ("Poland_Swiecie_2023", 5),
        ("Poland_Wieliczka_2023_Green_Budget", 5),
        ("Netherlands_Amsterdam_289", 5),
        ("Netherlands_Amsterdam_522", 5),
        ("France_Toulouse_2022_17_-_Mirail-Universite_Reynerie_Bellefontaine", 1),
        ("Switzerland_Zurich_S5", 1),
    ):
        if text := recorded(f"{name}.pb"):
            yield Task(" ".join(name.split("_")[1:3]), text, times)
    large = vote(183, 7_260, budget=8_000_000, seed=1)
    yield Task("made up 7,260 × 183", large, 2, "floats", memory=5, large=True)
    yield Task("made up 15,000 × 134", vote(134, 15_000, budget=5_000_000, seed=1), 2, "floats", large=True)


def recorded(name: str) -> str | None:
    """A real election, which is not part of the repository."""
    folder = Path(os.environ.get("MIKROVIRK_TEST_DATA") or ROOT / ".." / "shared" / "data") / "pabulib"
    path = folder / name
    return path.read_text("utf-8") if path.exists() else None


def prepared() -> bool:
    """Make the environment of the reference, once."""
    python = REFERENCE / "bin" / "python"
    if not python.exists():
        venv.create(REFERENCE, with_pip=True)
    words = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
    known = subprocess.run([str(python), "-c", "import pabutools, gmpy2"], capture_output=True)
    return known.returncode == 0 or subprocess.run(words).returncode == 0


def agreement(*, votes: int) -> bool:
    """The same winners in small votes, in which ties are common."""
    texts = [small_vote(seed) for seed in range(votes)]
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(name) / f"{seed}.pb" for seed in range(votes)]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, "utf-8")
        theirs = [each["funded"] for each in reference(*paths, arithmetic="fractions")]
    ours = [sorted(allocate(read(text).election, EARLY_END).funded) for text in texts]
    same = sum(mine == other for mine, other in zip(ours, theirs, strict=True))
    return line("small votes with the same winners", f"{same} of {votes}", "all", same == votes)


# --- one vote --------------------------------------------------------------------------------------------------------


def beside(task: Task) -> bool:
    """Time both on one vote and print it; ours takes the mean of as many runs as fit into a second."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "vote.pb"
        path.write_text(task.text, "utf-8")
        ours = run([sys.executable, "-m", "benchmarks.allocation", str(path)])[0]
        theirs = reference(path, arithmetic=task.arithmetic)[0]
    times = theirs["seconds"] / ours["seconds"]
    less = theirs["memory"] / ours["memory"]
    same = ours["funded"] == theirs["funded"]
    # floating point may decide otherwise than fractions do: then it is said, and does not count
    ok = times >= task.times and (same or task.arithmetic == "floats") and less >= (task.memory or 0)
    ok = ok and (not task.large or ours["seconds"] <= AIM)
    figure = (
        f"{ours['seconds']:8.4f} s {theirs['seconds']:8.2f} s {times:7.1f} times"
        f"{ours['memory']:7.0f} MB {theirs['memory']:7.0f} MB  {'same' if same else 'OTHER WINNERS'}"
    )
    goal = f"{task.times:g} times" + (f", memory {task.memory:g} times" if task.memory else "")
    return line(f"{task.name} ({task.arithmetic})", figure, goal + (f", {AIM:.0f} s" if task.large else ""), ok)


def reference(*paths: Path, arithmetic: str) -> list[dict[str, Any]]:
    """What the reference implementation says of each file, one after the other."""
    script = Path(__file__).with_name("allocation_reference.py")
    return run([str(REFERENCE / "bin" / "python"), str(script), *map(str, paths), arithmetic])


def run(words: list[str]) -> list[dict[str, Any]]:
    """The JSON objects that a program prints, one a line."""
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return [json.loads(each) for each in done.stdout.splitlines()]


def measure(path: Path) -> dict[str, Any]:
    """CPU seconds of one division, and the memory of the process with reading the file."""
    election = read(path.read_text("utf-8")).election
    begun, count = time.process_time(), 0
    while count == 0 or time.process_time() - begun < 1 - (time.process_time() - begun) / count:
        made = allocate(election, EARLY_END)
        count += 1
    seconds = (time.process_time() - begun) / count
    return {"seconds": seconds, "memory": most_memory(), "funded": sorted(made.funded)}


def most_memory() -> float:
    """The most memory of this process, in MB. (What `getrusage` says begins with that of the process it was started by.)"""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def line(name: str, figure: str, goal: str, ok: bool) -> bool:
    print(f"{name:36} {figure:74} (goal: {goal}){'' if ok else '  MISSED'}", flush=True)
    return ok


# --- explanations ----------------------------------------------------------------------------------------------------


def explanations(text: str) -> bool:
    """G-A4: what every loser of Assen would have needed, for less than one division by the reference."""
    election = read(text).election
    made = allocate(election, ADD1)
    begun = time.process_time()
    found = explain(election, made)
    ours = time.process_time() - begun
    with tempfile.NamedTemporaryFile("w", suffix=".pb") as file:
        file.write(text)
        file.flush()
        theirs = reference(Path(file.name), arithmetic="fractions")[0]["seconds"]
    losers = sum(not reason.funded for reason in found.reasons)
    figure = f"{losers} losers {ours:.2f} s, one division {theirs:.2f} s"
    return line("Assen, every loser explained", figure, "less than one division", ours < theirs)


# --- what is not promised --------------------------------------------------------------------------------------------


def monotonicity(*, votes: int) -> Iterator[str]:
    """How often a winner that becomes cheaper, or gets one more supporter, loses. Nobody promises that it does not."""
    worlds = {
        "60 × 25": [vote(25, 60, budget=400_000, seed=seed) for seed in range(max(1, votes // 50))],
        "small": [small_vote(seed) for seed in range(votes)],
    }
    for name, texts in worlds.items():
        for rule, words in ((Rule(Method.EQUAL_SHARES), "none"), (ADD1, "Add1"), (Rule(Method.GREEDY), "by votes")):
            tried, lost = Counter[str](), Counter[str]()
            for seed, text in enumerate(texts):
                count_losses(read(text).election, rule, random.Random(seed), tried, lost)
            said = ", ".join(f"{kind} {lost[kind]} of {tried[kind]}" for kind in tried)
            yield f"a winner then loses, {name}, {words}: {said}"


def count_losses(election: Election, rule: Rule, dice: random.Random, tried: Counter[str], lost: Counter[str]) -> None:
    for project in allocate(election, rule).funded:
        for kind, changed in changes(election, project, dice):
            tried[kind] += 1
            lost[kind] += project not in allocate(changed, rule).funded


def changes(election: Election, project: str, dice: random.Random) -> Iterator[tuple[str, Election]]:
    """The same vote with a winner cheaper, or with one voter more for it who named others already."""
    cost = election.by_id[project].cost
    for share in (0.99, 0.9, 0.7):
        yield f"cheaper by {1 - share:.0%}", at_cost(election, project, int(cost * share))
    others = [each for each, ballot in enumerate(election.ballots) if project not in ballot.projects]
    if not others:
        return
    place = dice.choice(others)
    ballots = list(election.ballots)
    chosen = ballots[place]
    ballots[place] = replace(chosen, count=chosen.count - 1)
    ballots.append(Ballot((*chosen.projects, project)))
    yield "one more supporter", replace(election, ballots=tuple(each for each in ballots if each.count))


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
