"""That somebody stood at the door or saw to a plan is known once for each meeting, and to themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import MeetingWork
from mikrovirk.programme.queries import attending
from mikrovirk.programme.services import work
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
Kind = MeetingWork.Kind


@pytest.fixture
def place() -> Network:
    return factories.network("moen")


def test_what_is_noted_twice_is_one_and_the_first_moment_stays(place: Network) -> None:
    lise, meeting = factories.user(), factories.meeting(place)
    work.note(meeting, lise, Kind.DOOR, at=NOW)
    work.note(meeting, lise, Kind.DOOR, at=NOW.replace(hour=20))
    work.note(meeting, lise, Kind.PLAN, at=NOW)
    assert sorted(meeting.work.values_list("user", "kind", "first_at")) == [
        (lise.pk, "door", NOW),
        (lise.pk, "plan", NOW),
    ]
    assert [row["kind"] for row in attending.export_of(lise)["work"]] == ["door", "plan"]


def test_who_checks_people_in_and_who_changes_the_agenda(place: Network, client: Client) -> None:
    coordinator = factories.coordinator(place)
    meeting = factories.meeting(place, format=factories.format_1_0(place))
    row = factories.sign_up(meeting, factories.member(place))
    client.force_login(coordinator)
    client.post(reverse("programme:check_in_mark", args=["moen", meeting.pk, row.pk]), {"came": "1"})
    client.post(reverse("programme:manage", args=["moen", meeting.pk]), {"title": "Moms"})
    assert sorted(MeetingWork.objects.values_list("meeting", "user", "kind")) == [
        (meeting.pk, coordinator.pk, "door"),
        (meeting.pk, coordinator.pk, "plan"),
    ]
