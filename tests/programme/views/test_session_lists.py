"""The list at a session's door, on a phone and on paper."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from mikrovirk.programme.models import Meeting, Session, SessionSignUp
from tests import factories
from tests.programme import session_rows as rows
from tests.programme.evenings import coming_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(client: Client) -> Meeting:
    made = coming_meeting(factories.network("mikrovirk", name="MikroVirk"), title="Konference")
    client.force_login(factories.coordinator(made.network))
    return made


def list_of(session: Session) -> str:
    return f"/networks/mikrovirk/meetings/{session.meeting_id}/sessions/{session.pk}/list"


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_who_has_chosen_it_by_name_with_table_and_who_waits_last(client: Client, meeting: Meeting) -> None:
    session = rows.session(meeting, "Hvad gør vi sammen?", kind=Session.Kind.TABLE, table_count=2)
    for name, state in (("Åse Bæk", "coming"), ("Bo Lind", "coming"), ("Anna Dal", "waiting")):
        rows.take(session, rows.comes(meeting, name), state=state)
    page = client.get(f"{list_of(session)}/")
    assert [(line.name, line.table, line.waits) for line in page.context["people"]] == [
        ("Bo Lind", 2, False),  # dealt out by business
        ("Åse Bæk", 1, False),
        ("Anna Dal", 0, True),
    ]
    assert "Bord 2" in page.content.decode()


def test_somebody_is_ticked_and_unticked(client: Client, meeting: Meeting) -> None:
    session = rows.session(meeting)
    choice = rows.take(session, rows.comes(meeting))
    answer = client.post(f"{list_of(session)}/{choice.pk}/", {"came": "1"})
    assert answer.headers["Location"] == f"{list_of(session)}/#p{choice.pk}"
    assert SessionSignUp.objects.get().came_at is not None
    client.post(f"{list_of(session)}/{choice.pk}/", {"came": "0"})
    assert SessionSignUp.objects.get().came_at is None


def test_nobody_is_ticked_weeks_before(client: Client, meeting: Meeting) -> None:
    in_an_hour = factories.meeting(meeting.network, starts_at=timezone.now() + timedelta(hours=1))
    session, soon = rows.session(meeting), rows.session(in_an_hour)
    for each in (session, soon):
        rows.take(each, rows.comes(each.meeting))
    pages = [client.get(f"{list_of(each)}/").content.decode() for each in (session, soon)]
    assert ["Er her" in page for page in pages] == [False, True]


def test_the_lists_on_paper_have_everybody_with_a_place(client: Client, meeting: Meeting) -> None:
    first, second = rows.session(meeting, "Salg"), rows.session(meeting, "Moms", after=1)
    rows.take(first, rows.comes(meeting, "Bo Lind"))
    rows.take(second, rows.comes(meeting, "Åse Bæk"))
    one = text_of(client.get(f"{list_of(first)}.pdf").content)
    assert ("Bo Lind" in one, "Åse Bæk" in one) == (True, False)
    every = text_of(client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/sessions/lists.pdf").content)
    assert ("Bo Lind" in every, "Åse Bæk" in every) == (True, True)


def test_a_member_sees_no_list_and_nothing_is_listed_for_what_is_for_everybody(
    client: Client, meeting: Meeting
) -> None:
    session, plenary = rows.session(meeting), rows.session(meeting, kind=Session.Kind.PLENARY)
    assert client.get(f"{list_of(plenary)}/").status_code == 404
    client.force_login(factories.member(meeting.network).user)
    assert client.get(f"{list_of(session)}/").status_code == 404


def test_nobody_yet_is_said(client: Client, meeting: Meeting) -> None:
    assert "Ingen har valgt den endnu" in client.get(f"{list_of(rows.session(meeting))}/").content.decode()


def test_a_long_list_costs_as_many_queries_as_a_short_one(
    client: Client, meeting: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    session = rows.session(meeting)
    for count in (1, 30):
        for _ in range(count):
            rows.take(session, rows.comes(meeting))
        with django_assert_max_num_queries(14):
            client.get(f"{list_of(session)}/")
