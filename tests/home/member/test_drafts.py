"""A member's page: the drafts that wait for their comment, and those that were answered lately."""

import pytest
from django.test import Client
from django.utils import timezone

from mikrovirk.networks.models import Network
from mikrovirk.voice.services import consultation_comments, consulting
from tests import factories
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db


def own_page(person: object) -> str:
    client = Client()
    client.force_login(person.user)  # type: ignore[attr-defined]
    return str(client.get("/me/").content.decode())


def test_a_draft_waits_then_is_answered_then_can_be_read() -> None:
    place = factories.network("moen")
    lise = factories.member(place)
    assert "Hvad siger du til udkastet?" not in own_page(lise)
    made = rows.opened(place, at=timezone.now())
    page = own_page(lise)
    assert "Et udkast venter på din kommentar" in page
    assert f'href="/networks/moen/consultations/{made.pk}/"' in page
    consultation_comments.take_stance(rows.points(made)[0], "for", person=lise, at=timezone.now())
    page = own_page(lise)
    assert "du har svaret" in page
    assert "Et udkast venter på din kommentar" not in page
    consulting.close(made, at=timezone.now())
    assert "Lukket for kommentarer: Svarene kommer ved hvert punkt" in own_page(lise)


def test_nothing_of_it_for_others_or_with_the_part_off() -> None:
    place = factories.network("moen")
    rows.opened(place, at=timezone.now())
    assert "Foråret 2027" not in own_page(factories.member(factories.network("stege")))
    lise = factories.member(place)
    Network.objects.filter(pk=place.pk).update(parts=[])
    assert "Foråret 2027" not in own_page(lise)
