"""Sessions as they are read: the grid in words, what can be chosen, people at two places, and what goes along with a person."""

from datetime import timedelta

import pytest

from mikrovirk.programme.models import Meeting, MeetingHelper, Session, SessionSpeaker
from mikrovirk.programme.permissions import meetings_to_lay
from mikrovirk.programme.queries import session_clashes, session_export
from mikrovirk.programme.queries import sessions as queries
from mikrovirk.programme.queries.sessions import Offer
from mikrovirk.programme.services import sessions as services
from tests import factories
from tests.programme import session_rows as rows
from tests.programme.session_rows import HOUR, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return rows.day(factories.network("mikrovirk", name="MikroVirk"), title="Konference")


def test_each_day_is_a_grid_of_its_own_with_tracks_and_hours(meeting: Meeting) -> None:
    sales = rows.track(meeting, "Salg")
    rows.session(meeting, "Velkomst", kind=Session.Kind.PLENARY)
    rows.session(meeting, "Salg uden at sælge", after=1, track=sales)
    rows.session(meeting, "Ved siden af", after=1)
    rows.session(meeting, "Næste dag", after=24, track=sales)
    first, second = queries.grid(meeting)
    assert (first.columns, second.columns) == ((("Salg", 1), ("Ved siden af sporene", 1)), (("Salg", 1),))
    assert second.day - first.day == timedelta(days=1)
    told = [[cell.session and cell.session.title for cell in row.cells] for row in first.rows]
    assert told == [["Velkomst"], ["Salg uden at sælge", "Ved siden af"]]
    assert [row.hour for row in first.rows] == ["10.00", "11.00"]


def test_places_come_from_the_session_else_from_its_room(meeting: Meeting) -> None:
    room = rows.room(meeting, capacity=2)
    small = rows.session(meeting, "Lille", room=room, capacity=1)
    rows.session(meeting, "Rummets", room=room, after=1)
    rows.session(meeting, "Uden grænse", after=2)
    rows.session(meeting, "For alle", after=3, room=room, kind=Session.Kind.PLENARY)
    rows.take(small, rows.comes(meeting))
    shown = queries.shown(queries.sessions_of(meeting))
    assert [(each.title, each.capacity, each.is_full, each.places) for each in shown] == [
        ("Lille", 1, True, "Alle pladser er taget. Du kan komme på venteliste."),
        ("Rummets", 2, False, "Kun 2 pladser tilbage"),
        ("Uden grænse", None, False, ""),
        ("For alle", 2, False, ""),
    ]


def test_what_can_be_chosen_says_what_it_takes_the_place_of(meeting: Meeting) -> None:
    mine, same, full, spoken = (
        rows.session(meeting, title, **fields)  # type: ignore[arg-type]
        for title, fields in (("Min", {}), ("Samtidig", {}), ("Fuld", {"capacity": 1}), ("Holder selv", {"after": 2}))
    )
    beside = rows.session(meeting, "Ved siden af", after=2)
    lise = rows.comes(meeting, "Lise Holm")
    rows.take(mine, lise)
    rows.take(full, rows.comes(meeting))
    SessionSpeaker.objects.create(session=spoken, name="Lise Holm", user=lise.person.user)  # type: ignore[union-attr]
    shown = queries.with_offers(
        queries.shown(queries.sessions_of(meeting), sign_up=lise), lise, now=meeting.starts_at + HOUR
    )
    assert {each.pk: each.offer for each in shown} == {
        mine.pk: Offer(is_open=False),
        same.pk: Offer(is_open=False, instead_of="Min"),
        full.pk: Offer(is_open=False),
        spoken.pk: Offer(is_open=True),
        beside.pk: Offer(is_open=True, speaks_at="Holder selv"),
    }


def test_people_at_two_places_are_counted_by_pair_and_only_with_a_place(meeting: Meeting) -> None:
    first, second = rows.session(meeting, "A"), rows.session(meeting, "B", after=0.5)
    after, off = rows.session(meeting, "C", after=1.5), rows.session(meeting, "D", taken_off_at=NOW)
    both, waits = rows.comes(meeting), rows.comes(meeting)
    for session in (first, second, after, off):
        rows.take(session, both)
    rows.take(first, waits)
    rows.take(second, waits, state="waiting")
    assert session_clashes.people_at_two_places(meeting) == {(first.pk, second.pk): 1}


def test_coordinators_and_who_helps_may_lay_the_sessions(meeting: Meeting) -> None:
    other = rows.day(factories.network("stege"))
    helper = factories.user()
    MeetingHelper.objects.create(meeting=meeting, user=helper)
    may = {
        "coordinator": list(meetings_to_lay(factories.coordinator(meeting.network))),
        "helper": list(meetings_to_lay(helper)),
        "elsewhere": list(meetings_to_lay(factories.coordinator(other.network))),
        "member": list(meetings_to_lay(factories.member(meeting.network).user)),
    }
    assert may == {"coordinator": [meeting], "helper": [meeting], "elsewhere": [other], "member": []}


def test_a_person_takes_along_what_they_chose_and_speak_in_and_a_speaker_is_taken_out(meeting: Meeting) -> None:
    session, lise = rows.session(meeting, "Salg"), rows.comes(meeting, "Lise Holm")
    rows.take(session, lise, made_at=NOW)
    assert lise.person
    user = lise.person.user
    SessionSpeaker.objects.create(session=session, name="Lise Holm", speaker_from="Holm", user=user)
    services.let_help(meeting, user, at=NOW)
    assert session_export.export_of(user) == {
        "sessions": [
            {"session": "Salg", "meeting": "Konference", "state": "coming", "chosen_at": NOW.isoformat(), "came_at": None}
        ],
        "speaks_in": [{"session": "Salg", "meeting": "Konference", "name": "Lise Holm", "from": "Holm"}],
        "helps_at": [{"meeting": "Konference", "since": NOW.isoformat()}],
    }  # fmt: skip
    assert services.erase(user) == 1
    assert (SessionSpeaker.objects.count(), Session.objects.count()) == (0, 1)
