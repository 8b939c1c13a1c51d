"""Reads a stranger's file in a process of its own, so that a file made to use up time or memory uses up only that.

As a program: reads the octets on standard input, writes what was found as JSON. Loads no Django.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from mikrovirk.landscape.domain.calendars.problems import Problem
from mikrovirk.landscape.domain.calendars.reading import Event, Reading, read
from mikrovirk.landscape.domain.pages.reading import read_page

SECONDS = 20
MEMORY = 1024 * 1024 * 1024  # octets


class TooHard(Exception):
    """The file could not be read within the limits."""


def read_apart(octets: bytes, *, url: str, is_page: bool, first_date: date, end_date: date) -> Reading:
    """What the file or the page holds; raise TooHard where it takes too much."""
    words = [sys.executable, "-m", __name__, "page" if is_page else "calendar", str(first_date), str(end_date), url]
    try:
        done = subprocess.run(words, input=octets, capture_output=True, timeout=SECONDS * 2)
    except subprocess.TimeoutExpired:
        raise TooHard from None
    if done.returncode != 0:
        raise TooHard
    return reading_of(json.loads(done.stdout))


def read_here(octets: bytes, *, url: str, is_page: bool, first_date: date, end_date: date) -> Reading:
    """The same in this process."""
    if is_page:
        return read_page(octets, url=url, first_date=first_date, end_date=end_date)
    return read(octets, first_date=first_date, end_date=end_date)


def written(reading: Reading) -> dict[str, Any]:
    """A reading as JSON."""
    events = [
        asdict(event) | {"start": event.start.isoformat(), "end": event.end.isoformat()} for event in reading.events
    ]
    return {"name": reading.name, "events": events, "problems": [asdict(problem) for problem in reading.problems]}


def reading_of(made: dict[str, Any]) -> Reading:
    """The reading that `written` wrote."""
    moment = datetime.fromisoformat
    events = []
    for each in made["events"]:
        times = {
            name: date.fromisoformat(each[name]) if each["all_day"] else moment(each[name]) for name in ("start", "end")
        }
        events.append(Event(**(each | times | {"categories": tuple(each["categories"])})))
    return Reading(tuple(events), tuple(Problem(**each) for each in made["problems"]), made["name"])


def main(words: list[str]) -> None:
    """Read within limits of our own."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):  # not on every system; the time limit above holds everywhere
        pass
    kind, first, end, url = words
    found = read_here(
        sys.stdin.buffer.read(),
        url=url,
        is_page=kind == "page",
        first_date=date.fromisoformat(first),
        end_date=date.fromisoformat(end),
    )
    json.dump(written(found), sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main(sys.argv[1:])
