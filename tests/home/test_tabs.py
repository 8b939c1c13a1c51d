"""The tabs of a municipality stand above the pages about it, and above no other."""

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from mikrovirk.home.menu import what_goes_on
from mikrovirk.home.tabs import municipality_tabs, tab_of

pytestmark = pytest.mark.django_db


def tabs_at(path: str) -> list[tuple[str, bool]]:
    request = RequestFactory().get(path)
    request.resolver_match = resolve(path)
    return [(entry.url, entry.current) for entry in municipality_tabs(request)]


def test_above_the_pages_of_a_municipality_with_the_one_marked() -> None:
    tabs = tabs_at("/calendar/0390/month/")
    assert tabs[0] == ("/calendar/0390/", True)
    assert [current for _url, current in tabs[1:]] == [False] * (len(tabs) - 1)


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/all/", "/calendar/9999/", "/calendar/feeds/", "/me/"])
def test_nowhere_else(path: str) -> None:
    assert tabs_at(path) == []


@pytest.mark.parametrize(
    ("app", "page", "tab"),
    [
        ("landscape", "month", "calendar_of"),
        ("landscape", "entries_map", "entries"),
        ("cooperation", "roles_draft", "area"),
        ("cooperation", "conferences", "conferences"),
        ("cooperation", "conference_tables", "conferences"),
    ],
)
def test_each_page_stands_under_its_tab(app: str, page: str, tab: str) -> None:
    assert tab_of(app, page) == tab


def test_they_stand_on_the_page_itself(client: Client) -> None:
    page = client.get("/calendar/0390/").content.decode()
    assert '<nav class="tabs" aria-label="Kommunen">' in page
    assert '<nav class="tabs" aria-label="Kommunen">' not in client.get("/calendar/").content.decode()


def test_the_menu_leads_an_officer_to_the_first_of_them() -> None:
    assert [what_goes_on(code)[1] for code in ("0376", "")] == ["/calendar/0376/", "/calendar/"]
