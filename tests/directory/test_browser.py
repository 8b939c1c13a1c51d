"""Members, the import, the directory and one's own pages in a real browser: accessible, and of use by hand."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.directory import queries, services
from mikrovirk.directory.models import Membership, Person
from tests import axe, factories

pytestmark = pytest.mark.django_db(transaction=True)
LIST = Path(__file__).parent.parent / "data" / "member-lists" / "excel-semikolon.csv"


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_a_coordinator_brings_a_list_in_and_takes_it_back(page: Page, live_server: LiveServer) -> None:
    network = factories.network("moen")
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/moen/members/")
    expect(page.get_by_role("heading", name="Her kommer dine medlemmer til at stå")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Indlæs en medlemsliste").first.click()
    axe.check(page)
    page.get_by_role("button", name="Se, hvad der er på listen").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_label("Medlemslisten").set_input_files(LIST)
    page.get_by_role("button", name="Se, hvad der er på listen").click()
    axe.check(page)
    page.get_by_role("link", name="Kan ikke læses").click()
    expect(page.locator("tbody tr")).to_have_count(8)
    page.get_by_role("button", name="Tag 280 medlemmer med").click()
    expect(page.get_by_text("Listen er indlæst: 280 nye medlemmer.")).to_be_visible()
    assert Membership.objects.filter(network=network).count() == 280
    axe.check(page)
    page.get_by_role("button", name="Fortryd det hele").click()
    page.get_by_role("dialog").get_by_role("button", name="Fortryd det hele").click()
    expect(page.get_by_text("Alt er, som det var før listen.")).to_be_visible()
    assert not Membership.objects.exists()
    axe.check(page)


def test_members_are_found_while_one_types(page: Page, live_server: LiveServer) -> None:
    network = factories.network("moen")
    lise = factories.member(
        network, "Lise Sørensen", firm=factories.business("Systuen", town="Bogø", industry="Frisør")
    )
    for number in range(40):
        factories.member(network, f"Person {number}")
    services.refresh_search_texts()
    as_user(page, live_server, factories.coordinator(network))
    page.goto(f"{live_server.url}/networks/moen/members/")
    axe.check(page)
    page.get_by_label("Søg").press_sequentially("frisører")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(f"{live_server.url}/networks/moen/members/?q=fris%C3%B8rer&show=members&order=name")
    page.get_by_role("link", name="Lise Sørensen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lise Sørensen")
    axe.check(page)
    page.go_back()  # the whole page again, with what was searched for
    expect(page.get_by_role("heading", level=1)).to_have_text("Medlemmer")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.goto(f"{live_server.url}/networks/moen/members/{lise.pk}/")
    page.get_by_role("button", name="Afslut medlemskabet").click()
    page.get_by_role("dialog").get_by_role("button", name="Afslut medlemskabet").click()
    expect(page.get_by_text("Medlemskabet sluttede")).to_be_visible()
    axe.check(page)
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_role("button", name="Afslut medlemskabet")).to_be_visible()
    for path in ("new/", f"{lise.pk}/edit/", f"{lise.pk}/business/", f"{lise.pk}/other-business/"):
        page.goto(f"{live_server.url}/networks/moen/members/{path}")
        axe.check(page)


def test_a_member_decides_what_others_see(page: Page, live_server: LiveServer) -> None:
    network = factories.network("moen", name="Møn")
    lise = factories.member(network, "Lise Holm", firm=factories.business("Systuen"))
    as_user(page, live_server, lise.user)
    page.goto(f"{live_server.url}/me/profile/")
    axe.check(page)
    page.get_by_label("Telefon (kan springes over)").fill("27 52 65 44")
    page.get_by_label("Mit telefonnummer vises til").select_option(label="Alle")
    page.get_by_role("button", name="Gem min profil").click()
    expect(page.get_by_text("Din profil er gemt.")).to_be_visible()
    page.get_by_role("link", name="Systuen").click()
    axe.check(page)
    page.get_by_label("Det søger jeg").fill("En bogholder i Stege")
    page.get_by_label("Vis virksomheden i det offentlige virksomhedsregister").check()
    page.get_by_role("button", name="Gem min virksomhed").click()
    page.get_by_role("link", name="Se siden").click()
    axe.check(page)
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/directory/?q=bogholdere")
    axe.check(page)
    page.get_by_role("link", name="Systuen").click()
    expect(page.get_by_role("link", name="27 52 65 44")).to_be_visible()
    expect(page.get_by_text(lise.email)).to_have_count(0)
    as_user(page, live_server, lise.user)
    for path in ("/me/profile/seen/", "/me/invite/"):
        page.goto(live_server.url + path)
        axe.check(page)


def test_one_becomes_a_member_with_a_members_link(page: Page, live_server: LiveServer) -> None:
    network = factories.network("moen", name="Møn")
    per = factories.member(network, "Per Bo", joined=timezone.localdate())
    token = queries.invite_token(per, network)
    page.goto(f"{live_server.url}/networks/moen/join/{token}/")
    expect(page.get_by_text("Per Bo inviterer dig.")).to_be_visible()
    axe.check(page)
    page.get_by_label("Dit navn").fill("Lise Holm")
    page.get_by_label("Din e-mail").fill("lise@systuen.example")
    page.get_by_role("button", name="Bliv medlem").click()
    expect(page.get_by_text("Vi har sendt en mail til lise@systuen.example.")).to_be_visible()
    axe.check(page)
    assert not Person.objects.filter(user__email="lise@systuen.example").exists()
