"""A coordinator who plans a date sees what else is on for the same people."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.networks.models import Network, Role
from tests import factories
from tests.factories import NOW
from tests.factories.landscape import VORDINGBORG, make_feed, make_outside_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
WEDNESDAY = datetime(2027, 1, 20, 17, 30, tzinfo=COPENHAGEN)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def network() -> Network:
    return factories.network("mikrovirk", municipality_code=VORDINGBORG)


@pytest.fixture
def coordinator(client: Client, network: Network) -> Client:
    client.force_login(factories.coordinator(network))
    return client


def plan(network: Network, **fields: Any) -> Any:
    return factories.meeting(
        network, **{"starts_at": WEDNESDAY, "ends_at": WEDNESDAY + timedelta(hours=2, minutes=30), **fields}
    )


def test_the_meetings_page_names_what_is_on_at_the_same_time(coordinator: Client, network: Network) -> None:
    meeting = plan(network)
    feed = make_feed("Biblioteket")
    for title, hour in (("Moms", 0), ("Regnskab", 1), ("Salg", 2), ("Morgenkaffe", -9)):
        make_outside_event(title, feed=feed, start=WEDNESDAY + timedelta(hours=hour))
    make_outside_event("Aflyst", feed=feed, start=WEDNESDAY, cancelled=True)
    text = coordinator.get(reverse("programme:manage", args=["mikrovirk", meeting.pk])).content.decode()
    assert "På samme tid: “Moms” (Biblioteket kl. 17.30), “Regnskab” (Biblioteket kl. 18.30) og 1 anden." in text
    assert "/calendar/0390/?from=2027-01-20&amp;to=2027-01-20" in text


def test_nothing_is_said_where_nothing_competes(coordinator: Client, network: Network) -> None:
    meeting = plan(network)
    plan(factories.network("andet", municipality_code="0376"), state="published")
    text = coordinator.get(reverse("programme:manage", args=["mikrovirk", meeting.pk])).content.decode()
    assert "På samme tid" not in text


def test_another_network_competes_too(coordinator: Client, network: Network) -> None:
    meeting = plan(network, state="published")
    plan(factories.network("andet", name="Det andet", municipality_code=VORDINGBORG), title="Kaffe", state="published")
    text = coordinator.get(reverse("programme:manage", args=["mikrovirk", meeting.pk])).content.decode()
    assert "På samme tid: “Kaffe” (Det andet kl. 17.30)." in text


def test_beside_the_date_field_while_it_is_typed(coordinator: Client, network: Network) -> None:
    meeting = plan(network)
    make_outside_event("Moms", start=WEDNESDAY + timedelta(days=7))
    address = reverse("programme:day_warning", args=["mikrovirk"])
    assert "“Moms” (Biblioteket kl. 17.30)" in coordinator.get(address + "?day=2027-01-27").content.decode()
    assert "Moms" not in coordinator.get(address + "?day=2027-01-28").content.decode()
    moved = coordinator.get(reverse("programme:meeting_move", args=["mikrovirk", meeting.pk])).content.decode()
    assert "Moms" not in moved


def test_a_quarter_of_evenings(coordinator: Client, network: Network, django_assert_max_num_queries: Any) -> None:
    plan(network)
    make_outside_event("Moms", start=WEDNESDAY + timedelta(days=1))
    address = reverse("landscape:days", args=["mikrovirk"])
    with django_assert_max_num_queries(16):
        page = coordinator.get(address)
    assert page.context["free"] == [date(2027, 1, 12), date(2027, 1, 13), date(2027, 1, 14)]
    assert page.context["quiet"] == [2, 4, 5, 6, 8, 9, 10, 11, 13, 14]  # in 7 and 12 schools are closed
    text = page.content.decode()
    assert "mellem 17.30 og 20.00" in text
    assert "Moms (Biblioteket)" in text
    assert "Jeres møde" in text
    assert "Vinterferie" in text
    for number in range(10):
        make_outside_event(f"Emne {number}", start=WEDNESDAY + timedelta(days=number))
    with django_assert_max_num_queries(16):
        coordinator.get(address)


def test_the_way_there_stands_beside_the_plan(coordinator: Client, network: Network) -> None:
    assert (
        reverse("landscape:days", args=["mikrovirk"])
        in coordinator.get(reverse("programme:plan", args=["mikrovirk"])).content.decode()
    )


def test_not_for_a_member(client: Client, network: Network) -> None:
    client.force_login(factories.role(Role.Name.MEMBER, network))
    assert client.get(reverse("landscape:days", args=["mikrovirk"])).status_code == 404
