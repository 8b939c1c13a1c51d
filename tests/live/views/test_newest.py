"""New in the network, for everybody, and on other websites."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mikrovirk.directory.models import Membership
from mikrovirk.live.queries.newest import Texts
from mikrovirk.live.services import newest as services
from mikrovirk.networks.models import Network
from tests import factories
from tests.live.introductions import TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("moen", name="MikroVirk Møn")


def shown(place: Network, name: str = "Sofie Holm", *, firm: str = "Sofies Systue") -> Membership:
    person = factories.member(place, name, joined=timezone.localdate(), firm=factories.business(firm, town="Stege"))
    member = Membership.objects.select_related("network", "business", "person__user").get(person=person)
    member.introduced_date = timezone.localdate()
    member.save()
    services.show(member, Texts(*TEXTS), at=timezone.now())
    return member


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/networks/moen/new/", "/networks/moen/new/embed/"])
def test_everybody_sees_who_agreed_with_the_three_texts(client: Client, place: Network, address: str) -> None:
    member = shown(place)
    page = text(client, address)
    for words in ("Sofies Systue", "Sofie Holm", "Stege", *TEXTS):
        assert words in page
    assert f"/directory/{member.business.slug}/" in page  # type: ignore[union-attr]
    services.take_back(member.person, place, at=timezone.now())
    assert "Sofie" not in text(client, address)


@pytest.mark.parametrize("address", ["/networks/moen/new/", "/networks/moen/new/embed/"])
def test_without_the_part_there_is_no_page(client: Client, place: Network, address: str) -> None:
    place.parts = ["directory"]
    place.save()
    assert client.get(address).status_code == 404
    assert client.get(address.replace("moen", "findes-ikke")).status_code == 404


def test_without_the_directory_nothing_links_into_it(client: Client, place: Network) -> None:
    place.parts = ["introductions"]
    place.save()
    shown(place)
    page = text(client, "/networks/moen/new/")
    assert "Sofies Systue" in page
    assert "/directory/" not in page


def test_an_empty_page_says_what_will_stand_here(client: Client, place: Network) -> None:
    assert "Her står det næste nye medlem" in text(client, "/networks/moen/new/")
    assert "Her står snart det næste nye medlem" in text(client, "/networks/moen/new/embed/")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("/networks/moen/new/", 4), ("/networks/moen/new/embed/", 4)])
def test_they_cost_the_same_for_one_and_for_three(
    client: Client,
    place: Network,
    count: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        shown(place, f"Nummer {number}", firm=f"Firma {number}")
    with django_assert_num_queries(queries):
        text(client, address)


def test_the_little_page_may_stand_on_any_website_and_leaves_nothing_behind(client: Client, place: Network) -> None:
    shown(place)
    answer = client.get("/networks/moen/new/embed/")
    policy = answer.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src 'none'" in policy
    assert "X-Frame-Options" not in answer.headers
    assert answer.cookies == {}
    assert "<script" not in answer.content.decode()
    assert "<form" not in answer.content.decode()


def test_every_other_page_stays_out_of_frames(client: Client, place: Network) -> None:
    answer = client.get("/networks/moen/new/")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_the_little_page_shows_the_newest_six(client: Client, place: Network) -> None:
    for number in range(8):
        member = shown(place, f"Nummer {number}", firm=f"Firma {number}")
        Membership.objects.filter(pk=member.pk).update(introduced_date=timezone.localdate() - timedelta(days=number))
    page = text(client, "/networks/moen/new/embed/")
    assert [number for number in range(8) if f"Firma {number}" in page] == [0, 1, 2, 3, 4, 5]


def test_the_coordinator_gets_the_line_for_other_websites_and_nobody_else(client: Client, place: Network) -> None:
    line = "&lt;iframe src=&quot;"
    assert line not in text(client, "/networks/moen/new/")
    client.force_login(factories.member(place).user)
    assert line not in text(client, "/networks/moen/new/")
    client.force_login(factories.coordinator(place))
    page = text(client, "/networks/moen/new/")
    assert line in page
    assert "/networks/moen/new/embed/" in page


def test_the_network_s_front_page_leads_there(client: Client, place: Network) -> None:
    shown(place)
    assert "/networks/moen/new/" in text(client, "/networks/moen/")
