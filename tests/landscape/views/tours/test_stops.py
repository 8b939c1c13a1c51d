"""The stops of a tour, through the pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mikrovirk.landscape.models import Drive, Stop
from mikrovirk.landscape.services.tours import timing
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories.tours import make_firm, make_stop, make_tour

pytestmark = pytest.mark.django_db


def test_hosts_found_chosen_once_and_those_visited_last(mona: Client, moen: Network) -> None:
    before = make_tour(moen, date=factories.TODAY - timedelta(days=300))
    make_stop(before, "Aakanden", answer="yes", answered_at=factories.NOW)
    timing.find_best(before, at=factories.NOW)
    tour, firm = make_tour(moen), make_firm(moen, "Keramik")
    page = mona.get(reverse("landscape:tour_hosts", args=["moen", tour.pk])).content.decode()
    assert page.index("Keramik") < page.index("Aakanden") < page.index("I har besøgt dem før.")
    found = mona.get(reverse("landscape:tour_hosts", args=["moen", tour.pk]) + "?q=findesikke").content.decode()
    assert "Ingen virksomhed passer til de ord" in found
    for _twice in range(2):
        answer = mona.post(reverse("landscape:tour_host_add", args=["moen", tour.pk, firm.pk]) + "?q=keramik")
        assert answer["Location"].endswith("/hosts/?q=keramik")
    stop = tour.stops.get()
    assert (stop.name, stop.host and stop.host.full_name, stop.postcode) == ("Keramik", "Ejer af Keramik", "4780")


def test_choosing_costs_the_same_for_one_and_for_three(mona: Client, moen: Network) -> None:
    tour = make_tour(moen)
    counts = []
    for names in (("Keramik",), ("Bageri", "Smedje")):
        for name in names:
            make_firm(moen, name)
        with CaptureQueriesContext(connection) as asked:
            mona.get(reverse("landscape:tour_hosts", args=["moen", tour.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_business_of_another_network_is_not_found(mona: Client, moen: Network) -> None:
    strange = make_firm(factories.network("stege"), "Fremmed")
    tour = make_tour(moen)
    assert mona.post(reverse("landscape:tour_host_add", args=["moen", tour.pk, strange.pk])).status_code == 404


def test_moved_locked_taken_out_and_put_back(mona: Client, moen: Network) -> None:
    tour = make_tour(moen)
    make_stop(tour, "Keramik")
    make_stop(tour, "Bageri")
    timing.find_best(tour, at=factories.NOW)
    second = tour.stops.get(position=2)

    def post(name: str, **said: str) -> Stop:
        mona.post(reverse(f"landscape:{name}", args=["moen", tour.pk, second.pk]), said)
        return Stop.objects.get(pk=second.pk)

    assert post("stop_move", way="up").position == 1
    assert post("stop_move", way="down").position == 2
    assert post("stop_lock").is_locked
    assert not post("stop_lock").is_locked
    assert post("stop_move", way="out").position is None
    assert post("stop_move", way="in").position == 2
    assert post("stop_remove").removed_at == factories.NOW
    page = mona.get(reverse("landscape:stop_edit", args=["moen", tour.pk, second.pk])).content.decode()
    assert "Dette stop er ude af rundturen." in page
    assert post("stop_put_back").removed_at is None


def test_another_place_needs_no_yes(mona: Client, moen: Network) -> None:
    tour = make_tour(moen)
    said = {"name": "Frokost", "minutes": "45", "postcode": "4780", "opens_at": "12:00", "closes_at": "13:30"}
    mona.post(reverse("landscape:stop_new", args=["moen", tour.pk]), said)
    assert tour.stops.values_list("name", "answer", "town").get() == ("Frokost", "yes", "Stege")


def test_driving_times_typed_and_brought_in(mona: Client, moen: Network) -> None:
    tour = make_tour(moen)
    stop = make_stop(tour, "Keramik")
    where = reverse("landscape:tour_drives", args=["moen", tour.pk])
    assert 'placeholder="50"' in mona.get(where).content.decode()
    mona.post(where, {f"way-0-{stop.pk}": "25"})
    listed = SimpleUploadedFile("tider.csv", b"Fra;Til;Minutter\nkeramik;Biblioteket;31\n")
    mona.post(where, {f"way-0-{stop.pk}": "25", "file": listed})
    assert set(Drive.objects.values_list("from_stop_id", "to_stop_id", "minutes")) == {
        (None, stop.pk, 25),
        (stop.pk, None, 31),
    }
    wrong = SimpleUploadedFile("tider.csv", b"Biblioteket;Nowhere;31\n")
    page = mona.post(where, {"file": wrong, f"way-0-{stop.pk}": "25"}).content.decode()
    assert "Linje 1 nævner et sted, der ikke er med på rundturen." in page
