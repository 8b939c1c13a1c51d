"""The headers of every kind of answer: pages, pieces, files, pictures, refusals, faults; open and closed."""

import json
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts import sign_in
from mikrovirk.config.headers import NOT_USED
from mikrovirk.home.trail.pages import PAGES
from mikrovirk.networks.models import Network
from tests import factories
from tests.test_urls import pages

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
FRAMED = {"landscape:widget_frame", "live:newest_embed", "voice:you_said_embed"}  # made to stand on other sites


@pytest.fixture
def place() -> Network:
    return factories.network("moen")


@pytest.fixture
def office(client: Client, place: Network) -> Client:
    client.force_login(factories.coordinator(place))
    return client


def has_all(answer: Any) -> bool:
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    return bool(answer.headers["Permissions-Policy"] == ", ".join(f"{name}=()" for name in NOT_USED))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/networks/moen/", 200),
        ("/networks/moen/meetings.ics", 200),
        ("/account/login/", 200),
        ("/no-such-page/", 404),
        ("/s/not-a-link/", 404),
        ("/me/", 302),
        ("/api/v1/networks", 200),
    ],
)
def test_what_a_stranger_gets(client: Client, place: Network, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert has_all(answer)


def test_every_public_page_has_them(client: Client) -> None:
    """Whatever a stranger asks for: found or not, all of them but in a frame where that is meant."""
    for page in pages():
        if page.is_public and page.name not in FRAMED | {"live:events"}:
            assert has_all(client.get(page.address)), page.address


@pytest.mark.parametrize("name", ["directory:members", "directory:export_csv", "directory:export_xlsx"])
def test_other_peoples_data_are_kept_nowhere(office: Client, name: str) -> None:
    answer = office.get(reverse(name, args=["moen"]))
    assert has_all(answer)
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert name in PAGES


def test_own_pages_are_asked_for_again(office: Client) -> None:
    answer = office.get("/me/")
    assert set(answer.headers["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_refusal_of_a_closed_page_is_not_kept_either(client: Client) -> None:
    answer = client.get("/networks/moen/members/")
    assert answer.status_code == 302
    assert "no-store" in answer.headers["Cache-Control"]


def test_public_files_may_be_kept_and_shown_elsewhere(client: Client, place: Network) -> None:
    answer = client.get("/networks/moen/meetings.ics")
    assert "Cross-Origin-Resource-Policy" not in answer.headers
    assert "private" not in answer.headers.get("Cache-Control", "")


def test_a_link_is_found_by_no_search_engine(client: Client) -> None:
    link = reverse("account_sign_in_link", args=[sign_in.token_for(factories.user("Lise Holm"))])
    answer = client.get(link)
    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]


def test_signing_out_forgets_what_the_browser_kept(office: Client) -> None:
    assert office.post("/account/logout/").headers["Clear-Site-Data"] == '"cache"'


def test_a_fault_has_them(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: Any, **named: Any) -> HttpResponse:
        raise RuntimeError("planted")

    monkeypatch.setattr("mikrovirk.home.queries.open_networks", fails)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert has_all(answer)


def test_a_method_that_no_page_takes(client: Client) -> None:
    answer = client.put("/")
    assert answer.status_code == 405
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "Permissions-Policy" in answer.headers


def test_a_wrong_host_has_them(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Permissions-Policy" in answer.headers


def test_what_a_view_said_is_kept(client: Client) -> None:
    from mikrovirk.config.headers import HeadersMiddleware

    def view(request: HttpRequest) -> HttpResponse:
        headers = {"Cache-Control": "private, max-age=60", "Cross-Origin-Resource-Policy": "cross-origin"}
        return HttpResponse(json.dumps({}), headers=headers)

    request = HttpRequest()
    request.user = factories.user("Lise Holm")
    answer = HeadersMiddleware(view)(request)
    assert answer.headers["Cache-Control"] == "private, max-age=60"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
