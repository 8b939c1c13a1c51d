"""`mikrovirk season plan`: exit status, one JSON document, and clear words for what cannot be."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.command import main
from tests.programme.domain.season_plan.tiny import a_season


def saved(folder: Path, task: Any, name: str = "season.json") -> str:
    path = folder / name
    path.write_text(task if isinstance(task, str) else json.dumps(task), "utf-8")
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    status = main(["season", "plan", *words, "--json"])
    out = capsys.readouterr().out
    return status, json.loads(out) if out else None


def test_a_season_is_planned_with_two_alternatives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, made = printed(capsys, saved(tmp_path, a_season()))
    assert status == 0
    assert [(each["date"], each["topic"], each["venue"]) for each in made["plan"]] == [
        ("2027-01-25", "moms", "v1"),
        ("2027-02-22", "some", "v2"),
        ("2027-03-29", "salg", "v1"),
    ]
    assert (made["support"], made["waited"], made["optimal"], len(made["alternatives"])) == (54, 12, True, 2)


def test_an_impossible_season_is_an_answer_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, made = printed(capsys, saved(tmp_path, a_season(hot_seat=[])))
    assert (status, made["plan"]) == (0, None)
    assert made["conflict"] == made["let_go"] == [
        {
            "demand": "hot_seat",
            "concerns": [2],
            "da": "Møde 2: Den varme stol er besat.",
            "en": "Meeting 2: the hot seat is taken.",
        }
    ]  # fmt: skip


def test_an_earlier_answer_is_kept_and_a_topic_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(tmp_path, a_season())
    published = saved(tmp_path, printed(capsys, file, "--alternatives", "0")[1], "published.json")
    status, made = printed(capsys, file, "--published", published, "--why-not", "ai", "--alternatives", "0")
    assert (status, made["moved"], made["alternatives"]) == (0, [], [])
    assert made["why_not"]["costs"]["support"] == 5


def test_it_prints_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(tmp_path, a_season())
    assert main(["season", "plan", file, "--alternatives", "1", "--why-not", "ai"]) == 0
    out = capsys.readouterr().out
    assert "2 · 2027-02-22 · some · s3 · v2 · m1\n" in out
    assert "support 54, waited 12; no plan is better" in out
    assert "With ai: costs 5 of the support" in out
    assert main(["season", "plan", saved(tmp_path, a_season(hot_seat=[]))]) == 0
    assert "    Meeting 2: the hot seat is taken.\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("{", [], "is not JSON"),
        ("[]", [], "the file: expected an object, found []"),
        (json.dumps(a_season(topics=None)), ["--why-not", "ai"], "--why-not: there is no topic “ai”"),
        (json.dumps(a_season(venues=[{}])), [], "venues, number 1: “id” is missing"),
        (json.dumps(a_season()), ["--alternatives", "-1"], "--alternatives is a whole number from 0"),
        (json.dumps(a_season()), ["--published", "findes-ikke.json"], "findes-ikke.json cannot be read"),
    ],
)
def test_wrong_use_is_said_clearly(
    text: str, words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["season", "plan", saved(tmp_path, text), *words, "--json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err


def test_it_needs_no_installation_and_no_django(tmp_path: Path) -> None:
    """The solver is loaded only when there is something to plan: a mistake in the file is said without it."""
    code = (
        "import sys; from mikrovirk.config.command import main; status = main(['season', 'plan', sys.argv[1], '--json'])\n"
        "print(status, 'django' in sys.modules, 'ortools' in sys.modules)"
    )
    file = saved(tmp_path, "{}")
    ran = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert ran.stdout == "2 False False\n"
