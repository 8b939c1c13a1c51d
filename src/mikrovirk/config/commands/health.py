"""Attendance to come, from two tables: only a calculation, without an installation or Django."""

import csv
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.health.domain import measures
from mikrovirk.health.domain.evenings import Answer, Evening, Meeting, held
from mikrovirk.health.domain.forecast import forecast, record
from mikrovirk.health.domain.warning_words import words
from mikrovirk.health.domain.warnings import EarlyWarning, warnings_of

LONGEST = 100  # meetings ahead: nobody plans more, and the same figures are repeated


def forecast_series(options: Namespace) -> int | tuple[int, dict[str, Any]]:
    """Forecast each series of the files; 1 where sign-ups of unknown meetings were set aside, 2 where a file is wrong."""
    if not 1 <= options.horizon <= LONGEST:
        raise CannotDo(f"--horizon is a whole number from 1 to {LONGEST}")
    meetings = read_meetings(Path(options.meetings))
    answers, strange = read_answers(Path(options.signups), {meeting.id for meeting in meetings})
    as_of = options.as_of or max((each.on for each in answers or meetings), default=date.min)
    series = held(meetings, answers, as_of=as_of)
    if not series:
        raise CannotDo(f"{options.meetings}: no meeting was held by {as_of}")
    if strange:
        print(f"mikrovirk: {strange} sign-ups of meetings that are not in the list were set aside", file=sys.stderr)
    status = 1 if strange else 0
    names = sorted(series, key=lambda name: (len(name), name))  # 2 before 10
    found = [document_of(name, series[name], as_of=as_of, horizon=options.horizon) for name in names]
    if options.json:
        return status, {"as_of": as_of.isoformat(), "horizon": options.horizon, "series": found}
    print_for_people(found)
    return status


def read_meetings(path: Path) -> list[Meeting]:
    """The meetings of a table with the columns meeting, series and date."""
    meetings: dict[str, Meeting] = {}
    for place, row in rows(path, ("meeting", "series", "date")):
        if row["meeting"] in meetings:
            raise CannotDo(f"{place}: meeting {row['meeting']} is there twice")
        meetings[row["meeting"]] = Meeting(row["meeting"], row["series"], day(row["date"], f"{place}: date"))
    if not meetings:
        raise CannotDo(f"{path}: there is no meeting in it")
    return list(meetings.values())


def read_answers(path: Path, known: set[str]) -> tuple[list[Answer], int]:
    """The answers to known meetings of a table (meeting, person, response, answered_on), and how many others there were."""
    answers, strange = [], 0
    for place, row in rows(path, ("meeting", "person", "response", "answered_on")):
        said = row["response"].casefold()
        if said not in {"yes", "no"}:
            raise CannotDo(f"{place}: response is yes or no, found “{row['response'][:40]}”")
        answer = Answer(row["meeting"], row["person"], said == "yes", day(row["answered_on"], f"{place}: answered_on"))
        if answer.meeting in known:
            answers.append(answer)
        else:
            strange += 1
    return answers, strange


def rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a table with where it stands; CannotDo where it cannot be read or lacks something."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file, strict=True)
            if missing := [name for name in columns if name not in (table.fieldnames or ())]:
                raise CannotDo(f"{path}: the column “{missing[0]}” is missing")
            for row in table:
                place = f"{path}, line {table.line_num}"
                values = {name: (row[name] or "").strip() for name in columns}
                if empty := [name for name in columns if not values[name]]:
                    raise CannotDo(f"{place}: “{empty[0]}” is empty")
                yield place, values
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CannotDo(f"{path} is not UTF-8 text") from error
    except csv.Error as error:
        raise CannotDo(f"{path} is not a table: {error}") from error


def day(text: str, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CannotDo(f"{place}: expected a day such as 2027-01-25, found “{text[:40]}”") from error


def document_of(name: str, evenings: Sequence[Evening], *, as_of: date, horizon: int) -> dict[str, Any]:
    """What is known and expected of one series."""
    counts = [evening.count for evening in evenings]
    known, away = measures.regulars_away(evenings)
    return {
        "series": name,
        "meetings": len(evenings),
        "next": [asdict(each) for each in forecast(counts, horizon=horizon)],
        "record": asdict(record(counts)),
        "measures": {
            "attendance": plain(measures.attendance(evenings)),
            "trend": plain(measures.trend(counts)),
            "first_timers_back": plain(measures.first_timers_back(evenings, as_of=as_of)),
            "active": measures.active(evenings),
            "regulars": {"known": len(known), "away": len(away)},
        },
        "warnings": [warning_of(each) for each in warnings_of(evenings, as_of=as_of)],
    }


def plain(measure: Any) -> dict[str, Any] | None:
    """A measure as an object, its fractions to three places; None where it could not be taken."""
    if measure is None:
        return None
    return {key: round(value, 3) if isinstance(value, float) else value for key, value in asdict(measure).items()}


def warning_of(warning: EarlyWarning) -> dict[str, Any]:
    return {
        "kind": str(warning.kind),
        "measure": warning.measure,
        "evidence": dict(warning.evidence),
        "action": str(warning.action),
        "da": asdict(words(warning, "da")),
        "en": asdict(words(warning, "en")),
    }


def print_for_people(found: Sequence[dict[str, Any]]) -> None:
    for each in found:
        ahead, kept = each["next"][0], each["record"]
        print(
            f"{each['series']}: {ahead['expected']:.0f} expected at each of the next {len(each['next'])} meetings, "
            f"four times in five {ahead['low']} to {ahead['high']} (held {kept['held']} of {kept['of']} times so far)"
        )
        for warning in each["warnings"]:
            print(f"  {warning['en']['title']}. {warning['en']['evidence']} {warning['en']['helps']}")
