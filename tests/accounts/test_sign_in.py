"""Signing in by the code or the link in a mail."""

import re
import time
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts import sign_in
from mikrovirk.accounts.models import User
from mikrovirk.config import environment
from tests import factories
from tests.accounts import mails

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"
CODE = "/account/login/code/"
START = "/start/"


@pytest.fixture
def lise() -> User:
    return factories.user("Lise Holm", email="lise@systuen.example")


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def ask(client: Client, address: str = "lise@systuen.example", **more: str) -> str:
    """Ask for a code; the address one is sent on to."""
    answer = client.post(LOGIN, {"email": address, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_the_page_asks_for_nothing_but_an_address(client: Client) -> None:
    page = client.get(LOGIN).content.decode()
    assert "Du skal ikke bruge en adgangskode" in page
    assert page.count('type="email"') == 1
    assert 'type="password"' not in page


def test_the_code_from_the_mail_signs_in(client: Client, lise: User) -> None:
    assert ask(client) == CODE
    assert signed_in_as(client) is None
    answer = client.post(CODE, {"code": mails.last().code})
    assert (answer.status_code, answer.headers["Location"]) == (302, START)
    assert signed_in_as(client) == str(lise.pk)


def test_the_mail_is_short_and_danish(client: Client, lise: User) -> None:
    ask(client, "Lise@Systuen.example ")
    mail = mails.last()
    assert (mail.to, mail.subject) == ("lise@systuen.example", f"Din kode er {mail.code}")
    assert mail.text == (
        f"Din kode er {mail.code}. Skriv den på den side, hvor du bad om den.\n\n"
        "Eller åbn dette link, og tryk på knappen:\n"
        f"{settings.SITE_URL}{mail.link}\n\n"
        "Kode og link gælder i 15 minutter. Har du ikke bedt om dem, skal du ikke gøre noget: uden dem kommer ingen ind."
    )


def test_the_mail_is_also_html_with_a_large_code_and_a_link_to_press(client: Client, lise: User) -> None:
    ask(client, next="/me/?a=1&b=2")
    mail = mails.last()
    assert '<html lang="da">' in mail.html
    assert f"<h1>{mail.code}</h1>" in mail.html
    (link,) = re.findall(r'<a href="([^"]+)"><strong>Log ind med linket</strong></a>', mail.html)
    assert unescape(link) == f"{settings.SITE_URL}{mail.link}"
    answer = Client().post(mail.link)
    assert answer.headers["Location"] == "/me/?a=1&b=2"


def test_the_mail_is_in_the_language_of_whoever_gets_it(client: Client) -> None:
    factories.user(email="mary@firma.example", language="en")
    ask(client, "mary@firma.example")
    assert mails.last().subject == f"Your code is {mails.last().code}"


def test_one_goes_on_to_the_page_one_came_for(client: Client, lise: User) -> None:
    wanted = "/account/two-factor/"
    asked_at = client.get(wanted).headers["Location"]
    assert asked_at == f"{LOGIN}?next={wanted}"
    assert f'name="next" value="{wanted}"' in client.get(asked_at).content.decode()
    code_page = ask(client, next=wanted)
    assert code_page == f"{CODE}?next=%2Faccount%2Ftwo-factor%2F"
    answer = client.post(CODE, {"code": mails.last().code, "next": wanted})
    assert answer.headers["Location"] == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(client: Client, lise: User, elsewhere: str) -> None:
    ask(client, next=elsewhere)
    assert "evil" not in mails.last().text
    answer = client.post(CODE, {"code": mails.last().code, "next": elsewhere})
    assert answer.headers["Location"] == START


# --- known or not: the same answer ---------------------------------------------------------------------------------------


def words(page: bytes) -> str:
    """The page without what differs in every answer."""
    return "\n".join(line for line in page.decode().splitlines() if "csrfmiddlewaretoken" not in line)


def test_an_unknown_address_gets_the_same_page_and_a_mail_of_its_own(lise: User) -> None:
    answers = []
    for address in ("lise@systuen.example", "hvem@systuen.example"):
        client = Client()
        page = client.get(ask(client, address)).content
        wrong = client.post(CODE, {"code": "12"}).content
        answers.append([words(text).replace(address, "ADDRESS") for text in (page, wrong)])
    assert answers[0] == answers[1]
    known, unknown = mails.sent()
    assert (known.to, unknown.to) == ("lise@systuen.example", "hvem@systuen.example")
    assert unknown.subject == "Vi kender ikke denne adresse"
    assert unknown.text == (
        "Nogen har bedt om at logge ind som hvem@systuen.example, men den adresse kender vi ikke.\n\n"
        "Var det dig? Så er du måske kendt under en anden adresse. "
        "Her finder du møderne, og du kan komme uden at være medlem:\n"
        f"{settings.SITE_URL}\n\nVar det ikke dig, skal du ikke gøre noget."
    )


def test_somebody_switched_off_is_answered_like_a_stranger(client: Client) -> None:
    factories.user(email="lise@systuen.example", is_active=False)
    ask(client)
    assert mails.last().subject == "Vi kender ikke denne adresse"


def test_known_and_unknown_cost_the_same_look_ups(lise: User) -> None:
    counts = []
    for address in ("lise@systuen.example", "hvem@systuen.example"):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            ask(client, address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_address_somebody_had_before_no_longer_signs_in(client: Client, lise: User) -> None:
    """The coordinator put the address right; whoever reads the old one must stay out."""
    ask(client)
    client.post(CODE, {"code": mails.last().code})
    User.objects.filter(pk=lise.pk).update(email="lise@rettet.example")
    ask(Client(), "lise@systuen.example")
    assert mails.last().subject == "Vi kender ikke denne adresse"


# --- wrong, old, too many ------------------------------------------------------------------------------------------------


def other(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_wrong_code_is_said_beside_the_field_and_three_end_it(client: Client, lise: User) -> None:
    ask(client)
    code = mails.last().code
    for _ in range(2):
        page = client.post(CODE, {"code": other(code)}).content.decode()
        assert "Koden er ikke rigtig. Kig i den nyeste mail, og skriv de seks cifre igen." in page
    third = client.post(CODE, {"code": other(code)}, follow=True)
    assert third.redirect_chain == [(LOGIN, 302)]
    assert "Koden var forkert tre gange, så den gælder ikke længere. Bed om en ny." in third.content.decode()
    client.post(CODE, {"code": code})
    assert signed_in_as(client) is None


@pytest.mark.parametrize("spelling", ["{0}", " {0} ", "{1} {2}", "{1}-{2}"])
def test_a_code_may_be_written_with_spaces(client: Client, lise: User, spelling: str) -> None:
    ask(client)
    code = mails.last().code
    client.post(CODE, {"code": spelling.format(code, code[:3], code[3:])})
    assert signed_in_as(client) == str(lise.pk)


def test_a_code_is_good_for_a_quarter_of_an_hour(client: Client, lise: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    later = time.time() + 15 * 60 + 5
    monkeypatch.setattr(time, "time", lambda: later)
    answer = client.post(CODE, {"code": mails.last().code}, follow=True)
    assert answer.redirect_chain == [(LOGIN, 302)]
    assert "Koden gælder ikke længere. Bed om en ny." in answer.content.decode()
    assert signed_in_as(client) is None


def test_only_the_browser_that_asked_can_use_the_code(client: Client, lise: User) -> None:
    ask(client)
    stranger = Client()
    assert stranger.post(CODE, {"code": mails.last().code}).headers["Location"] == LOGIN
    assert signed_in_as(stranger) is None


def test_one_may_go_back_and_write_another_address(client: Client, lise: User) -> None:
    ask(client, "forkert@systuen.example")
    assert client.get(LOGIN).status_code == 200
    ask(client)
    client.post(CODE, {"code": mails.last().code})
    assert signed_in_as(client) == str(lise.pk)


@pytest.mark.parametrize("address", ["lise@systuen.example", "hvem@systuen.example"])
def test_an_address_gets_four_mails_a_minute_and_no_more(lise: User, address: str) -> None:
    for number in range(4):
        ask(Client(REMOTE_ADDR=f"192.0.2.{number}"), address)
    fifth = Client(REMOTE_ADDR="192.0.2.9").post(LOGIN, {"email": address})
    assert "Det var mange forsøg på kort tid. Vent et par minutter, og prøv igen." in fifth.content.decode()
    assert len(mails.sent()) == 4


def test_a_computer_may_ask_for_twenty_addresses_a_minute(lise: User) -> None:
    answers = [Client().post(LOGIN, {"email": f"a{number}@firma.example"}).status_code for number in range(21)]
    assert answers == [302] * 20 + [200]


def test_the_limits_hold_in_the_database_where_every_process_sees_them(settings: Any, lise: User) -> None:
    backend = "django.core.cache.backends.db.DatabaseCache"  # tests otherwise use the process's own memory
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": backend, "LOCATION": "shared_cache"}}
    call_command("createcachetable")
    answers = [Client(REMOTE_ADDR=f"192.0.2.{number}").post(LOGIN, {"email": lise.email}) for number in range(5)]
    assert [answer.status_code for answer in answers] == [302] * 4 + [200]
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM shared_cache WHERE cache_key LIKE '%request_login_code%'")
        assert cursor.fetchone()[0] >= 2


def test_whoever_tries_many_addresses_does_not_push_the_limits_out(settings: Any, lise: User) -> None:
    settings.CACHES = {**settings.CACHES, "default": environment.DATABASE_CACHE}
    call_command("createcachetable")
    for number in range(4):
        ask(Client(REMOTE_ADDR=f"192.0.2.{number}"), lise.email)
    cache.set_many({f"allauth:rl:other:{number}": [1] for number in range(400)}, 3600)
    fifth = Client(REMOTE_ADDR="192.0.2.9").post(LOGIN, {"email": lise.email})
    assert "Det var mange forsøg på kort tid." in fifth.content.decode()


@pytest.mark.parametrize("typed", ["", "lise", "lise@", "lise@firma"])
def test_what_is_no_address_is_said_beside_the_field(client: Client, typed: str) -> None:
    page = client.post(LOGIN, {"email": typed}).content.decode()
    assert "Der er noget, du skal rette" in page
    assert f'value="{typed}"' in page if typed else True
    assert mails.sent() == []


# --- the link ------------------------------------------------------------------------------------------------------------


def test_opening_the_link_shows_a_button_and_changes_nothing(client: Client, lise: User) -> None:
    ask(client)
    scanner = Client()
    for _ in range(3):
        page = scanner.get(mails.last().link)
        assert (page.status_code, "Du logger ind som lise@systuen.example." in page.content.decode()) == (200, True)
    assert signed_in_as(scanner) is None
    lise.refresh_from_db()
    assert lise.last_login is None


def test_the_button_signs_in_on_whichever_device_it_is_pressed(client: Client, lise: User) -> None:
    ask(client, next="/account/two-factor/")
    phone = Client()
    answer = phone.post(mails.last().link)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/two-factor/")
    assert signed_in_as(phone) == str(lise.pk)


def test_the_link_works_once(client: Client, lise: User) -> None:
    ask(client)
    first, second = Client(), Client()
    first.post(mails.last().link)
    page = second.post(mails.last().link)
    assert (page.status_code, signed_in_as(second)) == (410, None)
    assert "Et link til at logge ind gælder i 15 minutter og kun én gang." in page.content.decode()
    # whom it let in is simply led on
    assert first.get(mails.last().link).headers["Location"] == START


def test_the_link_is_good_for_a_quarter_of_an_hour(client: Client, lise: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    later = time.time() + 15 * 60 + 5
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.post(mails.last().link).status_code == 410
    assert signed_in_as(client) is None


def test_a_changed_link_is_not_found(client: Client, lise: User) -> None:
    link = reverse("account_sign_in_link", args=[sign_in.token_for(lise)[:-2] + "xx"])
    page = client.get(link)
    assert page.status_code == 404
    assert "Måske er en del af det gået tabt på vejen." in page.content.decode()


def test_signing_in_by_code_ends_the_link(client: Client, lise: User) -> None:
    ask(client)
    client.post(CODE, {"code": mails.last().code})
    assert Client().post(mails.last().link).status_code == 410


def test_the_link_of_somebody_switched_off_is_not_found(client: Client, lise: User) -> None:
    ask(client)
    User.objects.update(is_active=False)
    assert Client().post(mails.last().link).status_code == 404


# --- signing out, and the rest -------------------------------------------------------------------------------------------


def test_signing_out_is_a_button(client: Client, lise: User) -> None:
    client.force_login(lise)
    page = client.get("/account/logout/")
    assert "Vil du logge ud på denne enhed?" in page.content.decode()
    assert signed_in_as(client) == str(lise.pk)
    answer = client.post("/account/logout/", follow=True)
    assert signed_in_as(client) is None
    assert "Du er logget ud." in answer.content.decode()


def test_whoever_is_signed_in_needs_no_sign_in_page(client: Client, lise: User) -> None:
    client.force_login(lise)
    assert client.get(LOGIN).headers["Location"] == START
    assert client.get(CODE).headers["Location"] == START


def test_signing_in_as_another_leaves_nothing_of_the_first(client: Client, lise: User) -> None:
    client.force_login(factories.user())
    session = client.session
    session["draft"] = "hemmeligt"
    session.save()
    client.post(reverse("account_sign_in_link", args=[sign_in.token_for(lise)]))
    assert signed_in_as(client) == str(lise.pk)
    assert "draft" not in client.session


def test_somebody_switched_off_meanwhile_is_told(client: Client, lise: User) -> None:
    ask(client)
    User.objects.update(is_active=False)
    answer = client.post(CODE, {"code": mails.last().code}, follow=True)
    assert "Dit login er slået fra" in answer.content.decode()
    assert signed_in_as(client) is None


def test_the_language_follows_the_person(client: Client) -> None:
    client.force_login(factories.user(language="en"))
    assert client.get("/account/logout/").headers["Content-Language"] == "en"


def test_a_token_says_when_it_was_made(lise: User) -> None:
    lise.last_login = datetime(2027, 1, 11, 9, tzinfo=UTC)
    lise.save()
    token = sign_in.token_for(lise)
    assert sign_in.user_of(token) == lise
    User.objects.update(last_login=timezone.now() + timedelta(seconds=1))
    with pytest.raises(sign_in.links.LinkExpired):
        sign_in.user_of(token)
