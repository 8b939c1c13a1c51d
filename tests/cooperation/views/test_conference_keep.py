"""Holding a conference, for those who keep the municipality's common matters."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Conference
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db
HERE = "/cooperation/0390/conferences/"


@pytest.fixture(autouse=True)
def _now(time_machine) -> None:
    time_machine.move_to(f.NOW)


@pytest.fixture
def place() -> tuple[Network, User]:
    return rows.area()


@pytest.fixture
def keeper(client: Client, place: tuple[Network, User]) -> Client:
    client.force_login(place[1])
    return client


def step(client: Client, made: Conference, name: str) -> str:
    url = reverse("cooperation:conference_step", args=["0390", made.pk])
    return client.post(url, {"step": name}, follow=True).content.decode()


def test_write_the_call_and_call_it(keeper: Client) -> None:
    typed: dict[str, Any] = {"title": "Sammen", "question": "Hvad nu?", "wanted_date": "2027-03-01"}
    wrong = keeper.post(f"{HERE}new/", typed | {"wishes_until": "2027-03-02"})
    assert "Det er efter selve dagen." in wrong.content.decode()
    assert 'value="Sammen"' in wrong.content.decode()
    keeper.post(f"{HERE}new/", typed)
    made = Conference.objects.get()
    assert (made.called_at, made.state, made.municipality_code) == (None, "call", "0390")
    assert "Nu kan alle læse den og sende ønsker." in step(keeper, made, "call")
    made.refresh_from_db()
    assert made.called_at is not None
    keeper.post(f"{HERE}{made.pk}/edit/", typed | {"title": "Sammen om det"})
    assert Conference.objects.get().title == "Sammen om det"


def test_who_asks_for_their_own_network_answers_at_once(keeper: Client, place: tuple[Network, User]) -> None:
    made = rows.called(place[1])
    answer = keeper.post(f"{HERE}{made.pk}/ask/", {"network": place[0].pk})
    assert answer["Location"] == reverse("cooperation:conference_carry", args=[made.pk])
    other = f.network("nabo", municipality_code="0390")
    step(keeper, made, "stop-asking")
    keeper.post(f"{HERE}{made.pk}/ask/", {"network": other.pk})
    text = keeper.get(f"{HERE}{made.pk}/").content.decode()
    assert "har ikke svaret" in text


def test_from_planned_to_followed_up(keeper: Client, place: tuple[Network, User]) -> None:
    made = rows.planned(*place)
    assert "Det kan ikke gøres længere" in step(keeper, made, "held")
    Meeting.objects.update(starts_at=f.NOW, ends_at=f.NOW + rows.timedelta(hours=1))
    step(keeper, made, "held")
    rows.promise(made)
    assert "Noget af det, der blev lovet, er ikke afsluttet." in step(keeper, made, "followed")
    made.commitments.update(state="kept", settled_at=f.NOW)
    assert "Alt, der blev lovet, er afsluttet" in step(keeper, made, "followed")
    made.refresh_from_db()
    assert made.state == "followed"


def test_cancel_with_a_reason_and_put_it_back(keeper: Client, place: tuple[Network, User]) -> None:
    made = rows.called(place[1])
    assert "errorlist" in keeper.post(f"{HERE}{made.pk}/cancel/", {"why": ""}).content.decode()
    keeper.post(f"{HERE}{made.pk}/cancel/", {"why": "For få kan komme"})
    assert "For få kan komme" in keeper.get(reverse("cooperation:conference", args=[made.pk])).content.decode()
    step(keeper, made, "put-back")
    made.refresh_from_db()
    assert made.state == "call"


def test_nobody_else_holds_it(client: Client, place: tuple[Network, User]) -> None:
    made = rows.called(place[1])
    client.force_login(f.coordinator(f.network(municipality_code="0376")))
    for name in ("conference_keep", "conference_edit", "conference_cancel", "conference_wishes", "conference_bring",
                 "conference_tables", "conference_tables_paper", "conference_outcome", "conference_promise_new"):  # fmt: skip
        assert client.get(reverse(f"cooperation:{name}", args=["0390", made.pk])).status_code == 404
    assert client.get(f"{HERE}new/").status_code == 404
    url = reverse("cooperation:conference_step", args=["0390", made.pk])
    assert client.post(url, {"step": "call"}).status_code == 404
