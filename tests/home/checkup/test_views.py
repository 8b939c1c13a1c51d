"""The administrator's check-up."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.home import checkup
from mikrovirk.home.checkup.findings import State, fine, wrong
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client, settings: Any, tmp_path: Path) -> Client:
    settings.DATA = tmp_path
    client.force_login(factories.user("Ask Teglgaard", is_administrator=True))
    return client


def test_what_is_wrong_stands_first_with_how_to_mend_it(administrator: Client) -> None:
    page = administrator.get(reverse("home:check")).content.decode()
    assert "Der er aldrig lavet en sikkerhedskopi." in page
    assert page.index("Kør mikrovirk backup hver nat") < page.index("Databasen passer til denne version.")


def test_what_is_mended_on_a_page_leads_there(administrator: Client) -> None:
    page = administrator.get(reverse("home:check")).content.decode()
    for name in ("home:privacy_here", "home:accessibility_here"):
        assert f'<a class="button" href="{reverse(name)}">' in page


def test_others_are_asked_only_when_the_button_is_pressed(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def look(now: object, *, outside: bool) -> list[Any]:
        asked.append(outside)
        return [wrong("smtp_answers", "Mailserveren svarer ikke", "Se på porten")] if outside else [fine("a", "A")]

    monkeypatch.setattr(checkup, "look", look)
    assert "Alt er, som det skal være" in administrator.get(reverse("home:check")).content.decode()
    page = administrator.post(reverse("home:check")).content.decode()
    assert asked == [False, True]
    assert "Se på porten" in page
    assert "Spørg igen" in page


def test_nobody_else_sees_it(client: Client) -> None:
    client.force_login(factories.coordinator(factories.network()))
    assert client.get(reverse("home:check")).status_code == 404


def test_everything_that_is_looked_at_here_says_something(administrator: Client) -> None:
    found = checkup.look(factories.NOW, outside=False)
    assert {
        "settings",
        "versions",
        "disk",
        "clock",
        "time_zone",
        "tables",
        "backup",
        "consents",
        "worker",
        "queue",
    } <= {finding.key for finding in found} | {"settings"}
    assert [list(State).index(finding.state) for finding in found] == sorted(
        list(State).index(finding.state) for finding in found
    )
