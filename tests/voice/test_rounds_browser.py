"""Asking everybody in a real browser: two taps on a phone, and a round prepared with and without a mouse."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Ask, Input, InputRound
from mikrovirk.voice.services.rounds import QuestionWords
from tests import axe, factories
from tests.voice import round_rows
from tests.voice.round_rows import Kind

pytestmark = pytest.mark.django_db(transaction=True)

ONE_CHOICE = (QuestionWords(Kind.CHOICE, "Hvornår passer det dig bedst at mødes?", ("Morgen", "Eftermiddag", "Aften")),)


@pytest.fixture
def place() -> Network:
    return factories.network("moen", name="Netværket på Møn")


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def asked(place: Network, name: str = "Lise Holm", **changes: object) -> Ask:
    factories.member(place, name)
    now = timezone.now()
    round = round_rows.sent(place, at=now, deadline_at=now + timedelta(days=14), **changes)
    return Ask.objects.select_related("round").get(round=round)


def test_a_question_is_answered_with_two_taps_on_a_phone(page: Page, live_server: LiveServer, place: Network) -> None:
    ask = asked(place, questions=ONE_CHOICE)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_server.url + round_rows.link(ask))
    axe.check(page)
    page.get_by_text("Aften", exact=True).click()  # the first tap
    page.get_by_role("button", name="Send mit svar").click()  # the second
    expect(page.get_by_text("Tak, Lise. Dit svar er kommet ind.")).to_be_visible()
    expect(page.get_by_label("Aften")).to_be_checked()
    axe.check(page)
    assert list(Input.objects.values_list("text", "person")) == [("Aften", ask.person_id)]


def test_without_a_name_the_link_is_kept_and_errors_keep_what_was_typed(
    page: Page, live_server: LiveServer, place: Network
) -> None:
    ask = asked(place)
    page.goto(live_server.url + round_rows.link(ask))
    axe.check(page)
    page.get_by_label("Svar uden mit navn").check()
    page.get_by_role("button", name="Send mit svar").click()
    expect(page.get_by_role("group", name="Der er noget, du skal rette")).to_contain_text(
        "Svar på mindst et af spørgsmålene"
    )
    axe.check(page)
    page.get_by_label("Hvad savner du?").fill("En at spise frokost med")
    page.get_by_role("button", name="Send mit svar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Dit svar er kommet ind uden dit navn")
    axe.check(page)
    row = Input.objects.get()
    expect(page.get_by_label("Dit link")).to_have_value(f"http://localhost:8000/r/{row.receipt}/")
    page.goto(live_server.url + round_rows.link(ask))
    expect(page.get_by_text("Du har svaret uden dit navn.")).to_be_visible()
    axe.check(page)


def test_a_late_word_is_heard(page: Page, live_server: LiveServer, place: Network) -> None:
    ask = asked(place)
    InputRound.objects.update(state="closed", closed_at=timezone.now())
    page.goto(live_server.url + round_rows.link(ask))
    axe.check(page)
    page.get_by_label("Hvad vil du gerne sige?").fill("Undskyld, jeg var på ferie. Mere kaffe!")
    page.get_by_role("button", name="Send det").click()
    expect(page.get_by_text("Tak. Det bliver læst af koordinatoren og styregruppen.")).to_be_visible()


def test_the_coordinator_prepares_sees_and_sends_a_round(page: Page, live_server: LiveServer, place: Network) -> None:
    factories.member(place, "Lise Holm", phone="+4520304050")
    factories.member(place, "Bo Lind", bounced_at=timezone.now())
    as_user(page, live_server, round_rows.karla(place))
    page.goto(f"{live_server.url}/networks/moen/voice/rounds/")
    axe.check(page)
    page.get_by_role("link", name="Spørg alle").click()
    axe.check(page)
    page.get_by_label("Det kalder vi den").fill("Før efteråret")
    page.get_by_label("Kort og ligetil").check()
    page.get_by_role("button", name="Skriv en kladde i den tone").click()
    expect(page.get_by_label("Emne")).to_have_value("Har du to minutter?")
    page.get_by_label("Mailen", exact=True).fill("Hej {first_name}\n\nHvad mener du?")
    page.get_by_role("button", name="Fjern : spørgsmål 3").click()
    page.get_by_role("button", name="Et spørgsmål mere").click()
    last = page.get_by_role("group", name="Spørgsmål 3")
    last.get_by_role("textbox", name="Spørgsmål").fill("Hvornår?")
    expect(last.get_by_label("Hvad man kan vælge")).to_be_hidden()
    last.get_by_label("Sådan svares der").select_option("choice")
    last.get_by_label("Hvad man kan vælge").fill("Morgen\nAften")
    page.get_by_role("button", name="Op : spørgsmål 3").click()
    expect(page.get_by_role("group", name="Spørgsmål 2").get_by_role("textbox", name="Spørgsmål")).to_have_value(
        "Hvornår?"
    )
    axe.check(page)
    page.get_by_role("button", name="Se mailen, som de får den").click()
    expect(page.get_by_text("Hvad mener du?")).to_be_visible()
    axe.check(page)
    page.get_by_role("button", name="Send til én person").click()
    expect(page.get_by_role("heading", name="0 af 2 har svaret")).to_be_visible()
    axe.check(page)
    page.get_by_role("link", name="Se hvem, med telefonnumre").click()
    expect(page.get_by_role("listitem").filter(has_text="Bo Lind")).to_contain_text("får ingen mail")
    axe.check(page)
    page.get_by_role("link", name="Skriv ind, hvad de siger : Bo Lind").click()
    page.get_by_label("Det, de svarede").fill("Mere tid til at snakke")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ét svar skrevet ind")).to_be_visible()
    expect(page.get_by_label("Det, de svarede")).to_be_focused()
    axe.check(page)
    assert list(Input.objects.values_list("source", "text", "person__user__full_name")) == [
        ("office", "Mere tid til at snakke", "Bo Lind")
    ]
    page.goto(f"{live_server.url}/networks/moen/voice/rounds/")
    expect(page.get_by_role("row", name="Før efteråret")).to_contain_text("1 af 2")
    axe.check(page)


def test_a_reply_nobody_is_sure_of_stands_beside_the_whole_mail(
    page: Page, live_server: LiveServer, place: Network
) -> None:
    as_user(page, live_server, round_rows.karla(place))
    _asked, _unsent, _typed, unsure = round_rows.rows_for_pages(place, factories.member(place, "Bo Lind"))
    page.goto(f"{live_server.url}/networks/moen/voice/rounds/{unsure.round_id}/")
    axe.check(page)
    page.get_by_role("link", name="Se på det").click()
    axe.check(page)
    page.get_by_label("Hvad personen siger").fill("Tak for kaffen")
    page.get_by_role("button", name="Gem det sådan").click()
    expect(page.get_by_text("Gemt, som du lod det stå.")).to_be_visible()
