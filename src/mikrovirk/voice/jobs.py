"""What the worker does for this app: every `jobs_*.py` beside this file has a `run` that may be called at any time."""

from datetime import datetime
from importlib import import_module
from pathlib import Path

PLANNED = tuple(
    import_module(f"mikrovirk.voice.{file.stem}") for file in sorted(Path(__file__).parent.glob("jobs_*.py"))
)


def run(*, now: datetime) -> None:
    """Do what is due; doing it twice changes nothing."""
    for jobs in PLANNED:
        jobs.run(now=now)
