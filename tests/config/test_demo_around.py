"""What goes on around the networks of the example region."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import around
from mikrovirk.landscape.models import Feed, OutsideEvent
from mikrovirk.mailing.models import Mailing
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MEETING = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Two networks with their coordinators, what goes on around them, and the first one's coordinator signed in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    coordinators = []
    for slug, code in (("mikrovirk", "0390"), ("mikronet", "0376")):
        network = factories.network(slug, municipality_code=code)
        coordinators.append(factories.coordinator(network, email=f"koordinator@{slug}.example"))
        factories.meeting(
            network, starts_at=MEETING, ends_at=MEETING + timedelta(hours=2, minutes=30), state="published"
        )
    around.fill(now=NOW)
    client = Client()
    client.force_login(coordinators[0])
    return client


def test_read_in_trouble_and_refused(region: Client) -> None:
    found = {feed.name: [visit.outcome for visit in feed.visits.all()] for feed in Feed.objects.all()}
    assert found == {
        "Vordingborg Bibliotekerne": ["read"],
        "Vordingborg Erhverv": ["read"],
        "Business Lolland-Falster": ["read"],
        "Møn Turistforening": ["failed"] * 4,
        "Rådhusets interne kalender": ["refused"],
    }
    assert Mailing.objects.filter(kind="landscape.feed_trouble", state=Mailing.State.DRAFT).count() == 1
    assert not Feed.objects.filter(kind=Feed.Kind.CALENDAR, next_at__lte=NOW + timedelta(days=2)).exists()


def test_once_though_in_two_calendars_and_a_clash_with_the_next_meeting(region: Client) -> None:
    page = region.get(reverse("landscape:calendar_of", args=["0390"]) + "?q=moms")
    assert [line.sources for line in page.context["lines"]] == [("Vordingborg Bibliotekerne", "Vordingborg Erhverv")]
    meeting = OutsideEvent.objects.get(title__startswith="Styr på regnskabet")
    assert meeting.starts_at == MEETING
    assert "Styr på regnskabet" in region.get(reverse("landscape:days", args=["mikrovirk"])).content.decode()
