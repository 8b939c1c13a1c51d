"""The programme of a conference of the example region."""

from collections import Counter
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import sessions
from mikrovirk.mailing.models import Mailing
from mikrovirk.programme.models import Meeting, Session, SessionSignUp
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
START = datetime(2027, 1, 28, 8, 0, tzinfo=UTC)


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """A published meeting of a network with some members, and its programme."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    network = factories.network("mikrovirk")
    for _ in range(sessions.COMING + 2):
        factories.member(network)
    made = factories.meeting(network, starts_at=START)
    sessions.lay(made, now=NOW)
    return made


def test_some_have_chosen_some_wait_and_some_have_not_yet(meeting: Meeting) -> None:
    meeting.refresh_from_db()
    assert (meeting.session_count, meeting.places_taken) == (len(sessions.PROGRAMME) - 1, sessions.COMING)
    assert Counter(SessionSignUp.objects.values_list("session__title", "state")) == {
        ("Salg uden at sælge", "coming"): 4,
        ("Moms uden mavepine", "coming"): 5,
        ("Den første ansatte", "coming"): 5,
        ("Hvad gør vi sammen?", "coming"): 9,
        ("Skriv din egen pris", "coming"): 4,
        ("Skriv din egen pris", "waiting"): 1,
    }
    assert [session.title for session in Session.objects.exclude(taken_off_at=None)] == [sessions.OFF]


def test_a_room_taken_twice_is_told_and_a_mail_waits(meeting: Meeting) -> None:
    sessions.take_a_room_twice(meeting, now=NOW)
    client = Client()
    client.force_login(factories.coordinator(meeting.network))
    page = client.get(reverse("programme:plan_sessions", args=["mikrovirk", meeting.pk])).content.decode()
    assert "Lokale 1 er optaget to gange samtidig: »Salg uden at sælge« og »Moms uden mavepine«." in page
    assert list(Mailing.objects.values_list("kind", "state")) == [("programme.session_changes", "draft")]
