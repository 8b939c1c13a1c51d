"""Calendars to subscribe to, read back with an independent reader."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import feeds
from tests import factories
from tests.programme.evenings import coming_meeting, in_full

pytestmark = pytest.mark.django_db


def events(client: Client, address: str) -> list[tuple[str, str]]:
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(event["SUMMARY"]), str(event["STATUS"])) for event in found]


def test_a_network_s_calendar_keeps_cancelled_meetings_as_cancelled(client: Client) -> None:
    place, other = factories.network("mikrovirk", name="MikroVirk"), factories.network("falster", name="Falster")
    coming_meeting(place, title="Moms")
    coming_meeting(place, title="Aflyst", days=20, state="cancelled")
    coming_meeting(place, title="Kladde", days=30, state="draft")
    coming_meeting(other, title="Priser", days=40)

    mine = [("MikroVirk: Moms", "CONFIRMED"), ("MikroVirk: Aflyst", "CANCELLED")]
    assert events(client, "/networks/mikrovirk/meetings.ics") == mine
    assert events(client, "/meetings.ics") == [*mine, ("Falster: Priser", "CONFIRMED")]
    assert client.get("/networks/findes-ikke/meetings.ics").status_code == 404


def test_one_meeting_for_one_s_calendar(client: Client) -> None:
    meeting = coming_meeting(factories.network("mikrovirk", name="MikroVirk"))
    answer = client.get(f"/networks/mikrovirk/meetings/{meeting.pk}/meeting.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == timezone.localtime(meeting.starts_at)
    assert str(event["URL"]) == f"http://localhost:8000/networks/mikrovirk/meetings/{meeting.pk}/"


def test_a_calendar_program_that_has_everything_is_told_so_in_two_small_questions(
    client: Client, django_assert_num_queries: Any
) -> None:
    place = factories.network("mikrovirk")
    meeting = coming_meeting(place)
    first = client.get("/networks/mikrovirk/meetings.ics")
    for headers in ({"if-none-match": first["ETag"]}, {"if-modified-since": first["Last-Modified"]}):
        with django_assert_num_queries(2):
            again = client.get("/networks/mikrovirk/meetings.ics", headers=headers)
        assert (again.status_code, again.content) == (304, b"")

    Meeting.objects.filter(pk=meeting.pk).update(changed_at=timezone.now() + timezone.timedelta(hours=1))
    changed = client.get("/networks/mikrovirk/meetings.ics", headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_calendar_asks_two_questions_however_many_meetings(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    place = factories.network("mikrovirk")
    meeting = coming_meeting(place)
    lines = feeds.event_of(in_full(meeting))
    Meeting.objects.filter(pk=meeting.pk).update(calendar_event=lines)
    Meeting.objects.bulk_create(
        Meeting(
            network=place,
            title="Møde",
            state="published",
            starts_at=meeting.starts_at + timezone.timedelta(days=day),
            ends_at=meeting.ends_at + timezone.timedelta(days=day),
            calendar_event=lines,
        )
        for day in range(1, count)
    )
    with django_assert_num_queries(2):
        answer = client.get("/networks/mikrovirk/meetings.ics")
    assert answer.content.count(b"BEGIN:VEVENT") == count


def test_the_calendar_of_all_holds_the_latest_and_the_next(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_BEGUN", 1)
    monkeypatch.setattr(feeds, "MOST_AHEAD", 2)
    place = factories.network("mikrovirk", name="MikroVirk")
    for days in (-60, -30, 10, 20, 30):
        coming_meeting(place, title=f"Om {days} dage", days=days)
    titles = [title for title, _status in events(client, "/meetings.ics")]
    assert titles == ["MikroVirk: Om -30 dage", "MikroVirk: Om 10 dage", "MikroVirk: Om 20 dage"]
    assert len(events(client, "/networks/mikrovirk/meetings.ics")) == 5
    etag = client.get("/meetings.ics")["ETag"]
    assert client.get("/meetings.ics", headers={"If-None-Match": etag}).status_code == 304
