"""Who runs it: a co-coordinator, a substitute from one day to another, a holiday, and how each is undone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks import queries, services
from mikrovirk.networks.models import Network, Role, RoleChange
from tests import factories

pytestmark = pytest.mark.django_db
SETTINGS = "/networks/moen/settings/"
LIS = {"full_name": "Lis Krag", "email": "lis@ny.example"}


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.fixture
def karen(moen: Network) -> User:
    return factories.coordinator(moen, email="karen@erhverv.example")


@pytest.fixture
def her(client: Client, karen: User) -> Client:
    """The coordinator's browser."""
    client.force_login(karen)
    return client


def test_a_substitute_is_appointed_from_one_day_to_another(her: Client, moen: Network, karen: User) -> None:
    days = {"first_date": in_days(3).isoformat(), "until_date": in_days(9).isoformat()}
    page = her.post(f"{SETTINGS}roles/", {**LIS, "role": "substitute", **days}, follow=True).content.decode()
    assert "Lis Krag" in page
    role = Role.objects.get(name="substitute")
    assert (role.user.email, role.since_date, role.until_date) == ("lis@ny.example", in_days(3), in_days(9))
    assert list(queries.running(moen)) == [karen]  # not yet
    change = RoleChange.objects.get()
    assert (change.user, change.by, change.what, change.told_at) == (role.user, karen, "given", None)


def test_left_empty_it_begins_today_and_a_second_coordinator_has_no_last_day(her: Client, moen: Network) -> None:
    her.post(f"{SETTINGS}roles/", {**LIS, "role": "substitute", "until_date": in_days(9).isoformat()})
    her.post(f"{SETTINGS}roles/", {**LIS, "role": "coordinator", "until_date": in_days(9).isoformat()})
    held = set(Role.objects.filter(user__email=LIS["email"]).values_list("name", "since_date", "until_date"))
    assert held == {("substitute", in_days(0), in_days(9)), ("coordinator", in_days(0), None)}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({}, "Skriv den sidste dag."),
        ({"until_date": "2020-01-01"}, "Den sidste dag er forbi"),
        ({"first_date": "2099-02-01", "until_date": "2099-01-01"}, "Den sidste dag ligger før den første"),
    ],
)
def test_wrong_days_are_said_beside_the_field(her: Client, days: dict[str, str], words: str) -> None:
    answer = her.post(f"{SETTINGS}roles/", {**LIS, "role": "substitute", **days})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Role.objects.filter(name="substitute").exists()


def test_a_role_that_was_ended_is_given_again_as_it_was(her: Client, moen: Network, karen: User) -> None:
    role = services.appoint(
        LIS["email"], "substitute", full_name="Lis", network=moen, on=in_days(0), until=in_days(9), by=karen
    )
    page = her.post(f"{SETTINGS}roles/{role.pk}/end/", follow=True).content.decode()
    assert not Role.objects.filter(name="substitute").exists()
    ended = RoleChange.objects.get(what="ended")
    assert f"{SETTINGS}roles/again/{ended.pk}/" in page
    her.post(f"{SETTINGS}roles/again/{ended.pk}/")
    again = Role.objects.get(name="substitute")
    assert (again.user, again.until_date) == (role.user, in_days(9))
    assert her.post(f"{SETTINGS}roles/again/{ended.pk}/").status_code == 404  # it is held


def test_a_coordinator_whose_account_is_off_is_no_other_coordinator(her: Client, moen: Network, karen: User) -> None:
    factories.coordinator(moen, is_active=False)
    page = her.post(f"{SETTINGS}roles/{karen.roles.get().pk}/end/", follow=True).content.decode()
    assert "Et netværk skal have en koordinator" in page
    assert karen.roles.count() == 1


# --- on holiday ----------------------------------------------------------------------------------------------------------


def test_a_coordinator_goes_on_holiday_and_names_who_takes_over(her: Client, moen: Network, karen: User) -> None:
    bo = factories.role(Role.Name.STEERING, moen)
    days = {"first_date": in_days(0).isoformat(), "until_date": in_days(20).isoformat()}
    page = her.post(f"{SETTINGS}away/", {"who": bo.pk, **days}, follow=True).content.decode()
    assert "Jeg er tilbage" in page
    own = Role.objects.get(user=karen)
    assert (own.away_from_date, own.away_until_date) == (in_days(0), in_days(20))
    assert set(queries.running(moen)) == {karen, bo}
    page = her.post(f"{SETTINGS}away/over/", follow=True).content.decode()
    assert "Afløserens rolle er slut." in page
    own.refresh_from_db()
    assert (own.away_from_date, list(queries.running(moen))) == (None, [karen])


def test_who_named_nobody_comes_back_to_nobodys_end(her: Client) -> None:
    her.post(f"{SETTINGS}away/", {"who": "nobody", "until_date": in_days(20).isoformat()})
    page = her.post(f"{SETTINGS}away/over/", follow=True).content.decode()
    assert "Velkommen tilbage." in page
    assert "Afløserens rolle er slut." not in page


@pytest.mark.parametrize("page", ["roles/", "away/"])
def test_somebody_who_cannot_sign_in_is_given_no_role(her: Client, page: str) -> None:
    factories.user(email="off@ny.example", is_active=False)
    words = {"full_name": "Ole", "email": "Off@ny.example", "role": "steering", "who": "else"}
    answer = her.post(SETTINGS + page, {**words, "until_date": in_days(20).isoformat()})
    assert answer.status_code == 422
    assert "Den persons konto er slået fra." in answer.content.decode()
    assert not Role.objects.filter(user__email="off@ny.example").exists()


@pytest.mark.parametrize(
    ("who", "status", "substitutes"),
    [
        ({"who": "nobody"}, 302, 0),
        ({"who": "else", **LIS}, 302, 1),
        ({"who": "else"}, 422, 0),
        ({"who": "else", "full_name": "Karen", "email": "karen@erhverv.example"}, 422, 0),
        ({}, 422, 0),
    ],
)
def test_whom_one_can_name(her: Client, who: dict[str, str], status: int, substitutes: int) -> None:
    answer = her.post(f"{SETTINGS}away/", {"until_date": in_days(20).isoformat(), **who})
    assert (answer.status_code, Role.objects.filter(name="substitute").count()) == (status, substitutes)


def test_a_holiday_that_was_refused_is_not_noted(her: Client, karen: User) -> None:
    her.post(f"{SETTINGS}away/", {"who": "else", "full_name": "K", "email": karen.email, "until_date": in_days(9)})
    assert Role.objects.get(user=karen).away_from_date is None


@pytest.mark.parametrize("role", ["member", "steering", "substitute", "municipality"])
def test_nobody_else_gives_roles(client: Client, moen: Network, role: str) -> None:
    client.force_login(factories.role(role, moen))
    words = {**LIS, "role": "coordinator", "who": "nobody", "until_date": in_days(9).isoformat()}
    pages = ("roles/", "away/", "away/over/")
    assert {client.post(f"{SETTINGS}{page}", words).status_code for page in pages} == {404}
    assert not Role.objects.filter(user__email=LIS["email"]).exists()
