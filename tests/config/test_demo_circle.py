"""The coordinators' circle of the example region."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import circle
from mikrovirk.landscape.models import Borrowed, CircleQuestion, Shared
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import MeetingPartner, Talk
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> dict[str, Client]:
    """Three networks with a past and a future, and their coordinators signed in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    clients = {}
    for slug, code in (("mikrovirk", "0390"), ("mikronet", "0376"), ("netvaerk-nordfalster", "0376")):
        network = factories.network(slug, municipality_code=code)
        clients[slug] = Client()
        clients[slug].force_login(factories.coordinator(network, email=f"koordinator@{slug}.example"))
        factories.member(network)
        two = factories.format_2_0(network)
        for number, days in enumerate((-190, -160, -60, -30, 14, 44)):
            meeting = factories.meeting(
                network,
                starts_at=NOW + timedelta(days=days),
                state="published",
                format=two,
                venue=factories.venue(network),
            )
            for _n in range(number + 2 if days < 0 else 0):
                factories.sign_up(meeting, factories.person(), checked_in_at=meeting.starts_at)
            if days == -30:
                Talk.objects.create(
                    network=network, meeting=meeting, title="Moms", speaker_name="Tove Tal", state="accepted"
                )
    circle.fill(now=NOW)
    return clients


def test_shared_taken_back_borrowed_asked_held_and_refused(region: dict[str, Client]) -> None:
    shared = {(row.network.slug, row.kind, row.revoked_at is None) for row in Shared.objects.select_related("network")}
    assert shared == {
        ("mikrovirk", "format", True),
        ("mikrovirk", "speaker", True),
        ("mikronet", "mail", True),
        ("netvaerk-nordfalster", "venue", False),
    }
    assert {(row.network.slug, row.kind) for row in Borrowed.objects.select_related("network")} == {
        ("netvaerk-nordfalster", "format"),
        ("mikrovirk", "mail"),
    }
    assert sorted(question.settled_at is None for question in CircleQuestion.objects.all()) == [False, True]
    partners = MeetingPartner.objects.select_related("network", "meeting__network")
    assert {(row.meeting.network.slug, row.network.slug, row.state) for row in partners} == {
        ("mikronet", "netvaerk-nordfalster", "accepted"),
        ("mikrovirk", "netvaerk-nordfalster", "declined"),
        ("mikrovirk", "mikronet", "asked"),
    }
    own = Mailing.objects.filter(network__slug="netvaerk-nordfalster", kind="programme.invitation")
    assert {mailing.state for mailing in own} == {"draft"}


def test_the_coordinators_see_it_on_their_pages(region: dict[str, Client]) -> None:
    week = region["mikronet"].get(reverse("home:week", args=["mikronet"])).content.decode()
    assert "spørger: skal vi holde" in week
    page = region["mikrovirk"].get(reverse("landscape:circle_own", args=["mikrovirk"])).content.decode()
    assert "Før kom der i snit" in page
    assert "Flere kommer" in page
    page = region["netvaerk-nordfalster"].get(reverse("programme:plan", args=["netvaerk-nordfalster"])).content.decode()
    assert "Sammen med andre netværk" in page


def test_without_meetings_there_is_less_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for slug in ("mikrovirk", "mikronet", "netvaerk-nordfalster"):
        factories.coordinator(factories.network(slug), email=f"koordinator@{slug}.example")
    circle.fill(now=NOW)
    assert not MeetingPartner.objects.exists()
    assert Network.objects.count() == 3
