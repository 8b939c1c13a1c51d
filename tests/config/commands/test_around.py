"""The register of networks and offers from the command line."""

import json
from typing import Any

import pytest

from mikrovirk.config.command import main
from tests import factories
from tests.factories.landscape import VORDINGBORG, make_entry

pytestmark = pytest.mark.django_db


def asked(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["around", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    make_entry()
    make_entry("Naboerne", "0376")
    (row,) = asked(capsys, "list", "--municipality", VORDINGBORG)
    assert (row["name"], row["kind"], row["town"], row["audience"]) == ("Møns Erfa", "erfa", "Stege", "everybody")
    assert [each["name"] for each in asked(capsys, "list", "--municipality", "all")] == ["Møns Erfa", "Naboerne"]
    assert main(["around", "list", "--municipality", VORDINGBORG]) == 0
    assert capsys.readouterr().out.startswith("Møns Erfa · erfa · Stege · ")


def test_a_municipality_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["around", "list", "--municipality", "9999"]) == 2
    assert "there is no municipality 9999" in capsys.readouterr().err


def test_owners_are_asked_once(capsys: pytest.CaptureFixture[str]) -> None:
    make_entry(asking_network=factories.network(municipality_code=VORDINGBORG), confirmed_at=None)
    assert asked(capsys, "ask") == {"owners": 1}
    assert asked(capsys, "ask") == {"owners": 0}
