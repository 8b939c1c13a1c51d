"""`mikrovirk season plan FILE --network SLUG`: what the planner's page would ask, for handing on."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from mikrovirk.config.command import main
from mikrovirk.programme.domain.season_plan import season_of
from mikrovirk.voice.queries import season_file
from mikrovirk.voice.services import planning
from tests import factories as f
from tests.voice import planner_rows as rows

pytestmark = pytest.mark.django_db


def test_the_file_of_the_latest_run_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = rows.small_network()
    asked = season_file.season_file(place, rows.wishes(), now=f.NOW)
    planning.ask(place, name="Foråret", wishes={}, asked=asked, by=None, at=timezone.now())
    path = tmp_path / "season.json"
    assert main(["season", "plan", str(path), "--network", "moen"]) == 0
    assert json.loads(path.read_text("utf-8")) == asked
    assert capsys.readouterr().out == f"{path}: 3 meetings, 4 topics\n"
    assert main(["season", "plan", str(path), "--json"]) == 0  # and it can be planned from there
    assert json.loads(capsys.readouterr().out)["optimal"] is True


def test_a_network_that_has_planned_nothing_gives_what_its_page_proposes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows.small_network()
    path = tmp_path / "season.json"
    assert main(["season", "plan", str(path), "--network", "moen", "--json"]) == 0
    written = json.loads(path.read_text("utf-8"))
    assert json.loads(capsys.readouterr().out) == written
    assert (len(season_of(written)[0].meetings), season_of(written)[1]) == (6, [])


def test_what_cannot_be_written_or_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows.small_network()
    assert main(["season", "plan", str(tmp_path / "no" / "season.json"), "--network", "moen"]) == 2
    assert "cannot be written" in capsys.readouterr().err
    assert main(["season", "plan", str(tmp_path / "season.json"), "--network", "nowhere"]) == 2
