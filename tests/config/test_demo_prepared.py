"""The example region is prepared once, with links that sign in, and never touches a real installation."""

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.config.demo import region
from mikrovirk.directory.models import Business, Membership
from mikrovirk.networks.models import Installation, Network
from mikrovirk.programme.models import HotSeatApplication
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_people_are_plainly_invented() -> None:
    region.build(now=timezone.now())
    assert {email.rpartition(".")[2] for email in User.objects.values_list("email", flat=True)} == {"example"}
    assert set(Business.objects.exclude(cvr="").values_list("cvr", flat=True).distinct()) == {
        cvr for cvr in Business.objects.values_list("cvr", flat=True) if cvr.startswith("9") and len(cvr) == 8
    }
    assert Business.objects.values("industry").distinct().count() >= 20
    assert Membership.objects.count() == 126 + 58 + 34
    assert HotSeatApplication.objects.filter(state="waiting").count() == 4


def test_each_link_signs_in_as_its_role(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    region.prepare()
    found = {}
    for who, link in region.sign_in_links():
        client = Client()
        answer = client.get(link.partition("8000")[2], follow=True)
        found[who] = answer.request["PATH_INFO"]
    assert found == {
        "Koordinator": "/networks/mikrovirk/week/",
        "Medlem": "/me/",
        "Medlem af styregruppen": "/me/",
        "Koordinator i Guldborgsund": "/networks/mikronet/week/",
        "Administrator": "/installation/",
        "Erhvervsråd": "/networks/mikrovirk/reports/",
        "Kommune": "/overview/0390/",
        "Guldborgsund Kommune": "/overview/0376/",
        "Sagsbehandler i puljen": "/fund/idepuljen/office/",
        "Bogholder i puljen": "/fund/idepuljen/office/",
    }


def test_a_living_region_is_left_as_it_is() -> None:
    region.prepare()
    before = set(User.objects.values_list("pk", flat=True))
    region.prepare()
    assert set(User.objects.values_list("pk", flat=True)) == before


def test_a_real_installation_is_never_touched() -> None:
    factories.network("rigtigt")
    with pytest.raises(region.RealInstallation):
        region.prepare(reset=True)
    assert Network.objects.get().slug == "rigtigt"
    assert not Installation.objects.filter(is_example=True).exists()
