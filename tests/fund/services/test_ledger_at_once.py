"""Fifty processes decide and pay at once: on SQLite, and on PostgreSQL when the tests run there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fund import clerks
from tests.mailing.test_kill import database

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.django_db  # runs on PostgreSQL too, in a database of its own


def test_fifty_processes_never_spend_a_krone_twice(tmp_path: Path) -> None:
    with database(tmp_path) as url:
        told = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.fund.clerks", "50"],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
                "MIKROVIRK_DATA": str(tmp_path),
                "MIKROVIRK_DATABASE_URL": url,
                "MIKROVIRK_DATABASE_POOL": "0",
                "MIKROVIRK_SECRET_KEY": "only-for-tests",
            },
            capture_output=True,
            text=True,
            timeout=300,
        )
    assert told.returncode == 0, told.stderr[-3000:]
    found = json.loads(told.stdout)
    did, books = found["did"], found["books"]
    # What the processes say they did is what the books hold, once each.
    assert {name: books["kinds"][name] for name in ("granted", "paid", "returned")} == {
        name: did[name] for name in ("granted", "paid", "returned")
    }
    assert books["grants_of_one"] == 1
    assert books["decisions"] == did["granted"]  # nobody was granted something without money
    assert did["already_done"] > 100  # they did get in each other's way
    assert did["not_enough"] > 0  # and the pot was too small for all
    assert 18 <= did["granted"] < clerks.APPLICATIONS
    assert books["lowest"] >= 0
    assert books["total"] == clerks.POT
    assert books["faults"] == 0
