"""How a check ends, and the programs of the environment that checks are made with."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Outcome:
    """Whether a check is fine, and what it said (when fine: only if there is something to add)."""

    ok: bool
    said: str = ""


def program(name: str, *words: str) -> Outcome:
    """Run a program of the environment; fine if it ends with status 0."""
    done = run(BIN / name, *words)
    return Outcome(done.returncode == 0, "" if done.returncode == 0 else done.stdout)


def run(*words: str | Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program at the root and keep what it says."""
    return subprocess.run(
        [str(word) for word in words],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def problems_found(problems: Sequence[str]) -> Outcome:
    """Fine if there are none; else each on its own line."""
    return Outcome(not problems, "\n".join(f"  {problem}" for problem in problems))


def tracked(*patterns: str) -> list[str]:
    """The files git knows or would add, relative to the root; all, or those that match `patterns`."""
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]
