"""The steering room's pages through the client."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import SteeringMeeting
from tests import factories
from tests.voice import steering_rows as rows

pytestmark = pytest.mark.django_db
HOME = "/networks/moen/steering/"


@pytest.fixture
def moen() -> Network:
    return rows.room()


@pytest.fixture
def karen(moen: Network) -> User:
    return rows.coordinator(moen)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, (where, answer.status_code)
    return answer.content.decode()


def test_a_room_in_which_nothing_was_done_says_what_to_do_first(karen: User) -> None:
    shown = page(signed_in(karen), HOME)
    assert "Indkald til det første møde" in shown
    assert "Der er ikke besluttet noget endnu" in shown


def test_every_page_opens(moen: Network, karen: User) -> None:
    client = signed_in(karen)
    meeting = rows.meeting(moen, starts_at=timezone.now() + timedelta(days=3))
    point = rows.point(meeting, matter="inputs")
    theme = rows.theme(moen)
    decision = rows.decision(moen, themes=(theme,), point=point, owner=karen)
    guest = meeting.guests.create(name="Tove", expires_at=timezone.now() + timedelta(days=4))
    m = f"{HOME}meetings/{meeting.pk}/"
    wheres = [
        HOME,
        f"{HOME}meetings/",
        f"{HOME}meetings/new/",
        m,
        f"{m}edit/",
        f"{m}agenda/",
        f"{m}agenda.pdf",
        f"{m}minutes.pdf",
        f"{m}changes/",
        f"{m}points/{point.pk}/",
        f"{m}points/{point.pk}/decide/",
        f"{m}guests/{guest.pk}/",
        f"{m}guests/{guest.pk}/link.svg",
        f"{HOME}decisions/",
        f"{HOME}decisions/?show=all",
        f"{HOME}decisions/new/",
        f"{HOME}decisions/{decision.pk}/",
        f"{HOME}decisions/{decision.pk}/edit/",
        f"{HOME}decisions/{decision.pk}/mine/",
        "/networks/moen/you-said/",
        "/networks/moen/you-said/embed/",
        "/networks/moen/you-said/feed.xml",
        "/networks/moen/you-said/choose/",
        "/networks/moen/you-said/since.pdf",
    ]
    for where in wheres:
        answer = client.get(where)
        assert answer.status_code == 200, (where, answer.status_code)
