"""A member's page says which meetings they have been at, and what came of the others they said yes to."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries.one_person import meetings_of
from tests import factories
from tests.programme.evenings import coming_meeting
from tests.programme.views.test_public import get

pytestmark = pytest.mark.django_db
PIECE = {"HX-Request": "true"}


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk", name="MikroVirk")


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


@pytest.fixture
def office(client: Client, place: Network) -> Client:
    client.force_login(factories.coordinator(place))
    return client


def held(place: Network, title: str, days: int, *, was_checked: bool = True) -> Meeting:
    """A meeting that is over, at which somebody else was checked in."""
    meeting = coming_meeting(place, days=-days, title=title)
    if was_checked:
        factories.sign_up(meeting, factories.member(place), checked_in_at=meeting.starts_at)
    return meeting


def address(person: Person) -> str:
    return f"/networks/mikrovirk/members/{person.pk}/meetings/"


def said(client: Client, person: Person, headers: dict[str, str] | None = None) -> str:
    """What is read there, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address(person), headers=headers).text).split())


def test_what_came_of_every_answer(office: Client, place: Network, lise: Person) -> None:
    now = timezone.now()
    came = held(place, "Moms", 90)
    factories.sign_up(came, lise, checked_in_at=came.starts_at)
    factories.sign_up(held(place, "Priser", 60), lise)
    factories.sign_up(held(place, "Salg", 50, was_checked=False), lise)
    factories.sign_up(held(place, "Foto", 40), lise, state=SignUp.State.CANCELLED, cancelled_at=now)
    factories.sign_up(held(place, "Jura", 35), lise, state=SignUp.State.WAITING)
    called_off = held(place, "Regn", 30, was_checked=False)
    Meeting.objects.filter(pk=called_off.pk).update(state=Meeting.State.CANCELLED)
    factories.sign_up(called_off, lise)
    factories.sign_up(coming_meeting(place, days=3, title="Messe"), lise)
    factories.sign_up(coming_meeting(place, days=9, title="Jul"), lise, state=SignUp.State.WAITING)
    text = said(office, lise)
    assert "Har været til 1 møde" in text
    last_first = (
        *("Jul", "På ventelisten", "Messe", "Kommer", "Regn", "Mødet blev aflyst", "Jura", "Stod på venteliste"),
        *("Foto", "Meldte afbud", "Salg", "Tilmeldt; ingen blev krydset af", "Priser", "Tilmeldt, men udeblevet"),
        *("Moms", "Kom"),
    )
    assert re.search(" .*?".join(last_first), text), text


def test_on_their_page_stand_the_last_six_and_the_way_to_all(office: Client, place: Network, lise: Person) -> None:
    for month in range(1, 9):
        factories.sign_up(meeting := held(place, f"Aften {month}", month * 30), lise, checked_in_at=meeting.starts_at)
    piece = said(office, lise, PIECE)
    assert "Har været til 8 møder" in piece
    assert "Alle 8 møder" in piece
    assert "Aften 6" in piece
    assert "Aften 7" not in piece
    assert "Aften 7" in said(office, lise)
    page = office.get(f"/networks/mikrovirk/members/{lise.pk}/").text
    assert f'hx-get="{address(lise)}"' in page
    assert f'href="{address(lise)}"' in page  # without a script


def test_who_is_new_has_none(office: Client, lise: Person) -> None:
    assert "Har ikke været tilmeldt et møde endnu." in said(office, lise)


def test_only_for_those_who_look_after_the_members(client: Client, place: Network, lise: Person) -> None:
    for reader in (factories.role("steering", place), lise.user, factories.coordinator(factories.network("stege"))):
        client.force_login(reader)
        assert client.get(address(lise)).status_code == 404
    client.force_login(factories.coordinator(place))
    assert client.get(address(factories.member(factories.network("andre")))).status_code == 404


def test_another_networks_meetings_are_not_told(place: Network, lise: Person) -> None:
    """Neither one that is theirs alone, nor a joint one to which the person came with them."""
    other = factories.network("stege")
    factories.sign_up(coming_meeting(other, days=2), lise)
    factories.sign_up(coming_meeting(place, days=4), lise, comes_with=other)
    now = timezone.now()
    assert meetings_of(lise, place, now=now) == []
    assert len(meetings_of(lise, other, now=now)) == 2


def test_however_many_there_are_it_takes_the_same_queries(office: Client, place: Network, lise: Person) -> None:
    counts = set()
    get(office, address(lise))
    for days in (10, 20, 30):
        factories.sign_up(held(place, f"Før {days}", days), lise)
        with CaptureQueriesContext(connection) as asked:
            get(office, address(lise))
        counts.add(len(asked))
    assert counts == {6}
