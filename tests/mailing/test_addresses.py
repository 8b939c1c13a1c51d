"""A coordinator mends a dead address, but never takes over the sign-in of somebody who runs something."""

import pytest
from django.test import Client

from mikrovirk.networks.models import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("runs", ["nothing", "another network", "the installation", "the steering group"])
def test_only_the_address_of_a_plain_member_is_mended(runs: str) -> None:
    moen = factories.network("moen")
    bo = factories.member(moen, email="bo@dead.example", bounced_at=factories.NOW).user
    if runs == "the installation":
        bo.is_administrator = True
        bo.save()
    elif runs != "nothing":
        name = Role.Name.STEERING if runs == "the steering group" else Role.Name.COORDINATOR
        place = factories.network("stege") if runs == "another network" else moen
        Role.objects.create(user=bo, name=name, network=place, since_date=factories.TODAY)
    client = Client()
    client.force_login(factories.coordinator(moen))
    page = client.post(f"/networks/moen/mails/addresses/{bo.pk}/", {"email": "bo@ny.example"})
    bo.refresh_from_db()
    if runs == "nothing":
        assert (page.status_code, bo.email, bo.bounced_at) == (302, "bo@ny.example", None)
    else:
        assert (bo.email, bo.bounced_at) == ("bo@dead.example", factories.NOW)
        assert "De logger ind med deres adresse" in page.content.decode()
