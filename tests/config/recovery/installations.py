"""Installations of a test's own: a folder, a database on the kind of server the tests run on, and the command."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = "from mikrovirk.config.command import main; raise SystemExit(main())"
PASSPHRASE = "en lang hemmelighed"
# How many rows each model has, and a digest of all that stands in them: the same on every database.
EVERY_ROW = """
import django; django.setup()
import hashlib, json
from django.apps import apps
def told(value):
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
found = {}
for model in apps.get_models():
    rows = model._base_manager.order_by("pk").values_list()
    written = "\\n".join(json.dumps(row, default=told, sort_keys=True) for row in rows.iterator())
    found[model._meta.label] = [rows.count(), hashlib.sha256(written.encode()).hexdigest()]
print(json.dumps(found))
"""


class Installation:
    """One in a folder; `database`: its address."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.data = folder, folder / "data"
        self.data.mkdir(parents=True, exist_ok=True)
        self.database = f"sqlite://{self.data}/mikrovirk.sqlite3" if database.startswith("sqlite") else database
        (folder / "passphrase").write_text(f"{PASSPHRASE}\n")

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "MIKROVIRK_SECRET_KEY"},
            "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
            "MIKROVIRK_DATA": str(self.data),
            "MIKROVIRK_KEYS": str(self.folder / "keys"),
            "MIKROVIRK_DATABASE_URL": self.database,
            "MIKROVIRK_DATABASE_POOL": "1",  # as everywhere but in the tests themselves
        }

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """A program of the tests that goes on until it is told to stop."""
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", *words], env=self.environment, stdout=subprocess.PIPE, text=True
        )

    def program(self, *words: str) -> None:
        subprocess.run([sys.executable, "-W", "ignore", *words], env=self.environment, check=True)

    def prints(self, *words: str) -> Any:
        """Run a program that prints one line of JSON."""
        told = subprocess.run(
            [sys.executable, "-W", "ignore", *words],
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return json.loads(told.stdout.splitlines()[-1])

    def says(self, *words: str) -> tuple[int, Any]:
        """Run a command with --json: its exit status, and what it answers or, where there is no answer, its last line."""
        ran = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", COMMAND, *words, "--json"],
            env=self.environment,
            capture_output=True,
            text=True,
        )
        answer = json.loads(ran.stdout) if ran.stdout.strip() else ran.stderr.strip().splitlines()[-1]
        return ran.returncode, answer
