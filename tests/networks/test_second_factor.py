"""Where the installation wants it, those who run something set up a second factor before they go on."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SETTINGS = "/networks/moen/settings/"
OFFER = "/account/two-factor/offer/?next=%2Fnetworks%2Fmoen%2Fsettings%2F"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.fixture
def required(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.usefixtures("required")
def test_a_coordinator_is_led_to_set_one_up_and_comes_back(moen: Network) -> None:
    coordinator = factories.coordinator(moen)
    her = browser_of(coordinator)
    assert her.get(SETTINGS).headers["Location"] == OFFER
    page = her.get(OFFER).content.decode()
    assert "Her skal du have en adgangsnøgle" in page
    assert "Ikke nu" not in page
    assert her.post(OFFER).status_code == 200  # "not now" is no answer here
    assert her.get("/networks/moen/members/").status_code == 302
    TOTP.activate(coordinator, SECRET)
    assert her.get(OFFER).headers["Location"] == SETTINGS
    assert her.get(SETTINGS).status_code == 200


@pytest.mark.usefixtures("required")
def test_a_posted_form_is_stopped_too(moen: Network) -> None:
    her = browser_of(factories.coordinator(moen))
    answer = her.post(f"{SETTINGS}parts/", {"parts": []})
    assert answer.headers["Location"].startswith("/account/two-factor/offer/")
    moen.refresh_from_db()
    assert moen.parts != []


@pytest.mark.usefixtures("required")
def test_an_administrator_too() -> None:
    browser = browser_of(factories.user(is_administrator=True))
    assert browser.get("/installation/").headers["Location"].startswith("/account/two-factor/offer/")


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", ["member", "steering"])
def test_others_are_left_alone(moen: Network, role: str) -> None:
    somebody = factories.member(moen).user if role == "member" else factories.role(role, moen)
    assert browser_of(somebody).get("/networks/moen/meetings/").status_code == 200


@pytest.mark.usefixtures("required")
def test_one_can_still_sign_out_and_choose_the_language(moen: Network) -> None:
    her = browser_of(factories.coordinator(moen))
    assert her.post("/language/", {"language": "en"}).headers["Location"] == "/"
    assert her.post("/account/logout/").headers["Location"] == "/"


def test_without_the_setting_nothing_is_asked(moen: Network) -> None:
    assert browser_of(factories.coordinator(moen)).get(SETTINGS).status_code == 200


@pytest.mark.usefixtures("required")
def test_it_is_looked_up_once_for_each_sign_in(
    moen: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    coordinator = factories.coordinator(moen)
    TOTP.activate(coordinator, SECRET)
    her = browser_of(coordinator)
    her.get("/account/logout/")
    her.get(SETTINGS)
    with django_assert_num_queries(7):
        her.get(SETTINGS)
