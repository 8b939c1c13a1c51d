"""A network's settings page: what it says, its parts, who runs it."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from mikrovirk.accounts.models import User
from mikrovirk.common.refusals import CPR_REFUSED
from mikrovirk.networks import queries, services
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.parts import KEYS, PARTS
from tests import factories

pytestmark = pytest.mark.django_db

SETTINGS = "/networks/moen/settings/"
ABOUT = {"name": "MikroVirk", "purpose": "For alle", "about": "Vi mødes.", "place": "Stege"}
CPR = "010170-1234"


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", name="MikroVirk Møn", parts=("tasks",))


@pytest.fixture
def karen(moen: Network) -> User:
    return factories.coordinator(moen, email="karen@erhverv.example")


@pytest.fixture
def her(client: Client, karen: User) -> Client:
    """The coordinator's browser."""
    client.force_login(karen)
    return client


@pytest.fixture
def administrator() -> Client:
    browser = Client()
    browser.force_login(factories.user(is_administrator=True))
    return browser


# --- what the public page says -------------------------------------------------------------------------------------------


def test_the_coordinator_changes_what_the_public_page_says(her: Client, moen: Network) -> None:
    answer = her.post(SETTINGS, ABOUT, follow=True)
    assert "Den offentlige side er ændret." in answer.content.decode()
    moen.refresh_from_db()
    assert {field: getattr(moen, field) for field in ABOUT} == ABOUT
    assert "For alle" in Client().get("/networks/moen/").content.decode()


def test_what_was_typed_is_kept_when_something_is_wrong(her: Client, moen: Network) -> None:
    answer = her.post(SETTINGS, {**ABOUT, "name": "", "contact_email": "karen"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Dette felt skal udfyldes" in page or "Der er noget, du skal rette" in page
    assert 'value="karen"' in page
    assert "Vi mødes." in page
    assert "<h1><span data-content>MikroVirk Møn</span></h1>" in page
    moen.refresh_from_db()
    assert (moen.name, moen.about) == ("MikroVirk Møn", "")


@pytest.mark.parametrize("field", ["name", "purpose", "about", "place", "contact_name", "contact_phone"])
def test_a_cpr_number_is_refused_in_every_text(her: Client, moen: Network, field: str) -> None:
    answer = her.post(SETTINGS, {**ABOUT, field: f"Ring til Lise, {CPR}"[:30]})
    assert (answer.status_code, str(CPR_REFUSED) in answer.content.decode()) == (422, True)
    moen.refresh_from_db()
    assert CPR not in str(moen.__dict__)


# --- parts ---------------------------------------------------------------------------------------------------------------


def boxes(page: str) -> dict[str, bool]:
    """The boxes of the parts, and whether each is ticked."""
    return {key: "checked" in rest for key, rest in re.findall(r'name="parts" value="(\w+)"([^>]*)>', page)}


def test_every_part_is_explained_and_the_ticked_ones_are_on(her: Client) -> None:
    page = her.get(SETTINGS).content.decode()
    assert boxes(page) == {part.key: part.key == "tasks" for part in PARTS}
    assert [part.key for part in PARTS if str(part.does) not in page] == []


def test_parts_are_switched_as_ticked(her: Client, moen: Network) -> None:
    answer = her.post(f"{SETTINGS}parts/", {"parts": ["feedback", "toolbox"]}, follow=True)
    assert "Delene er slået til og fra, som du krydsede af." in answer.content.decode()
    moen.refresh_from_db()
    assert queries.parts_of(moen) == {"feedback", "toolbox"}


def test_what_the_installation_does_not_offer_is_not_shown_and_not_lost(her: Client, moen: Network) -> None:
    services.change_installation(queries.installation(), parts_on=KEYS - {"tasks", "toolbox"})
    assert set(boxes(her.get(SETTINGS).content.decode())) == KEYS - {"tasks", "toolbox"}
    assert her.post(f"{SETTINGS}parts/", {"parts": ["toolbox"]}).status_code == 422
    her.post(f"{SETTINGS}parts/", {"parts": ["feedback"]})
    moen.refresh_from_db()
    assert (moen.parts, queries.parts_of(moen)) == (["feedback", "tasks"], {"feedback"})


def test_without_any_part_on_offer_the_page_says_so(her: Client) -> None:
    services.change_installation(queries.installation(), parts_on=[])
    assert "tilbyder ingen dele lige nu" in her.get(SETTINGS).content.decode()


# --- who runs it ---------------------------------------------------------------------------------------------------------


def test_a_second_coordinator_is_appointed_and_can_take_over(her: Client, moen: Network, karen: User) -> None:
    chosen = {"full_name": "Ole Gram", "email": "Ole@Firma.example", "role": "coordinator"}
    page = her.post(f"{SETTINGS}roles/", chosen, follow=True).content.decode()
    assert "Ole Gram har nu rollen." in page
    own = Role.objects.get(user=karen)
    answer = her.post(f"{SETTINGS}roles/{own.pk}/end/")
    assert answer.headers["Location"] == "/start/"  # the page is no longer hers
    assert her.get(SETTINGS).status_code == 404
    assert [role.user.email for role in queries.staff_of(moen)] == ["ole@firma.example"]


def test_the_last_coordinator_is_kept_with_an_explanation(her: Client, karen: User) -> None:
    own = Role.objects.get(user=karen)
    page = her.post(f"{SETTINGS}roles/{own.pk}/end/", follow=True).content.decode()
    assert "Et netværk skal have en koordinator. Giv først en anden rollen." in page
    assert Role.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "ole"},
        {"email": ""},
        {"full_name": ""},
        {"role": "host"},
        {"role": "municipality"},
        {"full_name": f"Ole {CPR}"},
    ],
)
def test_a_wrong_appointment_keeps_what_was_typed(her: Client, wrong: dict[str, str]) -> None:
    typed = {"full_name": "Ole Gram", "email": "ole@firma.example", "role": "steering", **wrong}
    answer = her.post(f"{SETTINGS}roles/", typed)
    assert answer.status_code == 422
    assert "Der er noget, du skal rette" in answer.content.decode()
    assert User.objects.filter(email="ole@firma.example").count() == 0


def test_a_role_of_another_network_cannot_be_ended_here(her: Client) -> None:
    elsewhere = factories.network("stege")
    other = Role.objects.get(user=factories.role("steering", elsewhere))
    assert her.post(f"{SETTINGS}roles/{other.pk}/end/").status_code == 404
    assert Role.objects.filter(pk=other.pk).exists()


def test_a_members_role_is_not_ended_here(her: Client, moen: Network) -> None:
    """That one goes with the membership."""
    lise = factories.member(moen)
    role = Role.objects.get(user=lise.user)
    assert her.post(f"{SETTINGS}roles/{role.pk}/end/").status_code == 404


# --- host and municipality: the administrator's -------------------------------------------------------------------------


def test_the_administrator_says_who_stands_behind_the_network(administrator: Client, moen: Network) -> None:
    host = factories.organisation("erhverv")
    factories.organisation("vordingborg", kind="municipality", municipality_code="0390", name="Vordingborg Kommune")
    page = administrator.get(SETTINGS).content.decode()
    assert "Vært og kommune" in page
    administrator.post(f"{SETTINGS}place/", {"host": host.pk, "municipality": "0390"})
    moen.refresh_from_db()
    assert (moen.host, moen.municipality_code, moen.is_open) == (host, "0390", True)
    page = administrator.get(SETTINGS).content.decode()
    assert f'<option value="{host.pk}" selected>' in page
    assert '<option value="0390" selected>' in page


def test_a_network_is_closed_and_opened_again(administrator: Client, moen: Network) -> None:
    administrator.post(f"{SETTINGS}place/", {"is_closed": "on"})
    moen.refresh_from_db()
    assert moen.is_open is False
    administrator.post(f"{SETTINGS}place/", {})
    moen.refresh_from_db()
    assert moen.is_open is True


def test_the_coordinator_does_not_choose_the_host(her: Client, moen: Network) -> None:
    host = factories.organisation("erhverv")
    assert "Vært og kommune" not in her.get(SETTINGS).content.decode()
    assert her.post(f"{SETTINGS}place/", {"host": host.pk}).status_code == 404
    moen.refresh_from_db()
    assert moen.host is None


def test_the_administrator_is_not_led_to_pages_that_are_not_hers(administrator: Client, moen: Network) -> None:
    assert "/networks/moen/formats/" not in administrator.get(SETTINGS).content.decode()


# --- price and access ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_look_ups_do_not_grow_with_the_roles(
    her: Client, moen: Network, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(count):
        factories.role("steering", moen)
    with django_assert_num_queries(7):
        her.get(SETTINGS)


@pytest.mark.parametrize("role", ["member", "steering", "host", "municipality"])
def test_the_page_is_not_there_for_others(client: Client, moen: Network, karen: User, role: str) -> None:
    client.force_login(factories.role(role, moen))
    addresses = ["", "parts/", "roles/", "place/", f"roles/{Role.objects.get(user=karen).pk}/end/"]
    assert {client.post(SETTINGS + address, ABOUT).status_code for address in addresses} == {404}
    assert client.get(SETTINGS).status_code == 404
    moen.refresh_from_db()
    assert (moen.name, moen.parts, Role.objects.filter(user=karen).count()) == ("MikroVirk Møn", ["tasks"], 1)
