"""Whom to invite, the list, what is printed, and the log: for the network and its business service office only."""

import re
from io import BytesIO

import pytest
from django.core import mail
from django.test import Client
from pypdf import PdfReader

from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network, Role
from mikrovirk.overview.models import ContactUse, ListedBusiness
from tests import factories
from tests.overview import nearby

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]
HERE = "/networks/moen/invite/"


@pytest.fixture
def place() -> Network:
    return nearby.network(host=factories.organisation("erhverv"))


@pytest.fixture
def client(place: Network) -> Client:
    client = Client()
    client.force_login(factories.coordinator(place, email="mette@erhverv.example"))
    return client


def told(client: Client, where: str = HERE) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def names(page: str) -> list[str]:
    return re.findall(r'<label for="unit-\d+">([^<]+)</label>', page)


@pytest.fixture
def as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be printed, before it becomes a PDF."""
    monkeypatch.setattr("mikrovirk.ui.paper.pdf", lambda html: html.encode())


def pdf_text(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_who_can_be_invited_and_how_many_are_left_out(client: Client) -> None:
    page = told(client)
    assert "Af 28 mikrovirksomheder nås 3 af et netværk." in page
    assert "21 kan inviteres." in page
    assert "2 virksomheder er udeladt, fordi de er reklamebeskyttede." in page
    assert "2 er udeladt, fordi de lukker, eller deres adresse ikke kendes eller er hemmelig." in page
    assert names(page)[:6] == [f"Café 0{n}" for n in (5, 4, 3, 2, 1, 0)]  # the newest first
    assert len(names(page)) == 21
    assert "Storegade" not in page  # addresses stand only on what is printed, and on one's own list


def test_narrowed_by_place_trade_size_and_age(client: Client) -> None:
    assert names(told(client, f"{HERE}?postcode=4760")) == [f"Frisør 0{n}" for n in range(2, 8)]
    assert len(names(told(client, f"{HERE}?section=I"))) == 6
    assert len(names(told(client, f"{HERE}?new=1"))) == 6
    assert len(names(told(client, f"{HERE}?size=1-4"))) == 21
    assert names(told(client, f"{HERE}?postcode=4760&new=1")) == []
    assert len(names(told(client, f"{HERE}?section=noget&page=99"))) == 21  # nonsense is taken as no choice


def test_choosing_noting_and_taking_off(client: Client) -> None:
    answer = client.post(f"{HERE}choose/", {"unit": ["10000001", "20000000"]}, follow=True)
    assert "2 virksomheder er nu på jeres liste." in answer.content.decode()
    assert "Tømrer 01" not in told(client)
    page = told(client, f"{HERE}list/")
    assert "Storegade 1" in page
    assert "Medlem 0" in page  # the carpenter of the network goes along
    assert "(samme branche og landsby)" in page
    row = ListedBusiness.objects.get(unit_id="10000001")
    client.post(f"{HERE}list/{row.pk}/", {"state": "coming", "note": "Glæder sig", "host": "Medlem 3"})
    row.refresh_from_db()
    assert (row.state, row.note, str(row.host)) == ("coming", "Glæder sig", "Medlem 3")
    client.post(f"{HERE}list/{row.pk}/remove/")
    assert list(ListedBusiness.objects.values_list("unit_id", flat=True)) == ["20000000"]


def test_a_wrong_name_comes_back_beside_its_field(client: Client) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001"]})
    row = ListedBusiness.objects.get()
    answer = client.post(f"{HERE}list/{row.pk}/", {"state": "later", "note": "Ring i maj", "host": "Ukendt Mand"})
    page = answer.content.decode()
    assert "Intet medlem, eller flere, hedder sådan." in page
    assert 'value="Ring i maj"' in page
    row.refresh_from_db()
    assert row.state == "chosen"


def test_who_says_no_is_not_asked_again_by_anybody(client: Client) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001"]})
    row = ListedBusiness.objects.get()
    client.post(f"{HERE}list/{row.pk}/", {"state": "declined", "note": "", "host": ""})
    client.post(f"{HERE}list/{row.pk}/remove/")
    assert ListedBusiness.objects.get().state == "declined"
    other = Client()
    other.force_login(factories.coordinator(factories.network("stege", municipality_code="0390")))
    page = told(other, "/networks/stege/invite/")
    assert "1 har sagt nej tak og bliver ikke spurgt igen." in page
    assert "Tømrer 01" not in page
    client.post(f"{HERE}list/{row.pk}/", {"state": "later", "note": "", "host": ""})  # it was a mistake
    assert "Tømrer 01" in told(other, "/networks/stege/invite/")


def test_letters_are_printed_logged_and_noted(client: Client) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001", "20000000"]})
    posted = {"as": "letters", "purpose": "Invitation til januar", "text": "Kom og vær med.\n\nHilsen Mette"}
    text = pdf_text(client.post(f"{HERE}list/print/", posted))
    assert "Tømrer 01" in text
    assert "Storegade 1" in text
    assert "Café 00" in text
    assert text.count("Kom og vær med.") == 2
    assert "Centrale Virksomhedsregister (CVR) pr." in text
    use = ContactUse.objects.get()
    assert (use.form, use.purpose, use.by.email) == ("letters", "Invitation til januar", "mette@erhverv.example")
    assert (use.count, sorted(use.unit_ids), use.register_date) == (2, ["10000001", "20000000"], nearby.DAY)
    assert set(ListedBusiness.objects.values_list("state", flat=True)) == {"invited"}
    page = told(client, f"{HERE}log/")
    assert "Invitation til januar" in page
    assert "Kom og vær med." in told(client, f"{HERE}list/")  # the next letter begins with the last
    assert Message.objects.count() == 0
    assert mail.outbox == []


@pytest.mark.usefixtures("as_html")
def test_labels_fit_the_letters_of_the_day_and_not_those_of_before(client: Client) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001"]})
    client.post(f"{HERE}list/print/", {"as": "letters", "purpose": "Brev", "text": "Kom."})
    assert "Tømrer 01" in client.post(f"{HERE}list/print/", {"as": "labels", "purpose": "Brev"}).content.decode()
    ListedBusiness.objects.update(invited_at="2026-01-01T10:00:00Z")
    answer = client.post(f"{HERE}list/print/", {"as": "labels", "purpose": "Brev"}, follow=True)
    assert "Der er ingen på listen at invitere" in answer.content.decode()
    again = {"as": "labels", "purpose": "Brev", "everybody": "on"}
    assert "Tømrer 01" in client.post(f"{HERE}list/print/", again).content.decode()


def test_a_sheet_for_each_who_goes_along(client: Client) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001", "20000000", "30000002"]})
    text = pdf_text(client.post(f"{HERE}list/print/", {"as": "visits", "purpose": "Besøg"}))
    assert text.index("Medlem 0") < text.index("Tømrer 01")
    assert "samme branche" in text
    assert ListedBusiness.objects.filter(state="chosen").count() == 3  # a visit list invites nobody yet
    assert ContactUse.objects.get().form == "visits"


def test_without_a_purpose_nothing_is_printed(client: Client) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001"]})
    answer = client.post(f"{HERE}list/print/", {"as": "letters", "purpose": " ", "text": "Kom."})
    assert answer["Content-Type"].startswith("text/html")
    assert 'aria-invalid="true"' in answer.content.decode()
    assert ">Kom.</textarea>" in answer.content.decode().replace("\n", "")
    assert ContactUse.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("host", "business_council", 200),
        ("host", "association", 200),
        ("host", "municipality", 404),  # also where the municipality is the network's host
        ("municipality", "municipality", 404),
    ],
)
def test_the_office_may_and_a_municipality_never(place: Network, name: str, kind: str, status: int) -> None:
    place.host.kind, place.host.municipality_code = kind, "0390"
    place.host.save()
    user = factories.user()
    Role.objects.create(user=user, name=name, organisation=place.host, since_date=factories.TODAY)
    client = Client()
    client.force_login(user)
    for where in (HERE, f"{HERE}list/", f"{HERE}log/"):
        assert client.get(where).status_code == status
    posted = client.post(f"{HERE}choose/", {"unit": ["10000001"]}).status_code
    assert posted == (302 if status == 200 else 404)


@pytest.mark.parametrize("role", ["member", "steering", "substitute"])
def test_who_may_not(place: Network, role: str) -> None:
    client = Client()
    client.force_login(factories.role(role, place))
    for where in (HERE, f"{HERE}list/", f"{HERE}log/"):
        assert client.get(where).status_code == 404
    assert client.post(f"{HERE}list/print/", {"as": "visits", "purpose": "x"}).status_code == 404


def test_a_part_that_is_off_leaves_no_page(place: Network, client: Client) -> None:
    place.parts = []
    place.save()
    assert client.get(HERE).status_code == 404


def test_as_many_queries_for_three_rows_as_for_one(client: Client, django_assert_max_num_queries) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001"]})
    told(client, f"{HERE}list/")
    with django_assert_max_num_queries(40) as one:
        told(client, f"{HERE}list/")
    client.post(f"{HERE}choose/", {"unit": ["10000002", "20000000", "20000001"]})
    with django_assert_max_num_queries(40) as many:
        told(client, f"{HERE}list/")
    assert len(many) == len(one)


def test_without_a_register_it_is_said(client: Client, settings, tmp_path) -> None:
    client.post(f"{HERE}choose/", {"unit": ["10000001"]})
    settings.DATA = tmp_path
    assert "Her er ingen kopi af virksomhedsregisteret endnu" in told(client)
    assert "Her er ingen kopi af virksomhedsregisteret endnu" in told(client, f"{HERE}list/")
    client.post(f"{HERE}list/print/", {"as": "visits", "purpose": "Besøg"})
    assert ContactUse.objects.count() == 0
