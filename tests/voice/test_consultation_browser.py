"""A draft in a real browser: a member on a phone, by the link in the mail; the coordinator and the steering group at a desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Comment, Consultation, Input, PaperCount, PointSupport
from mikrovirk.voice.services import consultation_comments, consulting
from mikrovirk.voice.services.consultation_comments import Author
from tests import axe, factories
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/networks/mikrovirk/consultations/"


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def draft(place: Network) -> Consultation:
    return rows.opened(place, at=timezone.now())


def as_user(page: Page, site: LiveServer, user: Any) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_a_member_answers_on_the_phone_by_the_link_in_the_mail(
    page: Page, live_server: LiveServer, place: Network, draft: Consultation
) -> None:
    lise = factories.member(place, "Karen-Margrethe Nødskov-Pedersen")
    page.set_viewport_size(axe.PHONE)  # type: ignore[arg-type]
    page.goto(live_server.url + "/" + consulting.link_of(draft, lise.pk).split("/", 3)[3])
    axe.check(page)
    point = draft.points.all()[0]
    section = page.locator(f"#point-{point.pk}")
    section.get_by_text("Skriv en kommentar").click()
    section.get_by_label("Din kommentar").fill("Hellere om tirsdagen")
    section.get_by_role("button", name="God idé").click()  # in place: what was typed stays
    expect(section.get_by_role("button", name="God idé")).to_have_attribute("aria-pressed", "true")
    expect(section.get_by_role("button", name="God idé")).to_be_focused()
    expect(section.get_by_label("Din kommentar")).to_have_value("Hellere om tirsdagen")
    section.get_by_role("button", name="Send kommentaren").click()
    expect(section.get_by_role("button", name="Send på ny")).to_be_visible()
    whole = page.locator("#point-0")
    whole.get_by_label("Din kommentar").fill("Vi er for få til det her")
    whole.get_by_label("Ingen. Du får et link").check()
    whole.get_by_role("button", name="Send kommentaren").click()
    expect(whole.get_by_text("Din kommentar er modtaget uden dit navn.")).to_be_visible()
    axe.check(page)
    assert PointSupport.objects.values_list("person", "stance").get() == (lise.pk, "for")
    said = Input.objects.order_by("pk").values_list("text", "person")
    assert list(said) == [("Hellere om tirsdagen", lise.pk), ("Vi er for få til det her", None)]
    page.reload()
    expect(section.get_by_label("Din kommentar")).to_have_value("Hellere om tirsdagen")


def test_what_was_typed_is_there_again_when_the_phone_wakes_up(
    page: Page, live_server: LiveServer, place: Network, draft: Consultation
) -> None:
    as_user(page, live_server, factories.member(place).user)
    page.goto(f"{live_server.url}{HERE}{draft.pk}/")
    page.locator("#point-0").get_by_label("Din kommentar").press_sequentially("Halvt skrevet")
    page.reload()
    expect(page.locator("#point-0").get_by_label("Din kommentar")).to_have_value("Halvt skrevet")


def test_the_office_writes_shows_answers_and_adopts(page: Page, live_server: LiveServer, place: Network) -> None:
    factories.member(place)
    as_user(page, live_server, factories.coordinator(place))
    page.goto(f"{live_server.url}{HERE}")
    axe.check(page)
    page.get_by_role("link", name="Skriv et udkast").first.click()
    page.get_by_label("Hvad er det?").fill("Foråret 2027")
    page.get_by_role("button", name="Videre til punkterne").click()
    axe.check(page)
    page.get_by_role("link", name="Tilføj et punkt").click()
    axe.check(page)
    page.get_by_label("Punkt", exact=True).fill("Moms uden mavepine")
    page.get_by_label("Dag").fill((timezone.localdate() + timedelta(days=60)).isoformat())
    page.get_by_label("Klokkeslæt").fill("17:30")
    page.get_by_role("button", name="Gem punktet").click()
    page.get_by_role("button", name="Vis det for medlemmerne").click()
    expect(page.get_by_text("Medlemmerne kan se det.")).to_be_visible()
    made = Consultation.objects.get()
    point = made.points.get()
    consultation_comments.comment(
        made, point, "Hellere tirsdag", author=Author(factories.member(place, "Bo Lund")), at=timezone.now()
    )
    page.goto(f"{live_server.url}{HERE}{made.pk}/answers/")
    axe.check(page)
    page.locator(f"#point-{point.pk}").get_by_label("Vores svar").fill("Tirsdag er biblioteket optaget.")
    page.locator(f"#point-{point.pk}").get_by_role("button", name="Gem svaret").click()
    page.get_by_role("link", name="Vedtag det").click()
    axe.check(page)
    page.get_by_label("Fordi").fill("Det var der opbakning til.")
    page.get_by_role("button", name="Vedtag det").click()
    expect(page.get_by_text("Version 2, vedtaget")).to_be_visible()
    axe.check(page)


def test_paper_is_typed_in_with_enter_and_the_next(
    page: Page, live_server: LiveServer, place: Network, draft: Consultation
) -> None:
    meeting = factories.meeting(place, starts_at=timezone.now() - timedelta(days=1))
    as_user(page, live_server, factories.role("steering", place))
    page.goto(f"{live_server.url}{HERE}{draft.pk}/paper/?meeting={meeting.pk}")
    axe.check(page)
    page.get_by_label("God idé: Moms uden mavepine").fill("12")
    page.get_by_role("button", name="Gem tallene").click()
    expect(page.get_by_text("Tallene er gemt.")).to_be_visible()
    assert PaperCount.objects.values_list("for_count", "meeting").get() == (12, meeting.pk)
    field = page.get_by_label("Hvad der står")
    for text in ("Gerne i Borre", "Gerne i Stege"):
        field.fill(text)
        field.press("Enter")
        expect(page.get_by_text(text)).to_be_visible()
        expect(field).to_be_focused()
        expect(field).to_have_value("")
    assert set(Comment.objects.values_list("input__text", flat=True)) == {"Gerne i Borre", "Gerne i Stege"}
    axe.check(page)
