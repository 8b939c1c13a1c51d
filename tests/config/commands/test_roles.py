"""Who does what, from the command line."""

import json

import pytest

from mikrovirk.config.command import main
from tests.factories.roles import VORDINGBORG, story

pytestmark = pytest.mark.django_db


def test_what_is_in_force_and_what_nobody_has(capsys: pytest.CaptureFixture[str]) -> None:
    made = story()
    made.part(0, "network", "responsible")
    version = made.agree()
    assert main(["roles", "show", VORDINGBORG, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["municipalities"], found["version"], found["digest"]) == ([VORDINGBORG], 1, version.digest)
    assert [(task["task"], task["fault"], task["parts"]) for task in found["tasks"]] == [
        ("Find oplægsholdere", "", {"MikroVirk 0390": "responsible"}),
        ("Lån lokaler ud", "gap", {}),
    ]
    assert [party["said"] for party in found["parties"]] == ["signed"] * 3
    made.part(1, "library", "responsible")
    made.agree()
    assert main(["roles", "show", VORDINGBORG]) == 0
    assert "Lån lokaler ud" in capsys.readouterr().out


@pytest.mark.parametrize(("code", "says"), [("9999", "there is no municipality 9999"), ("0376", "nothing is agreed")])
def test_where_there_is_none(capsys: pytest.CaptureFixture[str], code: str, says: str) -> None:
    assert main(["roles", "show", code]) == 2
    assert says in capsys.readouterr().err
