"""Whom the networks reach, from members and register together."""

from collections import Counter

import pytest

from mikrovirk.overview.domain.coverage import Cell, coverage
from mikrovirk.overview.domain.coverage_told import Told, ToldSpot
from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.queries import local, reach
from mikrovirk.overview.queries.coverage import as_plain, coverage_of
from mikrovirk.overview.queries.figures import figures
from mikrovirk.register.queries.copies import Copy, current
from tests import factories
from tests.overview import nearby

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register_nearby")]


def copy() -> Copy:
    found = current()
    assert found
    return found


def test_local_micro_businesses_are_those_that_are_counted_elsewhere_too() -> None:
    here = local.micro_businesses(copy(), "0390")
    assert len(here) == 28  # no factory, no association, nobody of the municipality beside
    assert {each.unit_id for each in here} & {"50000001", "50000002", "50000003"} == set()
    assert [each.unit_id for each in local.micro_businesses(copy(), "0376")] == ["50000002"]


def test_reached_by_number_and_by_name_and_place() -> None:
    network = nearby.network()
    assert reach.reached_in(copy(), "0390") == {"10000000", "30000000", "30000001"}
    assert [(each.business.name, each.is_unclear) for each in reach.not_found(copy(), network)] == [
        ("Findes ikke", False)
    ]


def test_a_number_of_somewhere_else_is_found_and_not_local() -> None:
    network = factories.network(municipality_code="0390")
    factories.member(network, firm=factories.business("Smeden", cvr="50000002"))
    assert reach.reached_in(copy(), "0390") == frozenset()
    assert reach.not_found(copy(), network) == []


def test_who_left_and_closed_networks_reach_nobody() -> None:
    network = nearby.network()
    network.memberships.update(left_date=factories.TODAY)
    assert reach.reached_in(copy(), "0390") == frozenset()
    network.memberships.update(left_date=None)
    network.is_open = False
    network.save()
    assert reach.reached_in(copy(), "0390") == frozenset()


def test_a_second_business_of_a_member_is_reached_too() -> None:
    network = factories.network(municipality_code="0390")
    member = factories.member(network, firm=factories.business("Café 00", cvr="20000000"))
    member.memberships.get().also_for.add(factories.business("Tømrer 05", cvr="10000005"))
    assert reach.reached_in(copy(), "0390") == {"20000000", "10000005"}


def test_the_coverage_and_what_is_told_of_it() -> None:
    nearby.network()
    here = local.micro_businesses(copy(), "0390")
    exact = coverage(here, reach.reached_in(copy(), "0390"), on=nearby.DAY)
    assert exact.whole == Cell("", 28, 3)
    assert exact.postcodes == (Cell("4760", 9, 2), Cell("4780", 19, 1))
    found = coverage_of("0390")
    assert found is not None
    assert found.told.whole == Told("", 28, 3)
    assert found.told.postcodes == (Told("4760", 9, None), Told("4780", 19, None))
    assert found.told.spots == (ToldSpot("I", "4780", 6, True),)
    plain = as_plain(found)
    assert plain["municipality"] == "0390"
    assert (plain["businesses"], plain["reached"], plain["share"]) == (28, 3, round(3 / 28, 4))
    assert plain["postcodes"][0] == {"key": "4760", "businesses": 9, "reached": None, "share": None}
    assert plain["white_spots"] == [
        {"section": "I", "postcode": "4780", "businesses": 6, "fewer_than_three_reached": True}
    ]


def test_without_a_register(settings, tmp_path) -> None:
    settings.DATA = tmp_path
    assert coverage_of("0390") is None


def test_as_many_as_the_indicator_counts_and_in_the_same_parts() -> None:
    found = figures(Area("0390"), on=nearby.DAY, choices=Choices())
    here = local.micro_businesses(copy(), "0390")
    assert found["micro_businesses"].value == len(here)
    counted = {part.key[0]: part.value for part in found["by_industry"].parts if part.value}
    assert counted == Counter(each.section for each in here)
    counted = {part.key[0]: part.value for part in found["by_place"].parts if part.value}
    assert counted == Counter(each.postcode for each in here)
