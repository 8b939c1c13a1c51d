"""Passkeys, codes from an app, spare codes, and the question whether it is still you. The browser's part is in test_browser.py."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts import sign_in
from mikrovirk.accounts.models import User
from tests import factories
from tests.accounts import mails

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WAYS = "/account/two-factor/"
APP_ON = "/account/two-factor/app/on/"
STILL_YOU = "/account/reauthenticate/"


def app_code(secret: str = SECRET) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def enter(client: Client, user: User) -> Any:
    """Sign in by the link in a mail."""
    user.refresh_from_db()
    return client.post(reverse("account_sign_in_link", args=[sign_in.token_for(user)]))


def add_passkey(user: User) -> Authenticator:
    credential = {"clientExtensionResults": {"credProps": {"rk": True}}}
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Min telefon", "credential": credential}
    )


@pytest.fixture
def lise() -> User:
    return factories.user("Lise Holm", email="lise@systuen.example")


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# --- a code from an app --------------------------------------------------------------------------------------------------


def test_switching_the_app_on_shows_the_picture_and_the_secret_and_takes_its_code(client: Client, lise: User) -> None:
    enter(client, lise)
    page = client.get(APP_ON).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.findall(r'id="secret" value="([A-Z2-7]+)"', page)[0]
    assert "otpauth://totp/lise%40systuen.example?secret=" in page
    assert "issuer=MikroVirk" in page
    wrong = client.post(APP_ON, {"code": "000000" if app_code(secret) != "000000" else "111111"})
    assert "Koden er ikke rigtig" in wrong.content.decode() or "Det gik ikke" in wrong.content.decode()
    answer = client.post(APP_ON, {"code": app_code(secret)}, follow=True)
    assert answer.redirect_chain == [("/account/two-factor/spare-codes/", 302)]
    assert len(re.findall(r"<code>\d{8}</code>", answer.content.decode())) == 10


def test_a_mail_alone_no_longer_signs_in_once_the_app_is_on(client: Client, lise: User) -> None:
    TOTP.activate(lise, SECRET)
    answer = enter(client, lise)
    assert answer.headers["Location"] == "/account/two-factor/authenticate/"
    assert not is_in(client)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Skriv den kode, din app viser nu, eller en af dine reservekoder." in page
    wrong = client.post(answer.headers["Location"], {"code": "12"})
    assert "Det gik ikke." in wrong.content.decode()
    assert not is_in(client)
    right = client.post(answer.headers["Location"], {"code": app_code()})
    assert (right.headers["Location"], is_in(client)) == ("/start/", True)


def test_a_spare_code_signs_in_once(lise: User) -> None:
    TOTP.activate(lise, SECRET)
    spare = RecoveryCodes.activate(lise).get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        enter(client, lise)
        client.post("/account/two-factor/authenticate/", {"code": spare})
    assert (is_in(first), is_in(second)) == (True, False)


def test_guessing_app_codes_is_stopped(client: Client, lise: User) -> None:
    TOTP.activate(lise, SECRET)
    enter(client, lise)
    pages = [client.post("/account/two-factor/authenticate/", {"code": f"00000{n}"}) for n in range(6)]
    assert "den gælder ikke længere" in pages[-1].content.decode()


def test_one_may_stop_at_the_second_question(client: Client, lise: User) -> None:
    TOTP.activate(lise, SECRET)
    enter(client, lise)
    assert client.get("/account/login/").headers["Location"] == "/account/two-factor/authenticate/"
    client.post("/account/logout/", {"next": "/account/login/"})
    assert client.get("/account/login/").status_code == 200


def test_switching_the_app_off_takes_its_code_first(client: Client, lise: User) -> None:
    TOTP.activate(lise, SECRET)
    RecoveryCodes.activate(lise)
    client.force_login(lise)
    off = "/account/two-factor/app/off/"
    asked = client.get(off)
    assert asked.headers["Location"] == f"/account/two-factor/reauthenticate/?next={off.replace('/', '%2F')}"
    page = client.get(asked.headers["Location"]).content.decode()
    assert f'name="next" value="{off}"' in page
    answer = client.post("/account/two-factor/reauthenticate/", {"code": app_code(), "next": off})
    assert answer.headers["Location"] == off
    client.post(off)
    assert list(Authenticator.objects.filter(user=lise)) == []


# --- passkeys: a quicker way in, not a lock ------------------------------------------------------------------------------


def test_whoever_has_a_passkey_may_still_come_by_mail(client: Client, lise: User) -> None:
    add_passkey(lise)
    answer = enter(client, lise)
    assert (answer.headers["Location"], is_in(client)) == ("/start/", True)


def test_where_staff_must_have_one_a_passkey_is_asked_for(client: Client, lise: User, settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True
    add_passkey(lise)
    assert enter(client, lise).headers["Location"] == "/account/two-factor/authenticate/"
    assert not is_in(client)


def test_the_page_of_passkeys_tells_them_apart_and_takes_a_new_name(client: Client, lise: User) -> None:
    passkey = add_passkey(lise)
    enter(client, lise)
    prove(client, f"/account/two-factor/passkeys/{passkey.pk}/name/")
    client.post(f"/account/two-factor/passkeys/{passkey.pk}/name/", {"name": "Butikkens tablet"})
    page = client.get("/account/two-factor/passkeys/").content.decode()
    assert "Butikkens tablet" in page
    assert "Ikke brugt endnu." in page


def test_a_lost_passkey_is_removed_after_a_code_by_mail(client: Client, lise: User) -> None:
    passkey = add_passkey(lise)
    enter(client, lise)
    remove = f"/account/two-factor/passkeys/{passkey.pk}/remove/"
    prove(client, remove)
    assert "“Min telefon” kan så ikke længere bruges til at logge ind." in client.get(remove).content.decode()
    answer = client.post(remove, follow=True)
    assert "Adgangsnøglen er fjernet." in answer.content.decode()
    assert "Du har ingen adgangsnøgle" in answer.content.decode()


def test_nobody_touches_the_passkey_of_another(client: Client, lise: User) -> None:
    passkey = add_passkey(lise)
    client.force_login(factories.user())
    for what in ("name", "remove"):
        address = f"/account/two-factor/passkeys/{passkey.pk}/{what}/"
        answers = [client.get(address), client.post(address, {"name": "Min nu"})]
        assert {answer.status_code for answer in answers} <= {302, 404}
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Min telefon"


# --- is it still you? ----------------------------------------------------------------------------------------------------


def prove(client: Client, wanted: str) -> None:
    """Show by a code from a mail that it is still you, and be led on to `wanted`."""
    client.get(wanted)
    client.post(STILL_YOU, {"action": "send", "next": wanted})
    answer = client.post(STILL_YOU, {"code": mails.last().code, "next": wanted})
    assert answer.headers["Location"] == wanted


@pytest.mark.parametrize("wanted", ["/account/two-factor/passkeys/add/", APP_ON])
def test_a_browser_left_open_cannot_add_a_way_in(client: Client, lise: User, wanted: str) -> None:
    posting = Client()
    for one in (client, posting):
        one.force_login(lise)  # signed in, who knows when
    for answer in (client.get(wanted), posting.post(wanted, {"code": "123456"})):
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{STILL_YOU}?next={wanted.replace('/', '%2F')}"
    prove(client, wanted)
    assert client.get(wanted).status_code == 200


def test_whoever_has_just_signed_in_is_not_asked_again(client: Client, lise: User) -> None:
    enter(client, lise)
    assert client.get(APP_ON).status_code == 200


def test_a_quarter_of_an_hour_later_one_is_asked(client: Client, lise: User, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(client, lise)
    later = time.time() + 15 * 60 + 5
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(APP_ON).headers["Location"].startswith(STILL_YOU)


def test_the_mail_says_what_it_is_for_and_has_no_link_that_signs_in(client: Client, lise: User) -> None:
    client.force_login(lise)
    client.post(STILL_YOU, {"action": "send"})
    mail = mails.last()
    assert (mail.to, mail.subject) == (lise.email, f"Din kode er {mail.code}")
    assert "for at vise, at det stadig er dig" in mail.text
    assert "http" not in mail.text
    page = client.get(STILL_YOU).content.decode()
    assert "Skriv koden, vi har sendt til lise@systuen.example." in page


def test_three_wrong_codes_end_it(client: Client, lise: User) -> None:
    client.force_login(lise)
    client.post(STILL_YOU, {"action": "send"})
    right = mails.last().code
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    pages = [client.post(STILL_YOU, {"code": wrong}).content.decode() for _ in range(3)]
    assert ["Koden er ikke rigtig" in page for page in pages] == [True, True, False]
    assert "Koden var forkert tre gange" in pages[2]
    client.post(STILL_YOU, {"code": right, "next": APP_ON})
    assert client.get(APP_ON).status_code == 302


def test_whoever_has_the_app_is_not_let_through_by_mail(client: Client, lise: User) -> None:
    TOTP.activate(lise, SECRET)
    client.force_login(lise)
    assert client.get(STILL_YOU).headers["Location"] == "/account/two-factor/reauthenticate/"
    assert client.post(STILL_YOU, {"action": "send"}).headers["Location"] == "/account/two-factor/reauthenticate/"
    assert mails.sent() == []


# --- offered to those who run something ----------------------------------------------------------------------------------


def after_sign_in(user: User, client: Client | None = None) -> str:
    """Where somebody ends who signs in by mail and has no page in mind."""
    client = client or Client()
    enter(client, user)
    return str(client.get("/start/").headers["Location"])


def test_a_coordinator_is_offered_a_passkey_and_a_member_is_not() -> None:
    place = factories.network("mikrovirk")
    assert after_sign_in(factories.coordinator(place)) == "/account/two-factor/offer/"
    assert after_sign_in(factories.user(is_administrator=True)) == "/account/two-factor/offer/"
    assert after_sign_in(factories.member(place).user) == "/me/"


def test_not_now_is_remembered(client: Client) -> None:
    coordinator = factories.coordinator(factories.network("mikrovirk"))
    assert after_sign_in(coordinator, client) == "/account/two-factor/offer/"
    page = client.get("/account/two-factor/offer/").content.decode()
    assert "Log hurtigere ind næste gang" in page
    answer = client.post("/account/two-factor/offer/", {"next": "/start/"})
    assert answer.headers["Location"] == "/start/"
    assert client.get("/start/").headers["Location"] == "/networks/mikrovirk/week/"
    client.post("/account/logout/")
    assert after_sign_in(coordinator, client) == "/networks/mikrovirk/week/"


def test_nothing_is_offered_to_whoever_has_one() -> None:
    coordinator = factories.coordinator(factories.network("mikrovirk"))
    add_passkey(coordinator)
    assert after_sign_in(coordinator) == "/networks/mikrovirk/week/"


def test_every_page_about_it_opens(client: Client, lise: User) -> None:
    TOTP.activate(lise, SECRET)
    RecoveryCodes.activate(lise)
    enter(client, lise)
    client.post("/account/two-factor/authenticate/", {"code": app_code()})
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**record, "reauthenticated": True} for record in records]
    session.save()
    headings = {
        WAYS: "Adgangsnøgle og ekstra kode",
        "/account/two-factor/app/off/": "Slå koden fra en app fra",
        "/account/two-factor/spare-codes/": "Reservekoder",
        "/account/two-factor/spare-codes/new/": "Lav nye reservekoder",
        "/account/two-factor/passkeys/": "Dine adgangsnøgler",
        "/account/two-factor/passkeys/add/": "Tilføj en adgangsnøgle",
        "/account/two-factor/reauthenticate/": "Er det stadig dig?",
    }
    found = {address: heading(client.get(address).content.decode()) for address in headings}
    assert found == headings
    download = client.get("/account/two-factor/spare-codes/download/")
    assert len(download.content.split()) == 10


def heading(page: str) -> str:
    return re.findall(r"<h1>(.*?)</h1>", page, re.DOTALL)[0].strip()
