"""The steering room in a real browser: minutes that save themselves, two who write at once, a decision right in the point."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import AgendaPoint, Decision, SteeringMeeting
from mikrovirk.voice.services import decisions as decision_services
from mikrovirk.voice.services import steering_guests
from tests import axe, factories
from tests.voice import steering_rows as rows

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/networks/moen/steering/"
LONG = "Karen-Margrethe Nødskov-Pedersen"


@pytest.fixture
def moen() -> Network:
    return rows.room()


@pytest.fixture
def karen(moen: Network) -> User:
    return rows.coordinator(moen)


@pytest.fixture
def meeting(moen: Network, karen: User) -> SteeringMeeting:
    rows.group(moen, LONG, "Bo Lind")
    held = rows.meeting(moen, starts_at=timezone.now() - timedelta(minutes=10), created_by=karen)
    rows.point(held, "Mødetider", matter="inputs", about="Det ældste er fra i går.")
    rows.point(held, "Eventuelt og næste møde", matter="rest")
    return held


def as_user(page: Page, site: LiveServer, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])


def test_from_an_empty_room_to_an_agenda_of_what_waits(
    page: Page, live_server: LiveServer, moen: Network, karen: User
) -> None:
    rows.theme(moen, said=("Hellere om morgenen", "Kl. 8 passer os"))
    as_user(page, live_server, karen)
    page.goto(f"{live_server.url}{HOME}")
    axe.check(page)
    page.get_by_role("link", name="Indkald til det første møde").click()
    axe.check(page)
    page.get_by_label("Begynder kl.").fill("16:00")
    page.get_by_role("button", name="Videre til dagsordenen").click()
    expect(page.locator("input[value='2 input fra medlemmerne har ikke fået svar']")).to_have_count(1)
    axe.check(page)
    page.get_by_role("button", name="Sæt dem på dagsordenen").click()
    expect(page.get_by_role("heading", name="1. 2 input fra medlemmerne har ikke fået svar")).to_be_visible()
    axe.check(page)


def test_minutes_save_themselves_and_a_decision_is_made_in_the_point(
    page: Page, live_server: LiveServer, moen: Network, karen: User, meeting: SteeringMeeting
) -> None:
    theme = rows.theme(moen, said=("Hellere om morgenen", "Kl. 8 passer os"))
    first = meeting.points.get(title="Mødetider")
    as_user(page, live_server, karen)
    page.goto(f"{live_server.url}{HOME}meetings/{meeting.pk}/")
    card = page.locator(f"#point-{first.pk}")
    card.get_by_label("Hvad der blev sagt og aftalt").fill("To vil hellere om morgenen.")
    expect(card.get_by_text("Gemt kl.")).to_be_visible()
    assert AgendaPoint.objects.get(pk=first.pk).minutes == "To vil hellere om morgenen."
    card.get_by_role("link", name="Skriv en beslutning").click()
    axe.check(page)
    card.get_by_role("button", name="Gem beslutningen").click()
    expect(card.locator("[data-error-summary]")).to_be_visible()
    card.get_by_label("Hvad vi beslutter").fill("Møde kl. 8 i marts")
    card.get_by_label("Fordi").fill("Mange kan ikke om aftenen.")
    card.get_by_label(f"{theme.name} (2)").check()
    card.get_by_role("button", name="Gem beslutningen").click()
    expect(card.get_by_role("link", name="Møde kl. 8 i marts")).to_be_visible()
    made = Decision.objects.get()
    assert (made.point, made.inputs.filter(outcome="taken_up").count()) == (first, 2)
    expect(card.get_by_label("Hvad der blev sagt og aftalt")).to_have_value("To vil hellere om morgenen.")
    axe.check(page)
    page.get_by_role("link", name="Møde kl. 8 i marts").click()
    axe.check(page)
    page.goto(f"{live_server.url}{HOME}")
    axe.check(page)


def test_two_who_write_in_the_same_point_lose_nothing(
    page: Page, browser: Browser, live_server: LiveServer, moen: Network, karen: User, meeting: SteeringMeeting
) -> None:
    first = meeting.points.get(title="Mødetider")
    where = f"{live_server.url}{HOME}meetings/{meeting.pk}/"
    bo = User.objects.get(full_name="Bo Lind")
    other = browser.new_context(locale="da-DK").new_page()
    as_user(page, live_server, karen)
    as_user(other, live_server, bo)
    page.goto(where)
    other.goto(where)
    theirs, mine = other.locator(f"#minutes-{first.pk}"), page.locator(f"#minutes-{first.pk}")
    theirs.fill("Bo skriver om kaffen.")
    expect(other.locator(f"#point-{first.pk}").get_by_text("Gemt kl.")).to_be_visible()
    mine.fill("Karen skriver om kagen.")
    meanwhile = page.locator(".meanwhile")
    expect(meanwhile).to_contain_text("Bo Lind har skrevet i punktet imens.")
    expect(meanwhile.locator("blockquote")).to_have_text("Bo skriver om kaffen.")
    expect(mine).to_have_value("Karen skriver om kagen.")
    axe.check(page)
    page.get_by_role("button", name="Behold begge tekster").click()
    expect(page.locator(f"#point-{first.pk}").get_by_text("Gemt kl.")).to_be_visible()
    assert AgendaPoint.objects.get(pk=first.pk).minutes == "Bo skriver om kaffen.\nKaren skriver om kagen."
    other.bring_to_front()
    expect(theirs).to_have_value("Bo skriver om kaffen.\nKaren skriver om kagen.", timeout=20_000)  # it looks by itself
    other.context.close()


def test_what_is_written_without_net_is_saved_when_it_is_back(
    page: Page, live_server: LiveServer, karen: User, meeting: SteeringMeeting
) -> None:
    first = meeting.points.get(title="Mødetider")
    as_user(page, live_server, karen)
    where = f"{live_server.url}{HOME}meetings/{meeting.pk}/"
    page.goto(where)
    field = page.locator(f"#minutes-{first.pk}")
    page.context.set_offline(True)
    field.fill("Skrevet i kælderen.")
    expect(page.get_by_text("Nettet er væk.")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator(f"#point-{first.pk}").get_by_text("Gemt kl.")).to_be_visible(timeout=15_000)
    assert AgendaPoint.objects.get(pk=first.pk).minutes == "Skrevet i kælderen."
    page.context.set_offline(True)
    field.fill("Og så lukkede telefonen.")
    expect(page.get_by_text("Nettet er væk.")).to_be_visible()
    context = page.context
    page.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(where)
    expect(again.locator(f"#minutes-{first.pk}")).to_have_value("Og så lukkede telefonen.")
    expect(again.locator(f"#point-{first.pk}").get_by_text("Gemt kl.")).to_be_visible()
    assert AgendaPoint.objects.get(pk=first.pk).minutes == "Og så lukkede telefonen."


def test_what_everybody_reads_and_what_a_guest_reads(
    page: Page, live_server: LiveServer, moen: Network, karen: User, meeting: SteeringMeeting
) -> None:
    said = ("Hellere om morgenen", "Kl. 8 passer os", "Så kan jeg nå min butik")
    morning, parking = rows.theme(moen, said=said), rows.theme(moen, "Parkering", said=("Der er fuldt kl. 17",))
    first = meeting.points.get(title="Mødetider")
    spring = factories.meeting(moen, title="Salg uden at sælge", starts_at=timezone.now() + timedelta(days=40))
    yes = rows.decision(moen, themes=(morning,), point=first, owner=karen, meeting=spring, by=karen)
    rows.decision(moen, "Betalte P-pladser", answer="no", reason="Kommunen ejer pladsen.", themes=(parking,), by=karen)
    as_user(page, live_server, karen)
    page.goto(f"{live_server.url}/networks/moen/you-said/choose/")
    axe.check(page)
    page.get_by_role("button", name="Vis det for alle Møde kl. 8 i marts").click()
    page.get_by_role("button", name="Vis det for alle Betalte P-pladser").click()
    decision_services.mark_done(yes, words="Første morgenmøde er lagt i marts.", by=karen, at=timezone.now())
    guest = steering_guests.let_in(meeting, name="Tove Tal", email="", at=timezone.now())
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/networks/moen/you-said/")
    expect(page.get_by_text("3 har sagt det")).to_be_visible()
    expect(page.get_by_text("Første morgenmøde er lagt i marts.")).to_be_visible()
    axe.check(page)
    page.goto(f"{live_server.url}/networks/moen/you-said/embed/")
    axe.check(page)
    link = steering_guests.link_of(guest)
    page.goto(live_server.url + link[link.index("/g/") :])
    expect(page.get_by_role("heading", name="1. Mødetider")).to_be_visible()
    axe.check(page)
