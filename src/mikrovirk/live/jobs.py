"""What the worker does for evenings, by the clock. Each module named here has a function run(*, now)."""

import importlib
from datetime import datetime

MODULES: tuple[str, ...] = (
    "mikrovirk.live.jobs_hands",
    "mikrovirk.live.jobs_seat",
    "mikrovirk.live.jobs_photos",
)


def run(*, now: datetime) -> None:
    """Do what is due."""
    for module in MODULES:
        importlib.import_module(module).run(now=now)
