"""`mikrovirk introductions` as other programs see it: a file in, one JSON document out, without an installation."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.config.command import main

ROOM = {
    "per_person": 3,
    "people": [
        {
            "id": "p1",
            "industry": "62.01",
            "place": "4760",
            "offers": ["bogføring"],
            "seeks": ["webshop"],
            "newcomer": True,
        },
        {"id": "p2", "industry": "Webudvikling", "offers": ["Hjemmesider og webshops"], "seeks": None},
        {"id": "p3"},
        {"id": "p4"},
    ],
    "met": [["p1", "p3", 2], ["p3", "p1", 9], ["p1", "gone", 1]],
    "kept": [["p4", "p1"]],
    "never": [["p2", "p4"]],
}


@pytest.fixture
def ask(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """Run the command on a task; (exit status, answer or message)."""

    def run(task: Any, *words: str) -> tuple[int, Any]:
        path = tmp_path / "task.json"
        path.write_text(task if isinstance(task, str) else json.dumps(task), "utf-8")
        capfd.readouterr()
        status = main(["introductions", str(path), "--json", *words])
        out, err = capfd.readouterr()
        return status, json.loads(out) if out else err

    return run


def test_a_plan_from_people(ask: Any) -> None:
    assert ask(ROOM) == (
        0,
        {
            "pairs": [
                [
                    "p1",
                    "p2",
                    "Den ene af jer søger webshop, den anden tilbyder hjemmesider og webshops; I har ikke mødt hinanden før.",
                    "One of you seeks “webshop”, the other offers “hjemmesider og webshops”; you have not met before.",
                ],
                [
                    "p1",
                    "p4",
                    "Den ene af jer er ny i netværket, den anden har været med længere; I har ikke mødt hinanden før.",
                    "One of you is new in the network, the other has been here longer; you have not met before.",
                ],
                ["p2", "p3", "I har ikke mødt hinanden før.", "You have not met before."],
                ["p3", "p4", "I har ikke mødt hinanden før.", "You have not met before."],
            ],
            "score": 90 + 52 + 40 + 40,
            "bound": 90 + 52 + 40 + 40,
            "optimal": True,
            "alone": [],
        },
    )


def test_a_plan_from_scores(ask: Any) -> None:
    task = {
        "per_person": 1,
        "people": [{"id": name} for name in "abcde"],
        "scores": [["a", "b", 1], ["c", "b", 100], ["c", "d", 1], ["a", "gone", 7]],
        "met": "not looked at",
    }
    status, answer = ask(task)
    assert status == 0
    assert [pair[:2] for pair in answer["pairs"]] == [["a", "b"], ["c", "d"]]
    assert (answer["score"], answer["bound"], answer["optimal"], answer["alone"]) == (2, 2, True, ["e"])
    assert ask({**task, "kept": [["b", "c"]]})[1]["alone"] == ["a", "d", "e"]
    assert ask(task, "--even")[1] == answer


def test_nobody_at_all(ask: Any) -> None:
    assert ask({"people": []}) == (0, {"pairs": [], "score": 0, "bound": 0, "optimal": True, "alone": []})


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ("{", "is not JSON"),
        ("[1]", "expected one object"),
        ({}, "people: expected a list"),
        ({"people": [{"name": "a"}]}, "people: number 1 has no “id”"),
        ({"people": [{"id": 7}]}, "people: number 1 has no “id”"),
        ({"people": [{"id": "a"}, {"id": "a"}]}, "a is named twice"),
        ({"people": [{"id": "a", "offers": "webshop"}]}, "people: a: offers: expected a list of texts"),
        ({"people": [{"id": "a", "newcomer": 1}]}, "“newcomer” is true or false"),
        ({"people": [], "per_person": 0}, "per_person: expected a whole number from 1"),
        ({"people": [], "per_person": True}, "per_person: expected a whole number from 1"),
        ({"people": [{"id": "a"}], "kept": [["a", "x"]]}, "kept: x is not among the people"),
        ({"people": [{"id": "a"}], "kept": [["a", "a"]]}, "kept: a cannot meet a"),
        ({"people": [{"id": "a"}], "met": [["a", "b"]]}, "met: expected two ids and a number"),
        ({"people": [], "scores": [["a", "b", -1]]}, "scores: a, b: expected a whole number from 0"),
        ({"people": [], "scores": [["a", "b", 1.5]]}, "scores: a, b: expected a whole number from 0"),
        ({"people": [], "scores": [["a", "b", 1], ["b", "a", 2]]}, "a and b have two numbers, 1 and 2"),
        (
            {"per_person": 1, "people": [{"id": name} for name in "abc"], "kept": [["a", "b"], ["a", "c"]]},
            "the kept pairs give somebody more than 1 pair",
        ),
    ],
)
def test_what_is_no_task_ends_with_2_and_says_why(ask: Any, task: Any, message: str) -> None:
    status, said = ask(task)
    assert status == 2
    assert message in said
    assert "Traceback" not in said


def test_what_is_not_known_is_said_and_passed_over(ask: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask({"people": [{"id": "a", "shoe": 43}], "perperson": 3})[0] == 0
    main(["introductions", str(tmp_path / "task.json")])
    out, err = capfd.readouterr()
    assert "“perperson” is not known here" in err
    assert "people: a: “shoe” is not known here" in err
    assert out == "a: nobody\n0 pairs, 0 points; no plan is better\n"
    assert main(["introductions", str(tmp_path / "none.json")]) == 2


def test_it_needs_neither_django_nor_a_solver_before_it_solves(tmp_path: Path) -> None:
    path = tmp_path / "task.json"
    path.write_text(json.dumps(ROOM), "utf-8")
    program = (
        "import sys; from mikrovirk.config.command import main; "
        "assert 'scipy' not in sys.modules and 'numpy' not in sys.modules; "
        f"main(['introductions', {str(path)!r}, '--json']); "
        "assert not [name for name in sys.modules if name.partition('.')[0] in {'django', 'allauth'}]"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["optimal"] is True
