"""`mikrovirk fund allocate` as other programs see it: a Pabulib file in, one JSON document out, without an installation."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.command import main

FILE = """META
key;value
budget;100
vote_type;approval
currency;DKK
num_votes;4
PROJECTS
project_id;cost;name
a;40;Fælles messe
b;40;Kaffevogn
VOTES
voter_id;vote
1;a
2;a
3;a,b
4;b
"""
Ask = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command on a file; exit status, document, and what was said beside it."""

    def run(*words: str, content: str | bytes = FILE) -> tuple[int, Any, str]:
        path = tmp_path / "vote.pb"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        status = main(["fund", "allocate", str(path), *words, "--json"])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else None, err

    return run


def test_by_equal_shares(ask: Ask) -> None:
    status, document, said = ask("--rule", "equal-shares")
    assert (status, said) == (0, "")
    assert document == {
        "funded": ["a"],
        "cost": 40,
        "budget": 100,
        "rule": {"rule": "equal-shares", "completion": "none"},
        "endowment": 25,
    }


def test_the_completions(ask: Ask) -> None:
    found = [ask("--rule", "equal-shares", "--completion", each)[1] for each in ("add1", "add1u")]
    assert [each["funded"] for each in found] == [["a", "b"], ["a", "b"]]
    early = ask("--rule", "equal-shares", "--completion", "add1", "--stop-when-exhaustive")[1]
    assert early["rule"] == {"rule": "equal-shares", "completion": "add1", "stop_when_exhaustive": True}


def test_by_votes(ask: Ask) -> None:
    document = ask("--rule", "greedy")[1]
    assert document == {"funded": ["a", "b"], "cost": 80, "budget": 100, "rule": {"rule": "greedy"}}


def test_a_reason_for_every_project(ask: Ask) -> None:
    document = ask("--rule", "equal-shares", "--explain")[1]
    assert (document["unspent"], document["left_over"], document["voters"], document["voters_served"]) == (
        60, "shares-end", 4, 3,
    )  # fmt: skip
    assert [each["rule"] for each in document["others"]] == [
        {"rule": "equal-shares", "completion": "add1", "stop_when_exhaustive": False},
        {"rule": "equal-shares", "completion": "add1u", "stop_when_exhaustive": False},
        {"rule": "greedy"},
    ]
    assert document["da"][1] == "3 af de 4, der stemte, fik mindst ét af de projekter, de stemte på."
    loser = document["reasons"][1]
    assert {key: value for key, value in loser.items() if key not in {"elsewhere", "da", "en"}} == {
        "project": "b", "funded": False, "why": "lacked-money", "cost": 40, "supporters": 2, "votes": 2, "place": None,
        "payers": [], "taken": [{"project": "a", "amount": 13.333333}], "after": "a",
        "had": 36.666667, "lacked": 3.333333, "left": 36.666667, "wins_at": 36, "wins_with": 1,
    }  # fmt: skip
    assert loser["en"][0] == (
        "When “Fælles messe” was paid, the 2 who voted for it had DKK 36.67 left. It costs DKK 40, so DKK 3.33 was missing."
    )
    assert document["reasons"][0]["payers"] == [{"voters": 3, "amount": 13.333333}]


def test_decimals_stay_what_they_are(ask: Ask) -> None:
    document = ask("--rule", "greedy", content=FILE.replace("a;40;", "a;40.50;"))[1]
    assert (document["cost"], document["budget"]) == (80.5, 100)


def test_in_a_large_vote_what_losers_needed_is_left_out_unless_asked_for(ask: Ask) -> None:
    votes = "".join(f"{voter};a\n" for voter in range(5, 2_600))
    content = FILE.replace("num_votes;4", "num_votes;2599").replace("budget;100", "budget;60") + votes
    status, document, said = ask("--rule", "greedy", "--explain", content=content)
    assert (status, document["reasons"][1]["wins_at"]) == (0, None)
    assert "add --what-if" in said
    _, document, said = ask("--rule", "greedy", "--explain", "--what-if", content=content)
    assert (document["reasons"][1]["wins_at"], said) == (20, "")


def test_what_is_odd_is_said_beside_the_document(ask: Ask) -> None:
    status, document, said = ask("--rule", "greedy", content=FILE.replace("num_votes;4", "num_votes;5"))
    assert (status, document["cost"]) == (0, 80)
    assert "META says num_votes 5, but there are 4" in said


@pytest.mark.parametrize(
    ("words", "content", "says"),
    [
        (["--rule", "greedy", "--completion", "add1"], FILE, "belong to equal-shares"),
        (["--rule", "equal-shares", "--stop-when-exhaustive"], FILE, "belongs to --completion add1 or add1u"),
        (["--rule", "greedy"], b"\xff\xfe", "is not UTF-8 text"),
        (["--rule", "greedy"], FILE.replace("4;b", "4;c"), "line 16: there is no project “c”"),
        (["--rule", "equal-shares"], FILE.replace("approval", "ordinal"), "not defined for rankings"),
    ],
)
def test_what_cannot_be_done_is_said(ask: Ask, words: list[str], content: str | bytes, says: str) -> None:
    status, document, said = ask(*words, content=content)
    assert (status, document) == (2, None)
    assert says in said


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fund", "allocate", str(tmp_path / "gone.pb"), "--rule", "greedy"]) == 2
    assert "gone.pb cannot be read: No such file or directory" in capsys.readouterr().err


def test_for_people_it_is_a_line_for_each_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "vote.pb"
    path.write_text(FILE)
    assert main(["fund", "allocate", str(path), "--rule", "equal-shares", "--explain"]) == 0
    assert capsys.readouterr().out.splitlines()[:7] == [
        "a Fælles messe: DKK 40",
        "1 of 2 projects, DKK 40 of DKK 100",
        "There is DKK 60 left. The rule ends where nobody can pay for more out of their share.",
        "3 of the 4 who voted got at least one of the projects they voted for.",
        "",
        "a Fælles messe",
        "  Gets the money because those who voted for it could pay DKK 40 out of their shares.",
    ]


def test_it_needs_neither_django_nor_numpy() -> None:
    """It only calculates: no installation, and nothing heavy is loaded."""
    script = (
        "import sys\nfrom mikrovirk.config.commands import fund\n"
        "print(sorted({'django', 'numpy', 'scipy', 'gmpy2'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
