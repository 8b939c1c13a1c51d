"""Everything that is measured, beside its goal: `make bench`, or `make bench ARGS="--only pages --quick"`.

The exit status is 1 where a goal is missed.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    allocation,
    health,
    introductions,
    live,
    load,
    mail,
    pages,
    register,
    register_cubes,
    season,
    tables,
    whole,
)
from benchmarks.pages import Figures
from benchmarks.serving import installations

COLD_START, MEMORY, SIZE = 2.0, 200.0, 1_100.0  # seconds, MB, MB


def main() -> int:
    options = parser().parse_args()
    started = time.monotonic()
    print(machine(), flush=True)
    met = [each for part in PARTS if options.only in (None, part) for each in PARTS[part](options)]
    print(f"\n{'Every goal is met' if all(met) else 'A GOAL IS MISSED'} ({time.monotonic() - started:.0f} s)")
    return 0 if all(met) else 1


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="make bench", description="Our pages and mails beside a bare Django app.")
    made.add_argument("--only", choices=list(PARTS))
    made.add_argument("--quick", action="store_true", help="few rounds and few mails: rough figures")
    made.add_argument("--large", action="store_true", help="the register with 2.5 million units too: 26 GB of disk")
    made.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own instead of SQLite")
    return made


def machine() -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{time.strftime('%Y-%m-%d %H:%M')} · {os.cpu_count()} cores · Python {platform.python_version()} · load {load}"
    )


def report_pages(*, quick: bool, postgres: bool) -> bool:
    """Measure and print the pages and the installation as a whole; True where every goal is met."""
    database = "PostgreSQL" if postgres else "SQLite"
    print(f"\nPages · 200 meetings, 2,000 people, 2,000 sign-ups · {database} · uvicorn, one process each")
    print(f"{'CPU ms a visit, not cached':36} {'ours':>8} {'floor':>8} {'ratio':>7} {'goal':>7}")
    with tempfile.TemporaryDirectory() as name, installations(Path(name), postgres=postgres) as made:
        found = []
        with made.serving_both() as servers:
            for page in pages.PAGES:
                found.append(pages.measure(page, servers, made.subject, quick=quick))
                print(line_of(found[-1]), flush=True)
        unchanged = pages.unchanged_calendar(made)
        print(f"{'iCalendar, nothing new (304)':36} {unchanged:8.2f}")
        print("Pages are made anew for every visit: there is no cached variant of list and meeting.\n")
        met = [each.meets_goal for each in found]
        met.append(report("cold start to the first answer", whole.cold_start(made), COLD_START, "s"))
        met.append(report("memory, two web processes (PSS)", whole.memory(made), MEMORY, "MB"))
    met.append(report("size of what is installed", whole.size_on_disk(), SIZE, "MB"))
    return all(met)


def line_of(figures: Figures) -> str:
    verdict = "" if figures.meets_goal else "  MISSED"
    return (
        f"{figures.page.name:36} {figures.ours:8.2f} {figures.floor:8.2f} {figures.ratio:7.2f} "
        f"≤ {figures.page.goal:<4} ±{figures.error:.2f}, {figures.rounds} rounds{verdict}"
    )


def report(name: str, value: float, goal: float, unit: str) -> bool:
    met = value <= goal
    print(f"{name:36} {value:8.2f} {unit:2}  (goal: at most {goal:g} {unit}){'' if met else '  MISSED'}", flush=True)
    return met


def report_live(*, quick: bool) -> bool:
    result = live.measure(presses=5 if quick else live.PRESSES)
    print(f"\n{live.report(result)}", flush=True)
    return result.meets_goal


def report_mail(count: int) -> bool:
    result = mail.measure(count)
    print(f"\n{mail.report(result)}")
    return result["outbox"] <= mail.GOAL_SECONDS and result["ratio"] <= mail.GOAL_RATIO


def report_register(*, quick: bool, large: bool) -> list[bool]:
    return [register.report(quick=quick, large=large), register_cubes.report(quick=quick, large=large)]


# What can be measured alone, in the order in which everything is; each says whether its goals are met.
PARTS: dict[str, Callable[[argparse.Namespace], list[bool]]] = {
    "pages": lambda words: [report_pages(quick=words.quick, postgres=words.postgres)],
    "mail": lambda words: [report_mail(200 if words.quick else mail.COUNT)],
    "live": lambda words: [report_live(quick=words.quick)],
    "load": lambda words: [load.report(quick=words.quick)],
    "season": lambda words: [season.report(quick=words.quick)],
    "tables": lambda words: [tables.report()],
    "health": lambda words: [health.report()],
    "introductions": lambda words: [introductions.report(quick=words.quick)],
    "allocation": lambda words: [allocation.report(quick=words.quick)],
    "register": lambda words: report_register(quick=words.quick, large=words.large),
}


if __name__ == "__main__":
    sys.exit(main())
