"""A coordinator's tours, through the pages."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.factories.tours import KLINTHOLM, PRAESTOE, make_stop, make_tour

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Rundtur på Møn", "date": "2027-02-01", "starts_at": "09:00", "ends_at": "15:00", "travel": "cars",
    "name": "Biblioteket", "postcode": "4760",
}  # fmt: skip


def page_of(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"landscape:{name}", args=args)).content.decode()


def test_a_tour_from_nothing_to_its_hosts(mona: Client, moen: Network) -> None:
    assert "Der er ikke planlagt nogen rundtur" in page_of(mona, "tours", "moen")
    answer = mona.post(reverse("landscape:tour_new", args=["moen"]), SAID)
    tour = Tour.objects.get()
    assert answer["Location"] == reverse("landscape:tour_hosts", args=["moen", tour.pk])
    assert (tour.town, tour.starts_at, tour.network) == ("Vordingborg", time(9), moen)
    assert "Rundtur på Møn" in page_of(mona, "tours", "moen")


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("ends_at", "08:00", "Det er før rundturen begynder."),
        ("postcode", "4999", "Det postnummer findes ikke."),
        ("postcode", "", "Skriv postnummeret"),
        ("position", "Stege", "Skriv to tal"),
        ("position", "48.85, 2.35", "Skriv to tal"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    mona: Client, moen: Network, field: str, typed: str, says: str
) -> None:
    answer = mona.post(reverse("landscape:tour_new", args=["moen"]), SAID | {field: typed})
    assert says in answer.content.decode()
    assert "Rundtur på Møn" in answer.content.decode()
    assert not Tour.objects.exists()


def test_the_best_order_with_why_one_does_not_fit(mona: Client, moen: Network) -> None:
    tour = make_tour(moen)
    near, far = make_stop(tour, "Keramik", PRAESTOE), make_stop(tour, "Havnegrill", KLINTHOLM)
    late = make_stop(tour, "Natklub", opens_at=time(18), closes_at=time(23))
    answer = mona.post(reverse("landscape:tour_best", args=["moen", tour.pk]), follow=True)
    page = answer.content.decode()
    assert "1 stop passer ikke ind" in page
    assert "Selv som det eneste besøg" in page
    found = {stop.name: stop.position for stop in Stop.objects.all()}
    assert {found[near.name], found[far.name]} == {1, 2}
    assert found[late.name] is None
    tour.refresh_from_db()
    assert tour.back_at is not None
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="tour-map"' in page


def test_asked_told_and_held_as_a_meeting(mona: Client, moen: Network) -> None:
    tour = make_tour(moen)
    stop = make_stop(tour, "Keramik")
    mona.post(reverse("landscape:tour_best", args=["moen", tour.pk]))
    mona.post(reverse("landscape:tour_ask", args=["moen", tour.pk]))
    assert [mailing.kind for mailing in Mailing.objects.all()] == ["landscape.tour_host"]
    answer = mona.post(reverse("landscape:tour_hold", args=["moen", tour.pk]), follow=True)
    assert "har ikke sagt ja" in answer.content.decode()
    mona.post(reverse("landscape:stop_answer", args=["moen", tour.pk, stop.pk]), {"says": "yes"})
    mona.post(reverse("landscape:tour_tell", args=["moen", tour.pk]))
    assert set(Mailing.objects.values_list("kind", "state")) == {
        ("landscape.tour_host", "draft"),
        ("landscape.tour_hour", "draft"),
    }
    mona.post(reverse("landscape:tour_hold", args=["moen", tour.pk]))
    meeting = Meeting.objects.get()
    stop.refresh_from_db()
    assert meeting.state == Meeting.State.DRAFT
    assert [line.title for line in meeting.agenda.all()] == [
        "På vej",
        "Besøg: Keramik, Storegade 4, 4780 Stege",
        "Tilbage igen",
    ]
    manage = page_of(mona, "tour", "moen", tour.pk)
    assert "mødet siger det samme som tidsplanen" in manage
    assert "Rundturen" in mona.get(reverse("programme:manage", args=["moen", meeting.pk])).content.decode()
    mona.post(
        reverse("landscape:stop_edit", args=["moen", tour.pk, stop.pk]),
        {"name": "Keramik", "minutes": 60, "postcode": "4780"},
    )
    assert "Mødets program er ældre end tidsplanen" in page_of(mona, "tour", "moen", tour.pk)


def test_taken_off_the_list_and_put_back(mona: Client, moen: Network) -> None:
    tour = make_tour(moen)
    mona.post(reverse("landscape:tour_remove", args=["moen", tour.pk]))
    assert "Rundtur på Møn" not in page_of(mona, "tours", "moen")
    mona.post(reverse("landscape:tour_put_back", args=["moen", tour.pk]))
    assert "Rundtur på Møn" in page_of(mona, "tours", "moen")


def test_others_do_not_find_it(moen: Network, client: Client) -> None:
    tour = make_tour(moen)
    client.force_login(factories.coordinator(factories.network("stege")))
    for name in ("tour", "tour_edit", "tour_hosts", "tour_drives", "stop_new", "tour_timetable"):
        assert client.get(reverse(f"landscape:{name}", args=["moen", tour.pk])).status_code == 404
    assert client.post(reverse("landscape:tour_best", args=["moen", tour.pk])).status_code == 404
    client.force_login(factories.member(moen, "Lise Holm").user)
    assert client.get(reverse("landscape:tours", args=["moen"])).status_code == 404


@pytest.mark.parametrize("name", ["tours", "tour"])
def test_a_page_costs_the_same_for_one_and_for_three(
    mona: Client, moen: Network, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    tour = make_tour(moen)
    make_stop(tour, "Keramik")
    address = reverse(f"landscape:{name}", args=["moen"] if name == "tours" else ["moen", tour.pk])
    mona.get(address)
    with CaptureQueriesContext(connection) as one:
        mona.get(address)
    for number in range(2):
        make_stop(make_tour(moen) if name == "tours" else tour, f"Bageri {number}")
    with django_assert_num_queries(len(one)):
        mona.get(address)
