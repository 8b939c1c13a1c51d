"""Signing in as people do, in a real browser: code, link, passkey, app, and a scanner that opens everything."""

import re
from collections.abc import Generator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts import sign_in
from mikrovirk.accounts.models import Session, User
from tests import axe, factories
from tests.accounts import mails
from tests.accounts.test_second_factor import app_code

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, settings: Any) -> str:
    """The running site; passkeys are bound to a name, so it is called localhost."""
    address = str(live_server.url).replace("127.0.0.1", "localhost")
    settings.SITE_URL = address
    return address


@pytest.fixture
def lise(site: str) -> User:
    person = factories.member(factories.network("mikrovirk"), "Lise Holm", email="lise@systuen.example")
    return person.user


@pytest.fixture
def quiet(page: Page) -> Generator[Page, None, None]:
    """A page that complains about nothing: no script error, and nothing that the site's own policy refused."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert [text for text in said if "status of 410" not in text] == []  # a link that was used says so


@pytest.fixture
def keys(quiet: Page) -> CDPSession:
    """A phone or computer that can keep passkeys, and whose owner says yes."""
    session = quiet.context.new_cdp_session(quiet)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def ask(page: Page, site: str, address: str = "lise@systuen.example") -> None:
    page.goto(f"{site}/account/login/")
    page.get_by_label("Din e-mailadresse").fill(address)
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv koden")


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def sign_out(page: Page, site: str) -> None:
    page.goto(f"{site}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Log ud").click()


def test_code(quiet: Page, site: str, lise: User) -> None:
    quiet.goto(f"{site}/account/login/")
    axe.check(quiet)
    ask(quiet, site)
    axe.check(quiet)
    expect(quiet.get_by_label("Koden fra mailen")).to_be_focused()
    quiet.get_by_label("Koden fra mailen").fill("12")
    quiet.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(quiet.locator("[data-error-summary]")).to_contain_text("Koden er ikke rigtig.")
    axe.check(quiet)
    quiet.get_by_label("Koden fra mailen").fill(mails.last().code)
    quiet.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(quiet).to_have_url(f"{site}/me/")


def test_link(quiet: Page, site: str, lise: User) -> None:
    ask(quiet, site)
    quiet.goto(f"{site}{mails.last().link}")
    heading(quiet, "Velkommen tilbage")
    axe.check(quiet)
    quiet.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(quiet).to_have_url(f"{site}/me/")
    sign_out(quiet, site)
    again = Client().get(mails.last().link)
    assert again.status_code == 410


def test_an_old_code_and_an_old_link_say_so(quiet: Page, site: str, lise: User, settings: Any) -> None:
    ask(quiet, site)
    code, link = mails.last().code, mails.last().link
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    quiet.get_by_label("Koden fra mailen").fill(code)
    quiet.get_by_role("main").get_by_role("button", name="Log ind").click()
    heading(quiet, "Log ind")
    expect(quiet.get_by_text("Koden gælder ikke længere. Bed om en ny.")).to_be_visible()
    axe.check(quiet)
    User.objects.update(last_login=factories.NOW)  # signed in elsewhere meanwhile
    expired = quiet.context.new_page()
    expired.goto(f"{site}{link}")
    heading(expired, "Linket virker ikke længere")
    axe.check(expired)


def test_a_scanner_that_opens_every_link_with_scripts_on_signs_nobody_in(
    quiet: Page, new_context: Any, site: str, lise: User
) -> None:
    ask(quiet, site)
    before = (User.objects.get(pk=lise.pk).last_login, signed_in_sessions())
    scanner = new_context()
    for address in re.findall(r"http://\S+", mails.last().text):
        tab = scanner.new_page()
        tab.goto(address, wait_until="networkidle")
        tab.wait_for_timeout(500)
    scanner.close()
    assert (User.objects.get(pk=lise.pk).last_login, signed_in_sessions()) == before == (None, 0)
    quiet.get_by_label("Koden fra mailen").fill(mails.last().code)
    quiet.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(quiet).to_have_url(f"{site}/me/")


def signed_in_sessions() -> int:
    return sum("_auth_user_id" in session.get_decoded() for session in Session.objects.all())


def come_in(page: Page, site: str, user: User) -> None:
    """Sign in by a link."""
    user.refresh_from_db()
    page.goto(f"{site}{reverse('account_sign_in_link', args=[sign_in.token_for(user)])}")
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    page.wait_for_load_state()


def test_passkey(quiet: Page, keys: CDPSession, site: str, lise: User) -> None:
    come_in(quiet, site, lise)
    quiet.goto(f"{site}/account/two-factor/")
    axe.check(quiet)
    quiet.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    heading(quiet, "Tilføj en adgangsnøgle")
    axe.check(quiet)
    quiet.get_by_label("Hvad skal den hedde?").fill("Butikkens telefon")
    quiet.get_by_role("button", name="Tilføj adgangsnøglen").click()
    expect(quiet.get_by_text("Adgangsnøglen er tilføjet. Næste gang kan du logge ind med den.")).to_be_visible()
    expect(quiet.get_by_text("Du har én adgangsnøgle.")).to_be_visible()
    sign_out(quiet, site)

    quiet.goto(f"{site}/account/login/?next=/account/two-factor/passkeys/")
    quiet.get_by_role("button", name="Log ind med adgangsnøgle").click()
    heading(quiet, "Dine adgangsnøgler")
    expect(quiet.get_by_text("Butikkens telefon", exact=True)).to_be_visible()
    axe.check(quiet)

    # removing it asks whether it is still you, and the passkey itself answers
    quiet.get_by_role("link", name="Fjern").click()
    heading(quiet, "Er det stadig dig?")
    axe.check(quiet)
    quiet.get_by_role("button", name="Brug din adgangsnøgle").click()
    heading(quiet, "Fjern adgangsnøglen")
    axe.check(quiet)
    quiet.get_by_role("button", name="Fjern adgangsnøglen").click()
    expect(quiet.get_by_text("Du har ingen adgangsnøgle")).to_be_visible()
    axe.check(quiet)


def test_a_passkey_that_says_no_is_explained(quiet: Page, site: str, lise: User) -> None:
    """No device answers: the browser gives up, and the page says so beside the button."""
    session = quiet.context.new_cdp_session(quiet)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "isUserVerified": False}})
    quiet.goto(f"{site}/account/login/")
    quiet.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(quiet.get_by_text("Adgangsnøglen blev ikke brugt.")).to_be_visible()
    axe.check(quiet)


def test_a_passkey_is_asked_for_where_staff_must_have_one(
    quiet: Page, keys: CDPSession, site: str, lise: User, settings: Any
) -> None:
    come_in(quiet, site, lise)
    quiet.goto(f"{site}/account/two-factor/passkeys/add/")
    quiet.get_by_role("button", name="Tilføj adgangsnøglen").click()
    expect(quiet.get_by_text("Adgangsnøglen er tilføjet.")).to_be_visible()
    sign_out(quiet, site)
    settings.STAFF_SECOND_FACTOR = True
    come_in(quiet, site, lise)
    heading(quiet, "Én ting til")
    axe.check(quiet)
    quiet.get_by_role("button", name="Brug din adgangsnøgle").click()
    expect(quiet).to_have_url(f"{site}/me/")


def test_app_and_spare_codes(quiet: Page, site: str, lise: User) -> None:
    come_in(quiet, site, lise)
    quiet.goto(f"{site}/account/two-factor/")
    quiet.get_by_role("link", name="Slå den til").click()
    heading(quiet, "Slå kode fra en app til")
    axe.check(quiet)
    assert quiet.get_by_role("img", name="Billede til at scanne med appen").evaluate("image => image.naturalWidth") > 0
    secret = quiet.get_by_label("Eller skriv dette i appen").input_value()
    quiet.get_by_label("De seks cifre, din app viser nu").fill(app_code(secret))
    quiet.get_by_role("button", name="Slå den til").click()
    heading(quiet, "Reservekoder")
    axe.check(quiet)
    spare = quiet.locator("code").first.inner_text()
    quiet.get_by_role("link", name="Færdig").click()
    expect(quiet.get_by_text("Den er slået til.", exact=False)).to_be_visible()
    sign_out(quiet, site)
    come_in(quiet, site, lise)
    heading(quiet, "Én ting til")
    quiet.get_by_label("Kode fra din app eller en reservekode").fill(spare)
    quiet.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(quiet).to_have_url(f"{site}/me/")


def test_is_it_still_you(quiet: Page, site: str, lise: User) -> None:
    client = Client()
    client.force_login(lise)
    cookie = client.cookies["sessionid"].value
    quiet.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    quiet.goto(f"{site}/account/two-factor/passkeys/add/")
    heading(quiet, "Er det stadig dig?")
    axe.check(quiet)
    quiet.get_by_role("button", name="Send mig en kode på mail").click()
    axe.check(quiet)
    quiet.get_by_label("Koden fra mailen").fill(mails.last().code)
    quiet.get_by_role("button", name="Fortsæt").click()
    heading(quiet, "Tilføj en adgangsnøgle")


def test_the_offer(quiet: Page, keys: CDPSession, site: str) -> None:
    coordinator = factories.coordinator(factories.network("mikrovirk"), email="karen@erhverv.example")
    come_in(quiet, site, coordinator)
    heading(quiet, "Log hurtigere ind næste gang")
    axe.check(quiet)
    quiet.get_by_role("button", name="Ikke nu").click()
    expect(quiet).to_have_url(f"{site}/networks/mikrovirk/week/")


def test_signing_in_without_scripts(new_context: Any, site: str, lise: User) -> None:
    page = new_context(java_script_enabled=False).new_page()
    ask(page, site)
    expect(page.get_by_role("button", name="Log ind med adgangsnøgle")).to_be_hidden()
    page.get_by_label("Koden fra mailen").fill(mails.last().code)
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(page).to_have_url(f"{site}/me/")


def test_another_address(quiet: Page, site: str, lise: User) -> None:
    come_in(quiet, site, lise)
    quiet.goto(f"{site}/account/address/")
    axe.check(quiet)
    quiet.get_by_label("Din nye e-mailadresse").fill("lise@ny.example")
    quiet.get_by_role("button", name="Skriv til den nye adresse").click()
    expect(quiet.get_by_text("En mail er på vej til lise@ny.example.")).to_be_visible()
    (link,) = re.findall(rf"{site}\S+", mails.last().text)
    quiet.goto(link)
    axe.check(quiet)
    quiet.get_by_role("button", name="Brug den nye adresse").click()
    expect(quiet.get_by_text("Din adresse er nu lise@ny.example.")).to_be_visible()
    quiet.goto(link)
    heading(quiet, "Linket virker ikke længere")
    axe.check(quiet)
