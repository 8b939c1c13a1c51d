"""What carried a task out is named on the task's page and on a meeting's."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from mikrovirk.cooperation.models import Carried
from tests import factories
from tests.factories import NOW, TODAY
from tests.factories.roles import VORDINGBORG, Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def draft() -> Story:
    return story()


@pytest.fixture
def mona(client: Client, draft: Story) -> Client:
    client.force_login(draft.mona)
    return client


def at(name: str, *more: object) -> str:
    return reverse(f"cooperation:{name}", args=[VORDINGBORG, *more])


def test_a_meeting_is_chosen_and_its_network_did_it(mona: Client, draft: Story) -> None:
    meeting = factories.meeting(draft.network, starts_at=NOW - timedelta(days=30))
    factories.meeting(factories.network("falster", municipality_code="0376"), title="Et andet sted")
    address = at("carried_new", draft.tasks[0].pk)
    text = mona.get(address).content.decode()
    assert "Salg uden at sælge" in text
    assert "Et andet sted" not in text
    mona.post(address, {"what": f"meeting-{meeting.pk}"})
    mona.post(address, {"what": f"meeting-{meeting.pk}"})
    assert [(row.meeting, row.party) for row in Carried.objects.all()] == [(meeting, draft.parties["network"])]


def test_something_else_needs_its_day(mona: Client, draft: Story) -> None:
    address = at("carried_new", draft.tasks[0].pk)
    for said, wrong in (({"other": ""}, "what"), ({"other": "Åben aften"}, "other_date")):
        assert set(mona.post(address, said).context["form"].errors) == {wrong}
    library = draft.parties["library"]
    mona.post(address, {"other": "Åben aften", "other_date": "2027-01-04", "party": library.pk})
    row = Carried.objects.get()
    assert (str(row), row.other_date, row.party) == ("Åben aften", TODAY - timedelta(days=7), library)
    mona.post(at("carried_remove", draft.tasks[0].pk, row.pk))
    assert Carried.objects.count() == 0


def test_the_coordinator_ticks_the_tasks_on_the_meeting_s_page(mona: Client, draft: Story) -> None:
    meeting = factories.meeting(draft.network)
    address = reverse("cooperation:of_meeting", args=[meeting.pk])
    assert address in mona.get(reverse("programme:manage", args=[draft.network.slug, meeting.pk])).content.decode()
    mona.post(address, {"tasks": [task.pk for task in draft.tasks]})
    assert Carried.objects.count() == 2
    mona.post(address, {"tasks": [draft.tasks[1].pk]})
    assert [row.task for row in Carried.objects.all()] == [draft.tasks[1]]


def test_others_name_nothing(client: Client, draft: Story) -> None:
    meeting = factories.meeting(draft.network)
    client.force_login(factories.member(draft.network).user)
    assert client.post(reverse("cooperation:of_meeting", args=[meeting.pk]), {}).status_code == 404
    assert client.get(at("carried_new", draft.tasks[0].pk)).status_code == 404
