"""What pages are made from: the cubes of a register of any size, and the page of a municipality out of them.

The register is written straight into Parquet (`benchmarks.register_made`). Seconds by the clock on this machine's cores: until the cube of
municipality × section × size class × month since 2007 lies there (the goal is about it), and until everything else that pages read does too
(births, deaths, moves, growth, the last day in detail, ready cells); and CPU seconds of it all.

Page: CPU milliseconds of a whole answer by Django's own client, signed in: first for each of many municipalities that nobody opened before
(everything is reckoned and drawn), then again, as everybody after the first has it as long as the copy counts. The goal is judged by the
latter; the figures alone are reckoned from the cubes every time. Everything runs in a process of its own.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

SIZES, LARGE = (25_000, 250_000), 2_500_000
GOAL_SECONDS, GOAL_PAGE, GOAL_MEMORY = 20.0, 15.0, 2_000.0  # of 2.5 million units; CPU ms; MB
OPENED = 30  # municipalities


def report(*, quick: bool, large: bool) -> bool:
    """Measure and print; True where every goal is met."""
    sizes = SIZES[:1] if quick else (*SIZES, *((LARGE,) if large else ()))
    print(
        "\nThe register · cubes (municipality × section × size class × month since 2007), and a municipality's page out of them"
    )
    print(
        f"{'units':>10} {'cube, s':>8} {'all, s':>7} {'CPU s':>7} {'µs each':>8} {'MB disk':>8} {'memory, MB':>11} "
        f"{'figures, CPU ms':>16} {'page first':>13} {'page again':>11}"
    )
    met = [line(units) for units in sizes]
    return all(met)


def line(units: int) -> bool:
    """Measure one size and print it."""
    with tempfile.TemporaryDirectory(prefix="cubes-") as folder:
        ran = subprocess.run(
            [sys.executable, "-m", "benchmarks.register_cubes", str(units)],
            env={**os.environ, "MIKROVIRK_DATA": folder, "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings"},
            capture_output=True,
            text=True,
        )
    if ran.returncode:
        raise SystemExit(ran.stderr)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    met = max(found["again"], found["figures"]) <= GOAL_PAGE and found["memory"] <= GOAL_MEMORY
    met = met and (units < LARGE or found["cube"] <= GOAL_SECONDS)
    print(
        f"{units:10,} {found['cube']:8.1f} {found['seconds']:7.1f} {found['cpu']:7.1f} {found['cpu'] / units * 1e6:8.0f} {found['disk']:8.0f} {found['memory']:11.0f} "
        f"{found['figures']:16.1f} {found['page']:13.1f} {found['again']:11.1f}"
        f"  (goal: again ≤ {GOAL_PAGE:.0f}, memory ≤ {GOAL_MEMORY:.0f}, {LARGE:,} units ≤ {GOAL_SECONDS:.0f} s){'' if met else '  MISSED'}",
        flush=True,
    )
    return met


def measure(units: int) -> dict[str, float]:
    """In a process of its own, on an empty installation."""
    import django

    django.setup()
    import ibis.backends.duckdb  # noqa: F401  (whoever makes cubes has it loaded)

    from benchmarks.register_made import write_made
    from mikrovirk.overview.services import cubes

    copy = write_made(units)
    begun, clock, cpu = time.time(), time.perf_counter(), time.process_time()
    made = cubes.build(copy)
    found = {"seconds": time.perf_counter() - clock, "cpu": time.process_time() - cpu}
    found["cube"] = (Path(made.folder) / "stock.parquet").stat().st_mtime - begun
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    found["disk"] = sum(file.stat().st_size for file in Path(made.folder).rglob("*") if file.is_file()) / 1e6
    return {**found, **measure_pages(copy.as_of)}


def measure_pages(on: Any) -> dict[str, float]:
    """The figures alone, the whole page the first time, and again: medians over many municipalities."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from mikrovirk.accounts.models import User
    from mikrovirk.overview.domain.suppression import told
    from mikrovirk.overview.queries.figures import Area, Choices, figures
    from mikrovirk.register.domain.municipalities import MUNICIPALITIES

    call_command("migrate", verbosity=0)
    client = Client(headers={"host": "localhost"})
    person = User.objects.create_user("officer@example.org", full_name="Sanne Bæk", is_administrator=True)
    client.force_login(person, settings.AUTHENTICATION_BACKENDS[0])
    codes = list(MUNICIPALITIES)

    def opened(code: str) -> None:
        answer = client.get(f"/overview/{code}/", follow=True)
        assert answer.status_code == 200, answer.status_code
        assert MUNICIPALITIES[code].name in answer.content.decode(), answer.request

    opened(codes[-1])  # what a process does once
    measured = codes[:OPENED]
    alone = [spent(lambda code=code: told(figures(Area(code), on=on, choices=Choices()))) for code in measured]
    first = [spent(lambda code=code: opened(code)) for code in measured]
    again = [spent(lambda code=code: opened(code)) for code in measured]
    return {"figures": median(alone), "page": median(first), "again": median(again)}


def spent(work: Callable[[], Any]) -> float:
    """CPU milliseconds."""
    before = time.process_time()
    work()
    return 1000 * (time.process_time() - before)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
