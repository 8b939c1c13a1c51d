"""A network with its coordinator signed in."""

import pytest
from django.test import Client

from mikrovirk.networks.models import Network
from tests import factories


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: factories.NOW)


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="Møn Netværk", municipality_code="0390")


@pytest.fixture
def mona(moen: Network) -> Client:
    client = Client()
    client.force_login(factories.coordinator(moen))
    return client
