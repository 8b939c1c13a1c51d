"""The help pages: everybody's, in the reader's language; one's own guide first, with ways to one's own pages."""

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.networks.models import Network
from tests import factories

pytestmark = pytest.mark.django_db


def titles(client: Client) -> list[str]:
    return [written.title for written in client.get(reverse("home:help")).context["guides"]]


def test_a_stranger_finds_all_guides_from_the_foot_of_a_page(client: Client) -> None:
    assert f'<a href="{reverse("home:help")}">Hjælp</a>' in client.get(reverse("home:privacy")).content.decode()
    assert titles(client) == [
        "Guide for koordinatoren",
        "Guide for styregruppen",
        "Guide for kommune og erhvervsråd",
        "Guide for den, der hoster",
    ]


def test_a_member_reads_first_that_no_guide_is_needed(client: Client) -> None:
    network = factories.network("bogo")
    client.force_login(factories.member(network).user)
    html = client.get(reverse("home:help")).content.decode()
    assert html.index("Er du medlem?") < html.index("Guide for koordinatoren")
    assert reverse("account_login") not in html
    client.force_login(factories.coordinator(network))
    html = client.get(reverse("home:help")).content.decode()
    assert html.index("Guide for koordinatoren") < html.index("Er du medlem?")


def test_guides_are_in_the_readers_language(client: Client) -> None:
    client.cookies["django_language"] = "en"
    html = client.get(reverse("home:guide", args=["host"])).content.decode()
    assert "Guide for whoever hosts it" in html
    assert "home/guides/en/host-check.webp" in html
    assert "Open the page" not in html


def test_the_steps_of_ones_own_guide_lead_to_ones_own_pages(client: Client) -> None:
    network = factories.network("bogo")
    client.force_login(factories.coordinator(network))
    assert titles(client)[0] == "Guide for koordinatoren"
    assert titles(client).count("Guide for koordinatoren") == 1
    assert ways(client, "coordinator") == {
        "week": reverse("home:week", args=["bogo"]),
        "season": reverse("programme:plan", args=["bogo"]),
        "members": reverse("directory:members", args=["bogo"]),
        "list": reverse("directory:import", args=["bogo"]),
        "mails": reverse("mailing:mails", args=["bogo"]),
        "health": reverse("health:health", args=["bogo"]),
        "parts": reverse("networks:settings", args=["bogo"]),
        "handover": reverse("home:handover", args=["bogo"]),
    }
    assert ways(client, "host") == {}


def ways(client: Client, slug: str) -> dict[str, str]:
    steps = client.get(reverse("home:guide", args=[slug])).context["steps"]
    return {told.step.key: way for told, way in steps if way}


def test_an_administrators_guide_leads_to_the_installation(client: Client) -> None:
    client.force_login(factories.user("drift@havnby.example", is_administrator=True))
    assert titles(client)[0] == "Guide for den, der hoster"
    assert ways(client, "host")["check"] == reverse("home:check")


def test_a_guide_that_is_not_there(client: Client) -> None:
    assert client.get(reverse("home:guide", args=["member"])).status_code == 404


def test_a_page_of_help_costs_a_fixed_number_of_queries(client: Client, django_assert_num_queries) -> None:
    network: Network = factories.network("bogo")
    client.force_login(factories.coordinator(network))
    for page in (reverse("home:help"), reverse("home:guide", args=["municipality"])):
        with django_assert_num_queries(3):  # the session, the reader, their roles
            client.get(page)
