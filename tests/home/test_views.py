"""The public pages and where each role begins."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.live.services import room
from mikrovirk.networks.models import Network, Role
from mikrovirk.programme.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def mikrovirk() -> Network:
    return factories.network("mikrovirk", name="MikroVirk", purpose="Ét åbent netværk.")


def meeting_in(network: Network, days: int, title: str, **fields: object) -> Meeting:
    return factories.meeting(network, starts_at=timezone.now() + timedelta(days=days), title=title, **fields)


def test_the_front_page_shows_the_next_meetings_and_no_draft(client: Client, mikrovirk: Network) -> None:
    meeting_in(mikrovirk, 10, "Salg uden at sælge", venue=factories.venue(mikrovirk))
    meeting_in(mikrovirk, 20, "Hemmelig kladde", state=Meeting.State.DRAFT)
    meeting_in(mikrovirk, -10, "Længst forbi")
    page = client.get("/").content.decode()
    assert "Salg uden at sælge" in page
    assert "Møn Bibliotek" in page
    assert "Hemmelig kladde" not in page
    assert "Længst forbi" not in page


def test_an_empty_front_page_says_so(client: Client, db: None) -> None:
    assert "Der er ingen planlagte møder lige nu" in client.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_costs_the_same_however_many(
    client: Client, django_assert_num_queries: object, count: int
) -> None:
    for number in range(count):
        network = factories.network(f"netvaerk-{number}")
        meeting_in(network, 10 + number, f"Møde {number}")
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get("/")


def test_a_networks_page_tells_of_its_next_and_last_meeting(client: Client, mikrovirk: Network) -> None:
    meeting_in(mikrovirk, 10, "Moms uden ondt i maven")
    held = meeting_in(mikrovirk, -10, "MikroVirk fylder to år", recap="Der var kage.")
    factories.sign_up(held, factories.member(mikrovirk), checked_in_at=held.starts_at)
    page = client.get("/networks/mikrovirk/").content.decode()
    assert "Moms uden ondt i maven" in page
    assert "Der var kage." in page
    assert "Én kom." in page


def test_a_part_that_is_off_leaves_no_link(client: Client) -> None:
    factories.network("stille", parts=())
    page = client.get("/networks/stille/").content.decode()
    assert "/follow/" not in page
    assert "/businesses/" not in page


@pytest.mark.parametrize(
    ("role", "where"),
    [
        (Role.Name.COORDINATOR, "/networks/mikrovirk/week/"),
        (Role.Name.MEMBER, "/me/"),
        (Role.Name.STEERING, "/me/"),
    ],
)
def test_each_role_begins_at_its_own_work(mikrovirk: Network, role: str, where: str) -> None:
    assert signed_in(factories.role(role, mikrovirk)).get("/start/").headers["Location"] == where


def test_the_administrator_begins_at_the_installation(db: None) -> None:
    assert signed_in(factories.user(is_administrator=True)).get("/start/").headers["Location"] == "/installation/"


@pytest.mark.parametrize(("role", "most"), [(Role.Name.COORDINATOR, 6), (Role.Name.MEMBER, 4), (Role.Name.STEERING, 4)])
def test_no_menu_is_long(mikrovirk: Network, role: str, most: int) -> None:
    response = signed_in(factories.role(role, mikrovirk)).get("/networks/mikrovirk/")
    assert 1 < len(response.context["menu"]) <= most


def test_officers_and_administrators_find_the_figures_in_their_menu(mikrovirk: Network) -> None:
    town = factories.organisation("kommune", kind="municipality", municipality_code="0376")
    officer = factories.user()
    Role.objects.create(user=officer, name=Role.Name.MUNICIPALITY, organisation=town, since_date=factories.TODAY)
    ways = {
        officer: ("Kommunen", "/overview/0376/"),
        factories.user(is_administrator=True): ("Kommunerne", "/overview/"),
    }
    for user, way in ways.items():
        menu = signed_in(user).get("/networks/mikrovirk/").context["menu"]
        assert way in [(entry.label, entry.url) for entry in menu]
    assert signed_in(officer).get("/start/").headers["Location"] == "/overview/0376/"
    member = signed_in(factories.role(Role.Name.MEMBER, mikrovirk)).get("/networks/mikrovirk/").context["menu"]
    assert [entry for entry in member if "/overview/" in entry.url] == []


def test_reports_are_for_the_steering_group(mikrovirk: Network) -> None:
    held = meeting_in(mikrovirk, -3, "Strategi på én side")
    factories.sign_up(held, factories.member(mikrovirk), checked_in_at=held.starts_at)
    page = signed_in(factories.role(Role.Name.STEERING, mikrovirk)).get("/networks/mikrovirk/reports/")
    assert "Strategi på én side" in page.content.decode()
    assert signed_in(factories.role(Role.Name.MEMBER, mikrovirk)).get("/networks/mikrovirk/reports/").status_code == 404


def test_the_demo_links_do_not_exist_in_a_real_installation(client: Client, db: None) -> None:
    assert client.get("/demo/whatever/").status_code == 404


def test_a_member_s_page_leads_to_the_evening_that_is_on(mikrovirk: Network) -> None:
    person = factories.member(mikrovirk)
    meeting = meeting_in(mikrovirk, 0, "Salg uden at sælge")
    assert "Vær med i aften" not in signed_in(person.user).get("/me/").content.decode()
    evening = room.open_evening(meeting, at=timezone.now())
    page = signed_in(person.user).get("/me/").content.decode()
    assert f'href="/l/{evening.code}/"' in page
    assert "Vær med i aften" in page
    elsewhere = factories.member(factories.network("stege"))
    assert evening.code not in signed_in(elsewhere.user).get("/me/").content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() - timedelta(days=2)
    )
    assert evening.code not in signed_in(person.user).get("/me/").content.decode()


def test_a_member_s_page_leads_to_what_keeps_their_sign_in_safe(mikrovirk: Network) -> None:
    page = signed_in(factories.member(mikrovirk).user).get("/me/").content.decode()
    for name in ("account_sessions", "mfa_index", "home:seen_by", "home:my_data"):
        assert f'href="{reverse(name)}"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_members_page_costs_the_same_in_one_network_as_in_three(
    django_assert_num_queries: object, count: int
) -> None:
    lise = factories.member(factories.network()).user
    for _ in range(1, count):
        Role.objects.create(user=lise, name=Role.Name.MEMBER, network=factories.network(), since_date=factories.TODAY)
    page = signed_in(lise)
    with django_assert_num_queries(22):  # type: ignore[operator]
        page.get("/me/")
