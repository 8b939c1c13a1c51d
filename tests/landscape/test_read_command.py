"""`mikrovirk calendar read`, as its contract says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mikrovirk.config.command import main
from tests.landscape.domain.calendars.calendars import calendar

DAYS = ["--from", "2026-03-01", "--to", "2026-04-01"]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.ics"
    path.write_bytes(calendar("UID:1", "DTSTART:20260302T180000Z", "DTEND:20260302T190000Z", "SUMMARY:Kaffe"))
    return path


def test_one_document_for_other_programs(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "read", str(feed), *DAYS, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert json.loads(said.out) == {
        "events": [
            {
                "uid": "1",
                "start": "2026-03-02T19:00:00+01:00",
                "end": "2026-03-02T20:00:00+01:00",
                "all_day": False,
                "summary": "Kaffe",
                "location": "",
                "cancelled": False,
            }
        ],
        "problems": [],
    }


def test_what_was_wrong_is_said_and_something_set_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "feed.ics").write_bytes(calendar("UID:1", "SUMMARY:Kaffe"))
    assert main(["calendar", "read", str(tmp_path / "feed.ics"), *DAYS, "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "events": [],
        "problems": [
            {
                "code": "no_start",
                "line": 3,
                "da": "“Kaffe” (linje 3) har ingen start (DTSTART) og er lagt til side.",
                "en": "“Kaffe” (line 3) has no start (DTSTART) and was set aside.",
            }
        ],
    }


def test_for_people(feed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "read", str(feed), *DAYS]) == 0
    assert capsys.readouterr().out == "2026-03-02T19:00:00+01:00 – 2026-03-02T20:00:00+01:00 · Kaffe\n"


def test_nothing_could_be_done(feed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calendar", "read", str(tmp_path / "none.ics"), *DAYS]) == 2
    assert main(["calendar", "read", str(feed), "--from", "2026-03-01", "--to", "2026-03-01"]) == 2
    assert "--to is a day after --from" in capsys.readouterr().err


def test_it_needs_no_installation_and_no_django(feed: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from mikrovirk.config.command import main; main(sys.argv[1:]); sys.exit('django' in sys.modules)"
    )
    environment = {**os.environ, "MIKROVIRK_DATA": str(tmp_path / "nowhere")}
    done = subprocess.run([sys.executable, "-c", code, "calendar", "read", str(feed), *DAYS], env=environment)
    assert (done.returncode, (tmp_path / "nowhere").exists()) == (0, False)
