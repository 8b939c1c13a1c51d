"""Everybody sees what was given; the fund's people and the municipality's see the figures."""

import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from mikrovirk.fund.models import Report
from mikrovirk.networks.models import Role
from tests import factories
from tests.fund.case_rows import LATER, Office, office
from tests.fund.views.test_cases import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def granted(place: Office, count: int = 1) -> None:
    for _each in range(count):
        place.ready(place.case(amount=5_000_00), 4, 4)
    place.divided()
    for case in place.call.applications.all():
        place.decided(case)


def test_from_nothing_to_a_grant_and_what_came_of_it(place: Office) -> None:
    public, address = Client(), "/fund/ideer/given/"
    assert "Der er ikke givet noget endnu" in text_of(public.get(address))
    granted(place)
    assert "Det er endnu ikke fortalt" in text_of(public.get(address))
    case = place.call.applications.get()
    report = Report.objects.create(
        application=case, came_of_it="Tre samarbejder", people=40, newcomers=1, changed_at=LATER, sent_at=LATER
    )
    report.picture.save("marked.jpg", ContentFile(b"jpeg"))
    assert public.get(f"{address}{case.pk}/picture/").status_code == 404
    Report.objects.update(approved_at=LATER)
    page = text_of(public.get(address))
    for words in ("5.000 kr.", "Tre samarbejder", "40 var med, én af dem ny"):
        assert words in page
    assert "Karen Holm" not in page
    assert b"".join(public.get(f"{address}{case.pk}/picture/").streaming_content) == b"jpeg"


def test_open_data_says_what_it_holds(place: Office) -> None:
    granted(place, 2)
    public = Client()
    assert "deviation_reason" in text_of(public.get("/fund/ideer/open-data/"))
    assert len(public.get("/fund/ideer/given.csv").content.decode().splitlines()) == 3
    answer = public.get("/fund/ideer/given.json")
    found = json.loads(answer.content)
    assert [row["granted_dkk"] for row in found["rows"]] == [5000, 5000]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert public.get("/fund/ideer/given.xml").status_code == 404


def test_the_list_asks_as_much_for_one_as_for_three(django_assert_num_queries) -> None:
    for count in (1, 3):
        place = office(slug=f"pulje-{count}")
        granted(place, count)
        with django_assert_num_queries(7):
            Client().get(f"/fund/{place.fund.slug}/given/")


def test_figures_for_the_municipality_and_nobody_else(place: Office) -> None:
    granted(place)
    officer = factories.user()
    Role.objects.create(
        user=officer, name=Role.Name.MUNICIPALITY, organisation=place.fund.holder, since_date=factories.TODAY
    )
    for user in (officer, place.caseworker):
        client = place.client(user)
        page = text_of(client.get(place.url("statistics/")))
        assert "Vordingborg" in page
        assert "Karen Holm" not in page
        assert "5000" in client.get(place.url("statistics.csv")).content.decode()
        assert client.get(place.url("statistics/"), {"call": place.call.pk}).status_code == 200
    assert place.client(officer).get(place.url("cases/")).status_code == 404
    for path in ("statistics/", "statistics.csv"):
        assert place.client(factories.user()).get(place.url(path)).status_code == 404
        assert place.client(place.assessor).get(place.url(path)).status_code == 404
