"""Where a newly started and an established business begin."""

from datetime import timedelta

import pytest

from mikrovirk.directory.domain.standing import Standing
from mikrovirk.networks.models import Network
from mikrovirk.programme.queries.first_steps import Step, in_lines, steps_for
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    place = factories.network("moen", name="Møn", contact_name="Mona", contact_email="mona@moen.example")
    for days, kind in ((7, factories.format_2_0(place)), (14, factories.format_1_0(place))):
        factories.meeting(place, starts_at=NOW + timedelta(days=days), format=kind, title=f"Møde {kind.name}")
    return place


def titles(place: Network, standing: Standing) -> list[str]:
    return [step.title for step in steps_for(standing, place, now=NOW)]


def test_each_begins_with_their_own(place: Network) -> None:
    assert titles(place, Standing.NEW) == ["Værktøjskassen", "Det næste 1.0-møde", "3 × 3 minutter"]
    assert titles(place, Standing.ESTABLISHED) == [
        "Det næste 2.0-møde",
        "Den varme stol",
        "Pralepladsen",
        "Hold et fagligt oplæg",
    ]


def test_what_is_switched_off_is_not_spoken_of(place: Network) -> None:
    Network.objects.update(parts=[])
    place = Network.objects.get()
    assert titles(place, Standing.NEW) == ["Det næste 1.0-møde"]
    assert titles(place, Standing.ESTABLISHED) == ["Det næste 2.0-møde", "Hold et fagligt oplæg"]


def test_without_the_right_format_it_is_the_next_meeting() -> None:
    place = factories.network(parts=())
    assert titles(place, Standing.NEW) == []
    factories.meeting(place, title="Kaffe")
    (step,) = steps_for(Standing.NEW, place, now=NOW)
    assert (step.title, step.text) == ("Næste møde", "mandag 25. januar 2027 kl. 17.00: Kaffe")


def test_the_mail_says_the_same_in_lines() -> None:
    steps = [Step("Værktøjskassen", "Tjeklister.", "toolbox"), Step("Pralepladsen", "En ny kunde?", "megaphone")]
    assert in_lines(steps) == "Værktøjskassen: Tjeklister.\nPralepladsen: En ny kunde?"
