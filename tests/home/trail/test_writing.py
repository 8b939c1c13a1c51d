"""The trail is written where staff see or change other people's data, costs one statement, and nothing anywhere else."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mikrovirk.accounts.models import TrailEntry, User
from mikrovirk.directory.models import Person
from mikrovirk.networks.models import Network
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("moen")


@pytest.fixture
def lise(place: Network) -> Person:
    return factories.member(place, "Lise Holm")


@pytest.fixture
def coordinator(place: Network) -> User:
    return factories.coordinator(place)


@pytest.fixture
def office(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def written() -> list[tuple[Any, ...]]:
    return list(TrailEntry.objects.order_by("pk").values_list("by", "what", "place", "about", "is_change"))


def test_seeing_the_list_and_one_member(office: Client, coordinator: User, lise: Person) -> None:
    office.get(reverse("directory:members", args=["moen"]))
    office.get(reverse("directory:export_csv", args=["moen"]))
    office.get(reverse("directory:member", args=["moen", lise.pk]))
    assert written() == [
        (coordinator.pk, "members", "moen", None, False),
        (coordinator.pk, "members-file", "moen", None, False),
        (coordinator.pk, "member", "moen", lise.user_id, False),
    ]


def test_changing_a_member(office: Client, coordinator: User, lise: Person) -> None:
    edit = reverse("directory:edit_member", args=["moen", lise.pk])
    office.post(edit, {})  # nothing came of it
    assert written() == []
    office.post(reverse("directory:leave", args=["moen", lise.pk]))
    assert written() == [(coordinator.pk, "member-changed", "moen", lise.user_id, True)]


def test_a_piece_of_a_page_that_is_open_is_not_written_down_again(office: Client, lise: Person) -> None:
    members, piece = reverse("directory:members", args=["moen"]), {"HX-Request": "true"}
    office.get(members)
    office.get(members, {"q": "lise"}, headers=piece)
    assert [row[1] for row in written()] == ["members"]


def test_who_says_that_they_want_a_piece_only_is_written_down(office: Client, lise: Person) -> None:
    bo, piece = factories.member(Network.objects.get(), "Bo Lind"), {"HX-Request": "true"}
    office.get(reverse("directory:members", args=["moen"]), headers=piece)
    for person in (lise, bo, bo):
        office.get(reverse("directory:member", args=["moen", person.pk]), headers=piece)
    assert [row[1::2] for row in written()] == [("members", None), ("member", lise.user_id), ("member", bo.user_id)]


def test_what_was_refused_or_not_found_is_not_written_down(client: Client, lise: Person) -> None:
    address = reverse("directory:members", args=["moen"])
    client.get(address)
    client.force_login(lise.user)
    assert client.get(address).status_code == 404
    assert written() == []


def test_public_pages_and_own_pages_cost_nothing(office: Client, place: Network, lise: Person) -> None:
    with CaptureQueriesContext(connection) as asked:
        for address in ("/", "/networks/moen/", "/me/", "/me/profile/", reverse("directory:directory")):
            assert office.get(address).status_code == 200
    assert [each["sql"] for each in asked if "accounts_trailentry" in each["sql"]] == []


def test_a_page_costs_one_statement_more_and_looking_again_none(office: Client, lise: Person) -> None:
    bo = factories.member(Network.objects.get(), "Bo Lind")
    office.get(reverse("directory:member", args=["moen", bo.pk]))
    address = reverse("directory:member", args=["moen", lise.pk])
    with CaptureQueriesContext(connection) as first:
        office.get(address)
    with CaptureQueriesContext(connection) as again:
        office.get(address)
    assert [len([each for each in asked if "accounts_trailentry" in each["sql"]]) for asked in (first, again)] == [1, 0]
    assert len(first) == len(again) + 1
    assert [row[1::2] for row in written()] == [("member", bo.user_id), ("member", lise.user_id)]


def test_whoever_looks_again_later_is_written_down_again(office: Client, lise: Person) -> None:
    address = reverse("directory:member", args=["moen", lise.pk])
    for hour in (9, 10):
        with time_machine.travel(datetime(2026, 11, 23, hour, tzinfo=UTC)):
            office.get(address)
    assert len(written()) == 2


def test_every_change_is_written_down(office: Client, lise: Person) -> None:
    typed = {"name": "Lise Holm", "email": lise.user.email, "joined_date": "2026-01-05"}
    for _time in range(2):
        assert office.post(reverse("directory:edit_member", args=["moen", lise.pk]), typed).status_code == 302
    assert [row[1] for row in written()] == ["member-changed"] * 2


def test_a_page_is_shown_when_the_trail_cannot_be_written(
    office: Client, lise: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(**fields: Any) -> None:
        raise DatabaseError("database is locked")

    monkeypatch.setattr(TrailEntry.objects, "create", fails)
    assert office.get(reverse("directory:members", args=["moen"])).status_code == 200
    assert "the trail could not be written" in caplog.text
