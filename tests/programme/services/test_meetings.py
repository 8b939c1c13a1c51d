"""Adding, changing, publishing and cancelling meetings: what follows by itself, and who is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.domain.agenda import FilledBy, Kind, RecipeItem
from mikrovirk.programme.models import Meeting, TaskTemplate
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.services import setup
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
STARTS = datetime(2027, 2, 22, 16, 30, tzinfo=UTC)  # 17.30 in Denmark


@pytest.fixture
def network() -> Network:
    place = factories.network("mikrovirk", name="MikroVirk")
    setup.prepare_network(place)
    return place


def draft(network: Network, **fields: object) -> Meeting:
    first = network.formats.get(key="1-0")
    return meeting_services.add_meeting(network, starts_at=STARTS, at=NOW, format=first, **fields)  # type: ignore[arg-type]


def send_all(mailing: Mailing) -> None:
    Message.objects.filter(mailing=mailing).update(state="sent", sent_at=NOW)


def test_new_meeting_has_the_recipe_as_its_agenda_and_ends_with_it(network: Network) -> None:
    meeting = draft(network)
    lines = [(line.kind, line.minutes, line.slots) for line in meeting.agenda.all()]
    assert lines == [
        ("welcome", 10, 0),
        ("talk", 45, 0),
        ("introductions", 15, 3),
        ("questions", 15, 0),
        ("networking", 35, 0),
    ]
    assert meeting.ends_at == STARTS + timedelta(minutes=120)
    assert (meeting.title, meeting.state, meeting.sequence) == ("MikroVirk 1.0", "draft", 0)
    tasks = TaskTemplate.objects.filter(network=network).values_list("title", flat=True)
    assert [task.title for task in meeting.tasks.all()] == list(tasks)


def test_agenda_moves_the_end_and_the_calendar(network: Network) -> None:
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    talk = RecipeItem(Kind.TALK, 60, "Oplæg", FilledBy.SPEAKER)
    changed = meeting_services.change_agenda(meeting, [talk], at=NOW + timedelta(days=1))
    assert changed.ends_at == STARTS + timedelta(minutes=60)
    assert (changed.sequence, changed.changed_at) == (1, NOW + timedelta(days=1))
    assert "DTEND;TZID=Europe/Copenhagen:20270222T183000" in changed.calendar_event


def test_changes_of_a_draft_leave_the_sequence(network: Network) -> None:
    meeting = meeting_services.change_meeting(draft(network), at=NOW, title="Moms uden mavepine")
    assert meeting.sequence == 0
    assert "Moms uden mavepine" in meeting.calendar_event


@pytest.mark.parametrize(
    ("details", "sequence"),
    [
        ({"title": "Moms uden mavepine"}, 1),
        ({"summary": "Frister og fradrag."}, 1),
        ({"starts_at": STARTS + timedelta(days=2)}, 1),
        ({"capacity": 30}, 0),  # no calendar shows it
        ({"price_line": "75 kr."}, 0),
        ({"title": "MikroVirk 1.0"}, 0),  # the same as before
    ],
)
def test_sequence_rises_with_what_a_calendar_shows(network: Network, details: dict[str, object], sequence: int) -> None:
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    assert meeting_services.change_meeting(meeting, at=NOW, **details).sequence == sequence


def test_meeting_can_be_moved_beyond_its_old_end(network: Network) -> None:
    moved = meeting_services.move_meeting(draft(network), starts_at=STARTS + timedelta(days=30), at=NOW)
    assert moved.ends_at == STARTS + timedelta(days=30, minutes=120)


def test_publishing_drafts_the_invitation_three_weeks_before(network: Network) -> None:
    members = [factories.member(network) for _ in range(2)]
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    mailing = Mailing.objects.get(kind="programme.invitation")
    assert (mailing.occasion, mailing.state, mailing.calendar_method) == (f"meeting:{meeting.pk}", "draft", "REQUEST")
    assert timezone.localtime(mailing.due_at).isoformat() == "2027-02-01T09:00:00+01:00"
    assert {message.user_id for message in mailing.messages.all()} == {member.user_id for member in members}


def test_publishing_twice_invites_once(network: Network) -> None:
    factories.member(network)
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    again = meeting_services.publish_meeting(meeting, at=NOW + timedelta(days=1))
    assert (again.sequence, Message.objects.count()) == (0, 1)


def test_meeting_that_has_begun_is_not_published(network: Network) -> None:
    with pytest.raises(meeting_services.MeetingIsOver):
        meeting_services.publish_meeting(draft(network), at=STARTS)


def test_published_by_mistake_is_taken_back_with_its_invitation(network: Network) -> None:
    factories.member(network)
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    assert meeting_services.unpublish_meeting(meeting, at=NOW).state == "draft"
    assert Mailing.objects.count() == 0
    meeting_services.publish_meeting(meeting, at=NOW)
    assert Message.objects.filter(state="draft").count() == 1


def test_published_and_known_of_is_not_taken_back(network: Network) -> None:
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    factories.sign_up(meeting, factories.member(network))
    with pytest.raises(meeting_services.CannotUnpublish):
        meeting_services.unpublish_meeting(meeting, at=NOW)


def test_cancelled_meeting_stays_as_it_is(network: Network) -> None:
    meeting = meeting_services.cancel_meeting(draft(network), why="Sne", at=NOW)
    assert (meeting.state, meeting.cancelled_why) == ("cancelled", "Sne")
    for change in (
        lambda: meeting_services.change_meeting(meeting, at=NOW, title="Nyt"),
        lambda: meeting_services.publish_meeting(meeting, at=NOW),
        lambda: meeting_services.cancel_meeting(meeting, why="Igen", at=NOW),
    ):
        with pytest.raises(meeting_services.MeetingIsCancelled):
            change()


def test_cancelling_a_draft_writes_to_nobody(network: Network) -> None:
    factories.member(network)
    meeting_services.cancel_meeting(draft(network), why="Sne", at=NOW)
    assert Mailing.objects.count() == 0


def test_copy_has_everything_but_the_people(network: Network) -> None:
    meeting = meeting_services.change_meeting(draft(network), at=NOW, title="Moms", summary="Frister", capacity=30)
    copied = meeting_services.copy_meeting(meeting, starts_at=STARTS + timedelta(days=28), at=NOW)
    assert (copied.title, copied.summary, copied.capacity, copied.state) == ("Moms", "Frister", 30, "draft")
    assert copied.ends_at - copied.starts_at == meeting.ends_at - meeting.starts_at
    assert copied.uid != meeting.uid
    assert [line.title for line in copied.agenda.all()] == [line.title for line in meeting.agenda.all()]


def test_another_format_brings_its_agenda_and_its_usual_title(network: Network) -> None:
    second = network.formats.get(key="2-0")
    meeting = meeting_services.change_format(draft(network), second, at=NOW)
    assert (meeting.format, meeting.title) == (second, "MikroVirk 2.0")
    assert [line.kind for line in meeting.agenda.all()] == ["welcome", "talk", "hot_seat", "input", "networking"]


def test_more_places_let_the_waiting_list_move_up(network: Network) -> None:
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    meeting = meeting_services.change_meeting(meeting, at=NOW, capacity=1)
    Meeting.objects.filter(pk=meeting.pk).update(places_taken=1)
    factories.sign_up(meeting, factories.member(network), placed_at=NOW)
    waits = factories.sign_up(meeting, factories.member(network), state="waiting")
    meeting_services.change_meeting(meeting, at=NOW, capacity=2)
    waits.refresh_from_db()
    assert waits.state == "coming"


# --- who is told -----------------------------------------------------------------------------------------------------


def test_moved_before_the_invitation_left_only_the_invitation_changes(network: Network) -> None:
    factories.member(network)
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=1), at=NOW)
    assert [mailing.kind for mailing in Mailing.objects.all()] == ["programme.invitation"]
    mailing = Mailing.objects.get()
    assert mailing.context["when"]["da"].startswith("tirsdag 23. februar")
    assert "DTSTART;TZID=Europe/Copenhagen:20270223T173000" in mailing.calendar
    assert timezone.localtime(mailing.due_at).date().isoformat() == "2027-02-02"


def invited(network: Network) -> Meeting:
    """A published meeting whose invitation has reached its one member."""
    factories.member(network)
    meeting = meeting_services.publish_meeting(draft(network), at=NOW)
    send_all(Mailing.objects.get())
    return meeting


def test_moved_afterwards_those_who_know_are_told(network: Network) -> None:
    meeting = invited(network)
    meeting = meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=1), at=NOW)
    change = Mailing.objects.get(kind="programme.change")
    assert (change.state, change.calendar_method, change.occasion) == ("draft", "REQUEST", f"meeting:{meeting.pk}:1")
    assert change.context["was"]["da"].startswith("mandag 22. februar")
    assert change.messages.count() == 1


def test_moved_twice_one_mail_tells_of_both(network: Network) -> None:
    meeting = invited(network)
    meeting = meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=1), at=NOW)
    meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=2), at=NOW)
    changes = Mailing.objects.filter(kind="programme.change").order_by("pk")
    assert [change.state for change in changes] == ["stopped", "draft"]
    assert changes[1].context["was"]["da"].startswith("mandag 22. februar")


def test_moved_back_before_the_mail_left_nobody_is_told(network: Network) -> None:
    meeting = invited(network)
    meeting = meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=1), at=NOW)
    meeting_services.move_meeting(meeting, starts_at=STARTS, at=NOW)
    assert [change.state for change in Mailing.objects.filter(kind="programme.change")] == ["stopped"]


def test_better_words_are_told_to_nobody(network: Network) -> None:
    meeting = invited(network)
    meeting_services.change_meeting(meeting, at=NOW, title="Moms uden mavepine", summary="Frister og fradrag.")
    assert not Mailing.objects.filter(kind="programme.change").exists()


def test_cancelled_those_invited_and_signed_up_are_told_and_nothing_else_leaves(network: Network) -> None:
    meeting = invited(network)
    guest = factories.person("Gitte Gæst", mail_choice="none")
    factories.sign_up(meeting, guest)
    meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=1), at=NOW)
    meeting = meeting_services.cancel_meeting(meeting, why="Oplægsholderen er syg.", at=NOW)
    mailing = Mailing.objects.get(kind="programme.cancellation")
    assert (mailing.state, mailing.calendar_method, mailing.messages.count()) == ("draft", "CANCEL", 2)
    assert mailing.context["why"] == "Oplægsholderen er syg."
    assert {message.state for message in Message.objects.filter(kind="programme.change")} == {"stopped"}
    assert "STATUS:CANCELLED" in meeting.calendar_event


def test_standing_rule_lets_the_invitation_go_by_itself(network: Network) -> None:
    factories.member(network)
    mailing_services.switch_rule_on(network, "programme.invitation", by=factories.coordinator(network), at=NOW)
    meeting_services.publish_meeting(draft(network), at=NOW)
    assert Mailing.objects.get().state == "approved"
