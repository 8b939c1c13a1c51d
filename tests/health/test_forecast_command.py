"""`mikrovirk health forecast` as other programs see it: two tables in, one JSON document out, without an installation."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.command import main

FIRST = date(2026, 1, 26)
COUNTS = {"møn": [20, 22, 18, 21, 19, 20, 23, 20], "stege": [6, 9]}
Ask = Callable[..., tuple[int, Any]]


def tables() -> tuple[list[list[str]], list[list[str]]]:
    meetings, signups = [["meeting", "series", "date"]], [["meeting", "person", "response", "answered_on"]]
    for series, counts in COUNTS.items():
        for number, count in enumerate(counts):
            on = FIRST + timedelta(28 * number)
            meetings.append([f"{series}{number}", series, on.isoformat()])
            said = (on - timedelta(5)).isoformat()
            signups += [[f"{series}{number}", f"p{person}", "yes", said] for person in range(count)]
            signups.append([f"{series}{number}", "never", "no", said])
    return meetings, signups


@pytest.fixture
def ask(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Run the command on two tables; (exit status, document or message)."""

    def run(meetings: Any, signups: Any, *words: str) -> tuple[int, Any]:
        paths = []
        for name, table in (("meetings.csv", meetings), ("signups.csv", signups)):
            paths.append(tmp_path / name)
            if isinstance(table, bytes):
                paths[-1].write_bytes(table)
            else:
                with paths[-1].open("w", encoding="utf-8", newline="") as file:
                    csv.writer(file).writerows(table)
        capfd.readouterr()
        options = ["--meetings", str(paths[0]), "--signups", str(paths[1])]
        status = main(["health", "forecast", *options, "--json", *words])
        out, err = capfd.readouterr()
        return status, json.loads(out) if out else err

    return run


def test_per_series_what_comes_next(ask: Ask) -> None:
    status, document = ask(*tables(), "--as-of", "2026-08-10")
    ahead = {"low": 13, "expected": 20.0, "high": 30}
    assert (status, document["as_of"], document["horizon"]) == (0, "2026-08-10", 3)
    assert document["series"][0] == {
        "series": "møn",
        "meetings": 8,
        "next": [ahead, ahead, ahead],
        "record": {"held": 5, "of": 5},
        "measures": {
            "attendance": {"last": 20, "median": 20.0, "meetings": 8},
            "trend": {"change": 0.03, "low": -0.101, "high": 0.197, "meetings": 8},
            "first_timers_back": None,
            "active": 23,
            "regulars": {"known": 20, "away": 0},
        },
        "warnings": [],
    }
    assert [(each["series"], each["meetings"]) for each in document["series"]] == [("møn", 8), ("stege", 2)]


def test_a_warning_has_its_words(ask: Ask) -> None:
    _, document = ask(*tables(), "--as-of", "2026-08-10")
    assert document["series"][1]["warnings"] == [
        {
            "kind": "pause",
            "measure": "days_since_last",
            "evidence": {"days": 168, "usual": 28},
            "action": "set_a_date",
            "da": {
                "title": "Der har været stille længe",
                "evidence": "Det er 168 dage siden det seneste møde. Der plejer at gå omkring 28.",
                "helps": "Sæt en dato nu, også selv om emnet mangler. Et møde uden program er bedre end intet møde.",
            },
            "en": {
                "title": "It has been quiet for long",
                "evidence": "The last meeting was 168 days ago. Usually there are about 28 between meetings.",
                "helps": "Set a date now, even without a topic. A meeting without a programme is better than no meeting.",
            },
        }
    ]


def test_what_is_dated_later_changes_nothing(ask: Ask) -> None:
    meetings, signups = tables()
    before = ask(meetings, signups, "--as-of", "2026-08-10")
    planted = [["later", "møn", "2026-08-11"], ["other", "new", "2027-01-01"]]
    said = [["later", f"x{person}", "yes", "2026-08-01"] for person in range(500)]
    said += [["møn7", f"y{person}", "yes", "2026-08-11"] for person in range(500)]
    said += [["møn7", f"p{person}", "no", "2026-08-11"] for person in range(20)]
    assert ask(meetings + planted, signups + said, "--as-of", "2026-08-10") == before


def test_without_a_day_the_last_answer_says_when_it_is(ask: Ask) -> None:
    status, document = ask(*tables())
    assert (status, document["as_of"], document["series"][0]["meetings"]) == (0, "2026-08-05", 7)


def test_as_many_meetings_ahead_as_asked_for(ask: Ask) -> None:
    assert len(ask(*tables(), "--horizon", "5")[1]["series"][0]["next"]) == 5


def test_signups_of_meetings_nobody_listed_are_set_aside(ask: Ask) -> None:
    meetings, signups = tables()
    status, document = ask(meetings, [*signups, ["elsewhere", "p1", "yes", "2026-02-01"]])
    assert (status, len(document["series"])) == (1, 2)


@pytest.mark.parametrize(
    ("meetings", "signups", "says"),
    [
        ([["meeting", "date"]], None, "meetings.csv: the column “series” is missing"),
        ([["meeting", "series", "date"]], None, "meetings.csv: there is no meeting in it"),
        (b"", None, "meetings.csv: the column “meeting” is missing"),
        ([["meeting", "series", "date"], ["a", "1", "26.1.2026"]], None, "meetings.csv, line 2: date: expected a day"),
        ([["meeting", "series", "date"], ["a", "", "2026-01-26"]], None, "meetings.csv, line 2: “series” is empty"),
        ([["meeting", "series", "date"], ["a"]], None, "meetings.csv, line 2: “series” is empty"),
        ([["meeting", "series", "date"]] + [["a", "1", "2026-01-26"]] * 2, None, "line 3: meeting a is there twice"),
        (b"meeting,series,date\n\xf8,1,2026-01-26\n", None, "meetings.csv is not UTF-8 text"),
        (b'meeting,series,date\n"a,1,2026-01-26\n', None, "meetings.csv is not a table"),
        (None, [["meeting", "person", "response"]], "signups.csv: the column “answered_on” is missing"),
        (
            None,
            [["meeting", "person", "response", "answered_on"], ["møn1", "p", "maybe", "2026-01-26"]],
            "signups.csv, line 2: response is yes or no, found “maybe”",
        ),
        (
            None,
            [["meeting", "person", "response", "answered_on"], ["møn1", "p", "yes", "soon"]],
            "signups.csv, line 2: answered_on: expected a day such as 2027-01-25, found “soon”",
        ),
    ],
)
def test_a_table_that_is_wrong_is_refused_with_the_place(ask: Ask, meetings: Any, signups: Any, says: str) -> None:
    usual = tables()
    status, message = ask(meetings if meetings is not None else usual[0], signups or usual[1])
    assert status == 2
    assert says in message


def test_nothing_was_held_yet(ask: Ask) -> None:
    status, message = ask(*tables(), "--as-of", "2026-01-25")
    assert status == 2
    assert "no meeting was held by 2026-01-25" in message


@pytest.mark.parametrize("horizon", ["0", "-1", "101"])
def test_a_horizon_that_cannot_be(ask: Ask, horizon: str) -> None:
    assert ask(*tables(), "--horizon", horizon) == (2, "mikrovirk: --horizon is a whole number from 1 to 100\n")


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = str(tmp_path / "gone.csv")
    assert main(["health", "forecast", "--meetings", gone, "--signups", gone]) == 2
    assert "gone.csv cannot be read: No such file or directory" in capsys.readouterr().err


def test_for_people_it_is_a_line_for_each_series(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = []
    for name, table in zip(("m.csv", "s.csv"), tables(), strict=True):
        paths.append(str(tmp_path / name))
        Path(paths[-1]).write_text("\n".join(",".join(row) for row in table))
    assert main(["health", "forecast", "--meetings", paths[0], "--signups", paths[1], "--as-of", "2026-08-10"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "møn: 20 expected at each of the next 3 meetings, four times in five 13 to 30 (held 5 of 5 times so far)"
    )
    assert lines[2].startswith("  It has been quiet for long. The last meeting was 168 days ago.")


def test_it_needs_neither_django_nor_numpy() -> None:
    """It only calculates: no installation, and nothing heavy is loaded."""
    script = (
        "import sys\nfrom mikrovirk.config.commands import health\n"
        "print(sorted({'django', 'numpy', 'scipy', 'ortools'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
