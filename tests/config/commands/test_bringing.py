"""`mikrovirk import`: what comes in, what it prints, and taking it back."""

import json
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.command import main
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from tests.factories import meeting, network

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[2] / "data" / "way-in"


@pytest.fixture
def place() -> Network:
    return network("moen")


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    status = main(["import", *words, "--network", "moen", "--json"])
    out = capsys.readouterr().out
    return status, json.loads(out) if out else None


def test_a_calendar_comes_in_and_is_taken_back(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = printed(capsys, "meetings", str(FILES / "kalender.ics"))
    assert (status, answer["new"], answer["set_aside"]) == (1, 5, {"4": "called_off"})
    assert Meeting.objects.count() == 5
    status, undone = printed(capsys, "undo", str(answer["import"]))
    assert (status, undone["kept"], Meeting.objects.count()) == (0, [], 0)
    assert printed(capsys, "undo", str(answer["import"])) == (2, None)


def test_a_dry_run_changes_nothing(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(FILES / "nemtilmeld-deltagere.csv")
    status, answer = printed(capsys, "participants", file, "--dry-run")
    assert (status, answer["new"], answer["aside"], answer["import"]) == (1, 6, 1, None)
    assert answer["columns"]["came"] == "Fremmødt"
    assert not place.table_imports.exists()
    assert not SignUp.objects.exists()


def test_columns_and_the_meeting_can_be_said(
    place: Network, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = meeting(place, starts_at=meeting(place).starts_at.replace(year=2020))
    file = tmp_path / "liste.csv"
    file.write_text("Hvem;Kom?\nLise Holm;ja\nPer Bo;\n", "utf-8")
    assert printed(capsys, "participants", str(file)) == (2, None)
    said = ["--column", "Hvem=name", "--column", "Kom?=came", "--meeting", str(held.pk), "--silent", "signed_up"]
    status, answer = printed(capsys, "participants", str(file), *said)
    assert (status, answer["new"]) == (0, 2)
    assert list(SignUp.objects.order_by("pk").values_list("name", "checked_in_at")) == [
        ("Lise Holm", held.starts_at),
        ("Per Bo", None),
    ]
    assert printed(capsys, "participants", str(file), "--column", "Hvem=alder") == (2, None)
    assert printed(capsys, "participants", str(file), "--column", "Alder=name") == (2, None)


def test_what_cannot_be_read_is_said(place: Network, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tom.csv").write_bytes(b"")
    for words in (["meetings", str(tmp_path / "tom.csv")], ["businesses", str(tmp_path / "ingen.csv")]):
        assert main(["import", *words, "--network", "moen"]) == 2
    assert "cannot be" in capsys.readouterr().err


def test_a_member_list_comes_in_the_same_way(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    status, answer = printed(capsys, "members", str(FILES / "foreninglet-medlemmer.csv"))
    assert (status, answer["people"], answer["errors"]) == (1, 2, {"4": "email-missing"})
