"""`make test`: every test on SQLite, then those that use the database once more on PostgreSQL and Redis.

The last line says how many passed, how many failed, and how many could not run for want of test data.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checks import system_packages
from checks.with_postgres import temporary_cluster
from checks.with_redis import temporary_redis

NO_TESTS = 5  # pytest's own status for "nothing collected"


def main(arguments: list[str]) -> int:
    """Run both passes; return 0 only if both ran and nothing failed."""
    started = time.monotonic()
    system_packages.ensure()
    print("Every test, on SQLite", flush=True)
    first = run_pytest(arguments, {}, workers=3)  # on two cores: a test waits for its browser or its server
    print("\nThe tests that use the database, on PostgreSQL and Redis", flush=True)
    with temporary_cluster() as url, temporary_redis() as redis:
        engines = {"MIKROVIRK_DATABASE_URL": url, "MIKROVIRK_LIVE_SOURCE": "redis"}
        engines |= {"MIKROVIRK_REDIS_URL": f"{redis}/0", "MIKROVIRK_QUEUE_URL": f"{redis}/0"}
        second = run_pytest([*arguments, "--database-only"], engines, workers=2)
    minutes = (time.monotonic() - started) / 60
    failed = first["failed"] + second["failed"]
    print(
        f"\nSQLite: {first['passed']} passed. PostgreSQL: {second['passed']} passed. "
        f"{failed} failed, {first['not_run']} NOT RUN ({minutes:.1f} minutes)."
    )
    return 1 if failed or not first["passed"] else 0


def run_pytest(arguments: list[str], environment: dict[str, str], *, workers: int) -> dict[str, int]:
    """Run pytest and return its counts; a run that broke off counts as one failure.

    What is compiled is kept: the processes that tests start, and the second pass, need not do it again.
    """
    with tempfile.TemporaryDirectory() as folder:
        summary = Path(folder) / "summary.json"
        words = ["-n", f"{workers}", "--dist", "worksteal", "-q", "--summary", str(summary), *arguments]
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run([sys.executable, "-m", "pytest", *words], env={**kept, **environment})
        if not summary.exists():
            return {"passed": 0, "failed": 1, "not_run": 0}
        counts: dict[str, int] = json.loads(summary.read_text())
    if done.returncode not in {0, NO_TESTS} and not counts["failed"]:
        counts["failed"] = 1
    return counts


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
