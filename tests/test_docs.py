"""The docs tell what the code has: settings, commands, roles, parts, decisions, and words that pages may not use."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks import coverage, publiccode
from mikrovirk.config.command import parser
from mikrovirk.networks.parts import KEYS
from mikrovirk.networks.permissions import ADMINISTRATOR_PERMISSIONS, ROLE_PERMISSIONS, Permission
from tests.glossary import forbidden_words, terms
from tests.journeys.test_month import WRITTEN_IN_README

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def first_cells(document: str) -> list[str]:
    """The code span that begins each row of the tables in a document."""
    return re.findall(r"^\| `([^`]+)`", (DOCS / document).read_text(), re.MULTILINE)


def test_every_setting_is_described_and_no_other() -> None:
    sources = [ROOT / "src/mikrovirk/config" / name for name in ("environment.py", "settings.py")]
    read = {name for path in sources for name in re.findall(r'"(MIKROVIRK_[A-Z_]+)"', path.read_text())}
    assert sorted(first_cells("hosting/settings.md")) == sorted(read)


def test_the_environment_is_read_in_config_only() -> None:
    files = [path for path in (ROOT / "src").rglob("*.py") if "/config/" not in str(path)]
    assert [path.name for path in files if re.search(r"os\.environ|os\.getenv", path.read_text())] == []


def commands(made: argparse.ArgumentParser, words: str) -> Iterator[str]:
    """Every command below `made` that does something, with all its words."""
    groups = [action for action in made._actions if isinstance(action, argparse._SubParsersAction)]
    for group in groups:
        for name, inner in group.choices.items():
            yield from commands(inner, f"{words} {name}")
    if not groups:
        yield words


def test_every_command_is_described_and_no_other() -> None:
    described = [
        cell for cell in first_cells("hosting/commands.md") if cell.startswith("mikrovirk ")
    ]  # not the keys of files
    assert sorted(described) == sorted([*commands(parser(), "mikrovirk"), "mikrovirk manage"])


def test_the_role_table_is_the_one_in_the_code() -> None:
    table = (DOCS / "using/roles.md").read_text().split("| part |")[0]
    rows = [line.strip()[1:-1].split("|") for line in table.splitlines() if line.startswith("| ")]
    names = [cell.strip() for cell in rows[0][1:]]
    described: dict[str, set[str]] = {name: set() for name in names}
    for permission, *cells in rows[1:]:
        for name, cell in zip(names, cells, strict=True):
            if cell.strip() == "yes":
                described[name].add(permission.split("`")[1])
    held = {name: {str(permission) for permission in permissions} for name, permissions in ROLE_PERMISSIONS.items()}
    assert described == {**held, "administrator": {str(permission) for permission in ADMINISTRATOR_PERMISSIONS}}


def test_every_permission_and_part_is_described() -> None:
    assert set(first_cells("using/roles.md")) == {str(permission) for permission in Permission} | KEYS


def test_every_decision_is_in_the_list() -> None:
    listed = re.findall(r"\((\d{4}-[\w-]+\.md)\)", (DOCS / "adr/README.md").read_text())
    assert listed == sorted(path.name for path in (DOCS / "adr").glob("[0-9]*.md"))


@pytest.mark.parametrize(
    "document", sorted(path for path in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]), ids=lambda path: path.name
)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_papers_of_a_public_project_are_whole() -> None:
    licence = (ROOT / "LICENSE").read_text()
    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [number for number in range(1, 16) if f"\n{number}." not in licence] == []  # its fifteen articles
    assert publiccode.problems() == []
    assert (ROOT / "CHANGELOG.md").read_text().count("\n## Unreleased\n") == 1
    # The two commands a newcomer needs stand before everything else.
    assert re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(), re.MULTILINE)[:2] == ["run", "test"]


def test_every_word_of_the_makefile_is_in_the_readme() -> None:
    assert (
        coverage.make_words() - {"help", "lock"} - set(re.findall(r"make (\w+)", (ROOT / "README.md").read_text()))
        == set()
    )


def test_the_presses_of_a_meeting_in_the_readme_are_those_that_were_counted() -> None:
    """The journey fails when it counts others."""
    said = re.findall(r"\*\*(\d+)(?: presses)?\*\* for a (\d\.\d) meeting", (ROOT / "README.md").read_text())
    assert {name: int(presses) for presses, name in said} == WRITTEN_IN_README


def test_every_row_of_coverage_and_seeds_leads_somewhere() -> None:
    assert coverage.check().ok, coverage.check().said


def test_the_map_names_every_app() -> None:
    apps = {path.parent.name for path in (ROOT / "src/mikrovirk").glob("*/apps.py")}
    assert {app for app in apps if f"    {app}/ " not in (DOCS / "architecture.md").read_text()} == set()


def test_the_glossary_has_one_row_per_thing() -> None:
    english = [term.english for term in terms()]
    assert len(english) == len(set(english)) > 50
    assert all(term.danish and term.meaning for term in terms())


def test_no_word_is_both_said_and_not_said() -> None:
    assert {term.danish.lower() for term in terms()} & forbidden_words("da") == set()
    assert {term.english.lower() for term in terms()} & forbidden_words("en") == set()


# --- the rows of coverage.md and seeds.md are followed: each kind of mistake is found --------------------------------


def row(**values: object) -> coverage.Row:
    usual = {"places": ("/",), "tests": ("tests/test_docs.py::test_every_decision_is_in_the_list",), "state": "done"}
    return coverage.Row(**{"document": "x.md", "line": 1, "claim": "x", "role": "member", **usual, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, []),
        ({"places": ("/no-such-page/",)}, ["no such address: /no-such-page/"]),
        ({"places": ("mikrovirk fly",)}, ["no such command: mikrovirk fly"]),
        ({"places": ("make coffee",)}, ["no such word in the Makefile: make coffee"]),
        ({"places": ("docs/nothing.md",)}, ["no such file: docs/nothing.md"]),
        ({"places": ("home:nowhere",)}, ["no such route: home:nowhere"]),
        ({"tests": ("tests/test_docs.py::test_nothing",)}, ["no such test: tests/test_docs.py::test_nothing"]),
        ({"places": ()}, ["done, but without an address, command or file"]),
        ({"tests": ()}, ["done, but without a test"]),
        ({"state": ""}, ["the state is neither done nor to come: ''"]),
        ({"state": "to come: Voice", "places": (), "tests": ()}, []),
    ],
)
def test_a_row_that_leads_nowhere_is_found(values: dict[str, object], problem: list[str]) -> None:
    assert coverage.problems_of(row(**values)) == problem
