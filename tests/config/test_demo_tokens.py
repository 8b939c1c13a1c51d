"""The programs that read in the example region."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import tokens
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_one_works_one_waits_for_a_new_key_one_was_stopped(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    coordinators = []
    for slug in ("mikrovirk", "mikronet"):
        network = factories.network(slug)
        coordinators.append(factories.coordinator(network))
        factories.meeting(network, starts_at=datetime(2026, 11, 17, 16, 30, tzinfo=UTC))
    tokens.fill(now=NOW)
    for coordinator in coordinators:
        client.force_login(coordinator)
        rows = client.get(reverse("api:tokens")).context["rows"]
        assert [(row.token.name, row.standing) for row in rows] == [
            (tokens.WORKS, "working"),
            (tokens.REVOKED, "revoked"),
            (tokens.EXPIRED, "expired"),
        ]
        log = client.get(reverse("api:token", args=[rows[2].token.pk])).context["page"]
        assert [(use.count, use.refused_count) for use in log] == [(0, 1), (1, 0), (1, 0)]
