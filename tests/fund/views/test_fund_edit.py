"""A fund is made and changed, and its people get their roles."""

import pytest
from django.test import Client

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Call, Fund, FundRole
from tests import factories
from tests.factories.fund import make_fund_role
from tests.fund.office_rows import fund_with_money, open_call, worker

pytestmark = pytest.mark.django_db
Name = FundRole.Name
EDIT = "/fund/ideer/office/fund/"
PEOPLE = "/fund/ideer/office/people/"
ABOUT = {"name": "Idépuljen", "municipalities": "Vordingborg, Guldborgsund Kommune", "two_approve_over": "20.000"}


def test_an_administrator_makes_a_fund(client: Client) -> None:
    client.force_login(factories.user(is_administrator=True))
    typed = {
        **ABOUT,
        "holder": factories.organisation().pk,
        "slug": "ideer",
        "caseworker": "sanne@kommune.example",
        "caseworker_name": "Sanne Bæk",
    }
    assert "Lav en pulje" in client.get("/fund/new/").content.decode()
    assert "optaget" in client.post("/fund/new/", {**typed, "slug": "new"}).content.decode()
    assert client.post("/fund/new/", typed)["Location"] == "/fund/ideer/"
    fund = Fund.objects.get()
    assert (fund.municipalities, fund.two_approve_over) == (["0390", "0376"], 20_000_00)
    assert fund.roles.get().user.full_name == "Sanne Bæk"


def test_nobody_else_makes_one(client: Client) -> None:
    client.force_login(worker(fund_with_money()))
    assert client.get("/fund/new/").status_code == 404
    assert client.post("/fund/new/", ABOUT).status_code == 404


def test_a_caseworker_changes_what_the_page_says(client: Client) -> None:
    fund = fund_with_money()
    client.force_login(worker(fund))
    assert 'value="Vordingborg"' in client.get(EDIT).content.decode()
    assert "ingen kommune, der hedder" in client.post(EDIT, {**ABOUT, "municipalities": "Andeby"}).content.decode()
    client.post(EDIT, {**ABOUT, "name": "Ideer til alle", "about": "Vi begyndte i 2026."})
    fund.refresh_from_db()
    assert (fund.name, fund.about, fund.municipalities) == ("Ideer til alle", "Vi begyndte i 2026.", ["0390", "0376"])
    assert not fund.idea_box_open  # the box was not ticked


def test_roles_are_given_and_ended(client: Client) -> None:
    fund = fund_with_money()
    client.force_login(worker(fund))
    client.post(PEOPLE, {"full_name": "Bo Lind", "email": "bo@kommune.example", "name": Name.DECIDER})
    role = fund.roles.get(name=Name.DECIDER)
    assert role.user == User.objects.get(email="bo@kommune.example")
    assert "Bo Lind" in client.get(EDIT).content.decode()
    assert "Bo Lind har ikke længere" in client.post(f"{PEOPLE}{role.pk}/end/", follow=True).content.decode()
    own = fund.roles.get()
    assert "Giv først en anden" in client.post(f"{PEOPLE}{own.pk}/end/", follow=True).content.decode()
    assert "full_name" in client.post(PEOPLE, {"email": "x"}).content.decode()


def test_who_ends_their_own_role_is_led_out(client: Client) -> None:
    fund = fund_with_money()
    me = worker(fund)
    make_fund_role(fund, factories.user(), Name.CASEWORKER)
    client.force_login(me)
    assert client.post(f"{PEOPLE}{fund.roles.get(user=me).pk}/end/")["Location"] == "/fund/ideer/"


@pytest.mark.parametrize("name", [Name.ASSESSOR, Name.DECIDER, Name.BOOKKEEPER])
def test_only_a_caseworker_may(client: Client, name: str) -> None:
    fund = fund_with_money()
    user = worker(fund, name)
    client.force_login(user)
    assert client.get(EDIT).status_code == 404
    assert client.post(PEOPLE, {"full_name": "X", "email": "x@firma.example", "name": name}).status_code == 404
    assert client.post(f"{PEOPLE}{fund.roles.get().pk}/end/").status_code == 404
    assert client.post(f"{EDIT}close/").status_code == 404


def test_a_fund_is_closed_and_goes_on(client: Client) -> None:
    fund = fund_with_money()
    client.force_login(worker(fund))
    call = open_call(fund)
    assert "er i gang" in client.post(f"{EDIT}close/", follow=True).content.decode()
    call.state, call.decided_at = Call.State.DECIDED, factories.NOW
    call.save()
    assert "Puljen er lukket" in client.post(f"{EDIT}close/", follow=True).content.decode()
    assert "Puljen er slut" in client.get("/fund/ideer/").content.decode()
    assert "fortsætter" in client.post(f"{EDIT}close/", follow=True).content.decode()
