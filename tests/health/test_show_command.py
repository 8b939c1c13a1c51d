"""`mikrovirk health show` and `history`: one network's figures, without names."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.config.command import main
from mikrovirk.health.services import snapshots
from mikrovirk.networks.models import Network
from tests import factories
from tests.health import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    place = factories.network("moen", name="Netværket på Møn")
    rows.drifting(place, now=timezone.now())
    return place


def test_as_one_document(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    snapshots.take(place, now=timezone.now())
    assert main(["health", "show", "moen", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["network"], told["measures"]["meetings"]) == ("moen", 12)
    assert {row["kind"] for row in told["warnings"]} == {"below", "regulars", "nobody_else"}
    assert {row["kind"] for row in told["raised"]} == {"below", "regulars", "nobody_else"}
    assert "Lise Holm" not in json.dumps(told)


def test_as_it_was_on_a_day(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    day = (timezone.localdate() - timedelta(days=90)).isoformat()
    assert main(["health", "show", "moen", "--as-of", day, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["as_of"], told["measures"]["meetings"]) == (day, 9)
    assert [row["kind"] for row in told["warnings"]] == ["nobody_else"]  # nobody has a role there


def test_for_people(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "show", "moen"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Netværket på Møn by ")
    assert "  attendance: last 4, median 12.0, meetings 12" in lines
    assert "  answers: not yet" in lines
    assert lines[-1].startswith("  WARNING ")


def test_every_snapshot(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    for ago in (14, 0):
        snapshots.take(place, now=timezone.now() - timedelta(days=ago))
    assert main(["health", "history", "moen", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [row["measures"]["meetings"] for row in told] == [11, 12]
    assert main(["health", "history", "moen"]) == 0
    assert "attendance 12" in capsys.readouterr().out


def test_no_such_network(place: Network, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "show", "stege"]) == 2
    assert "there is no network called 'stege' (there is: moen)" in capsys.readouterr().err
