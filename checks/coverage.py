"""docs/coverage.md and docs/seeds.md: every row leads to a page, command or file and to a test that exists.

A row is: what was asked | where it is | role | test | state. `where` and `test` hold code spans:

    `/networks/<slug>/meetings/<pk>/`  an address, its parts in <…>      `programme:meeting`  or its route name
    `mikrovirk members import`         a command                         `make bench`         a word of the Makefile
    `docs/glossary.md`                 a file
    `tests/programme/test_views.py::test_meeting_page`                   a test

The state is `done` or begins with `to come`. A done row needs a place and a test; a test that asserts nothing but
status codes does not count. A row to come may be empty, but what it names must exist too.
"""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checks.programs import BIN, ROOT, Outcome, problems_found, run

DOCUMENTS = ("docs/coverage.md", "docs/seeds.md")
COLUMNS = 5
CODE = re.compile(r"`([^`]+)`")
PART = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Row:
    """One row of a document, and the line it stands on."""

    document: str
    line: int
    claim: str
    places: tuple[str, ...]
    role: str
    tests: tuple[str, ...]
    state: str

    @property
    def is_done(self) -> bool:
        return self.state == "done"


def check() -> Outcome:
    found: list[str] = []
    rows: list[Row] = []
    for document in DOCUMENTS:
        for row in rows_of(document, found):
            rows.append(row)
            found += [f"{row.document}:{row.line}: {problem}" for problem in problems_of(row)]
    done = sum(row.is_done for row in rows)
    outcome = problems_found(found)
    return outcome if found else Outcome(True, f"{done} rows done, {len(rows) - done} to come, all lead somewhere")


def rows_of(document: str, problems: list[str]) -> Iterator[Row]:
    """The rows of every table in `document`; a row with the wrong number of cells is added to `problems`."""
    is_heading = True
    for number, line in enumerate((ROOT / document).read_text().splitlines(), 1):
        if not line.startswith("|"):
            is_heading = True
            continue
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if is_heading or set(line) <= set("|-: "):
            is_heading = False
            continue
        if len(cells) != COLUMNS:
            problems.append(f"{document}:{number}: {len(cells)} cells instead of {COLUMNS}")
            continue
        claim, where, role, tests, state = cells
        yield Row(document, number, claim, tuple(CODE.findall(where)), role, tuple(CODE.findall(tests)), state)


def problems_of(row: Row) -> list[str]:
    """What is wrong with one row."""
    problems = [problem for place in row.places if (problem := problem_of_place(place))]
    problems += [problem for test in row.tests if (problem := problem_of_test(test))]
    if not row.claim:
        problems.append("a row without a claim")
    if not row.is_done and not row.state.startswith("to come"):
        problems.append(f"the state is neither done nor to come: {row.state!r}")
    if row.is_done and not row.places:
        problems.append("done, but without an address, command or file")
    if row.is_done and not row.tests:
        problems.append("done, but without a test")
    if row.is_done and row.tests and not problems and all(asserts_only_status(test) for test in row.tests):
        problems.append("done, but its tests assert status codes only")
    return problems


# --- places ----------------------------------------------------------------------------------------------------------


def problem_of_place(place: str) -> str | None:
    if place.startswith("/"):
        return None if normal(place) in addresses() or resolves(place) else f"no such address: {place}"
    if place.startswith("mikrovirk "):
        return None if command_exists(command_words(place)) else f"no such command: {place}"
    if place.startswith("make "):
        return None if place.split()[1] in make_words() else f"no such word in the Makefile: {place}"
    if re.fullmatch(r"[\w.]+:[\w:-]+", place):
        return None if place in route_names() else f"no such route: {place}"
    return None if (ROOT / place).exists() else f"no such file: {place}"


def normal(address: str) -> str:
    """An address with every variable part written the same way."""
    return PART.sub("<>", address.partition("?")[0].partition("#")[0])


@cache
def routes() -> dict[str, list[str]]:
    """Every address of the site, normalised, with the names that lead to it."""
    import django
    from django.urls import URLPattern, URLResolver, get_resolver

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    found: dict[str, list[str]] = {}

    def walk(resolver: URLResolver, prefix: str, namespaces: list[str]) -> None:
        for entry in resolver.url_patterns:
            address = prefix + str(entry.pattern)
            if isinstance(entry, URLPattern):
                name = ":".join([*namespaces, entry.name or ""])
                found.setdefault(normal(address), []).append(name)
            else:
                inner = [*namespaces, entry.namespace] if entry.namespace else namespaces
                walk(entry, address, inner)

    walk(get_resolver(), "/", [])
    return found


def addresses() -> set[str]:
    return set(routes())


def route_names() -> set[str]:
    return {name for names in routes().values() for name in names}


def resolves(address: str) -> bool:
    from django.urls import Resolver404, resolve

    routes()  # sets Django up
    try:
        resolve(address.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    return True


def command_words(place: str) -> tuple[str, ...]:
    """The words that choose a command: those before the first option or placeholder."""
    words: list[str] = []
    for word in place.split()[1:]:
        if not re.fullmatch(r"[a-z][a-z-]*", word):
            break
        words.append(word)
    return tuple(words)


@cache
def command_exists(words: tuple[str, ...]) -> bool:
    environment = {
        "MIKROVIRK_DATA": os.environ.get("MIKROVIRK_DATA", ""),
        "DJANGO_SETTINGS_MODULE": "mikrovirk.config.settings",
    }
    return bool(words) and run(BIN / "mikrovirk", *words, "--help", environment=environment).returncode == 0


@cache
def make_words() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


# --- tests -----------------------------------------------------------------------------------------------------------


def problem_of_test(test: str) -> str | None:
    if "::" not in test:
        return f"not a test (FILE::NAME): {test}"
    return None if function(test) else f"no such test: {test}"


def function(test: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The function a test id names, by its file, class (if any) and name without parameters."""
    file, *names = test.split("::")
    if not (ROOT / file).is_file():
        return None
    scope: list[ast.stmt] = parsed(ROOT / file).body
    for name in names[:-1]:
        scope = next((node.body for node in scope if isinstance(node, ast.ClassDef) and node.name == name), [])
    wanted = names[-1].partition("[")[0]
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return next((node for node in scope if isinstance(node, kinds) and node.name == wanted), None)


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def asserts_only_status(test: str) -> bool:
    """True if everything the test asserts is a status code."""
    node = function(test)
    checked = [ast.unparse(part.test) for part in ast.walk(node) if isinstance(part, ast.Assert)] if node else []
    return bool(checked) and all("status_code" in text for text in checked)
