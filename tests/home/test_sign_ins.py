"""The administrator signs somebody out everywhere."""

import pytest
from django.test import Client

from mikrovirk.accounts.models import Session, TrailEntry, User
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/installation/sign-ins/"


@pytest.fixture
def lise() -> User:
    return factories.user("Lise Holm", email="lise@holm.example")


@pytest.fixture
def host(client: Client) -> Client:
    client.force_login(factories.user("Ask Teglgaard", is_administrator=True))
    return client


def phone_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_only_the_administrator_does_it(client: Client, lise: User) -> None:
    assert client.get(PAGE).status_code == 302
    client.force_login(lise)
    assert client.post(PAGE, {"email": lise.email}).status_code == 404
    assert Session.objects.filter(user=lise).count() == 1


def test_somebody_is_looked_up_and_signed_out(host: Client, lise: User) -> None:
    phone = phone_of(lise)
    assert "Log ud alle steder" not in host.get(PAGE).content.decode()
    assert "Log ud alle steder" in host.post(PAGE, {"email": " LISE@holm.example"}).content.decode()
    assert phone.get("/me/").status_code == 200
    assert phone.get("/me/").status_code == 200
    answer = host.post(PAGE, {"email": lise.email, "everywhere": "yes"}, follow=True)
    assert "Lise Holm er logget ud ét sted." in answer.content.decode()
    assert phone.get("/me/").status_code == 302
    written = TrailEntry.objects.order_by("pk").values_list("what", "about", "is_change")
    assert list(written) == [("sign-ins", lise.pk, False), ("signed-out", lise.pk, True)]


def test_nobody_has_that_address(host: Client) -> None:
    answer = host.post(PAGE, {"email": "ingen@steder.example"})
    assert answer.status_code == 422
    assert "Ingen her har den adresse." in answer.content.decode()
    assert 'value="ingen@steder.example"' in answer.content.decode()


def test_who_is_signed_in_nowhere(host: Client, lise: User) -> None:
    assert "Vedkommende er ikke logget ind nogen steder." in host.post(PAGE, {"email": lise.email}).content.decode()
