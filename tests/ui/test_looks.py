"""Light or dark: the device's, or what the reader chose, without a script."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from mikrovirk.accounts.models import User
from tests import axe

FRONT = "/privacy/"
# What can be pressed only on a screen, and is seen on paper.
TO_PRESS = """() => [...document.querySelectorAll("button, .button, .site-menu, .site-footer, .tabs, .screen-only")]
    .filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 80))"""
FOLDED = "() => document.querySelector('.more--on-paper > p').checkVisibility()"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_choice_is_kept_and_leads_back(db: None, client: Client, look: str) -> None:
    answer = client.post(reverse("ui:look"), {"look": look}, headers={"referer": f"http://testserver{FRONT}"})
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{FRONT}")
    kept = answer.cookies["look"]
    assert (kept.value, kept["httponly"], kept["samesite"], kept["max-age"]) == (look, True, "Lax", 31_536_000)
    html = client.get(FRONT).content.decode()
    assert f'<html lang="da" data-look="{look}">' in html
    assert f'value="{look}" aria-pressed="true"' in html
    assert html.count('aria-pressed="true"') == 1


def test_as_the_device_forgets_the_choice(db: None, client: Client) -> None:
    client.cookies["look"] = "dark"
    answer = client.post(reverse("ui:look"), {"look": ""}, headers={"referer": "https://elsewhere.example/"})
    assert (answer["Location"], answer.cookies["look"].value) == ("/", "")
    html = client.get(FRONT).content.decode()
    assert '<html lang="da">' in html
    assert 'value="" aria-pressed="true">Som enheden' in html


def test_what_nobody_can_choose_is_as_the_device(db: None, client: Client) -> None:
    client.cookies["look"] = 'x" onload="'
    assert '<html lang="da">' in client.get(FRONT).content.decode()
    client.post(reverse("ui:look"), {"look": "green"})
    assert client.cookies["look"].value == ""


def test_looking_at_the_address_changes_nothing(db: None, client: Client) -> None:
    assert client.get(reverse("ui:look")).status_code == 405


def test_every_component_can_be_read_light_and_dark(live_server, browser: Browser, client: Client, db: None) -> None:
    """Chosen, against the device's wish: so both ways of getting there are seen. Paper is white whatever was chosen."""
    administrator = User.objects.create_user("drift@havnby.example", is_administrator=True)
    client.force_login(administrator)
    session = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    grounds = {}
    for device, chosen in (("dark", "light"), ("light", "dark"), ("dark", "")):
        context = browser.new_context(color_scheme=device)
        context.add_cookies([session])  # type: ignore[list-item]  # a plain dict
        page = context.new_page()
        page.goto(f"{live_server.url}{reverse('ui:gallery')}")
        if chosen:
            page.locator(f".look-choice [value={chosen}]").click()
        if chosen:  # what the device wishes is the same values
            axe.check(page)
        ground = "() => getComputedStyle(document.documentElement).getPropertyValue('--page')"
        seen = page.evaluate(ground)
        page.emulate_media(media="print")
        assert page.evaluate(TO_PRESS) == []
        assert page.evaluate(FOLDED) is True
        grounds[device, chosen] = (seen, page.evaluate(ground))
        context.close()
    assert grounds == {
        ("dark", "light"): ("#fbf6ee", "#ffffff"),
        ("light", "dark"): ("#1b1916", "#ffffff"),
        ("dark", ""): ("#1b1916", "#ffffff"),
    }
