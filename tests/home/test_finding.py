"""Every network on a page of its own, for a region with more of them than the front page holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from mikrovirk.home import views
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/networks/"


def names_on(client: Client, **choices: str) -> list[str]:
    return [network.name for network in client.get(PAGE, choices).context["page"]]


def test_the_front_page_leads_to_those_it_has_no_room_for(client: Client) -> None:
    for number in range(views.SHOWN_NETWORKS):
        factories.network(f"netvaerk-{number:02}")
    assert "Find netværket nær dig" not in client.get("/").content.decode()
    factories.network("det-sidste", name="Ærø Erhverv")
    page = client.get("/").content.decode()
    assert "Find netværket nær dig" in page
    assert "Ærø Erhverv" not in page
    assert "Ærø Erhverv" in names_on(client)


def test_networks_are_found_by_name_place_host_and_municipality(client: Client) -> None:
    office = factories.organisation(name="Vordingborg Erhverv")
    factories.network("moen", name="Møn Mikro", place="Stege", host=office, municipality_code="0390")
    factories.network("falster", name="Falster Mikro", place="Nykøbing", municipality_code="0376")
    factories.network("lukket", name="Lukket Mikro", municipality_code="0390", is_open=False)
    assert names_on(client) == ["Falster Mikro", "Møn Mikro"]
    assert names_on(client, q="mikro stege") == ["Møn Mikro"]
    assert names_on(client, q="vordingborg") == ["Møn Mikro"]
    assert names_on(client, municipality="0376") == ["Falster Mikro"]
    assert names_on(client, municipality="9999") == ["Falster Mikro", "Møn Mikro"]
    assert "Der blev ikke fundet noget netværk" in client.get(PAGE, {"q": "Thy"}).content.decode()


def test_an_empty_region_says_so(client: Client) -> None:
    assert "Ingen netværk endnu" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("count", [1, 3, 40])
def test_the_list_costs_the_same_however_many(
    client: Client, django_assert_num_queries: Callable[[int], Any], count: int
) -> None:
    for number in range(count):
        factories.network(f"netvaerk-{number}", municipality_code="0390")
    with django_assert_num_queries(3):
        assert len(names_on(client)) == min(count, 30)
