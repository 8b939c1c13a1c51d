"""Laying sessions: what follows for the meeting, for those who have chosen, and for the mail to them."""

from datetime import timedelta

import pytest

from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.programme.models import Meeting, Room, Session, SessionSpeaker, Track
from mikrovirk.programme.services import meetings, session_choices
from mikrovirk.programme.services import sessions as services
from mikrovirk.programme.services.sessions import Named, Place, Planned
from tests import factories
from tests.programme import session_rows as rows
from tests.programme.session_rows import HOUR, NOW, choices

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def meeting() -> Meeting:
    return rows.day(factories.network("mikrovirk", name="MikroVirk"))


def hours_of(meeting: Meeting) -> list[tuple[str, float]]:
    """Each session with how many hours it begins after the meeting."""
    sessions = Session.objects.filter(meeting=meeting).order_by("starts_at", "pk")
    start = Meeting.objects.get(pk=meeting.pk).starts_at
    return [(session.title, (session.starts_at - start) / HOUR) for session in sessions]


def drafted() -> list[tuple[str, str]]:
    """Who a mail about changes is drafted for, and the lines in it."""
    messages = Message.objects.filter(kind="programme.session_changes", state="draft").order_by("pk")
    return [(message.user.full_name, message.context["changes"]["da"]) for message in messages]


# --- laying ----------------------------------------------------------------------------------------------------------


def test_a_whole_programme_is_laid_at_once_and_the_meeting_lasts_as_long(meeting: Meeting) -> None:
    start = meeting.starts_at
    made = services.lay(
        meeting,
        [
            Planned("Velkomst", start, start + HOUR, Session.Kind.PLENARY, room="Store sal"),
            Planned("Salg", start + HOUR, start + 5 * HOUR, track="Salg", room="Lokale 2", speakers=(Named("Tove Tal", "Tal"),)),
        ],
        rooms=[("Store sal", 80), ("Lokale 2", None)],
        tracks=["Salg", "Økonomi"],
        at=NOW,
    )  # fmt: skip
    fresh = Meeting.objects.get(pk=meeting.pk)
    assert (fresh.session_count, fresh.ends_at) == (2, start + 5 * HOUR)
    assert [(each.room.name, each.track and each.track.name) for each in made if each.room] == [
        ("Store sal", None), ("Lokale 2", "Salg"),
    ]  # fmt: skip
    assert list(SessionSpeaker.objects.values_list("session__title", "name", "speaker_from")) == [
        ("Salg", "Tove Tal", "Tal")
    ]


def test_laying_more_keeps_the_rooms_there_are(meeting: Meeting) -> None:
    for capacity in (80, 20):
        services.lay(meeting, [], rooms=[("Store sal", capacity)], tracks=["Salg"], at=NOW)
    assert list(Room.objects.values_list("name", "capacity")) == [("Store sal", 80)]
    assert Track.objects.count() == 1


def test_without_sessions_the_meeting_lasts_as_usual_again(meeting: Meeting) -> None:
    session = services.add_session(
        meeting, at=NOW, title="Lang", starts_at=meeting.starts_at, ends_at=meeting.starts_at + 8 * HOUR
    )
    services.remove(session, at=NOW)
    fresh = Meeting.objects.get(pk=meeting.pk)
    assert (fresh.session_count, fresh.ends_at - fresh.starts_at) == (0, timedelta(hours=2, minutes=30))


def test_a_cancelled_meeting_stays_as_it_is(meeting: Meeting) -> None:
    session = rows.session(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED)
    with pytest.raises(meetings.MeetingIsCancelled):
        services.change_session(session, at=NOW, title="Andet")
    assert Session.objects.get().title == session.title


def test_what_is_no_detail_of_a_session_is_refused(meeting: Meeting) -> None:
    with pytest.raises(TypeError, match="price"):
        services.add_session(meeting, at=NOW, price=100)


# --- moving and copying ----------------------------------------------------------------------------------------------


def test_a_session_moves_with_what_comes_after_it_in_its_track(meeting: Meeting) -> None:
    sales, money = rows.track(meeting, "Salg"), rows.track(meeting, "Økonomi")
    first = rows.session(meeting, "Først", track=sales)
    rows.session(meeting, "Så", after=1, track=sales)
    rows.session(meeting, "Andet spor", after=1, track=money)
    moved = services.move_session(first, starts_at=first.starts_at + HOUR / 2, at=NOW, with_following=True)
    assert (moved, hours_of(meeting)) == (2, [("Først", 0.5), ("Andet spor", 1.0), ("Så", 1.5)])
    services.move_session(Session.objects.get(title="Så"), starts_at=meeting.starts_at + 3 * HOUR, at=NOW)
    assert hours_of(meeting)[-1] == ("Så", 3.0)


def test_a_copy_follows_right_after_with_its_speakers_and_nobody_in_it(meeting: Meeting) -> None:
    session = rows.session(meeting, "Salg", hours=0.75)
    SessionSpeaker.objects.create(session=session, name="Tove Tal")
    rows.take(session, rows.comes(meeting))
    copied = services.copy_session(session, at=NOW)
    assert (hours_of(meeting), copied.uid != session.uid) == ([("Salg", 0.0), ("Salg", 0.75)], True)
    assert ([each.name for each in copied.speakers.all()], choices(copied)) == (["Tove Tal"], [])


def test_sessions_follow_the_meeting_to_another_day_and_into_its_copy(meeting: Meeting) -> None:
    room, track = rows.room(meeting), rows.track(meeting)
    session = rows.session(meeting, "Salg", after=1, room=room, track=track)
    rows.take(session, rows.comes(meeting, "Lise Holm"))
    meetings.move_meeting(meeting, starts_at=meeting.starts_at + timedelta(days=7), at=NOW)
    assert (hours_of(meeting), choices(session)) == ([("Salg", 1.0)], [("Lise Holm", "coming")])

    copied = meetings.copy_meeting(
        Meeting.objects.get(pk=meeting.pk), starts_at=meeting.starts_at + timedelta(days=30), at=NOW
    )
    again = Session.objects.get(meeting=copied)
    assert (hours_of(copied), copied.session_count, choices(again)) == ([("Salg", 1.0)], 1, [])
    assert (copied.rooms.get(), copied.tracks.get()) == (again.room, again.track)


# --- telling ---------------------------------------------------------------------------------------------------------


def test_another_room_is_told_to_those_who_have_chosen_it_in_a_mail_to_approve(meeting: Meeting) -> None:
    old, new = rows.room(meeting, "Store sal"), rows.room(meeting, "Lokale 2")
    session = rows.session(meeting, "Salg", room=old)
    rows.take(session, rows.comes(meeting, "Lise Holm"))
    rows.comes(meeting, "Karen Bæk")
    services.change_session(session, at=NOW, room=new)
    hours = "kl. 10.00–11.00"
    assert drafted() == [("Lise Holm", f"- »Salg« er nu {hours}, Lokale 2 (før: {hours}, Store sal).")]


def test_many_changes_are_one_mail_and_what_is_changed_back_is_told_to_nobody(meeting: Meeting) -> None:
    old, new = rows.room(meeting, "Store sal"), rows.room(meeting, "Lokale 2")
    first, second = rows.session(meeting, "Salg", room=old), rows.session(meeting, "Moms", after=1, room=old)
    lise = rows.comes(meeting, "Lise Holm")
    for session in (first, second):
        rows.take(session, lise)
    services.change_session(first, at=NOW, room=new)
    services.move_session(second, starts_at=second.starts_at + HOUR, at=NOW + MINUTE)
    ((name, words),) = drafted()
    assert (name, words.count("\n- ") + 1) == ("Lise Holm", 2)

    services.change_session(first, at=NOW + 2 * MINUTE, room=old)
    services.move_session(Session.objects.get(pk=second.pk), starts_at=second.starts_at, at=NOW + 3 * MINUTE)
    assert drafted() == []


def test_after_a_mail_has_left_the_next_change_is_told_anew(meeting: Meeting) -> None:
    old, new = rows.room(meeting, "Store sal"), rows.room(meeting, "Lokale 2")
    session = rows.session(meeting, "Salg", room=old)
    rows.take(session, rows.comes(meeting, "Lise Holm"))
    services.change_session(session, at=NOW, room=new)
    mailing.approve(Mailing.objects.get(), by=factories.coordinator(meeting.network), at=NOW)
    Message.objects.update(state="sent", sent_at=NOW)
    services.change_session(session, at=NOW + HOUR, room=old)
    ((_name, words),) = drafted()
    assert "er nu kl. 10.00–11.00, Store sal (før: kl. 10.00–11.00, Lokale 2)" in words


def test_a_better_title_is_told_to_nobody(meeting: Meeting) -> None:
    session = rows.session(meeting, "Salg")
    rows.take(session, rows.comes(meeting))
    services.change_session(session, at=NOW, title="Salg uden at sælge")
    assert drafted() == []


def test_what_is_taken_off_keeps_those_who_chose_it_and_can_be_put_back(meeting: Meeting) -> None:
    session = rows.session(meeting, "Salg")
    rows.take(session, rows.comes(meeting, "Lise Holm"))
    services.take_off(session, at=NOW)
    assert drafted() == [("Lise Holm", "- »Salg« er aflyst.")]
    assert Meeting.objects.get(pk=meeting.pk).session_count == 0
    services.put_back(session, at=NOW + MINUTE)
    assert (drafted(), choices(session)) == ([], [("Lise Holm", "coming")])
    with pytest.raises(services.SessionIsChosen):
        services.remove(session, at=NOW)


# --- rooms and tracks ------------------------------------------------------------------------------------------------


def test_rooms_are_added_renamed_and_taken_away_and_a_larger_one_lets_people_in(meeting: Meeting) -> None:
    small, gone = rows.room(meeting, "Lille", 1), rows.room(meeting, "Væk")
    session, other = rows.session(meeting, "Salg", room=small), rows.session(meeting, "Moms", room=gone)
    people = [rows.comes(meeting, name) for name in ("Lise Holm", "Karen Bæk")]
    for n, each in enumerate(people):
        session_choices.choose(session, each, at=NOW + n * MINUTE)
    services.write_rooms(meeting, [Place("Større", 2, small.pk), Place("Ny", None)], at=NOW + HOUR)
    assert list(Room.objects.values_list("name", "capacity", "position")) == [("Større", 2, 0), ("Ny", None, 1)]
    assert choices(session) == [("Lise Holm", "coming"), ("Karen Bæk", "coming")]
    other.refresh_from_db()
    assert other.room is None


def test_two_rooms_may_swap_their_names(meeting: Meeting) -> None:
    first, second = rows.room(meeting, "A"), rows.room(meeting, "B")
    services.write_rooms(meeting, [Place("B", None, first.pk), Place("A", None, second.pk)], at=NOW)
    assert [(room.pk, room.name) for room in Room.objects.all()] == [(first.pk, "B"), (second.pk, "A")]


def test_sessions_of_a_track_that_is_gone_stand_beside_the_tracks(meeting: Meeting) -> None:
    session = rows.session(meeting, track=rows.track(meeting, "Væk"))
    services.write_tracks(meeting, [Place("Salg")], at=NOW)
    session.refresh_from_db()
    assert (session.track, [track.name for track in Track.objects.all()]) == (None, ["Salg"])


# --- who helps -------------------------------------------------------------------------------------------------------


def test_somebody_helps_once_and_stops(meeting: Meeting) -> None:
    user = factories.user()
    for _ in range(2):
        services.let_help(meeting, user, at=NOW)
    assert list(meeting.helpers.values_list("user", flat=True)) == [user.pk]
    services.stop_helping(meeting, user)
    assert not meeting.helpers.exists()
