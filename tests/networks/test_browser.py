"""The settings and the installation's pages, in a real browser: accessible, and of use by hand."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.home.handover import watch
from mikrovirk.networks import queries
from mikrovirk.networks.models import Role
from tests import axe, factories

pytestmark = pytest.mark.django_db(transaction=True)


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_a_coordinator_sets_her_network_up(page: Page, live_server: LiveServer) -> None:
    network = factories.network("moen", parts=())
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/moen/settings/")
    axe.check(page)
    page.get_by_label("Opgaver").check()
    page.get_by_role("button", name="Slå de afkrydsede dele til").click()
    expect(page.get_by_text("Delene er slået til og fra, som du krydsede af.")).to_be_visible()
    network.refresh_from_db()
    assert queries.parts_of(network) == {"tasks"}
    page.get_by_label("E-mail", exact=True).fill("ole")
    page.get_by_role("button", name="Giv rollen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    axe.check(page)
    page.get_by_label("Navn", exact=True).nth(1).fill("Ole Gram")
    page.get_by_label("E-mail", exact=True).fill("ole@firma.example")
    page.get_by_label("Koordinator: alt").check()
    page.get_by_role("button", name="Giv rollen").click()
    expect(page.get_by_text("Ole Gram har nu rollen.")).to_be_visible()
    # ending a role asks first
    page.get_by_role("button", name="Afslut rollen Ole Gram").click()
    expect(page.get_by_role("dialog")).to_contain_text("Skal rollen afsluttes?")
    axe.check(page)
    page.get_by_role("dialog").get_by_role("button", name="Afslut rollen").click()
    expect(page.get_by_text("Ole Gram har ikke længere rollen.")).to_be_visible()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_text("Ole Gram har rollen igen.")).to_be_visible()
    page.get_by_text("Jeg skal på ferie").click()
    axe.check(page)
    page.get_by_label("Til og med").nth(1).fill((timezone.localdate() + timedelta(days=20)).isoformat())
    page.get_by_label("Ole Gram").check()
    page.get_by_role("button", name="Notér det").click()
    expect(page.get_by_role("button", name="Jeg er tilbage")).to_be_visible()
    axe.check(page)


def test_the_steering_group_writes_down_what_to_know_and_takes_over(page: Page, live_server: LiveServer) -> None:
    network = factories.network("moen")
    bo = factories.role(Role.Name.STEERING, network)
    watch.keep_watch(network, timezone.now())
    as_user(page, live_server, bo)
    page.goto(f"{live_server.url}/networks/moen/handover/")
    axe.check(page)
    page.get_by_role("link", name="Skriv noget ned").click()
    axe.check(page)
    page.get_by_role("button", name="Gem").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_label("En aftale").check()
    page.get_by_label("Emne").fill("Nøglen")
    page.get_by_label("Hvad man skal vide").fill("Ligger hos biblioteket.")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Ligger hos biblioteket.")).to_be_visible()
    page.get_by_role("button", name="Fjern Nøglen").click()
    page.get_by_role("button", name="Sæt det tilbage").click()
    expect(page.get_by_text("Ligger hos biblioteket.")).to_be_visible()
    page.get_by_role("link", name="En anden, eller andre dage").click()
    axe.check(page)
    page.get_by_label("En anden").check()
    page.get_by_role("button", name="Lad vedkommende tage over").click()
    axe.check(page)
    page.get_by_label("Navn").fill("Lis Krag")
    page.get_by_label("E-mail").fill("lis@ny.example")
    page.get_by_role("button", name="Lad vedkommende tage over").click()
    expect(page.get_by_text("Lis Krag driver nu netværket")).to_be_visible()
    axe.check(page)


def test_an_administrator_sets_the_installation_up(page: Page, live_server: LiveServer, settings: Any) -> None:
    factories.organisation("kommune", kind="municipality", municipality_code="0390", name="Vordingborg Kommune")
    as_user(page, live_server, factories.user(is_administrator=True))
    page.goto(f"{live_server.url}/installation/")
    axe.check(page)
    page.get_by_role("link", name="Tilføj en organisation").click()
    axe.check(page)
    page.get_by_label("Navn").fill("Vordingborg Erhverv")
    page.get_by_label("Slags").select_option(label="Erhvervsråd")
    page.get_by_role("button", name="Tilføj organisationen").click()
    axe.check(page)
    page.locator("#person_full_name").fill("Bo Lind")
    page.locator("#person_email").fill("bo@erhverv.example")
    page.get_by_role("button", name="Giv adgang").click()
    expect(page.get_by_text("Bo Lind har nu rollen.")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Installationen").first.click()
    page.get_by_role("link", name="Tilføj et netværk").click()
    axe.check(page)
    page.get_by_label("Netværkets navn").fill("Møn for alle")
    page.get_by_label("Værtsorganisation").select_option(label="Vordingborg Erhverv")
    page.get_by_label("Koordinatorens navn").fill("Karen Bæk")
    page.get_by_label("Koordinatorens e-mail").fill("karen@erhverv.example")
    page.get_by_role("button", name="Tilføj netværket").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Møn for alle")
    axe.check(page)
    page.get_by_label("Kommune", exact=True).select_option(label="Vordingborg Kommune")
    page.get_by_role("button", name="Gem vært og kommune").click()
    expect(page.get_by_text("Gemt.")).to_be_visible()
    held = {(role.name, str(role.network or role.organisation)) for role in Role.objects.all()}
    assert held == {("host", "Vordingborg Erhverv"), ("coordinator", "Møn for alle")}
