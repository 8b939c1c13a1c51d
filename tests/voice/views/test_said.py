"""What authors see: by the receipt without signing in, and members on their own pages."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.networks.services import switch_parts
from mikrovirk.voice.models import Input, Outcome
from mikrovirk.voice.services import telling
from tests import factories
from tests.factories import NOW
from tests.voice import stream_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


def seen(client: Client, where: str) -> str:
    return client.get(where).content.decode()


# --- by the receipt ---------------------------------------------------------------------------------------------------


def test_the_receipt_shows_what_came_of_it_once_it_is_told(moen: Network, client: Client) -> None:
    asked = rows.round_of(moen)
    row = rows.said(moen, "Morgenmøder", round=asked)
    where = f"/r/{row.receipt}/"
    assert "styregruppen er ikke nået til det endnu" in seen(client, where)
    rows.decided(row, Outcome.TAKEN_UP, "I marts.")
    assert "I marts." not in seen(client, where)
    telling.tell(moen, asked, at=NOW)
    answer = client.get(where)
    assert "I marts." in answer.content.decode()
    assert (answer["X-Robots-Tag"], answer["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert "no-store" in answer["Cache-Control"]


def test_a_word_more_and_erasing_by_the_receipt(moen: Network, client: Client) -> None:
    row = rows.said(moen, "Morgenmøder")
    where = f"/r/{row.receipt}/"
    assert client.post(f"{where}word/", {"text": " "}).status_code == 422
    client.post(f"{where}word/", {"text": "Helst kl. 8"})
    assert "Helst kl. 8" in seen(client, where)
    assert (client.get(f"{where}erase/").status_code, Input.objects.get().text) == (405, "Morgenmøder")
    client.post(f"{where}erase/")
    page = seen(client, where)
    assert ("slettet" in page, "Morgenmøder" in page, "Helst" in page) == (True, False, False)
    assert client.post(f"{where}word/", {"text": "Fortrudt"}).status_code == 404
    assert client.post(f"{where}erase/").status_code == 302


def test_an_unknown_receipt_and_a_part_that_is_off_are_not_found(moen: Network, client: Client) -> None:
    row = rows.said(moen)
    assert client.get("/r/findes-ikke/").status_code == 404
    switch_parts(moen, on=[])
    for method, what in (("get", ""), ("post", "word/"), ("post", "erase/")):
        assert getattr(client, method)(f"/r/{row.receipt}/{what}").status_code == 404


# --- under one's name -------------------------------------------------------------------------------------------------


def test_a_member_sees_what_they_said_and_what_came_of_it(moen: Network, client: Client) -> None:
    lise, asked = factories.member(moen), rows.round_of(moen)
    client.force_login(lise.user)
    assert "Du har ikke sagt noget endnu" in seen(client, "/me/said/")
    assert "Det sagde du" not in seen(client, "/me/")
    rows.said(moen, "Morgenmøder", person=lise, round=asked, outcome=Outcome.LATER, words="Til efteråret.")
    rows.said(moen, "En andens", person=factories.member(moen), round=asked)
    for where in ("/me/", "/me/said/"):
        page = seen(client, where)
        assert ("Morgenmøder" in page, "Til efteråret." in page, "En andens" in page) == (True, False, False)
    telling.tell(moen, asked, at=NOW)
    assert "Til efteråret." not in seen(client, "/me/said/")  # the mail is a draft: it may still change
    mailing.approve(Message.objects.get().mailing, by=rows.steering(moen), at=NOW)
    for where in ("/me/", "/me/said/"):
        assert "Til efteråret." in seen(client, where)


def test_a_member_is_led_to_what_a_round_came_to(moen: Network, client: Client) -> None:
    asked = rows.round_of(moen, state="concluded", concluded_at=NOW)
    other = rows.round_of(moen)
    client.force_login(factories.member(moen).user)
    page = seen(client, "/me/")
    where = "/networks/moen/voice/rounds/{}/conclusions/"
    assert (where.format(asked.pk) in page, where.format(other.pk) in page) == (True, False)
    assert client.get(where.format(asked.pk)).status_code == 200
    switch_parts(moen, on=[])
    assert where.format(asked.pk) not in seen(client, "/me/")


def test_a_member_erases_one_thing_and_nobody_else_s(moen: Network, client: Client) -> None:
    lise = factories.member(moen)
    own, other = rows.said(moen, "Mit", person=lise), rows.said(moen, "Andres", person=factories.member(moen))
    client.force_login(lise.user)
    assert client.post(f"/me/said/{other.pk}/erase/").status_code == 404
    client.post(f"/me/said/{own.pk}/erase/")
    assert sorted(Input.objects.values_list("text", flat=True)) == ["", "Andres"]
    assert "Mit" not in seen(client, "/me/said/")


def test_with_the_part_off_there_is_nothing_to_see(moen: Network, client: Client) -> None:
    lise = factories.member(moen)
    rows.said(moen, "Morgenmøder", person=lise)
    switch_parts(moen, on=[])
    client.force_login(lise.user)
    assert ("Morgenmøder" in seen(client, "/me/"), "Morgenmøder" in seen(client, "/me/said/")) == (False, False)


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_database_the_same_however_much_was_said(
    moen: Network, client: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    lise = factories.member(moen)
    for _each in range(count):
        rows.said(moen, person=lise, round=rows.round_of(moen), outcome=Outcome.NOTED)
    client.force_login(lise.user)
    client.get("/me/said/")
    with django_assert_num_queries(SAID_QUERIES):
        client.get("/me/said/")


SAID_QUERIES = 9
