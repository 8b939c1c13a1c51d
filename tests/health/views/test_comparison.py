"""The page of the comparison: what one says yes to, what is shown, and taking it back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.health.services import comparing, snapshots
from mikrovirk.networks.models import Network
from tests import factories
from tests.health import rows

pytestmark = pytest.mark.django_db
HERE = "/networks/moen/health/comparison/"


@pytest.fixture
def place() -> Network:
    return factories.network("moen")


@pytest.fixture
def client(place: Network) -> Client:
    client = Client()
    client.force_login(factories.coordinator(place))
    return client


def told(client: Client) -> str:
    return client.get(HERE).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def measured(place: Network, came: int) -> None:
    now = timezone.now()
    rows.held(place, [rows.members(place, came)] * 3, last=now - timedelta(days=3))
    snapshots.take(place, now=now)
    comparing.join(place, by=factories.coordinator(place), at=now)


def test_the_words_before_a_yes_and_no_figures(client: Client) -> None:
    assert "Vores netværks tal må være med i det, andre netværk her sammenlignes med." in told(client)
    assert "<table" not in told(client)


def test_from_yes_to_figures_to_no(client: Client, place: Network) -> None:
    client.post(f"{HERE}join/")
    assert "Der er for få med endnu" in told(client)
    for came in (6, 8, 10, 12, 14):
        measured(factories.network(f"andre-{came}", name="Hemmeligt Netværk"), came)
    measured(place, 9)
    page = told(client)
    assert '<th scope="row">Hvor mange kommer</th>' in page
    assert "5 andre netværk er med." in page
    assert "Hemmeligt" not in page
    client.post(f"{HERE}leave/")
    assert "<table" not in told(client)
    assert "Vær med i sammenligningen" in told(client)


def test_who_may_not(place: Network) -> None:
    other = Client()
    other.force_login(factories.member(place).user)
    assert other.get(HERE).status_code == 404
    assert other.post(f"{HERE}join/").status_code == 404
