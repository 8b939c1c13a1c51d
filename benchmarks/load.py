"""Many at once: every measured page on sixteen connections beside the floor, and a storm of sign-ups on the last places."""

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import crowd, storm
from benchmarks.crowd import Visitor
from benchmarks.live import last_line, share_of
from benchmarks.pages import FEWEST_ROUNDS, PAGES, PRECISION, Figures, Page, figures_of
from benchmarks.serving import FLOOR, OURS, Installations, Server, installations
from benchmarks.world import Subject

CONNECTIONS = 16
MOST_ROUNDS, QUICK_ROUNDS = 16, 3
WARMING = 2 * CONNECTIONS  # visits before anything is counted
OWN_VISITORS = 1_000_000  # numbers that each connection has for the people who sign up through it
PEOPLE, PLACES, WITHIN = 500, 50, 30.0
GOAL_P95, GOAL_ALL = 1.0, 15.0  # seconds for one person who comes in turn; until the last of all at once is done
PROCESSES = 2  # as docs/hosting/one-server.md starts it


@dataclass(frozen=True)
class Crowded:
    """One page on all connections: CPU beside the floor's, and the milliseconds a visit took."""

    figures: Figures
    ours: list[float]
    floor: list[float]


def lines_to(server: Server) -> list[Server]:
    """The same server, through connections of their own."""
    return [replace(server, visitors=number * OWN_VISITORS) for number in range(CONNECTIONS)]


def visit_all(page: Page, lines: list[Server], subject: Subject, visits: int) -> list[float]:
    """So many visits over all connections; the milliseconds of each."""

    def some(line: Server) -> list[float]:
        line.connect()
        took = []
        for _ in range(-(-visits // len(lines))):
            started = time.perf_counter()
            page.visit(line, subject)
            took.append((time.perf_counter() - started) * 1000)
        line.close()
        return took

    with ThreadPoolExecutor(len(lines)) as pool:
        return [each for took in pool.map(some, lines) for each in took]


def measure(page: Page, servers: dict[str, Server], subject: Subject, *, quick: bool = False) -> Crowded:
    """Visit the page in batches, the two in turns, until their ratio stands still."""
    lines = {name: lines_to(server) for name, server in servers.items()}
    for each in lines.values():
        visit_all(page, each, subject, WARMING)
    spent: dict[str, list[float]] = {OURS: [], FLOOR: []}
    took: dict[str, list[float]] = {OURS: [], FLOOR: []}
    order = [OURS, FLOOR]
    for number in range(1, (QUICK_ROUNDS if quick else MOST_ROUNDS) + 1):
        for name in order:
            before = servers[name].cpu_seconds()
            times = visit_all(page, lines[name], subject, 2 * page.batch)
            spent[name].append((servers[name].cpu_seconds() - before) * 1000 / len(times))
            took[name] += times
        order.reverse()
        figures = figures_of(page, spent[OURS], spent[FLOOR])
        if number >= FEWEST_ROUNDS and figures.error <= PRECISION * figures.ratio:
            break
    return Crowded(figures, took[OURS], took[FLOOR])


@dataclass(frozen=True)
class Stormed:
    """What came of a storm: seconds from each person's first request to the last answer, and until the last one was done."""

    visitors: list[Visitor]
    seconds: float
    cpu: float  # milliseconds a person
    faults: list[str]

    @property
    def p95(self) -> float:
        return share_of([each.seconds for each in self.visitors], 0.95)


def blow(made: Installations, meeting: int, *, within: float, people: int = PEOPLE, places: int = PLACES) -> Stormed:
    """Let them come upon the last places of a meeting, evenly over so many seconds or (0) all at once."""
    words = made.environments[OURS]
    path = last_line("benchmarks.storm", "prepare", str(meeting), str(places), environment=words)["path"]
    with made.serving(OURS, processes=PROCESSES) as server:
        before, started = server.cpu_seconds(), time.monotonic()
        visitors = crowd.arrive(server.port, path, people=people, within=within, first=meeting * people)
        seconds, cpu = time.monotonic() - started, server.cpu_seconds() - before
    found = storm.Outcome.read(last_line("benchmarks.storm", "outcome", str(meeting), environment=words))
    return Stormed(visitors, seconds, cpu * 1000 / people, storm.faults(visitors, found, places=places))


def report(*, quick: bool) -> bool:
    """Measure and print on both databases; True where every goal is met."""
    met = [report_on(database, quick=quick) for database in ("SQLite", "PostgreSQL")]
    return all(met)


def report_on(database: str, *, quick: bool) -> bool:
    met = []
    print(f"\nLoad · {CONNECTIONS} connections · {database} · uvicorn, one process each")
    heading = f"{'ours':>8} {'floor':>8} {'ratio':>7} {'goal':>7}  ms p50, p95: ours, floor"
    print(f"{'CPU ms a visit, not cached':36} {heading}", flush=True)
    with tempfile.TemporaryDirectory() as name, installations(Path(name), postgres=database != "SQLite") as made:
        with made.serving_both() as servers:
            for page in PAGES:
                found = measure(page, servers, made.subject, quick=quick)
                met.append(found.figures.meets_goal)
                print(line_of(found), flush=True)
        print(f"{PEOPLE} people on the last {PLACES} places, {PROCESSES} web processes; seconds for a whole sign-up")
        meeting = made.subject.meeting
        in_turn = blow(made, meeting, within=WITHIN)
        met.append(tell("evenly over 30 s", in_turn, in_turn.p95, GOAL_P95, "p95"))
        at_once = blow(made, meeting + 1, within=0)
        met.append(tell("all at once", at_once, at_once.seconds, GOAL_ALL, "all done"))
    return all(met)


def line_of(found: Crowded) -> str:
    figures = found.figures
    times = ", ".join(f"{share_of(took, 0.5):.0f} {share_of(took, 0.95):.0f}" for took in (found.ours, found.floor))
    verdict = "" if figures.meets_goal else "  MISSED"
    return (
        f"{figures.page.name:36} {figures.ours:8.2f} {figures.floor:8.2f} {figures.ratio:7.2f} "
        f"≤ {figures.page.goal:<4}  {times}  (±{figures.error:.2f}, {figures.rounds} rounds){verdict}"
    )


def tell(name: str, found: Stormed, figure: float, goal: float, counted: str) -> bool:
    """Print a storm; True where nothing went wrong and its figure is below the goal."""
    seconds = [each.seconds for each in found.visitors]
    met = figure <= goal and not found.faults
    print(
        f"{name:20} p50 {share_of(seconds, 0.5):.2f}, p95 {found.p95:.2f}, most {max(seconds):.2f}; "
        f"all done in {found.seconds:.1f} s; {found.cpu:.1f} CPU ms a person "
        f"(goal: {counted} at most {goal:g} s){'' if met else '  MISSED'}",
        flush=True,
    )
    for fault in found.faults:
        print(f"  wrong: {fault}")
    return met
