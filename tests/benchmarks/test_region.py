"""The region that is measured: whole, the same every time, and every measured page of it answers."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from benchmarks.growth import PAGES
from benchmarks.region.filling import Region, fill
from benchmarks.region.people import municipality_of, sizes_of
from mikrovirk.directory.models import Membership, Person
from mikrovirk.directory.services.search_texts import refresh_search_texts
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.register.domain.municipalities import MUNICIPALITIES

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(("people", "networks"), [(300, 20), (3_000, 20), (30_000, 200), (300_000, 2_000)])
def test_the_first_network_is_as_large_in_every_region(people: int, networks: int) -> None:
    sizes = sizes_of(people)
    assert (len(sizes), sum(sizes), sizes[0]) == (networks, people, 150)


def test_a_country_has_all_its_municipalities() -> None:
    assert {municipality_of(number).code for number in range(2_000)} == set(MUNICIPALITIES)
    assert municipality_of(0).code == municipality_of(19).code == "0390"


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_a_small_region_is_whole_and_every_measured_page_answers() -> None:
    made = fill(300, now=NOW, seed=98)
    connection.check_constraints()
    assert (Network.objects.count(), Person.objects.count(), Membership.objects.count()) == (20, 300, 300)
    assert refresh_search_texts(all_rows=True) == 0  # people are found as if they had joined one by one
    assert {meeting.places_taken - meeting.sign_ups.count() for meeting in Meeting.objects.all()[:40]} == {0}
    assert SignUp.objects.filter(checked_in_at=None, meeting__ends_at__lt=NOW).exists()
    Network.objects.create(slug="naeste", name="Det næste")  # the keys go on from those that were given
    assert answers(made) == {page.name: 200 for page in PAGES}


def answers(made: Region) -> dict[str, int]:
    """What each measured page answers to whom it is measured as."""
    found = {}
    for page in PAGES:
        client = Client()
        if page.role:
            client.cookies["sessionid"] = made.sessions[page.role]
        found[page.name] = client.get(page.path.format(**vars(made))).status_code
    return found
