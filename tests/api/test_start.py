"""The page about the API."""

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.api.v1.description import description

pytestmark = pytest.mark.django_db


def test_every_address_stands_on_the_page_in_the_readers_words(client: Client) -> None:
    text = client.get(reverse("api:start")).content.decode()
    for path in description()["paths"]:
        assert path in text
    assert "Møderne i alle netværk eller nogle af dem" in text
    assert "The meetings of all networks" not in text


def test_what_needs_nothing_filled_in_can_be_opened(client: Client) -> None:
    groups = client.get(reverse("api:start")).context["groups"]
    opened = [each for addresses in groups.values() for each in addresses if each.can_be_opened]
    assert "/api/v1/networks" in {each.path for each in opened}
    assert {client.get(each.path).status_code for each in opened} == {200}


def test_it_says_which_scope_an_address_takes(client: Client) -> None:
    groups = client.get(reverse("api:start")).context["groups"]
    takes = {each.path: each.scope for addresses in groups.values() for each in addresses if each.scope}
    assert takes == {
        "/api/v1/planned-meetings": "meetings:read",
        "/api/v1/meetings/{meeting_id}/sign-ups": "sign-ups:read",
        "/api/v1/networks/{slug}/members": "members:read",
        "/api/v1/networks/{slug}/figures": "figures:read",
    }
