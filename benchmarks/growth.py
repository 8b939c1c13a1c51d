"""The pages people open often, and the worker's round, in regions of 300, 3,000, 30,000 and 300,000 people.

`python -m benchmarks.growth [--sizes 300,3000] [--postgres] [--folder FOLDER]`. Counted are CPU milliseconds of the web process
and the database together, the median of some batches, when each page has been asked for a few times already; all regions are
served at once and asked in turns. A page may cost at most twice as much in the largest region as in the smallest: the network
that is looked at has as many people in each.
"""

import argparse
import json
import re
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.serving import COMMANDS, OURS, Server, environment, free_port, wait_for

SIZES = (300, 3_000, 30_000, 300_000)
FACTOR = 2.0  # a page in the largest region, by what it costs in the smallest
UNSURE = 2.0  # ms: what a page of a few milliseconds costs is not known better on a busy machine
ROUND = 20.0  # CPU seconds of the worker's round in any region: it has a minute, and mails wait for each job of it
WARMING, BATCHES, VISITS = 1, 5, 4
NETWORK = "/networks/{slug}/"


@dataclass(frozen=True)
class Page:
    """What is asked for, and as whom (nobody: the public)."""

    name: str
    path: str
    role: str = ""


PAGES = (
    Page("front page", "/"),
    Page("a network's page", NETWORK),
    Page("its list of meetings", f"{NETWORK}meetings/"),
    Page("one meeting", f"{NETWORK}meetings/{{meeting}}/"),
    Page("its calendar file", f"{NETWORK}meetings.ics"),
    Page("calendar file of all networks", "/meetings.ics"),
    Page("sign-up form", f"{NETWORK}meetings/{{meeting}}/sign-up/"),
    Page("joint calendar", "/calendar/{municipality}/"),
    Page("joint calendar, a month", "/calendar/{municipality}/month/"),
    Page("networks and offers nearby", "/around/{municipality}/"),
    Page("public directory", "/directory/"),
    Page("search in it", "/directory/?q=keramik"),
    Page("sign-in", "/account/login/"),
    Page("start", "/me/", "member"),
    Page("own profile", "/me/profile/", "member"),
    Page("toolbox", f"{NETWORK}toolbox/", "member"),
    Page("wishes for topics", f"{NETWORK}wishes/", "member"),
    Page("this week's ten minutes", f"{NETWORK}week/", "coordinator"),
    Page("members", f"{NETWORK}members/", "coordinator"),
    Page("members, the third page", f"{NETWORK}members/?page=3", "coordinator"),
    Page("member search", f"{NETWORK}members/?q=holm", "coordinator"),
    Page("one member", f"{NETWORK}members/{{member}}/", "coordinator"),
    Page("the plan", f"{NETWORK}plan/", "coordinator"),
    Page("a meeting, to prepare", f"{NETWORK}plan/meetings/{{meeting}}/", "coordinator"),
    Page("outbox", f"{NETWORK}mails/", "coordinator"),
    Page("a mail that waits", f"{NETWORK}mails/{{mailing}}/", "coordinator"),
    Page("what members say", f"{NETWORK}voice/", "coordinator"),
    Page("how is the network", f"{NETWORK}health/", "coordinator"),
    Page("settings", f"{NETWORK}settings/", "coordinator"),
    Page("handover", f"{NETWORK}handover/", "coordinator"),
    Page("steering room", f"{NETWORK}steering/", "steering"),
    Page("steering meeting", f"{NETWORK}steering/meetings/{{steering_meeting}}/", "steering"),
    Page("municipality's overview", "/overview/{municipality}/", "officer"),
    Page("whom networks reach", "/overview/{municipality}/coverage/", "officer"),
    Page("goals", "/overview/{municipality}/goals/", "officer"),
    Page("division of roles", "/cooperation/{municipality}/roles/", "officer"),
    Page("administrator's page", "/installation/", "administrator"),
    Page("check-up", "/installation/check/", "administrator"),
)


@dataclass(frozen=True)
class Measured:
    """A region: what it took to make, CPU milliseconds of each page, CPU seconds of each job of the worker's second round."""

    people: int
    rows: int
    megabytes: float
    seconds: float
    pages: Mapping[str, float]
    jobs: Mapping[str, float]

    @property
    def round(self) -> float:
        """CPU seconds of the whole round."""
        return sum(self.jobs.values())


@dataclass(frozen=True)
class Growth:
    """One page at every size."""

    name: str
    costs: tuple[float, ...]  # CPU ms, as the sizes

    @property
    def factor(self) -> float:
        """What it costs in the largest region, by what it costs in the smallest."""
        return self.costs[-1] / self.costs[0]

    @property
    def meets_goal(self) -> bool:
        return self.costs[-1] <= max(FACTOR * self.costs[0], self.costs[0] + UNSURE)


def growths(found: Sequence[Measured]) -> list[Growth]:
    """Each page at the sizes that were measured, in the order of the pages."""
    return [Growth(page.name, tuple(each.pages[page.name] for each in found)) for page in PAGES]


# --- one region ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Region:
    """An installation with its rows; `postmaster` is the process of its own PostgreSQL."""

    people: int
    folder: Path
    words: dict[str, str]
    made: dict[str, Any]
    postmaster: int | None = None

    @property
    def megabytes(self) -> float:
        if self.postmaster is None:
            return sum(each.stat().st_size for each in self.folder.glob("mikrovirk.sqlite3*")) / 1_000_000
        import psycopg

        with psycopg.connect(self.words["MIKROVIRK_DATABASE_URL"], autocommit=True) as connection:
            row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
        return float(row[0]) / 1_000_000 if row else 0.0


@contextmanager
def region(people: int, folder: Path, *, postgres: bool) -> Iterator[Region]:
    """Make one of that size in the folder, unless it holds one; with `postgres` in a database server of its own."""
    if not postgres:
        words = environment(folder)
        yield Region(people, folder, words, fill(people, folder, words))
        return
    import psycopg

    from checks.with_postgres import temporary_cluster

    with temporary_cluster() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            place = connection.execute("SHOW data_directory").fetchone()
        assert place
        postmaster = int((Path(place[0]) / "postmaster.pid").read_text().split()[0])
        words = environment(folder, url)
        yield Region(people, folder, words, fill(people, folder, words), postmaster)


def fill(people: int, folder: Path, words: dict[str, str]) -> dict[str, Any]:
    """What `python -m benchmarks.region` printed; from an earlier run where the folder holds one."""
    kept = folder / "region.json"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.write_text(run("benchmarks.region", words, str(people)))
    made: dict[str, Any] = json.loads(kept.read_text())
    return made


def run(module: str, words: dict[str, str], *arguments: str) -> str:
    """The last line that it prints."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=words, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1]


@contextmanager
def serving(region: Region) -> Iterator[Server]:
    port = free_port()
    process = subprocess.Popen([*COMMANDS[OURS], "--port", str(port)], env=region.words)
    try:
        with closing(Server(OURS, port, process, database=region.postmaster)) as server:
            wait_for(server, NETWORK.format(**region.made))
            yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def visit(server: Server, page: Page, made: Mapping[str, Any]) -> None:
    path = page.path.format(**made)
    status, body, _headers = server.get(
        path, **({"Cookie": f"sessionid={made['sessions'][page.role]}"} if page.role else {})
    )
    assert status == 200, f"{path} answered {status}"
    assert re.search(rb"</html>|END:VCALENDAR", body), f"{path} is not whole"


def costs(page: Page, regions: Sequence[Region], servers: Sequence[Server]) -> list[float]:
    """CPU milliseconds of one visit in each region, asked in turns: what else the machine does falls on all of them."""
    spent: list[list[float]] = [[] for _ in regions]
    for turn in range(WARMING + BATCHES):
        for number, (region, server) in enumerate(zip(regions, servers, strict=True)):
            server.close()  # a line that was idle for its turn may be closed already; the next visit opens another
            before = server.cpu_seconds()
            for _ in range(VISITS):
                visit(server, page, region.made)
            if turn >= WARMING:
                spent[number].append((server.cpu_seconds() - before) * 1000 / VISITS)
    return [statistics.median(each) for each in spent]


# --- all of them -----------------------------------------------------------------------------------------------------


def measure_all(sizes: Sequence[int], folder: Path, *, postgres: bool = False) -> list[Measured]:
    """Make each size in a folder of its own, ask for their pages in turns, and let each worker go its round twice."""
    with ExitStack() as stack:
        regions = [stack.enter_context(region(people, folder / f"{people}", postgres=postgres)) for people in sizes]
        with ExitStack() as served:
            servers = [served.enter_context(serving(each)) for each in regions]
            pages = {page.name: costs(page, regions, servers) for page in PAGES}
        return [
            Measured(
                people=each.people,
                rows=sum(each.made["counts"].values()),
                megabytes=each.megabytes,
                seconds=each.made["seconds"],
                pages={name: spent[number] for name, spent in pages.items()},
                jobs=json.loads(run("benchmarks.growth_jobs", each.words)),
            )
            for number, each in enumerate(regions)
        ]


def report(sizes: Sequence[int] = SIZES, *, folder: Path | None = None, postgres: bool = False) -> bool:
    """Measure and print; True where neither a page nor the round is beyond its goal."""
    with tempfile.TemporaryDirectory() as name:
        found = measure_all(sizes, folder or Path(name), postgres=postgres)
    print(f"\nGrowth · {'PostgreSQL' if postgres else 'SQLite'} · CPU ms a visit, people in the region")
    print(f"{'':32}" + "".join(f"{each.people:>10,}" for each in found) + f"{'factor':>9}")
    for growth in growths(found):
        costs = "".join(f"{each:10.1f}" for each in growth.costs)
        missed = "" if growth.meets_goal else f"  MISSED (goal {FACTOR:g})"
        print(f"{growth.name:32}{costs}{growth.factor:9.2f}{missed}")
    print(f"{'rows':32}" + "".join(f"{each.rows:10,}" for each in found))
    print(f"{'database, MB':32}" + "".join(f"{each.megabytes:10.0f}" for each in found))
    print(f"{'made in, CPU s':32}" + "".join(f"{each.seconds:10.0f}" for each in found))
    print("The worker's round where nothing is new, CPU s")
    for job in found[0].jobs:
        print(f"{job.removeprefix('mikrovirk.'):32}" + "".join(f"{each.jobs[job]:10.3f}" for each in found))
    is_quick = all(each.round <= ROUND for each in found)
    missed = "" if is_quick else f"  MISSED (goal {ROUND:g})"
    print(f"{'the whole round':32}" + "".join(f"{each.round:10.3f}" for each in found) + missed)
    return is_quick and all(growth.meets_goal for growth in growths(found))


def main() -> int:
    made = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    made.add_argument("--sizes", default=",".join(map(str, SIZES)))
    made.add_argument("--postgres", action="store_true")
    made.add_argument("--folder", type=Path, help="keep the regions there, for the next time")
    options = made.parse_args()
    if options.postgres and options.folder:
        made.error("a region on PostgreSQL is made anew each time; leave out --folder")
    sizes = [int(each) for each in options.sizes.split(",")]
    return 0 if report(sizes, folder=options.folder, postgres=options.postgres) else 1


if __name__ == "__main__":
    sys.exit(main())
