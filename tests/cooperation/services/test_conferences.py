"""A conference from the call to being followed up."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from mikrovirk.cooperation.models import Commitment, Conference
from mikrovirk.cooperation.services import commitments
from mikrovirk.cooperation.services import conferences as services
from mikrovirk.mailing.models import Message
from mikrovirk.programme.models import Meeting
from tests import factories as f
from tests.cooperation import conference_rows as rows

pytestmark = pytest.mark.django_db


def test_a_network_that_says_yes_gets_a_draft_of_a_meeting_for_the_whole_day() -> None:
    network, coordinator = rows.area()
    office = f.user("Henny Dahlgaard")
    made = rows.called(office, call="Alle med en lille virksomhed.")
    services.ask_network(made, network, by=office, at=f.NOW)
    assert [(mail.user, mail.kind) for mail in Message.objects.all()] == [(coordinator, "cooperation.carry_asked")]
    venue = f.venue(network)
    meeting = services.say_yes(made, day=rows.DAY, begins=time(9), ends=time(16), venue=venue, at=f.NOW)
    made.refresh_from_db()
    assert (made.state, made.carrying, made.meeting) == ("planned", "yes", meeting)
    assert (meeting.network, meeting.state, meeting.title) == (network, Meeting.State.DRAFT, made.title)
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=7)
    assert [(item.kind, item.minutes) for item in meeting.agenda.all()] == [
        ("welcome", 20),
        ("input", 360),
        ("other", 40),
    ]
    assert meeting.summary == "Hvad gør vi sammen det næste år?\n\nAlle med en lille virksomhed."


def test_nobody_is_written_to_when_the_one_who_asks_plans_the_networks_meetings() -> None:
    network, coordinator = rows.area()
    services.ask_network(rows.called(coordinator), network, by=coordinator, at=f.NOW)
    assert not Message.objects.exists()


def test_after_a_no_another_network_is_asked_and_one_of_elsewhere_cannot_be() -> None:
    network, coordinator = rows.area()
    made = rows.called(coordinator)
    services.ask_network(made, network, by=coordinator, at=f.NOW)
    services.say_no(made, at=f.NOW)
    made.refresh_from_db()
    assert (made.carrying, made.state) == ("no", "call")
    with pytest.raises(services.NotNow):
        services.say_yes(made, day=rows.DAY, begins=time(9), ends=time(16), venue=None, at=f.NOW)
    with pytest.raises(services.NotNow):
        services.ask_network(made, f.network(municipality_code="0376"), by=coordinator, at=f.NOW)
    other = f.network(municipality_code=rows.VORDINGBORG)
    services.ask_network(made, other, by=coordinator, at=f.NOW)
    services.stop_asking(made)
    made.refresh_from_db()
    assert (made.network, made.carrying, made.carrying_at) == (None, "", None)


def test_the_meeting_follows_when_the_call_is_changed() -> None:
    made = rows.planned(*rows.area())
    services.change(made, at=f.NOW, title="Et nyt navn", question="Hvem gør hvad?", call="")
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.summary) == ("Et nyt navn", "Hvem gør hvad?")


def test_it_is_held_by_the_clock_once_its_meeting_is_over() -> None:
    made = rows.planned(*rows.area())
    with pytest.raises(services.NotNow):
        services.hold(made, at=f.NOW)
    assert made.meeting is not None
    assert services.hold_past(now=made.meeting.ends_at) == 0
    over = made.meeting.ends_at + timedelta(minutes=1)
    assert services.hold_past(now=over) == 1
    made.refresh_from_db()
    assert (made.state, made.held_at) == ("held", over)
    with pytest.raises(services.NotNow):
        services.cancel(made, why="For sent", at=over)


def test_it_is_followed_up_only_when_every_promise_is_settled() -> None:
    made = rows.held(*rows.area())
    promised = rows.promise(made)
    with pytest.raises(services.StillOpen):
        services.follow(made, at=f.NOW)
    commitments.keep(promised, text="Åbent siden mandag", at=f.NOW)
    services.follow(made, at=f.NOW)
    made.refresh_from_db()
    assert (made.state, made.followed_at) == ("followed", f.NOW)
    services.open_again(made)
    made.refresh_from_db()
    assert (made.state, made.followed_at) == ("held", None)


def test_cancelled_says_why_and_can_be_put_back() -> None:
    made = rows.planned(*rows.area())
    services.cancel(made, why="Salen brændte", at=f.NOW)
    made.refresh_from_db()
    assert (made.state, made.cancelled_because) == ("cancelled", "Salen brændte")
    services.put_back(made)
    made.refresh_from_db()
    assert (made.state, made.cancelled_at, made.cancelled_because) == ("planned", None, "")


def test_the_call_is_taken_back_until_somebody_sent_a_wish() -> None:
    _network, coordinator = rows.area()
    made = rows.called(coordinator)
    services.take_back_call(made)
    made.refresh_from_db()
    assert made.called_at is None
    services.publish_call(made, at=f.NOW)
    made.wishes.create(text="Mere kaffe", origin="page", made_at=f.NOW)
    with pytest.raises(services.NotNow):
        services.take_back_call(made)


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner_name": ""},
        {"state": "kept"},
        {"state": "dropped", "settled_at": f.NOW},
    ],
    ids=["nobody owns it", "kept at no moment", "given up without a reason"],
)
def test_what_must_never_be_false_of_a_commitment(wrong: dict[str, object]) -> None:
    made = rows.called(f.user())
    right = {
        "conference": made,
        "text": "x",
        "owner_name": "Biblioteket",
        "due_date": date(2027, 3, 1),
        "made_at": f.NOW,
    }
    Commitment.objects.create(**right)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(**right | wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conference.objects.filter(pk=made.pk).update(state="cancelled")
