"""A tour of business visits from the command line."""

import json
from datetime import time

import pytest

from mikrovirk.config.command import main
from tests import factories
from tests.factories.tours import make_stop, make_tour

pytestmark = pytest.mark.django_db


def test_the_order_with_its_hours_and_what_does_not_fit(capsys: pytest.CaptureFixture[str]) -> None:
    tour = make_tour(factories.network("moen"))
    make_stop(tour, "Keramik", minutes=30)
    assert main(["tour", "plan", str(tour.pk), "--network", "moen", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(stop["number"], stop["name"]) for stop in found["stops"]] == [(1, "Keramik")]
    assert "09:00" < found["stops"][0]["begins"] < found["stops"][0]["leaves"] < found["back"] < "15:00"
    make_stop(tour, "Natklub", opens_at=time(18))
    assert main(["tour", "plan", str(tour.pk), "--network", "moen"]) == 1
    assert "Natklub" in capsys.readouterr().out


def test_a_tour_there_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    factories.network("moen")
    assert main(["tour", "plan", "1", "--network", "moen"]) == 2
    assert "moen has no tour 1" in capsys.readouterr().err
