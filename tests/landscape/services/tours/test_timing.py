"""The hours of a tour: kept in its rows."""

from datetime import time, timedelta

import pytest

from mikrovirk.landscape.models import Stop
from mikrovirk.landscape.queries.tours import stops_of
from mikrovirk.landscape.services.tours import editing, timing
from tests import factories
from tests.factories.tours import KLINTHOLM, PRAESTOE, make_stop, make_tour

pytestmark = pytest.mark.django_db
LATER = factories.NOW + timedelta(hours=1)


def hours(tour: object) -> list[tuple[str, int | None, time | None, time | None]]:
    return [(stop.name, stop.position, stop.begins_at, stop.leaves_at) for stop in stops_of(tour)]  # type: ignore[arg-type]


def test_found_moved_locked_and_taken_out() -> None:
    tour = make_tour(factories.network())
    near, far = make_stop(tour, "Keramik"), make_stop(tour, "Havnegrill", KLINTHOLM)
    timing.find_best(tour, at=LATER)
    first, second = [stop.pk for stop in stops_of(tour)]
    assert {first, second} == {near.pk, far.pk}
    assert (tour.sequence, tour.changed_at) == (1, LATER)
    editing.move_stop(Stop.objects.get(pk=second), to=1, at=LATER)
    assert [stop.pk for stop in stops_of(tour)] == [second, first]
    editing.lock_stop(Stop.objects.get(pk=second), is_locked=True)
    timing.find_best(tour, at=LATER)
    assert Stop.objects.get(pk=second).position == 1
    editing.move_stop(Stop.objects.get(pk=second), to=None, at=LATER)
    out = Stop.objects.get(pk=second)
    assert (out.position, out.begins_at, out.is_locked) == (None, None, False)


def test_the_hours_follow_what_is_changed() -> None:
    tour = make_tour(factories.network())
    stop = make_stop(tour, "Keramik")
    timing.find_best(tour, at=LATER)
    assert hours(tour) == [("Keramik", 1, time(9, 50), time(10, 35))]
    editing.change_stop(Stop.objects.get(), minutes=60, at=LATER)
    editing.set_drives(tour, {(0, stop.pk): 25}, at=LATER)
    assert hours(tour) == [("Keramik", 1, time(9, 25), time(10, 25))]
    editing.change_tour(tour, starts_at=time(10), at=LATER)
    assert hours(tour) == [("Keramik", 1, time(10, 25), time(11, 25))]
    editing.set_drives(tour, {(0, stop.pk): None}, at=LATER)
    assert hours(tour) == [("Keramik", 1, time(10, 50), time(11, 50))]


def test_a_place_nobody_knows_and_a_night_too_long_are_said() -> None:
    tour = make_tour(factories.network(), ends_at=time(23, 55))
    make_stop(tour, "Ukendt", "")
    timing.find_best(tour, at=LATER)
    assert Stop.objects.get().left_out == ["no_place"]
    late = make_stop(tour, "Natklub", PRAESTOE, opens_at=time(23, 30))
    timing.put_in_order(tour, [late.pk], at=LATER)
    assert Stop.objects.get(pk=late.pk).left_out == ["past_midnight"]


def test_no_more_stops_than_a_tour_has_room_for() -> None:
    tour = make_tour(factories.network())
    for number in range(30):
        editing.add_other(tour, at=LATER, name=f"Sted {number}", postcode="4780")
    with pytest.raises(editing.TooManyStops):
        editing.add_other(tour, at=LATER, name="Et for meget", postcode="4780")
    editing.remove_stop(tour.stops.order_by("pk")[0], at=LATER)
    editing.add_other(tour, at=LATER, name="Nu er der plads", postcode="4780")
