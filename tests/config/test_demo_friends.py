"""Those who were brought, in the example region."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import friends
from mikrovirk.directory.models import Referral
from mikrovirk.mailing.models import Mailing
from mikrovirk.programme import jobs_friends
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_signed_up_came_became_a_member_and_by_a_poster(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for slug in friends.GUESTS:
        network = factories.network(slug)
        coordinator = factories.coordinator(network)
        members = [factories.member(network) for _ in range(3)]
        for days in (-28, 7):
            factories.meeting(network, starts_at=NOW + timedelta(days=days))
    friends.fill(now=NOW)
    jobs_friends.run(now=NOW)
    for slug in friends.GUESTS:
        thanks = Mailing.objects.filter(kind="programme.friend_thanks", network__slug=slug).order_by("created_at")
        assert [(each.state, (NOW - each.created_at).days) for each in thanks] == [("stopped", 60), ("draft", 23)]
        assert Referral.objects.filter(network__slug=slug, inviter=None).count() == 1
    client.force_login(members[-1].user)
    page = client.get(reverse("programme:my_invitations")).content.decode()
    for words in ("Jonas Rask", "Har ikke været med endnu", "Britta Holst", "Har været med", "Er blevet medlem"):
        assert words in page
    client.force_login(coordinator)
    months = client.get(reverse("programme:friends", args=["mikronet"])).context["months"]
    assert sum(month.found for month in months) == 5
