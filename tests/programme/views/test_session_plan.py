"""Laying a meeting's sessions: who may, what is kept of what was typed, what clashes, and every button."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mikrovirk.accounts.models import User
from mikrovirk.programme.models import Meeting, MeetingHelper, Session, SessionSpeaker
from tests import factories
from tests.programme import session_rows as rows
from tests.programme.evenings import coming_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return coming_meeting(factories.network("mikrovirk", name="MikroVirk"), title="Konference")


@pytest.fixture
def mona(client: Client, meeting: Meeting) -> User:
    user = factories.coordinator(meeting.network)
    client.force_login(user)
    return user


def plan_of(meeting: Meeting) -> str:
    return f"/networks/{meeting.network.slug}/plan/meetings/{meeting.pk}/sessions/"


def typed(meeting: Meeting, **other: object) -> dict[str, object]:
    day = timezone.localtime(meeting.starts_at).date()
    usual = {"title": "Salg", "kind": "talk", "day": day, "starts": "18:00", "ends": "18:45"}
    return usual | {"speakers": "Tove Tal, Tal & Tanker", "summary": ""} | other


# --- who may ---------------------------------------------------------------------------------------------------------


def test_a_member_lays_nothing(client: Client, meeting: Meeting) -> None:
    client.force_login(factories.member(meeting.network).user)
    assert client.get(plan_of(meeting)).status_code == 404
    assert client.post(f"{plan_of(meeting)}new/", typed(meeting)).status_code == 404
    assert not Session.objects.exists()


def test_who_helps_at_the_meeting_lays_its_sessions_and_nothing_else(client: Client, meeting: Meeting) -> None:
    helper, other = factories.user(), coming_meeting(meeting.network, days=20)
    MeetingHelper.objects.create(meeting=meeting, user=helper)
    client.force_login(helper)
    page = client.get(plan_of(meeting)).content.decode()
    assert f'href="/networks/mikrovirk/plan/meetings/{meeting.pk}/"' not in page
    assert client.post(f"{plan_of(meeting)}new/", typed(meeting)).status_code == 302
    session = Session.objects.get()
    assert client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/sessions/{session.pk}/list/").status_code == 200
    closed = (
        plan_of(other),
        f"/networks/mikrovirk/plan/meetings/{meeting.pk}/",
        f"/networks/mikrovirk/meetings/{meeting.pk}/check-in/",
    )
    assert [client.get(address).status_code for address in closed] == [404, 404, 404]


# --- adding and changing ---------------------------------------------------------------------------------------------


def test_without_sessions_the_page_says_how_to_begin(client: Client, meeting: Meeting, mona: User) -> None:
    page = client.get(plan_of(meeting)).content.decode()
    assert "Flere ting samtidig?" in page
    assert f'href="{plan_of(meeting)}rooms/"' in page


def test_a_session_is_added_with_its_speakers(client: Client, meeting: Meeting, mona: User) -> None:
    known = factories.user("Bo Lind", email="bo@lind.example")
    speakers = "Tove Tal, Tal & Tanker, Stege\nBo Lind, bo@lind.example\n"
    room = rows.room(meeting, "Store sal")
    answer = client.post(f"{plan_of(meeting)}new/", typed(meeting, speakers=speakers, room=room.pk), follow=True)
    assert "»Salg« er tilføjet." in answer.content.decode()
    session = Session.objects.get()
    assert (timezone.localtime(session.starts_at).hour, session.room) == (18, room)
    assert list(SessionSpeaker.objects.values_list("name", "speaker_from", "user")) == [
        ("Tove Tal", "Tal & Tanker, Stege", None),
        ("Bo Lind", "", known.pk),
    ]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "Skriv"),
        ({"ends": "17:45"}, "Den skal slutte, efter at den er begyndt."),
        ({"starts": "08:00", "ends": "09:00"}, "Mødet begynder"),
        ({"speakers": "Bo, bo@"}, "er ikke en e-mailadresse"),
        ({"capacity": "0"}, "mindst 1"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, meeting: Meeting, mona: User, wrong: dict[str, str], words: str
) -> None:
    answer = client.post(f"{plan_of(meeting)}new/", typed(meeting, summary="Tre greb", **wrong))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "Tre greb" in answer.content.decode()
    assert not Session.objects.exists()


def test_a_new_session_follows_on_the_last_of_its_track(client: Client, meeting: Meeting, mona: User) -> None:
    track = rows.track(meeting, "Salg")
    rows.session(meeting, hours=0.5, track=track)
    rows.session(meeting, after=2)
    page = client.get(f"{plan_of(meeting)}new/?track={track.pk}").content.decode()
    assert 'name="starts" value="18:00"' in page
    assert 'name="ends" value="18:30"' in page
    assert 'name="starts" value="20:30"' in client.get(f"{plan_of(meeting)}new/").content.decode()


def test_what_stands_in_the_form_of_a_session_is_what_it_is(client: Client, meeting: Meeting, mona: User) -> None:
    session = rows.session(meeting, "Salg", summary="Tre greb", capacity=12)
    SessionSpeaker.objects.create(session=session, name="Bo", user=factories.user(email="bo@lind.example"))
    page = client.get(f"{plan_of(meeting)}{session.pk}/").content.decode()
    assert "Bo, bo@lind.example" in page
    client.post(f"{plan_of(meeting)}{session.pk}/", typed(meeting, title="Moms", capacity="8"))
    session.refresh_from_db()
    assert (session.title, session.capacity, session.sequence) == ("Moms", 8, 1)


# --- moving, copying, taking off -------------------------------------------------------------------------------------


def test_a_session_is_moved_copied_taken_off_put_back_and_removed(client: Client, meeting: Meeting, mona: User) -> None:
    session = rows.session(meeting, "Salg")
    here = f"{plan_of(meeting)}{session.pk}/"
    day = timezone.localtime(meeting.starts_at).date()
    answer = client.post(f"{here}move/", {"day": day, "hour": "19:00"})
    assert answer.headers["Location"] == f"{plan_of(meeting)}#s{session.pk}"
    session.refresh_from_db()
    assert session.starts_at == meeting.starts_at + timedelta(minutes=90)
    assert "Mødet begynder" in client.post(f"{here}move/", {"day": day, "hour": "08:00"}).content.decode()

    client.post(f"{here}copy/")
    assert Session.objects.count() == 2
    assert "Sæt ind igen" in client.post(f"{here}off/", follow=True).content.decode()
    client.post(f"{here}back/")
    assert Session.objects.filter(taken_off_at=None).count() == 2
    client.post(f"{here}remove/")
    assert not Session.objects.filter(pk=session.pk).exists()


def test_one_somebody_has_chosen_is_not_removed(client: Client, meeting: Meeting, mona: User) -> None:
    session = rows.session(meeting)
    rows.take(session, rows.comes(meeting))
    answer = client.post(f"{plan_of(meeting)}{session.pk}/remove/", follow=True)
    assert "Nogen har valgt den" in answer.content.decode()
    assert Session.objects.count() == 1


def test_another_room_leaves_a_mail_to_approve(client: Client, meeting: Meeting, mona: User) -> None:
    session, room = rows.session(meeting), rows.room(meeting)
    rows.take(session, rows.comes(meeting))
    fields = typed(meeting, starts="17:30", ends="18:30", room=room.pk)
    page = client.post(f"{plan_of(meeting)}{session.pk}/", fields, follow=True).content.decode()
    assert "En mail til dem, der har valgt den, ligger klar" in page
    assert "Læs og godkend den" in page


def test_a_cancelled_meeting_says_so_and_stays(client: Client, meeting: Meeting, mona: User) -> None:
    session = rows.session(meeting, "Salg")
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED)
    page = client.post(f"{plan_of(meeting)}{session.pk}/copy/", follow=True).content.decode()
    assert "Mødet er aflyst og" in page
    assert Session.objects.count() == 1


# --- the page --------------------------------------------------------------------------------------------------------


def test_clashes_are_said_in_words_and_led_to(client: Client, meeting: Meeting, mona: User) -> None:
    room = rows.room(meeting, "Store sal", 1)
    first, second = rows.session(meeting, "Salg", room=room), rows.session(meeting, "Moms", room=room)
    for session in (first, second):
        SessionSpeaker.objects.create(session=session, name="Tove Tal")
    lise, bo = rows.comes(meeting), rows.comes(meeting)
    for session, who in ((first, lise), (second, lise), (second, bo)):
        rows.take(session, who)
    rows.session(meeting, "Velkomst", after=3, kind=Session.Kind.PLENARY)
    rows.session(meeting, "Ved siden af", after=3)
    page = client.get(plan_of(meeting))
    assert [clash.text for clash in page.context["clashes"]] == [
        "Store sal er optaget to gange samtidig: »Salg« og »Moms«.",
        "Tove Tal skal være to steder på én gang: »Salg« og »Moms«.",
        "»Velkomst« er for alle, men »Ved siden af« foregår samtidig.",
        "»Moms« har plads til 1, men 2 har en plads.",
        "1 person har valgt både »Salg« og »Moms«, som foregår samtidig.",
    ]
    assert f'href="{plan_of(meeting)}{second.pk}/"' in page.content.decode()


def test_the_page_costs_as_many_queries_with_one_session_as_with_thirty(
    client: Client, meeting: Meeting, mona: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 30):
        for n in range(count):
            rows.session(meeting, f"Oplæg {n}", after=n % 5, room=rows.room(meeting, f"{count} {n}"))
        with django_assert_max_num_queries(20):
            client.get(plan_of(meeting))


# --- rooms and tracks ------------------------------------------------------------------------------------------------


def posted(**lines: list[tuple[object, str, object]]) -> dict[str, object]:
    """The rows of the form: (key, name, places)."""
    fields: dict[str, object] = {}
    for prefix in ("room", "track"):
        found = lines.get(prefix, [])
        fields |= {f"{prefix}-TOTAL_FORMS": len(found), f"{prefix}-INITIAL_FORMS": 0}
        for n, (pk, name, capacity) in enumerate(found):
            fields |= {f"{prefix}-{n}-pk": pk, f"{prefix}-{n}-name": name, f"{prefix}-{n}-capacity": capacity}
    return fields


def test_rooms_and_tracks_are_saved_together(client: Client, meeting: Meeting, mona: User) -> None:
    old = rows.room(meeting, "Gammel")
    fields = posted(room=[(old.pk, "Store sal", 80), ("", "Lokale 2", ""), ("", "", "")], track=[("", "Salg", "")])
    page = client.post(f"{plan_of(meeting)}rooms/", fields, follow=True).content.decode()
    assert "Gemt: 2 lokaler og 1 spor." in page
    assert [(room.pk == old.pk, room.name, room.capacity) for room in meeting.rooms.all()] == [
        (True, "Store sal", 80),
        (False, "Lokale 2", None),
    ]


def test_two_rooms_of_one_name_or_a_room_of_another_meeting(client: Client, meeting: Meeting, mona: User) -> None:
    page = client.post(f"{plan_of(meeting)}rooms/", posted(room=[("", "Sal", ""), ("", "sal", "")])).content.decode()
    assert "Der er allerede en med det navn." in page
    foreign = rows.room(coming_meeting(meeting.network, days=20), "Deres")
    client.post(f"{plan_of(meeting)}rooms/", posted(room=[(foreign.pk, "Vores", "")]))
    foreign.refresh_from_db()
    assert (foreign.name, [room.name for room in meeting.rooms.all()]) == ("Deres", ["Vores"])
