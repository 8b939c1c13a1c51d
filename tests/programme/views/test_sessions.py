"""The programme for everybody, and one's own: what is seen, chosen, given up, and taken along in a calendar."""

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from mikrovirk.programme.models import Meeting, Session, SessionSpeaker, SignUp
from tests import factories
from tests.programme import session_rows as rows
from tests.programme.evenings import answer_link, coming_meeting
from tests.programme.session_rows import choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return coming_meeting(factories.network("mikrovirk", name="MikroVirk"), title="Konference")


def programme_of(meeting: Meeting) -> str:
    return f"/networks/{meeting.network.slug}/meetings/{meeting.pk}/sessions/"


# --- for everybody ---------------------------------------------------------------------------------------------------


def test_the_programme_says_hours_room_track_and_who_speaks(client: Client, meeting: Meeting) -> None:
    hall, sales = rows.room(meeting, "Store sal", 40), rows.track(meeting, "Salg og mod")
    talk = rows.session(meeting, "Salg uden at sælge", room=hall, track=sales, summary="Tre greb.")
    SessionSpeaker.objects.create(session=talk, name="Tove Tal", speaker_from="Tal & Tanker")
    rows.session(meeting, "Velkomst", hours=0.5, kind=Session.Kind.PLENARY)
    page = client.get(programme_of(meeting)).content.decode()
    for words in (
        "17.30–18.30",
        "Store sal",
        "Salg og mod",
        "Salg uden at sælge",
        "Tove Tal",
        "Tal &amp; Tanker",
        "Tre greb.",
    ):
        assert words in page


def test_a_meeting_without_sessions_shows_nothing_of_it(client: Client, meeting: Meeting) -> None:
    assert client.get(programme_of(meeting)).status_code == 404
    assert "/sessions/" not in client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/").content.decode()


def test_the_meetings_page_leads_to_the_programme(client: Client, meeting: Meeting) -> None:
    rows.session(meeting)
    page = client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/").content.decode()
    assert f'href="{programme_of(meeting)}"' in page


def test_a_draft_is_seen_by_those_who_lay_it(client: Client) -> None:
    place = factories.network()
    draft = coming_meeting(place, state=Meeting.State.DRAFT)
    rows.session(draft)
    assert client.get(programme_of(draft)).status_code == 404
    client.force_login(factories.coordinator(place))
    assert client.get(programme_of(draft)).status_code == 200


def test_the_programme_costs_as_many_queries_with_one_session_as_with_thirty(
    client: Client, meeting: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 30):
        for n in range(count):
            rows.session(meeting, f"Oplæg {n}", after=n % 5, track=rows.track(meeting, f"{count} {n}"))
        with django_assert_num_queries(4):
            client.get(programme_of(meeting))


# --- choosing --------------------------------------------------------------------------------------------------------


def test_somebody_who_comes_chooses_by_the_link_and_gives_up_again(client: Client, meeting: Meeting) -> None:
    talk, lise = rows.session(meeting), factories.member(meeting.network, "Lise Holm")
    factories.sign_up(meeting, lise)
    own = f"{answer_link(meeting, lise)}sessions/"
    assert f'href="{own}"' in client.get(answer_link(meeting, lise)).content.decode()

    answer = client.post(f"{own}{talk.pk}/choose/", follow=True)
    assert answer.redirect_chain == [(f"{own}#s{talk.pk}", 302)]
    assert "Du har valgt 1 session" in answer.content.decode()
    assert choices(talk) == [("Lise Holm", "coming")]

    client.post(f"{own}{talk.pk}/leave/")
    assert choices(talk) == []


def test_a_link_that_is_only_opened_changes_nothing(client: Client, meeting: Meeting) -> None:
    talk, lise = rows.session(meeting), factories.member(meeting.network)
    factories.sign_up(meeting, lise)
    own = f"{answer_link(meeting, lise)}sessions/"
    assert [client.get(f"{own}{talk.pk}/{what}/").status_code for what in ("choose", "leave")] == [405, 405]
    assert choices(talk) == []


def test_at_the_same_hour_the_button_says_what_it_takes_the_place_of(client: Client, meeting: Meeting) -> None:
    talk, other = rows.session(meeting, "Salg"), rows.session(meeting, "Moms")
    lise = factories.member(meeting.network, "Lise Holm")
    factories.sign_up(meeting, lise)
    own = f"{answer_link(meeting, lise)}sessions/"
    client.post(f"{own}{talk.pk}/choose/")
    assert 'name="instead"' in client.get(own).content.decode()

    refused = client.post(f"{own}{other.pk}/choose/", follow=True).content.decode()
    assert "Du har valgt »Salg« på det tidspunkt" in refused
    client.post(f"{own}{other.pk}/choose/", {"instead": "1"})
    assert (choices(talk), choices(other)) == ([], [("Lise Holm", "coming")])


def test_one_chooses_for_a_guest_without_an_address_too(client: Client, meeting: Meeting) -> None:
    talk, lise = rows.session(meeting), factories.member(meeting.network, "Lise Holm")
    row = factories.sign_up(meeting, lise)
    guest = SignUp.objects.create(meeting=meeting, name="Karen Gæst", brought_by=row, state="coming", as_guest=True)
    own = f"{answer_link(meeting, lise)}sessions/"
    assert "Karen Gæst" in client.get(own).content.decode()
    client.post(f"{own}{talk.pk}/choose/", {"who": guest.pk})
    assert choices(talk) == [("Karen Gæst", "coming")]
    # Somebody else's guest is nobody here: it is about oneself then.
    other = factories.member(meeting.network, "Bo Lind")
    factories.sign_up(meeting, other)
    client.post(f"{answer_link(meeting, other)}sessions/{talk.pk}/choose/", {"who": guest.pk})
    assert ("Bo Lind", "coming") in choices(talk)


def test_who_waits_for_the_meeting_or_has_cancelled_is_told_what_to_do_first(client: Client, meeting: Meeting) -> None:
    talk = rows.session(meeting)
    for state, words in (("waiting", "Du står på mødets venteliste"), ("cancelled", "Tilmeld dig først mødet")):
        person = factories.member(meeting.network)
        factories.sign_up(meeting, person, state=state, cancelled_at=rows.NOW)
        own = f"{answer_link(meeting, person)}sessions/"
        page = client.get(own).content.decode()
        assert words in page
        assert "/choose/" not in page
        client.post(f"{own}{talk.pk}/choose/")
    assert choices(talk) == []


def test_a_session_of_another_meeting_or_a_broken_link_is_not_found(client: Client, meeting: Meeting) -> None:
    rows.session(meeting)
    elsewhere = rows.session(coming_meeting(meeting.network, days=20))
    lise = factories.member(meeting.network)
    factories.sign_up(meeting, lise)
    own = f"{answer_link(meeting, lise)}sessions/"
    assert client.post(f"{own}{elsewhere.pk}/choose/").status_code == 404
    assert client.get("/s/nonsense/sessions/").status_code == 404
    assert client.get("/s/nonsense/sessions.ics").status_code == 404


def test_a_session_taken_off_is_struck_through_in_ones_own_programme(client: Client, meeting: Meeting) -> None:
    talk, lise = rows.session(meeting, "Aflyst oplæg"), factories.member(meeting.network)
    rows.session(meeting, "Andet")
    factories.sign_up(meeting, lise)
    own = f"{answer_link(meeting, lise)}sessions/"
    client.post(f"{own}{talk.pk}/choose/")
    Session.objects.filter(pk=talk.pk).update(taken_off_at=rows.NOW)
    page = client.get(own).content.decode()
    assert "<s data-content>Aflyst oplæg</s>" in page


def test_ones_calendar_has_the_meeting_and_what_one_has_chosen(client: Client, meeting: Meeting) -> None:
    talk = rows.session(meeting, "Salg", room=rows.room(meeting, "Store sal"), after=1)
    rows.session(meeting, "Velkomst", hours=0.5, kind=Session.Kind.PLENARY)
    rows.session(meeting, "Ikke valgt", after=1)
    full = rows.session(meeting, "Venter på", after=2, capacity=1)
    lise = factories.member(meeting.network)
    factories.sign_up(meeting, lise)
    rows.take(full, rows.comes(meeting))
    own = f"{answer_link(meeting, lise)}sessions/"
    for session in (talk, full):
        client.post(f"{own}{session.pk}/choose/")

    answer = client.get(f"{answer_link(meeting, lise)}sessions.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == [f"MikroVirk: {meeting.title}", "Velkomst", "Salg"]
    assert str(events[2]["LOCATION"]) == "Store sal"
    assert str(events[2]["UID"]) == f"session-{talk.uid}@meetings.mikrovirk"
    assert events[2]["DTSTART"].dt == talk.starts_at


def test_a_whole_programme_costs_as_many_queries_as_one_session(
    client: Client, meeting: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lise = factories.member(meeting.network)
    factories.sign_up(meeting, lise)
    own = f"{answer_link(meeting, lise)}sessions/"
    for count in (1, 30):
        for n in range(count):
            rows.session(meeting, f"Oplæg {n}", after=n % 5)
        with django_assert_max_num_queries(9):
            client.get(own)
