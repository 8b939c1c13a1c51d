"""The handover page and its file: what stands there for whom, always current, and at what price."""

from datetime import timedelta

import pytest
from django.test import Client

from mikrovirk.networks.models import Network
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/networks/moen/handover/"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="MikroVirk Møn", host=factories.organisation())


def test_x(moen: Network, client: Client) -> None:
    client.force_login(factories.coordinator(moen))
    factories.meeting(moen)
    answer = client.get(PAGE)
    print(answer.content.decode())
    assert answer.status_code == 200
    assert client.get(PAGE + "handover.pdf").status_code == 200
