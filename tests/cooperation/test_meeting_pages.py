"""What conferences say while a network plans its meetings."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


def test_the_plan_leads_to_the_conferences_and_a_conference_to_its_own_pages(client: Client, time_machine) -> None:
    time_machine.move_to(f.NOW)
    network, coordinator = rows.area()
    made = rows.planned(network, coordinator)
    client.force_login(coordinator)
    plan = client.get(reverse("programme:plan", args=[network.slug])).content.decode()
    assert reverse("cooperation:conferences", args=["0390"]) in plan
    own = reverse("cooperation:conference_keep", args=["0390", made.pk])
    assert own in client.get(reverse("programme:manage", args=[network.slug, made.meeting_id])).content.decode()
    other = f.meeting(network)
    assert own not in client.get(reverse("programme:manage", args=[network.slug, other.pk])).content.decode()
