"""Table plans without repeats: every size from 16 to 60 with tables of four, five and six, four rounds each."""

import random
import time
from dataclasses import dataclass

from mikrovirk.live.domain.tables import TablePlan, seat

ROUNDS = 4
SIZES = range(16, 61)
TABLES_OF = (4, 5, 6)
GOAL_SECONDS = 2.0  # CPU, a plan


@dataclass(frozen=True)
class Figures:
    """One table size: `longest` in CPU seconds; sizes with a repeat though counting allows none; those with no plan."""

    tables_of: int
    longest: float
    missed: tuple[int, ...]
    impossible: tuple[tuple[int, TablePlan], ...]

    @property
    def meets_goal(self) -> bool:
        return not self.missed and self.longest <= GOAL_SECONDS


def measure(tables_of: int) -> Figures:
    """Seat every size for four rounds where nobody has met before."""
    longest, missed, impossible = 0.0, [], []
    for count in SIZES:
        plan, seconds = timed(people(count), tables_of=tables_of)
        longest = max(longest, seconds)
        if plan.bound:
            impossible.append((count, plan))
        elif plan.repeats:
            missed.append(count)
    return Figures(tables_of, longest, tuple(missed), tuple(impossible))


def with_history(count: int, tables_of: int) -> tuple[TablePlan, float]:
    """Seat people of whom each has met about a tenth of the others."""
    dice, ids = random.Random(count), people(count)
    met = [(ids[a], ids[b]) for a in range(count) for b in range(a) if dice.random() < 1 / 10]
    return timed(ids, tables_of=tables_of, met=met)


def late(count: int, tables_of: int) -> tuple[TablePlan, float]:
    """Place three late-comers while all tables handed out are kept."""
    ids = people(count)
    kept = seat(ids, tables_of=tables_of, rounds=ROUNDS).rounds
    return timed([*ids, "x1", "x2", "x3"], tables_of=tables_of, kept=kept)


def people(count: int) -> list[str]:
    return [f"p{number:03}" for number in range(count)]


def timed(ids: list[str], **wishes: object) -> tuple[TablePlan, float]:
    started = time.process_time()
    plan = seat(ids, rounds=ROUNDS, **wishes)
    return plan, time.process_time() - started


def report() -> bool:
    """Measure and print; True where every goal is met."""
    print(
        f"\nTables · {SIZES[0]} to {SIZES[-1]} people, {ROUNDS} rounds, nobody meets twice · goal {GOAL_SECONDS:g} s CPU"
    )
    met = []
    for tables_of in TABLES_OF:
        found = measure(tables_of)
        met.append(found.meets_goal)
        print(
            f"tables of {tables_of}: longest {found.longest:.2f} s{'' if found.meets_goal else '  MISSED'}", flush=True
        )
        if found.missed:
            print(f"  a repeat though counting allows none: {', '.join(map(str, found.missed))}")
        if found.impossible:
            repeats = ", ".join(f"{count} ({plan.repeats}, at least {plan.bound})" for count, plan in found.impossible)
            print(f"  impossible, with the repeats found: {repeats}")
    for name, (plan, seconds) in {
        "48 people in fours, a tenth met before": with_history(48, 4),
        "40 people in fours and three late-comers": late(40, 4),
    }.items():
        met.append(plan.repeats == 0 and seconds <= GOAL_SECONDS)
        print(f"{name}: {plan.repeats} repeats, {seconds:.2f} s{'' if met[-1] else '  MISSED'}", flush=True)
    return all(met)
