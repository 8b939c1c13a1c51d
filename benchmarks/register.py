"""Bringing a register in: the import beside what the engine alone takes to read the same files, and how the cost grows.

The documents are made up (`mikrovirk.register.made_up`). The floor is DuckDB reading the same keys of the same files into one nested Parquet
file, without looking at any of them: no tables, no check, no place of a bad document, no resuming. Each runs in a process of its own,
in turns; CPU seconds of all its threads are compared, and the largest memory is looked at.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

UNTIL = date(2026, 11, 1)
SEED = 2026
SIZES, LARGE = (25_000, 250_000), 2_500_000
COPIED = 250_000  # documents that are made; more of them are these again, with other numbers
GOAL_RATIO, GOAL_MEMORY = 1.6, 2_000.0  # MB
ROUNDS = 3


@dataclass(frozen=True)
class Figures:
    """One size: CPU seconds of the import and of the floor, the ratio of each round, and the import's largest memory in MB."""

    documents: int
    size: int  # bytes
    ours: float
    floor: float
    ratio: float
    memory: float
    kept: int

    @property
    def meets_goal(self) -> bool:
        return self.ratio <= GOAL_RATIO and self.memory <= GOAL_MEMORY and self.kept == self.documents


def report(*, quick: bool, large: bool) -> bool:
    """Measure and print; True where every goal is met."""
    sizes = SIZES[:1] if quick else (*SIZES, *((LARGE,) if large else ()))
    print(f"\nThe register · import of made-up documents beside DuckDB reading the same files · {UNTIL}")
    print(
        f"{'documents':>10} {'GB':>6} {'ours, CPU s':>12} {'floor':>8} {'ratio':>7} {'µs each':>8} {'memory, MB':>11}"
    )
    met = []
    for count in sizes:
        found = measure(count, rounds=1 if count > SIZES[1] else ROUNDS)
        met.append(found.meets_goal)
        print(line_of(found), flush=True)
    return all(met)


def line_of(found: Figures) -> str:
    verdict = "" if found.meets_goal else "  MISSED"
    return (
        f"{found.documents:10,} {found.size / 1e9:6.2f} {found.ours:12.2f} {found.floor:8.2f} {found.ratio:7.2f} "
        f"{found.ours / found.documents * 1e6:8.0f} {found.memory:11.0f}  (goal: ratio ≤ {GOAL_RATIO}, memory ≤ {GOAL_MEMORY:.0f}){verdict}"
    )


def measure(count: int, *, rounds: int) -> Figures:
    """Import so many documents and let the engine read them alone, in turns; medians, and the median of the ratios."""
    with tempfile.TemporaryDirectory(prefix="register-") as name:
        folder = Path(name)
        files = made(folder, count)
        ours, floors = [], []
        for number in range(rounds):
            floors.append(inside("floor", folder / f"floor-{number}", files))
            ours.append(inside("ours", folder / f"ours-{number}", files))
        return Figures(
            count,
            sum(file.stat().st_size for file in files),
            median(each["cpu"] for each in ours),
            median(each["cpu"] for each in floors),
            median(one["cpu"] / other["cpu"] for one, other in zip(ours, floors, strict=True)),
            max(each["memory"] for each in ours),
            int(ours[-1]["kept"]),
        )


def made(folder: Path, count: int) -> list[Path]:
    """The documents in files of at most COPIED."""
    from mikrovirk.register import made_up

    first = folder / "documents-00.ndjson"
    made_up.write_lines(first, min(count, COPIED), seed=SEED, until=UNTIL)
    files = [first]
    for number in range(1, -(-count // COPIED)):
        files.append(folder / f"documents-{number:02}.ndjson")
        renumber(first, files[-1], number)
    return files


def renumber(source: Path, target: Path, number: int) -> None:
    """The same documents under other numbers of the same length: of file 1 97… becomes 12…, 98… 13… and 19… 21…, and so on."""
    begins = {b'"cvrNummer":%d' % (97 + each): b'"cvrNummer":%d' % (10 + each + 2 * number) for each in (0, 1)}
    begins[b'"pNummer":19'] = b'"pNummer":%d' % (20 + number)
    with source.open("rb") as lines, target.open("wb") as out:
        for line in lines:
            for before, after in begins.items():
                line = line.replace(before, after)
            out.write(line)


def inside(what: str, folder: Path, files: Iterable[Path]) -> dict[str, float]:
    """Run it in a process of its own."""
    folder.mkdir()
    command = [sys.executable, "-m", "benchmarks.register", what, str(folder), *map(str, files)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def run_ours(folder: Path, files: list[Path]) -> int:
    """The import as the command does it, without the counting for the pages."""
    import os

    os.environ["DJANGO_SETTINGS_MODULE"], os.environ["MIKROVIRK_DATA"] = "mikrovirk.config.settings", str(folder)
    import django

    django.setup()
    from mikrovirk.register.services.importing import import_files

    begun = time.process_time()
    outcome = import_files(files, "cvr", as_of=UNTIL)
    return tell(begun, outcome.kept)


def run_floor(folder: Path, files: list[Path]) -> int:
    """Nothing but the engine: the same keys with the same types."""
    import duckdb

    from mikrovirk.register.services.readers.cvr_schema import COMPANY_KEYS, PLACE_KEYS, struct

    types = {"Vrvirksomhed": struct(COMPANY_KEYS), "VrproduktionsEnhed": struct(PLACE_KEYS)}
    columns = ", ".join(f"'{name}': '{type}'" for name, type in types.items())
    names = ", ".join(f"'{file}'" for file in files)
    begun = time.process_time()
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT * FROM read_json([{names}], format = 'newline_delimited', columns = {{{columns}}})) "
            f"TO '{folder}/all.parquet' (FORMAT parquet, COMPRESSION zstd)"
        )
    return tell(begun, 0)


def tell(begun: float, kept: int) -> int:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"cpu": time.process_time() - begun, "memory": memory, "kept": kept}))
    return 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("what", choices=("ours", "floor"))
    asked.add_argument("folder", type=Path)
    asked.add_argument("files", type=Path, nargs="+")
    options = asked.parse_args()
    sys.exit({"ours": run_ours, "floor": run_floor}[options.what](options.folder, options.files))
