"""Installations of a test's own: a folder, a database on the kind of server the tests run on, and the command."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = "from mikrovirk.config.command import main; raise SystemExit(main())"
PASSPHRASE = "en lang hemmelighed"


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
            "MIKROVIRK_DATABASE_POOL": "0",
        }

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """A program of the tests that goes on until it is told to stop."""
        return subprocess.Popen(
            [sys.executable, "-W", "ignore", *words], env=self.environment, stdout=subprocess.PIPE, text=True
        )

    def program(self, *words: str) -> None:
        subprocess.run([sys.executable, "-W", "ignore", *words], env=self.environment, check=True)

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
