"""What carried a task out stands with its day, and only what everybody may see."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mikrovirk.cooperation.models import Conference, Task
from mikrovirk.cooperation.queries.reality import calls_in, carried_of, conferences_in, done_in, meetings_in
from mikrovirk.cooperation.services import carrying
from mikrovirk.fund.models import Call
from tests import factories
from tests.factories import NOW, TODAY
from tests.factories.fund import make_call, make_fund
from tests.factories.roles import Story, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Story:
    return story()


def lines(task: Task) -> list[tuple[str, date, str]]:
    return [(line.title, line.day, str(line.carried.party or "")) for line in carried_of([task.pk])]


def test_a_meeting_a_call_a_conference_and_something_else(draft: Story) -> None:
    task = draft.tasks[0]
    meeting = factories.meeting(draft.network, title="Salg", starts_at=datetime(2027, 1, 5, 23, 30, tzinfo=UTC))
    call = make_call(make_fund(holder=draft.town), title="Forårets runde", state=Call.State.OPEN, opened_at=NOW, opens_at=NOW, deadline_at=NOW + timedelta(days=30))  # fmt: skip
    conference = Conference.objects.create(
        municipality_code="0390", title="Sammen", question="Hvad nu?", wanted_date=TODAY, called_at=NOW, made_at=NOW,
        organisation=draft.town,
    )  # fmt: skip
    carrying.by_meeting(task, meeting, by=None, at=NOW)
    carrying.by_call(task, call, by=None, at=NOW)
    carrying.by_conference(task, conference, by=None, at=NOW)
    carrying.by_other(task, "Åben aften", TODAY - timedelta(days=30), party=draft.parties["library"], by=None, at=NOW)
    assert lines(task) == [
        ("Sammen", TODAY, "Kommune 0390"),
        ("Forårets runde", TODAY, "Kommune 0390"),
        ("Salg", date(2027, 1, 6), "MikroVirk 0390"),
        ("Åben aften", TODAY - timedelta(days=30), "Biblioteket"),
    ]
    assert {done.party for done in done_in(carried_of([task.pk]))} == {party.pk for party in draft.parties.values()}
    assert list(meetings_in(draft.agreement, NOW)) == [meeting]
    assert calls_in(draft.agreement, NOW) == [call]
    assert list(conferences_in(draft.agreement, NOW)) == [conference]


def test_what_was_called_off_or_never_public_carried_nothing_out(draft: Story) -> None:
    task = draft.tasks[0]
    meeting = factories.meeting(draft.network, state="cancelled")
    conference = Conference.objects.create(municipality_code="0390", title="Aldrig", question="?", made_at=NOW)
    carrying.by_meeting(task, meeting, by=None, at=NOW)
    carrying.by_conference(task, conference, by=None, at=NOW)
    assert lines(task) == []
    assert list(meetings_in(draft.agreement, NOW)) == []
