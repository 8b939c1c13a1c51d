"""The tours of business visits of the example region."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.config.demo import tour
from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.mailing.models import Mailing
from mikrovirk.programme.models import Meeting
from tests import factories
from tests.factories.tours import make_firm

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
POSTCODES = ("4780", "4791", "4720", "4760", "4773", "4793", "4771", "4792", "4780", "4750", "4735", "4772")


@pytest.fixture
def mona(monkeypatch: pytest.MonkeyPatch) -> Client:
    """Two networks with a dozen businesses each; the first one's coordinator is signed in."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    coordinators = []
    for slug, code in (("mikrovirk", "0390"), ("mikronet", "0376")):
        network = factories.network(slug, municipality_code=code)
        coordinators.append(factories.coordinator(network, email=f"koordinator@{slug}.example"))
        for number, postcode in enumerate(POSTCODES):
            make_firm(network, f"Værksted {number}", postcode)
    tour.fill(now=NOW)
    client = Client()
    client.force_login(coordinators[0])
    return client


def test_planned_held_settled_and_given_up(mona: Client) -> None:
    found = {
        row.title: (row.removed_at is not None, row.meeting_id is not None, row.date > NOW.date())
        for row in Tour.objects.all()
    }
    assert found == {
        "Virksomhedsbesøg på kryds og tværs": (False, False, True),
        "Rundtur til værksteder": (False, False, False),
        "Besøg hos naboerne": (False, True, True),
        "Aftentur til de nye": (True, False, True),
    }
    assert Meeting.objects.get().state == Meeting.State.DRAFT
    assert not Mailing.objects.exists()


def test_the_one_being_planned_has_a_no_a_silence_and_one_that_does_not_fit(mona: Client) -> None:
    planned = Tour.objects.get(title__startswith="Virksomhedsbesøg")
    answers = sorted(planned.stops.values_list("answer", flat=True))
    assert answers == ["asked", "no", *["yes"] * 6]
    outside = {stop.answer: stop.left_out[:1] for stop in planned.stops.filter(position=None).order_by("-pk")}
    assert outside == {"yes": ["back_late"], "no": []}
    assert Stop.objects.filter(tour=planned, name="Frokost på havnen", position__isnull=False).exists()
    page = mona.get(reverse("landscape:tour", args=["mikrovirk", planned.pk])).content.decode()
    assert "Selv som det eneste besøg" in page
    assert "Værten har sagt nej" in page
