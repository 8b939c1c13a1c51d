"""Changing one's own e-mail address: asked on one page, confirmed by a link in a mail to the new one."""

import time

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts import services, sign_in
from mikrovirk.accounts.models import User
from tests import factories
from tests.accounts import mails

pytestmark = pytest.mark.django_db

ASK = "/account/address/"
OLD, NEW = "lise@systuen.example", "lise@ny.example"


@pytest.fixture
def lise() -> User:
    return factories.member(factories.network("moen"), "Lise Holm", email=OLD).user


@pytest.fixture
def her(client: Client, lise: User) -> Client:
    client.post(reverse("account_sign_in_link", args=[sign_in.token_for(lise)]))
    return client


def link() -> str:
    return next(word for word in mails.last().text.split() if "/address/" in word).removeprefix(settings.SITE_URL)


def test_the_new_address_is_confirmed_by_its_owner(her: Client, lise: User) -> None:
    page = her.post(ASK, {"email": " Lise@Ny.example"}, follow=True)
    assert "En mail er på vej til lise@ny.example." in page.content.decode()
    lise.refresh_from_db()
    assert lise.email == OLD
    mail = mails.last()
    assert (mail.to, mail.subject) == (NEW, "Er det din nye e-mailadresse?")
    assert mail.text.startswith("Hej Lise\n\nDu vil have mails på denne adresse fra nu af og logge ind med den.")

    phone = Client()  # the mail is read on another device
    for _ in range(2):  # a scanner opens it too
        page = phone.get(link())
        assert "Den er lise@systuen.example nu og bliver lise@ny.example." in page.content.decode()
    lise.refresh_from_db()
    assert lise.email == OLD
    where = link()
    assert phone.post(where).headers["Location"] == "/account/login/"
    lise.refresh_from_db()
    assert lise.email == NEW
    assert mails.last().to == OLD
    assert "Fra nu af skriver vi til lise@ny.example, og du logger ind med den adresse." in mails.last().text
    assert phone.post(where).status_code == 410


def test_the_coordinator_finds_her_by_the_new_address(her: Client, lise: User) -> None:
    her.post(ASK, {"email": NEW})
    assert her.post(link()).headers["Location"] == "/me/"
    lise.person.refresh_from_db()
    assert ("nyexample" in lise.person.search_text, "systuen" in lise.person.search_text) == (True, False)


def test_an_address_of_another_is_answered_alike_and_stays_theirs(her: Client, lise: User) -> None:
    factories.user(email=NEW)
    page = her.post(ASK, {"email": NEW}, follow=True)
    assert "En mail er på vej til lise@ny.example." in page.content.decode()
    assert mails.last().subject == "Du er allerede kendt under denne adresse"
    assert "/address/" not in mails.last().text.replace("/account/login/", "")


def test_somebody_who_was_quicker_keeps_the_address(her: Client, lise: User) -> None:
    her.post(ASK, {"email": NEW})
    factories.user(email=NEW)
    assert her.post(link()).status_code == 410
    lise.refresh_from_db()
    assert lise.email == OLD


def test_a_browser_left_open_cannot_change_it(client: Client, lise: User) -> None:
    client.force_login(lise)
    for answer in (client.get(ASK), client.post(ASK, {"email": NEW})):
        assert answer.headers["Location"] == "/account/reauthenticate/?next=%2Faccount%2Faddress%2F"
    assert mails.sent() == []


def test_the_link_is_good_for_a_day(her: Client, lise: User, monkeypatch: pytest.MonkeyPatch) -> None:
    her.post(ASK, {"email": NEW})
    later = time.time() + 24 * 60 * 60 + 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert Client().post(link()).status_code == 410
    assert Client().post(link().replace("address/", "address/x")).status_code == 404


def test_a_link_from_before_an_earlier_change_is_over(her: Client, lise: User) -> None:
    her.post(ASK, {"email": "en@ny.example"})
    first = link()
    services.change_address(lise, NEW)
    assert Client().post(first).status_code == 410
    lise.refresh_from_db()
    assert lise.email == NEW


@pytest.mark.parametrize("typed", ["", "lise", OLD, OLD.upper(), "010170-1234@firma.example"])
def test_what_cannot_be_is_said_beside_the_field(her: Client, typed: str) -> None:
    answer = her.post(ASK, {"email": typed})
    assert (answer.status_code, mails.sent()) == (422, [])
    assert "Der er noget, du skal rette" in answer.content.decode()


def test_a_dead_address_is_not_written_to_and_the_new_one_is(her: Client, lise: User) -> None:
    User.objects.update(bounced_at=factories.NOW, bounce_reason="550")
    her.post(ASK, {"email": NEW})
    her.post(link())
    lise.refresh_from_db()
    assert (lise.email, lise.bounced_at, lise.bounce_reason) == (NEW, None, "")
    assert mails.last().to == NEW


def test_the_profile_leads_here(her: Client) -> None:
    assert f'href="{ASK}"' in her.get("/me/profile/").content.decode()
