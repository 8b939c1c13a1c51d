"""Signing in by another organisation, end to end against a real OpenID Connect provider in a second process."""

from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.config import environment
from tests import axe, factories
from tests.accounts import identity_provider

pytestmark = pytest.mark.django_db(transaction=True)

KAREN = "karen@kommune.example"
NAMES = ("MIKROVIRK_OIDC_NAME", "MIKROVIRK_OIDC_URL", "MIKROVIRK_OIDC_CLIENT_ID", "MIKROVIRK_OIDC_CLIENT_SECRET")
ELSEWHERE = "https://login.kommune.example/tenant"


@pytest.fixture
def site(
    live_server: LiveServer, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Generator[str, None, None]:
    """The running site, which takes the sign-in of "Vordingborg Kommune"."""
    address = str(live_server.url).replace("127.0.0.1", "localhost")
    settings.SITE_URL = address
    (tmp_path / "provider").mkdir()
    with identity_provider.running(
        tmp_path / "provider", f"{address}/account/oidc/kommune/login/callback/"
    ) as provider:
        set_up(settings, monkeypatch, provider)
        yield address


def set_up(settings: Any, monkeypatch: pytest.MonkeyPatch, provider: str) -> None:
    values = ("Vordingborg Kommune", provider, identity_provider.CLIENT_ID, identity_provider.SECRET)
    for name, value in zip(NAMES, values, strict=True):
        monkeypatch.setenv(name, value)
    (app,) = environment.openid_connect()
    settings.OIDC = [{**app, "provider_id": "kommune"}]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": settings.OIDC}}


def come(page: Page, site: str, who: str, wanted: str = "") -> None:
    """Press the organisation's button, and one's own name over there."""
    page.goto(f"{site}/account/login/{wanted}")
    page.get_by_role("button", name="Log ind med Vordingborg Kommune").click()
    page.get_by_role("button", name=who).click()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_somebody_known_is_let_in_and_led_on(page: Page, site: str) -> None:
    coordinator = factories.coordinator(factories.network("moen", name="Møn"), email=KAREN)
    page.goto(f"{site}/account/login/")
    axe.check(page)
    come(page, site, KAREN, "?next=/networks/moen/settings/")
    heading(page, "Møn")
    account = SocialAccount.objects.get()
    assert (account.user, account.provider, account.extra_data) == (coordinator, "kommune", {})
    # the next time she is known by the organisation's own identifier, whatever her address has become
    User.objects.update(email="ny@kommune.example")
    page.context.clear_cookies()
    come(page, site, KAREN)
    expect(page).to_have_url(f"{site}/networks/moen/week/")
    account.refresh_from_db()
    assert account.extra_data == {}


def test_somebody_unknown_is_told_and_gets_no_account(page: Page, site: str) -> None:
    come(page, site, "fremmed@kommune.example")
    heading(page, "Vi kender dig ikke endnu")
    expect(page.get_by_text("En koordinator eller administrator skal først oprette dig")).to_be_visible()
    axe.check(page)
    assert (User.objects.count(), SocialAccount.objects.count()) == (0, 0)
    page.goto(f"{site}/me/")
    heading(page, "Log ind")


def test_an_address_the_organisation_has_not_verified_lets_nobody_in(page: Page, site: str) -> None:
    factories.user(email="lise@systuen.example")
    come(page, site, "lise@systuen.example")
    heading(page, "Vi kender dig ikke endnu")
    assert SocialAccount.objects.count() == 0


def test_somebody_switched_off_stays_out(page: Page, site: str) -> None:
    factories.user(email=KAREN, is_active=False)
    come(page, site, KAREN)
    heading(page, "Dit login er slået fra")


def test_the_organisation_answers_for_the_second_factor(page: Page, site: str) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(factories.member(factories.network("moen"), email=KAREN).user, "JBSWY3DPEHPK3PXP")
    come(page, site, KAREN)
    expect(page).to_have_url(f"{site}/me/")


def test_stopping_halfway_a_false_answer_and_a_silent_provider_are_explained(site: str, settings: Any) -> None:
    client = Client(headers={"host": urlsplit(site).netloc})
    begun = client.post(reverse("openid_connect_login", args=["kommune"]))
    asked = parse_qs(urlsplit(begun.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    callback = reverse("openid_connect_callback", args=["kommune"])
    stopped = client.get(callback, {"error": "access_denied", "state": asked["state"][0]}, follow=True)
    assert "Du stoppede, før du var logget ind" in stopped.content.decode()
    for answer in ({"code": "made-up", "state": "made-up"}, {"error": "server_error"}):
        assert "Det andet login virkede ikke" in client.get(callback, answer).content.decode()
    app = settings.OIDC[0]
    settings.OIDC[0] = {**app, "settings": {**app["settings"], "server_url": "http://localhost:9"}}
    silent = client.post(reverse("openid_connect_login", args=["kommune"]))
    assert "Det andet login virkede ikke" in silent.content.decode()


# --- without a provider at hand ------------------------------------------------------------------------------------------


def test_the_settings_stand_for_several_organisations(monkeypatch: pytest.MonkeyPatch) -> None:
    for suffix in ("", "_3"):
        for name in NAMES:
            monkeypatch.setenv(f"{name}{suffix}", f"{ELSEWHERE}{suffix}/")
    first, second = environment.openid_connect()
    assert first["settings"] == {"server_url": f"{ELSEWHERE}/", "oauth_pkce_enabled": True}
    assert first["provider_id"] != second["provider_id"]
    # moving an organisation to another number keeps what it is known by
    for name in NAMES:
        monkeypatch.delenv(name)
    assert environment.openid_connect() == [second]


@pytest.mark.parametrize("missing", NAMES)
def test_half_a_setting_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv(missing, " ")
    with pytest.raises(ValueError, match=missing):
        environment.openid_connect()


def test_without_settings_there_is_no_button_and_no_way_round(client: Client) -> None:
    page = client.get("/account/login/")
    assert "Arbejder du i en kommune" not in page.content.decode()
    assert "form-action 'self'" in page.headers["Content-Security-Policy"].replace("  ", " ")
    assert client.post(reverse("openid_connect_login", args=["kommune"])).status_code == 404


def test_the_button_may_lead_to_the_organisation_and_the_page_says_so(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(settings, monkeypatch, ELSEWHERE)
    page = client.get("/account/login/?next=/me/")
    assert 'action="/account/oidc/kommune/login/?next=%2Fme%2F"' in page.content.decode()
    policy = dict(line.strip().split(" ", 1) for line in page.headers["Content-Security-Policy"].split(";"))
    assert policy["form-action"] == "'self' https: https://login.kommune.example"
    assert policy["default-src"] == "'self'"


def test_the_administrator_sees_where_people_are_sent_back_to(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(settings, monkeypatch, ELSEWHERE)
    client.force_login(factories.user(is_administrator=True))
    page = client.get("/installation/").content.decode()
    assert "Vordingborg Kommune" in page
    assert f'value="{settings.SITE_URL}/account/oidc/kommune/login/callback/"' in page
