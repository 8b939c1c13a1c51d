"""Who does what in the example region."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import roles
from mikrovirk.cooperation.domain.roles import faults_of
from mikrovirk.cooperation.models import SignOff, Version
from mikrovirk.cooperation.queries.agreements import agreement_of, is_whole
from mikrovirk.cooperation.queries.roles import draft_of
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def region(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Two networks with their municipalities and business councils, a meeting each, and their divisions of roles."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    for place in roles.PLACES:
        network = factories.network(place.network, municipality_code=place.code)
        factories.coordinator(network, email=f"koordinator@{place.network}.example")
        factories.meeting(network, starts_at=NOW - timedelta(days=30))
        for slug, kind in zip(place.offices, ("municipality", "business_council"), strict=True):
            factories.organisation(slug, name=slug, kind=kind, municipality_code=place.code)
    roles.fill(now=NOW)
    return Client()


def test_in_force_and_overdue_declined_taken_back_and_waiting(region: Client) -> None:
    found = {
        code: list(Version.objects.filter(agreement__areas__municipality_code=code).values_list("number", "state"))
        for code in ("0390", "0376")
    }
    assert found == {"0390": [(2, "withdrawn"), (1, "force")], "0376": [(2, "out"), (1, "force")]}
    assert all(is_whole(version) and version.review_date < NOW.date() for version in Version.objects.filter(number=1))
    assert SignOff.objects.filter(said="declined").count() == 2


def test_the_draft_has_a_gap_and_a_double(region: Client) -> None:
    agreement = agreement_of("0390")
    assert agreement
    faults = faults_of(draft_of(agreement).tasks)
    assert (len(faults.gaps), len(faults.doubles)) == (1, 1)


@pytest.mark.parametrize("code", ["0390", "0376"])
def test_anybody_reads_it_beside_what_came_of_it(region: Client, code: str) -> None:
    assert "skulle have været set på igen" in region.get(reverse("cooperation:area", args=[code])).content.decode()
    text = region.get(reverse("cooperation:roles_reality", args=[code])).content.decode()
    for words in ("Gennemført", "Af andre", "Ikke gennemført"):
        assert words in text
