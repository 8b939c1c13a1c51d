"""A storm of sign-ups on the last places, through real web processes: who came first has a place, the others wait in order."""

import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from benchmarks import load
from benchmarks.crowd import Visitor, told
from benchmarks.serving import OURS, Installations, installations
from benchmarks.storm import Outcome, faults
from benchmarks.world import Subject
from tests.config.recovery.installations import Installation
from tests.mailing.test_kill import database

ROWS = """
import django; django.setup()
from datetime import timedelta
from django.utils import timezone
from tests import factories
week = timezone.now() + timedelta(days=7)
factories.meeting(factories.network("mikrovirk"), starts_at=week, ends_at=week + timedelta(hours=3), capacity=10)
"""


@pytest.fixture
def made(tmp_path: Path) -> Generator[Installations, None, None]:
    """An installation with one meeting, on the kind of database that the tests run on."""
    with database(tmp_path) as url:
        installation = Installation(tmp_path, url)
        installation.program("-m", "tests.tables")
        installation.program("-c", ROWS)
        yield Installations({OURS: installation.environment}, Subject(1, "", ""))


@pytest.mark.django_db  # runs on PostgreSQL too, in a database of its own
def test_sixty_at_once_on_ten_places(made: Installations) -> None:
    found = load.blow(made, 1, within=0, people=60, places=10)
    assert found.faults == []
    assert sorted(each.place or 0 for each in found.visitors) == [0] * 10 + list(range(1, 51))


@pytest.mark.soak
@pytest.mark.parametrize("postgres", [False, True], ids=["SQLite", "PostgreSQL"])
def test_five_hundred_on_the_last_fifty(postgres: bool) -> None:
    with tempfile.TemporaryDirectory() as name, installations(Path(name), postgres=postgres) as made:
        in_turn = load.blow(made, made.subject.meeting, within=load.WITHIN)
        at_once = load.blow(made, made.subject.meeting + 1, within=0)
    print(f"\np95 {in_turn.p95:.2f} s in turn; all at once: done in {at_once.seconds:.1f} s")
    assert (in_turn.faults, at_once.faults) == ([], [])
    assert in_turn.p95 < load.GOAL_P95
    assert at_once.seconds < load.GOAL_ALL


# --- what counts as wrong ---------------------------------------------------------------------------------------------


def visitor(number: int, place: int | None, began: float = 0, done: float = 1, error: str = "") -> Visitor:
    return Visitor(number, "", 0, began=began, done=done, place=place, error=error)


COMES, FIRST, SECOND = (f"person{number}@storm.example" for number in range(3))
THREE = [visitor(0, 0), visitor(1, 1), visitor(2, 2)]
RIGHT = Outcome(11, 11, [COMES], [FIRST, SECOND], [(COMES, 0), (SECOND, 2), (FIRST, 1)])


def test_nothing_is_wrong_where_everybody_stands_as_they_were_told() -> None:
    assert faults(THREE, RIGHT, places=1) == []


@pytest.mark.parametrize(
    ("visitors", "found", "wrong"),
    [
        ([*THREE[:2], visitor(2, None, error="TimeoutError: ")], RIGHT, "person2@storm.example: TimeoutError"),
        (THREE, Outcome(11, 12, [COMES], [FIRST, SECOND], RIGHT.mails), "12 of 11 places are taken"),
        (THREE, Outcome(11, 11, [COMES, FIRST], [SECOND], RIGHT.mails), "2 have got one of 1 places"),
        (THREE, Outcome(11, 11, [COMES], [FIRST], RIGHT.mails), "not everybody has a place or waits"),
        (THREE, Outcome(11, 11, [COMES], [SECOND, FIRST], RIGHT.mails), "2 people stand elsewhere than they were told"),
        (THREE, Outcome(11, 11, [COMES], [FIRST, SECOND], RIGHT.mails[1:]), "the mails do not say"),
        ([*THREE[:1], visitor(1, 1, began=3, done=4), visitor(2, 2, done=2)], RIGHT, "person1@storm.example stands in front"),
        ([visitor(0, 0, began=2, done=3), *THREE[1:]], RIGHT, "somebody has a place who came after"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(visitors: list[Visitor], found: Outcome, wrong: str) -> None:
    assert any(each.startswith(wrong) for each in faults(visitors, found, places=1))


@pytest.mark.parametrize(
    ("heading", "place"), [("Du er tilmeldt. Vi ses!", 0), ("Du er nummer 1.050 på ventelisten", 1050)]
)
def test_what_a_confirmation_says(heading: str, place: int) -> None:
    assert told(f'<h1 class="x">{heading}</h1>') == place


def test_another_page_is_no_confirmation() -> None:
    with pytest.raises(ValueError, match="Tilmelding er slut"):
        told("<h1>Tilmelding er slut</h1>")
