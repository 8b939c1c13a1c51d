"""What an iCalendar file holds: only a calculation, without an installation or Django."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.landscape.domain.calendars.problems import Problem
from mikrovirk.landscape.domain.calendars.reading import Event, read

LARGEST = 64 * 1024 * 1024  # octets


def read_file(options: Namespace) -> tuple[int, dict[str, Any]] | int:
    """Print the events of the file between two days; 1 where something was set aside."""
    if options.end_date <= options.first_date:
        raise CannotDo("--to is a day after --from")
    found = read(contents(options.file), first_date=options.first_date, end_date=options.end_date)
    status = 1 if any(problem.sets_aside for problem in found.problems) else 0
    if options.json:
        problems = [as_written(problem) for problem in found.problems]
        return status, {"events": [event.as_contract() for event in found.events], "problems": problems}
    for event in found.events:
        print(line_of(event))
    for problem in found.problems:
        print(f"mikrovirk: {problem.said('en')}", file=sys.stderr)
    return status


def contents(name: str) -> bytes:
    """The file's octets; raise CannotDo where there are none to read."""
    try:
        path = Path(name)
        if path.stat().st_size > LARGEST:
            raise CannotDo(f"{name} is larger than {LARGEST // 1024 // 1024} MB")
        return path.read_bytes()
    except OSError as error:
        raise CannotDo(f"{name} cannot be read: {error.strerror}") from error


def as_written(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "line": problem.line, "da": problem.said("da"), "en": problem.said("en")}


def line_of(event: Event) -> str:
    """ "2026-11-30T17:30:00+01:00 – 2026-11-30T20:00:00+01:00 · MikroVirk 2.0 · Stege · cancelled"."""
    parts = [f"{event.start.isoformat()} – {event.end.isoformat()}", event.summary, event.location]
    return " · ".join(part for part in [*parts, "cancelled" if event.cancelled else ""] if part)
