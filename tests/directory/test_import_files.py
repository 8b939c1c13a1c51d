"""Every member list of the test data, brought into an empty network and counted in the database."""

import json
from pathlib import Path

import pytest

from mikrovirk.directory import services
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.networks.models import Role
from tests.factories import NOW, network

LISTS = Path(__file__).parent.parent / "data" / "member-lists"
EXPECTED = json.loads((LISTS / "expected.json").read_text())


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_list_is_brought_into_an_empty_network(name: str) -> None:
    place = network()
    result = services.run_import(place, content=(LISTS / name).read_bytes(), file_name=name, at=NOW)
    assert result.printed == EXPECTED[name]
    assert Membership.objects.filter(network=place, left_date=None).count() == EXPECTED[name]["people"]
    assert Person.objects.count() == EXPECTED[name]["people"]
    assert Role.objects.filter(network=place, name="member").count() == EXPECTED[name]["people"]
    assert Business.objects.count() == EXPECTED[name]["businesses"]
    again = services.run_import(place, content=(LISTS / name).read_bytes(), file_name=name, at=NOW)
    assert again.printed == EXPECTED[name]
    assert again.changed_nothing
    assert Business.objects.count() == EXPECTED[name]["businesses"]
