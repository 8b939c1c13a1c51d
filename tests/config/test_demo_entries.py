"""The register of networks and offers of the example region."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import entries
from mikrovirk.landscape.models import Entry, EntryChange
from mikrovirk.mailing.models import Mailing
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def region(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Two networks with their coordinators and what stands round them, looked at without signing in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for slug, code in (("mikrovirk", "0390"), ("mikronet", "0376")):
        network = factories.network(slug, municipality_code=code)
        factories.coordinator(network, email=f"koordinator@{slug}.example")
    entries.fill(now=NOW)
    return client


def test_both_municipalities_in_mid_life(region: Client) -> None:
    for code, count in (("0390", 8), ("0376", 5)):
        listed = region.get(reverse("landscape:entries", args=[code])).context["entries"]
        assert len(listed) == count
        assert {entry.standing for entry in listed} == {"own", "confirmed", "new", "stale"}
        assert Entry.objects.filter(areas__municipality_code=code).exclude(closed_at=None).count() == 1
    assert EntryChange.objects.filter(what="removed").count() == 1


def test_the_mails_to_their_owners_wait_for_approval(region: Client) -> None:
    drafts = Mailing.objects.filter(kind="landscape.entry_ask", state=Mailing.State.DRAFT)
    asked = {mailing.network.slug: mailing.messages.count() for mailing in drafts if mailing.network}
    assert asked == {"mikrovirk": 2, "mikronet": 2}


def test_gaps_and_overlaps_to_talk_about(region: Client) -> None:
    text = region.get(reverse("landscape:entries_matrix", args=["0390"])).content.decode()
    assert "Selvstændige på Møn" in text
    assert "Netværk i Stege, for alle" in text
    assert "Tilbud til virksomheder: intet for etablerede virksomheder." in text
    assert "Der er intet opslag" not in text
    other = region.get(reverse("landscape:entries_matrix", args=["0376"])).content.decode()
    assert "Ingen to af samme slags er for de samme i den samme by." in other
