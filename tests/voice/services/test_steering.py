"""A steering meeting is called, its agenda laid, its minutes written by two at once, closed and opened again."""

from datetime import timedelta

import pytest

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import AgendaPoint, MinutesClosed, SteeringMeeting
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.queries.agenda import Proposal, proposals_for
from mikrovirk.voice.services import steering as services
from tests import factories
from tests.factories import NOW
from tests.voice import steering_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return rows.room()


@pytest.fixture
def karen(moen: Network) -> User:
    return rows.coordinator(moen)


@pytest.fixture
def meeting(moen: Network) -> SteeringMeeting:
    return rows.meeting(moen)


def titles(meeting: SteeringMeeting) -> list[str]:
    return list(meeting.points.values_list("title", flat=True))


def write(point: AgendaPoint, text: str, *, version: int, page: str, by: User) -> int:
    return services.write_minutes(point, text=text, version=version, page=page, by=by, at=NOW).version


# --- the agenda ------------------------------------------------------------------------------------------------------


def test_the_agenda_is_proposed_from_what_waits(moen: Network, karen: User, meeting: SteeringMeeting) -> None:
    rows.theme(moen, said=("Hellere om morgenen", "Kl. 8"))
    rows.decision(moen, "Navneskilte", owner=karen, due_date=NOW.date() - timedelta(days=3))
    rows.decision(moen, "En side på nettet")
    factories.meeting(moen, title="Salg uden at sælge")
    before = rows.meeting(moen, starts_at=NOW - timedelta(days=30))
    rows.point(before, minutes="Vi talte sammen.")
    found = proposals_for(meeting, now=NOW)
    assert [(each.matter, each.title) for each in found] == [
        (f"minutes:{before.pk}", f"Referatet fra {dates.day(before.starts_at)}"),
        ("decisions:overdue", "Én beslutning er over tiden"),
        ("decisions:adrift", "Hvem sørger for én beslutning?"),
        ("inputs", "2 input fra medlemmerne har ikke fået svar"),
        ("talks", "Ét møde mangler et fagligt oplæg"),
        ("rest", "Eventuelt og næste møde"),
    ]
    assert found[1].about == "- Navneskilte"


def test_what_is_taken_up_is_proposed_no_more_and_stands_there_once(meeting: SteeringMeeting) -> None:
    rest = proposals_for(meeting, now=NOW)
    services.add_points(meeting, [*rest, Proposal("", "Valg af kasserer")])
    services.add_points(meeting, rest)
    assert titles(meeting) == ["Eventuelt og næste møde", "Valg af kasserer"]
    assert proposals_for(meeting, now=NOW) == []


def test_without_the_members_voice_nothing_of_it_is_proposed(karen: User) -> None:
    stege = rows.room("stege", parts=("steering_room",))
    rows.theme(stege)
    assert [each.matter for each in proposals_for(rows.meeting(stege), now=NOW)] == ["rest"]


def test_points_change_places_and_go(meeting: SteeringMeeting) -> None:
    points = [rows.point(meeting, title) for title in ("Et", "To", "Tre")]
    services.move_point(points[2], up=True)
    services.move_point(points[0], up=True)
    assert titles(meeting) == ["Et", "Tre", "To"]
    services.remove_point(points[0])
    assert titles(meeting) == ["Tre", "To"]


def test_a_point_that_goes_leaves_its_decision_with_the_meeting(
    moen: Network, karen: User, meeting: SteeringMeeting
) -> None:
    point = rows.point(meeting)
    made = rows.decision(moen, point=point, by=karen)
    services.remove_point(point)
    assert queries.decisions_without_point(meeting) == [made]


# --- two who write ---------------------------------------------------------------------------------------------------


def test_minutes_are_kept_with_who_and_when(karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting)
    assert write(point, "Kaffe", version=0, page="a", by=karen) == 1
    assert write(point, "Kaffe og kage", version=1, page="a", by=karen) == 2
    assert write(point, "Kaffe og kage", version=2, page="a", by=karen) == 2  # the same again changes nothing
    point.refresh_from_db()
    assert (point.minutes, point.saved_by, point.saved_at) == ("Kaffe og kage", karen, NOW)


def test_who_wrote_on_an_old_text_changes_nothing_and_is_told(karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting)
    bo = factories.user("Bo Lind")
    write(point, "Bo skriver", version=0, page="b", by=bo)
    with pytest.raises(services.WrittenMeanwhile) as told:
        write(point, "Karen skriver", version=0, page="a", by=karen)
    assert (told.value.point.minutes, told.value.point.saved_by) == ("Bo skriver", bo)
    point.refresh_from_db()
    assert (point.minutes, point.version) == ("Bo skriver", 1)


def test_a_page_whose_answer_was_lost_writes_on_over_its_own_text(karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting)
    write(point, "Første", version=0, page="a", by=karen)  # saved, but the page never heard of it
    assert write(point, "Første og anden", version=0, page="a", by=karen) == 2
    with pytest.raises(services.WrittenMeanwhile):
        write(point, "Fra et andet vindue", version=0, page="c", by=karen)


# --- closed ----------------------------------------------------------------------------------------------------------


def test_closed_minutes_are_kept_as_they_read_and_nothing_is_changed(
    moen: Network, karen: User, meeting: SteeringMeeting
) -> None:
    point, due = rows.point(meeting, minutes="Mange kan ikke."), NOW.date() + timedelta(days=49)
    rows.decision(moen, point=point, owner=karen, by=karen, due_date=due)
    services.note_present(meeting, present="Karen Holm og Bo Lind")
    closed = services.close_minutes(meeting, by=karen, at=NOW)
    assert closed.text == (
        "Til stede: Karen Holm og Bo Lind\n\n1. Mødetider\nMange kan ikke.\n\n"
        f"- Det gør vi: Møde kl. 8 i marts. Fordi: Mange kan ikke om aftenen. (Karen Holm, senest {dates.day(due)})"
    )
    for change in (
        lambda: write(point, "Nyt", version=0, page="a", by=karen),
        lambda: services.add_points(meeting, [Proposal("", "Nyt")]),
        lambda: services.change_point(point, title="Nyt", about=""),
        lambda: services.move_point(point, up=True),
        lambda: services.remove_point(point),
        lambda: services.note_present(meeting, present=""),
        lambda: services.close_minutes(meeting, by=karen, at=NOW),
    ):
        with pytest.raises(services.MinutesAreClosed):
            change()


def test_opened_again_leaves_a_trace(karen: User, meeting: SteeringMeeting) -> None:
    point = rows.point(meeting, minutes="Før")
    services.close_minutes(meeting, by=karen, at=NOW)
    later = NOW + timedelta(days=1)
    services.reopen_minutes(meeting, why="Et navn var forkert", by=karen, at=later)
    write(point, "Efter", version=0, page="a", by=karen)
    services.close_minutes(meeting, by=karen, at=later)
    kept = MinutesClosed.objects.values_list("text", "reopened_at", "reopened_by", "why")
    assert list(kept) == [
        ("1. Mødetider\nFør", later, karen.pk, "Et navn var forkert"),
        ("1. Mødetider\nEfter", None, None, ""),
    ]


def test_a_moved_meeting_moves_the_links_of_its_guests(meeting: SteeringMeeting) -> None:
    guest = meeting.guests.create(name="Tove", expires_at=NOW)
    at = meeting.starts_at + timedelta(days=7)
    assert services.change_meeting(meeting, starts_at=at, lasts=60, place="Stege") is True
    assert services.change_meeting(meeting, starts_at=at, lasts=60, place="Stege") is False
    guest.refresh_from_db()
    meeting.refresh_from_db()
    assert (guest.expires_at, meeting.sequence) == (at + timedelta(minutes=60, days=1), 1)


def test_who_is_in_the_group_and_how_long(moen: Network, karen: User) -> None:
    rows.group(moen, "Bo Lind")
    today = factories.TODAY.replace(year=factories.TODAY.year + 2)
    assert [(seat.name, seat.how_long.years, seat.how_long.months) for seat in queries.group_of(moen, today)] == [
        ("Bo Lind", 2, 0),
        ("Karen Holm", 2, 0),
    ]
