"""The administrator's pages: region, parts on offer, networks, organisations."""

import pytest
from django.test import Client

from mikrovirk.accounts.models import User
from mikrovirk.networks import queries
from mikrovirk.networks.models import Network, Organisation, Role
from mikrovirk.networks.parts import KEYS
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/installation/"
ADD_ORGANISATION = f"{PAGE}organisations/add/"
ADD_NETWORK = f"{PAGE}networks/add/"
OFFICE = {"name": "Vordingborg Erhverv", "kind": "business_council"}
NEW = {"name": "Møn for alle", "coordinator": "Karen Bæk", "email": "karen@erhverv.example"}


@pytest.fixture
def her(client: Client) -> Client:
    """The administrator's browser."""
    client.force_login(factories.user(is_administrator=True))
    return client


def test_an_empty_installation_offers_the_first_step(her: Client) -> None:
    page = her.get(PAGE).content.decode()
    assert "Ingen netværk endnu" in page
    assert f'href="{ADD_NETWORK}"' in page


def test_the_region_and_the_parts_on_offer_are_saved(her: Client) -> None:
    her.post(PAGE, {"region": "Vordingborg og Guldborgsund", "parts_on": sorted(KEYS - {"toolbox"})})
    found = queries.installation()
    assert (found.region, found.parts_off) == ("Vordingborg og Guldborgsund", ["toolbox"])
    assert "Vordingborg og Guldborgsund" in Client().get("/").content.decode()


def test_a_cpr_number_is_refused(her: Client) -> None:
    assert her.post(PAGE, {"region": "010170-1234"}).status_code == 422
    assert her.post(ADD_ORGANISATION, {**OFFICE, "name": "010170-1234"}).status_code == 422
    assert her.post(ADD_NETWORK, {**NEW, "name": "010170-1234"}).status_code == 422
    assert (queries.installation().region, Organisation.objects.count(), Network.objects.count()) == ("", 0, 0)


def test_no_member_is_named(her: Client) -> None:
    place = factories.network("moen")
    factories.member(place, "Lise Holm")
    pages = [her.get(address).content.decode() for address in (PAGE, "/networks/moen/settings/")]
    assert ["Lise Holm" in page for page in pages] == [False, False]


# --- networks ------------------------------------------------------------------------------------------------------------


def test_a_network_is_added_ready_to_use(her: Client) -> None:
    office = factories.organisation()
    answer = her.post(ADD_NETWORK, {**NEW, "host": office.pk}, follow=True)
    assert "Møn for alle er tilføjet. Alle dele er slået fra." in answer.content.decode()
    network = Network.objects.get()
    assert (network.slug, network.host, network.parts) == ("moen-for-alle", office, [])
    assert [found.name for found in network.formats.order_by("position")] == ["1.0", "2.0"]
    assert [user.full_name for user in queries.people_with(network, "coordinator")] == ["Karen Bæk"]
    karen = Client()
    karen.force_login(User.objects.get(email=NEW["email"]))
    assert karen.get("/networks/moen-for-alle/settings/").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "karen"}, {"coordinator": ""}, {"slug": "moen"}, {"slug": "MOEN"}, {"slug": "ø"}]
)
def test_a_wrong_network_is_not_added(her: Client, wrong: dict[str, str]) -> None:
    factories.network("moen")
    answer = her.post(ADD_NETWORK, {**NEW, **wrong})
    assert (answer.status_code, Network.objects.count(), User.objects.count()) == (422, 1, 1)
    assert "Der er noget, du skal rette" in answer.content.decode()


def test_two_networks_of_one_name_get_two_addresses(her: Client) -> None:
    for _ in range(2):
        her.post(ADD_NETWORK, NEW)
    assert sorted(Network.objects.values_list("slug", flat=True)) == ["moen-for-alle", "moen-for-alle-2"]
    assert User.objects.filter(email=NEW["email"]).count() == 1


# --- organisations -------------------------------------------------------------------------------------------------------


def test_an_organisation_is_added_changed_and_listed(her: Client) -> None:
    page = her.post(ADD_ORGANISATION, OFFICE, follow=True).content.decode()
    assert "Vordingborg Erhverv er tilføjet." in page
    office = Organisation.objects.get()
    her.post(f"{PAGE}organisations/{office.pk}/", {**OFFICE, "name": "Erhvervsservice"})
    factories.network("moen", host=office)
    page = her.get(PAGE).content.decode()
    assert "Erhvervsservice" in page
    assert "vært for ét netværk" in page


@pytest.mark.parametrize(
    ("code", "right"), [("0390", True), ("", False), ("390", False), ("03900", False), ("abcd", False), ("٠٣٩٠", False)]
)
def test_a_municipality_has_its_code(her: Client, code: str, right: bool) -> None:
    her.post(ADD_ORGANISATION, {"name": "Vordingborg Kommune", "kind": "municipality", "municipality_code": code})
    assert Organisation.objects.exists() == right


def test_somebody_in_the_host_organisation_is_let_in_and_out(her: Client) -> None:
    office = factories.organisation()
    network = factories.network("moen", host=office)
    page = f"{PAGE}organisations/{office.pk}/"
    her.post(f"{page}people/", {"full_name": "Bo Lind", "email": "bo@erhverv.example"})
    role = Role.objects.get()
    assert (role.user.email, role.name) == ("bo@erhverv.example", "host")
    assert "Bo Lind" in her.get(page).content.decode()
    bo = Client()
    bo.force_login(role.user)
    assert bo.get(f"/networks/{network.slug}/reports/").status_code == 200
    her.post(f"{page}people/{role.pk}/end/")
    assert bo.get(f"/networks/{network.slug}/reports/").status_code == 302  # signed out
    bo.force_login(role.user)
    assert bo.get(f"/networks/{network.slug}/reports/").status_code == 404


def test_a_municipality_sees_figures_or_as_host_reports(her: Client) -> None:
    town = factories.organisation("kommune", kind="municipality", municipality_code="0390")
    page = f"{PAGE}organisations/{town.pk}/people/"
    for number, role in enumerate(["municipality", "host", ""]):
        her.post(page, {"full_name": "Bo", "email": f"bo{number}@kommune.example", "role": role})
    assert list(Role.objects.order_by("pk").values_list("name", flat=True)) == ["municipality", "host"]


def test_a_role_of_another_organisation_is_not_ended_here(her: Client) -> None:
    one, two = factories.organisation("en"), factories.organisation("to")
    role = Role.objects.create(user=factories.user(), name="host", organisation=two, since_date=factories.TODAY)
    assert her.post(f"{PAGE}organisations/{one.pk}/people/{role.pk}/end/").status_code == 404
    assert Role.objects.count() == 1


# --- access --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["member", "steering", "coordinator", "host", "municipality", ""])
def test_the_pages_are_not_there_for_others(client: Client, role: str) -> None:
    place, office = factories.network("moen"), factories.organisation()
    client.force_login(factories.role(role, place) if role else factories.user())
    held = Role.objects.create(user=factories.user(), name="host", organisation=office, since_date=factories.TODAY)
    page = f"{PAGE}organisations/{office.pk}/"
    addresses = [PAGE, ADD_NETWORK, ADD_ORGANISATION, page, f"{page}people/", f"{page}people/{held.pk}/end/"]
    assert {client.post(address, {**OFFICE, **NEW}).status_code for address in addresses} == {404}
    assert {client.get(address).status_code for address in addresses[:4]} == {404}
    assert (Organisation.objects.count(), Network.objects.count(), Role.objects.filter(pk=held.pk).count()) == (1, 1, 1)


def test_many_networks_come_in_pages_and_are_searched(her: Client) -> None:
    for number in range(31):
        factories.network(f"netvaerk-{number:02}", name=f"Netværk {number:02}", place="Stege" if number == 30 else "")
    first = her.get(PAGE).content.decode()
    assert ("Netværk 29" in first, "Netværk 30" in first) == (True, False)
    assert "Netværk 30" in her.get(PAGE, {"page": "2"}).content.decode()
    found = her.get(PAGE, {"q": "stege"}).content.decode()
    assert ("Netværk 30" in found, "Netværk 29" in found) == (True, False)
    assert "Der blev ikke fundet noget netværk" in her.get(PAGE, {"q": "Thy"}).content.decode()


def test_many_organisations_have_a_page_of_their_own(her: Client, client: Client) -> None:
    for number in range(31):
        factories.organisation(f"kontor-{number:02}", name=f"Kontor {number:02}")
    page = her.get(PAGE).content.decode()
    assert ("Alle 31 organisationer" in page, "Kontor 30" in page) == (True, False)
    assert "Kontor 30" in her.get(f"{PAGE}organisations/", {"page": "2"}).content.decode()
    client.force_login(factories.user())
    assert client.get(f"{PAGE}organisations/").status_code == 404
