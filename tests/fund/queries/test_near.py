"""Which funds are for a place, and that members are led to them from their own page and their network's."""

from typing import Any

import pytest
from django.test import Client

from mikrovirk.fund.queries.near import funds_for_places
from tests import factories
from tests.factories.fund import make_application, make_call, make_fund

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_funds_for_a_place_are_those_in_use_that_are_for_it_or_for_everywhere() -> None:
    here, everywhere = make_fund(name="Her", municipalities=["0390"]), make_fund(name="Overalt", municipalities=[])
    make_fund(name="Andetsteds", municipalities=["0376"])
    make_fund(name="Slut", municipalities=["0390"], closed_at=factories.NOW)
    assert funds_for_places(["0390"]) == [here, everywhere]
    assert funds_for_places([""]) == [everywhere]


def test_members_find_the_fund_and_their_case_from_their_page_and_the_networks() -> None:
    fund = make_fund(name="Idépuljen", slug="ideer")
    place = factories.network("moen", municipality_code="0390")
    anna = factories.member(place, "Anna Ø")
    make_application(make_call(fund), anna, title="Fælles julemarked")
    client = Client()
    client.force_login(anna.user)
    own = text_of(client.get("/me/"))
    assert "Penge til jeres idéer" in own
    assert "Fælles julemarked" in own
    assert 'href="/fund/ideer/"' in own
    assert 'href="/fund/ideer/"' in text_of(Client().get("/networks/moen/"))


def test_where_there_is_no_fund_nothing_is_said_of_one() -> None:
    make_fund(municipalities=["0376"])
    place = factories.network("moen", municipality_code="0390")
    client = Client()
    client.force_login(factories.member(place).user)
    assert "Penge til jeres idéer" not in text_of(client.get("/me/")) + text_of(client.get("/networks/moen/"))
