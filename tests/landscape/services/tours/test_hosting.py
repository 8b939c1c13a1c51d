"""The hosts of a tour: asked, answered for, told the hour."""

from datetime import time, timedelta

import pytest

from mikrovirk.home.privacy import own_data
from mikrovirk.landscape.models import Stop
from mikrovirk.landscape.queries.tours import stops_of
from mikrovirk.landscape.services.tours import hosting, timing
from mikrovirk.mailing.models import Mailing, Message
from tests import factories
from tests.factories.tours import make_stop, make_tour

pytestmark = pytest.mark.django_db
NOW = factories.NOW
A_DAY = timedelta(days=1)


def test_asked_once_and_again_after_three_days() -> None:
    tour = make_tour(factories.network())
    make_stop(tour, "Keramik")
    assert hosting.ask_hosts(tour, stops_of(tour), at=NOW) == 1
    assert hosting.ask_hosts(tour, stops_of(tour), at=NOW + A_DAY) == 0
    assert hosting.ask_hosts(tour, stops_of(tour), at=NOW + 3 * A_DAY) == 1
    assert set(Mailing.objects.values_list("kind", "state")) == {("landscape.tour_host", "draft")}
    assert Message.objects.count() == 2


def test_who_says_no_leaves_the_timetable() -> None:
    tour = make_tour(factories.network())
    stop = make_stop(tour, "Keramik")
    timing.find_best(tour, at=NOW)
    hosting.answer(Stop.objects.get(), says="no", at=NOW)
    stop.refresh_from_db()
    assert (stop.answer, stop.position) == ("no", None)


def test_told_the_hour_once_for_each_hour() -> None:
    tour = make_tour(factories.network())
    make_stop(tour, "Keramik", answer="yes", answered_at=NOW)
    timing.find_best(tour, at=NOW)
    assert hosting.tell_hours(tour, stops_of(tour), at=NOW) == 1
    assert hosting.tell_hours(tour, stops_of(tour), at=NOW) == 0
    hosting.answer(stops_of(tour)[0], says="yes", at=NOW, opens_at=time(11))
    tour.refresh_from_db()
    assert hosting.tell_hours(tour, stops_of(tour), at=NOW) == 1


def test_a_hosts_own_copy_and_what_is_forgotten() -> None:
    tour = make_tour(factories.network())
    stop = make_stop(tour, "Keramik", words="Parkér bag huset.")
    assert stop.host is not None
    assert own_data.export_of(stop.host)["landscape"]["visits_hosted"] == [
        {
            "tour": "Rundtur på Møn",
            "date": tour.date.isoformat(),
            "business": "Keramik",
            "answer": "not_asked",
            "words": "Parkér bag huset.",
        }
    ]
    own_data.erase(stop.host, at=NOW)
    stop.refresh_from_db()
    assert (stop.host, stop.words, stop.name, stop.address) == (None, "", "–", "")  # the business went with them
