"""Conferences of the example region."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.config.demo import conference
from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.queries import commitments
from mikrovirk.mailing.models import Mailing
from mikrovirk.programme.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Two networks with their coordinators and a venue, and their conferences."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for slug, code in (("mikrovirk", "0390"), ("mikronet", "0376")):
        network = factories.network(slug, municipality_code=code)
        factories.coordinator(network, email=f"koordinator@{slug}.example")
        factories.venue(network)
    conference.fill(now=NOW)
    return Client()


@pytest.mark.parametrize("code", ["0390", "0376"])
def test_one_is_to_come_and_one_was_held_with_promises_in_every_state(region: Client, code: str) -> None:
    found = Conference.objects.filter(municipality_code=code)
    assert set(found.values_list("state", "carrying")) == {("planned", "yes"), ("held", "yes")}
    rows = commitments.rows_of(commitments.of_area(code), today=timezone.localdate(NOW))
    assert [row.standing for row in rows] == ["overdue", "waiting", "open", "kept", "dropped", "declined"]
    coming = found.get(state="planned")
    assert coming.meeting is not None
    assert coming.meeting.state == Meeting.State.PUBLISHED
    waiting = Mailing.objects.filter(network__municipality_code=code, kind__startswith="cooperation.promise")
    assert list(waiting.filter(state="draft").values_list("kind", flat=True)) == ["cooperation.promise_asked"]
    assert [wish.shown_at is None for wish in coming.wishes.order_by("made_at")] == [False, True, False]


def test_anybody_finds_the_way_to_sign_up_and_what_is_overdue(region: Client) -> None:
    text = region.get(reverse("cooperation:conferences", args=["0390"])).content.decode()
    assert "Ét telefonnummer til alle, der vil begynde" in text
    coming = Conference.objects.get(municipality_code="0390", state="planned")
    page = region.get(reverse("cooperation:conference", args=[coming.pk])).content.decode()
    assert f"/networks/mikrovirk/meetings/{coming.meeting_id}/sign-up/" in page
