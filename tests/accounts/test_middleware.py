"""In which language a page is answered, and that the order of the middleware lets it be so."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mikrovirk.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/account/login/"
IN = {"da": '<html lang="da">', "en": '<html lang="en">'}


def language_of(client: Client, page: str = PAGE) -> str:
    answer = client.get(page)
    (language,) = [code for code, mark in IN.items() if mark in answer.content.decode()]
    assert answer.headers["Content-Language"] == language
    return language


def test_danish_is_the_default_whatever_the_browser_asks_for() -> None:
    assert language_of(Client()) == "da"
    assert language_of(Client(headers={"accept-language": "en-GB,en;q=0.9"})) == "da"


def test_a_signed_in_reader_has_their_own_language(client: Client) -> None:
    client.force_login(factories.user(language="en"))
    assert language_of(client, "/account/logout/") == "en"


def test_what_was_chosen_on_the_page_comes_first(client: Client) -> None:
    client.force_login(factories.user(language="en"))
    answer = client.post("/language/", {"language": "da", "next": "/account/logout/"})
    assert answer.headers["Location"] == "/account/logout/"
    assert language_of(client, "/account/logout/") == "da"


@pytest.mark.parametrize("value", ["", "de", "da-DK", "<script>", "../en"])
def test_a_cookie_with_nonsense_is_danish(client: Client, value: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = value
    assert language_of(client) == "da"


def test_choosing_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"


def test_a_stranger_costs_no_look_up(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    client.get(PAGE)
    with django_assert_num_queries(0):
        client.get(PAGE)


def test_one_language_does_not_leak_into_the_next_answer(client: Client) -> None:
    client.force_login(factories.user(language="en"))
    language_of(client, "/account/logout/")
    assert language_of(Client()) == "da"


def test_a_session_of_nobody_is_danish(client: Client) -> None:
    client.force_login(factories.user(language="en"))
    User.objects.all().delete()
    assert language_of(client) == "da"


def test_the_order_of_the_middleware() -> None:
    """Each line: what must have happened before what."""
    order = {name.rsplit(".", 1)[1]: place for place, name in enumerate(settings.MIDDLEWARE)}
    before = [
        ("SessionMiddleware", "AuthenticationMiddleware"),
        ("AuthenticationMiddleware", "LanguageMiddleware"),  # the reader's own language
        ("LanguageMiddleware", "LoginRequiredMiddleware"),
        ("AuthenticationMiddleware", "LoginRequiredMiddleware"),
        ("CsrfViewMiddleware", "LoginRequiredMiddleware"),
        ("SessionMiddleware", "MessageMiddleware"),
        ("MessageMiddleware", "AccountMiddleware"),
        ("AuthenticationMiddleware", "StaffSecondFactorMiddleware"),
        ("AccountMiddleware", "StaffSecondFactorMiddleware"),
    ]
    assert [(first, second) for first, second in before if order[first] > order[second]] == []
    assert "LocaleMiddleware" not in order  # it would ask the browser
