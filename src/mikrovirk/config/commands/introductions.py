"""Whom to meet, from a file: only a calculation, without an installation or Django."""

import contextlib
import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.live.domain.introductions import Plan, Somebody, introduce, introduce_by_scores

GREATEST = 10**9  # a score; the sum of all is still added up exactly
_KNOWN = {"per_person", "people", "met", "kept", "never", "scores"}
_OF_A_PERSON = {"id", "industry", "place", "offers", "seeks", "newcomer"}


def plan(options: Namespace) -> int | tuple[int, dict[str, Any]]:
    """Plan whom the people in the file should meet; 2 where the file does not say a task."""
    made = plan_of(read_file(Path(options.file)), even=options.even)
    if options.json:
        return 0, as_document(made)
    print_plan(made)
    return 0


def read_file(path: Path) -> dict[str, Any]:
    try:
        task = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise CannotDo(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CannotDo(f"{path} is not UTF-8 text") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise CannotDo(f"{path} is not JSON: {error}") from error
    if not isinstance(task, dict):
        raise CannotDo(f"{path}: expected one object with the list “people”")
    for name in sorted(task.keys() - _KNOWN):
        print(f"mikrovirk: “{name}” is not known here and is passed over", file=sys.stderr)
    return task


def plan_of(task: dict[str, Any], *, even: bool = False) -> Plan:
    """Check what the file says and plan."""
    people = [somebody(row, number) for number, row in enumerate(rows(task, "people", needed=True), start=1)]
    ids = {person.id for person in people}
    per_person = whole(task.get("per_person", 3), "per_person", least=1)
    kept = [pair(row, "kept") for row in rows(task, "kept")]
    if strangers := sorted({name for one in kept for name in one} - ids):
        raise CannotDo(f"kept: {strangers[0]} is not among the people")
    try:
        with nothing_else_on_stdout():
            if task.get("scores") is not None:
                return introduce_by_scores(
                    [person.id for person in people],
                    triples(task, "scores"),
                    per_person=per_person,
                    kept=kept,
                    even=even,
                )
            never = [pair(row, "never") for row in rows(task, "never")]
            met = triples(task, "met", least_counts=True)
            return introduce(people, per_person=per_person, met=met, kept=kept, never=never, even=even)
    except ValueError as error:
        raise CannotDo(str(error)) from error


def somebody(row: Any, number: int) -> Somebody:
    """One of `people`."""
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
        raise CannotDo(f"people: number {number} has no “id” (a text)")
    who = f"people: {row['id']}"
    for name in sorted(row.keys() - _OF_A_PERSON):
        print(f"mikrovirk: {who}: “{name}” is not known here and is passed over", file=sys.stderr)
    newcomer = row.get("newcomer") or False
    if not isinstance(newcomer, bool):
        raise CannotDo(f"{who}: “newcomer” is true or false")
    return Somebody(
        id=row["id"],
        industry=text(row.get("industry"), f"{who}: industry"),
        place=text(row.get("place"), f"{who}: place"),
        offers=texts(row.get("offers"), f"{who}: offers"),
        seeks=texts(row.get("seeks"), f"{who}: seeks"),
        newcomer=newcomer,
    )


def rows(task: dict[str, Any], name: str, *, needed: bool = False) -> list[Any]:
    found = task.get(name)
    if found is None and not needed:
        return []
    if not isinstance(found, list):
        raise CannotDo(f"{name}: expected a list")
    return found


def triples(task: dict[str, Any], name: str, *, least_counts: bool = False) -> dict[tuple[str, str], int]:
    """Pairs with a number. Of a pair with two numbers the least counts, or it is refused."""
    found: dict[tuple[str, str], int] = {}
    for row in rows(task, name):
        if not isinstance(row, list) or len(row) != 3:
            raise CannotDo(f"{name}: expected two ids and a number, found {short(row)}")
        one = pair(row[:2], name)
        number = whole(row[2], f"{name}: {one[0]}, {one[1]}", least=0)
        key = (min(one), max(one))
        before = found.setdefault(key, number)
        if before != number and not least_counts:
            raise CannotDo(f"{name}: {key[0]} and {key[1]} have two numbers, {before} and {number}")
        found[key] = min(before, number)
    return found


def pair(row: Any, name: str) -> tuple[str, str]:
    if not isinstance(row, list) or len(row) != 2 or not all(isinstance(each, str) for each in row):
        raise CannotDo(f"{name}: expected two ids, found {short(row)}")
    if row[0] == row[1]:
        raise CannotDo(f"{name}: {row[0]} cannot meet {row[0]}: it is one person")
    return row[0], row[1]


def whole(value: Any, name: str, *, least: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= GREATEST:
        return value
    raise CannotDo(f"{name}: expected a whole number from {least} to {GREATEST}, found {short(value)}")


def text(value: Any, name: str) -> str:
    if value is not None and not isinstance(value, str):
        raise CannotDo(f"{name}: expected a text, found {short(value)}")
    return value or ""


def texts(value: Any, name: str) -> tuple[str, ...]:
    if value is not None and (not isinstance(value, list) or not all(isinstance(each, str) for each in value)):
        raise CannotDo(f"{name}: expected a list of texts, found {short(value)}")
    return tuple(value or ())


def short(value: Any) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def as_document(made: Plan) -> dict[str, Any]:
    return {
        "pairs": [[each.first, each.second, each.because_da, each.because_en] for each in made.pairs],
        "score": made.score,
        "bound": made.bound,
        "optimal": made.optimal,
        "alone": list(made.alone),
    }


def print_plan(made: Plan) -> None:
    for each in made.pairs:
        print(f"{each.first} – {each.second}: {each.because_da}")
    for name in made.alone:
        print(f"{name}: nobody")
    verdict = "no plan is better" if made.optimal else f"no plan has more than {made.bound}"
    print(f"{len(made.pairs)} pairs, {made.score} points; {verdict}")


@contextlib.contextmanager
def nothing_else_on_stdout() -> Iterator[None]:
    """Send to standard error what the solver's library itself prints: standard output is one JSON document."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
