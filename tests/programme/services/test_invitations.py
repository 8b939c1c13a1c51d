"""Invitation, change and cancellation as they reach a calendar, read back by two independent readers."""

import email
import email.policy
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.rendering import Composer
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Follower, Meeting, MeetingTask
from mikrovirk.programme.services import invitations, setup, small_tasks, talks, turns, venues
from mikrovirk.programme.services import meetings as meeting_services
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
STARTS = datetime(2027, 2, 22, 16, 30, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def network() -> Network:
    place = factories.network("mikrovirk", name="MikroVirk", contact_name="Karen Holm")
    setup.prepare_network(place)
    return place


@pytest.fixture
def meeting(network: Network) -> Meeting:
    """A published meeting at the library, with one member."""
    factories.member(network, 'Lise, "Lis" Ærø-Østergård af Møn', email="lise@systuen.example")
    drafted = meeting_services.add_meeting(
        network, starts_at=STARTS, at=NOW, format=network.formats.get(key="1-0"), venue=factories.venue(network)
    )
    return meeting_services.publish_meeting(drafted, at=NOW)


def leave(kind: str) -> email.message.EmailMessage:
    """The mail of that kind as it leaves, and mark it sent."""
    message = (
        Message.objects.filter(kind=kind).exclude(state="stopped").select_related("mailing__network", "user").get()
    )
    raw = Composer().mime(message, message.mailing, message.user, at=NOW)
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=NOW)
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(parsed, email.message.EmailMessage)
    return parsed


def calendar_part(mail: email.message.EmailMessage) -> tuple[str, str]:
    """The method its header says, and the calendar text."""
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    return str(part.get_param("method")), part.get_content()


def read_by_icalendar(text: str) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "starts": event.start.astimezone(COPENHAGEN),
        "status": str(event["STATUS"]),
        "attendee": str(event["ATTENDEE"]).lower(),
        "place": str(event["LOCATION"]),
    }


def read_by_vobject(text: str) -> dict[str, Any]:
    calendar = vobject.readOne(text)
    event = calendar.vevent
    return {
        "method": calendar.method.value,
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "starts": event.dtstart.value.astimezone(COPENHAGEN),
        "status": event.status.value,
        "attendee": event.attendee.value.lower(),
        "place": event.location.value,
    }


def test_invitation_change_and_cancellation_have_one_uid_and_a_rising_sequence(meeting: Meeting) -> None:
    mails = [leave("programme.invitation")]
    moved = meeting_services.move_meeting(meeting, starts_at=STARTS + timedelta(days=2), at=NOW)
    mails.append(leave("programme.change"))
    meeting_services.cancel_meeting(moved, why="Oplægsholderen er syg.", at=NOW)
    mails.append(leave("programme.cancellation"))
    parts = [calendar_part(mail) for mail in mails]
    assert [method for method, _text in parts] == ["REQUEST", "REQUEST", "CANCEL"]
    for read in (read_by_icalendar, read_by_vobject):
        found = [read(text) for _method, text in parts]
        assert len({event["uid"] for event in found}) == 1
        assert [event["sequence"] for event in found] == [0, 1, 2]
        assert [event["method"] for event in found] == ["REQUEST", "REQUEST", "CANCEL"]
        assert [event["status"] for event in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
        assert [event["starts"].isoformat() for event in found] == [
            "2027-02-22T17:30:00+01:00",
            "2027-02-24T17:30:00+01:00",
            "2027-02-24T17:30:00+01:00",
        ]
        assert {event["attendee"] for event in found} == {"mailto:lise@systuen.example"}
        assert {event["place"] for event in found} == {"Møn Bibliotek, Møllebrøndstræde 12, 4780 Stege"}
    assert all("BEGIN:VTIMEZONE" in text for _method, text in parts)


def test_invitation_says_what_to_expect_and_that_all_are_welcome(meeting: Meeting) -> None:
    mail = leave("programme.invitation")
    plain = mail.get_body(("plain",))
    assert plain is not None
    text = " ".join(plain.get_content().split())
    assert mail["Subject"].startswith("Kom til MikroVirk 1.0 mandag 22. februar")
    assert "Hej Lise," in text
    assert "3 × 3 minutter, hvor de nyeste medlemmer fortæller" in text
    assert "Alle medlemmer og kommende medlemmer er altid velkomne." in text
    assert "Hvor: Møn Bibliotek, Møllebrøndstræde 12, 4780 Stege" in text
    user = Message.objects.get().user
    assert f"/s/{links.sign('signup', meeting.pk, user.pk)[:10]}" in text


def test_invitation_to_2_0_says_what_that_means_tonight(network: Network) -> None:
    factories.member(network, "Lise Holm", email="lise@systuen.example")
    second = network.formats.get(key="2-0")
    drafted = meeting_services.add_meeting(network, starts_at=STARTS, at=NOW, format=second)
    meeting_services.publish_meeting(drafted, at=NOW)
    mail = leave("programme.invitation")
    plain = mail.get_body(("plain",))
    assert plain is not None
    text = " ".join(plain.get_content().split())
    assert mail["Subject"].startswith("Kom til MikroVirk 2.0 mandag 22. februar")
    assert " ".join(second.expect.split()) in text
    assert "Den varme stol" in text
    assert "Alle medlemmer og kommende medlemmer er altid velkomne." in text


def test_confirmed_followers_are_invited_while_the_part_is_on(network: Network) -> None:
    follower, unconfirmed = factories.user("Finn Følger"), factories.user("Ulla Ubekræftet")
    Follower.objects.create(user=follower, network=network, confirmed_at=NOW)
    Follower.objects.create(user=unconfirmed, network=network)
    assert list(invitations.those_to_invite(network)) == [follower]
    network.parts = []
    network.save()
    assert list(invitations.those_to_invite(network)) == []


def test_former_members_are_not_invited(network: Network) -> None:
    former = factories.member(network)
    former.memberships.update(left_date=NOW.date())
    assert list(invitations.those_to_invite(network)) == []


def test_who_joins_later_is_added_to_the_invitation_once(meeting: Meeting) -> None:
    newcomer = factories.member(meeting.network)
    for _time in range(2):
        invitations.invite_new_members(now=NOW + timedelta(days=1))
    assert Message.objects.filter(user=newcomer.user).count() == 1
    assert Message.objects.count() == 2


def test_a_new_member_is_invited_to_one_meeting_at_a_time_from_the_morning_after(meeting: Meeting) -> None:
    second = meeting_services.add_meeting(
        meeting.network, starts_at=STARTS + timedelta(days=14), at=NOW, format=meeting.format
    )
    meeting_services.publish_meeting(second, at=NOW)
    joined = STARTS - timedelta(days=6)
    newcomer = factories.member(meeting.network)
    theirs = Message.objects.filter(user=newcomer.user, kind="programme.invitation")
    invitations.invite_new_members(now=joined)
    invitations.invite_new_members(now=joined + timedelta(minutes=1))
    (first,) = theirs
    assert first.occasion == f"meeting:{meeting.pk}"
    assert timezone.localtime(first.due_at) == datetime(2027, 2, 17, 9, tzinfo=COPENHAGEN)
    invitations.invite_new_members(now=joined + timedelta(days=7))
    assert theirs.all().count() == 2


def test_who_joins_the_day_before_is_invited_at_once(meeting: Meeting) -> None:
    newcomer = factories.member(meeting.network)
    late = STARTS - timedelta(hours=30)
    invitations.invite_new_members(now=late)
    assert Message.objects.get(user=newcomer.user).due_at == late


def test_links_in_the_invitation_are_words_and_the_text_part_can_be_read(meeting: Meeting) -> None:
    Meeting.objects.update(price_line="75 kr. for suppe", payment_url="https://betal.example/suppe")
    meeting.refresh_from_db()
    invitations.renew_waiting(meeting, at=NOW)
    mail = leave("programme.invitation")
    html, plain = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html is not None
    assert plain is not None
    assert 'href="https://betal.example/suppe">betale her</a>' in html.get_content()
    assert ">Se hele programmet</a>" in html.get_content()
    assert not re.search(r">\s*https?://", html.get_content())
    text = " ".join(plain.get_content().split())
    assert "Du kan betale her (https://betal.example/suppe) allerede nu." in text
    assert "Se hele programmet: http://localhost:8000/networks/mikrovirk/meetings/" in text


def test_members_are_led_to_the_small_tasks_while_some_are_free(meeting: Meeting) -> None:
    user = Message.objects.get().user
    assert MeetingTask.objects.filter(meeting=meeting, taken_by=None).exists()
    line = "Vil du give en hånd med? Tag en af aftenens små opgaver (http://localhost:8000/o/"
    plain = leave("programme.invitation").get_body(("plain",))
    assert plain is not None
    assert line in " ".join(plain.get_content().split())
    follower = factories.user("Finn Følger")
    both = [follower, user]
    assert small_tasks.who_could_lend_a_hand(meeting, both) == {user.pk}
    MeetingTask.objects.filter(pk=MeetingTask.objects.values("pk")[:1]).update(taken_by=user, taken_at=NOW)
    assert small_tasks.who_could_lend_a_hand(meeting, both) == set()
    MeetingTask.objects.update(taken_by=None, taken_at=None)
    meeting.network.parts = [part for part in meeting.network.parts if part != "tasks"]
    meeting.network.save()
    assert small_tasks.who_could_lend_a_hand(meeting, both) == set()


def test_nobody_is_added_to_an_invitation_that_was_stopped(meeting: Meeting) -> None:
    Mailing.objects.update(state="stopped")
    factories.member(meeting.network)
    invitations.invite_new_members(now=NOW + timedelta(days=1))
    assert Message.objects.count() == 1


def test_new_address_of_the_venue_is_told_to_those_who_know(meeting: Meeting) -> None:
    leave("programme.invitation")
    assert meeting.venue is not None
    venues.change_venue(meeting.venue, at=NOW, address="Storegade 1")
    change = Mailing.objects.get(kind="programme.change")
    assert "Storegade 1" in change.context["facts"]["da"]
    assert "Møllebrøndstræde 12" in change.context["was"]["da"]


def test_parking_of_the_venue_is_told_to_nobody(meeting: Meeting) -> None:
    leave("programme.invitation")
    assert meeting.venue is not None
    venues.change_venue(meeting.venue, at=NOW, parking="Bag kirken")
    assert not Mailing.objects.filter(kind="programme.change").exists()


def test_speaker_is_told_when_the_meeting_is_cancelled(meeting: Meeting) -> None:
    talk = talks.plan_talk(
        meeting,
        topic=None,
        title="Moms",
        lines="",
        speaker=talks.SpeakerDetails("Tove Tal", "tove@tal.example"),
        at=NOW,
    )
    talks.answer(talk, yes=True, at=NOW)
    meeting_services.cancel_meeting(meeting, why="Sne", at=NOW)
    told = Message.objects.filter(kind="programme.cancellation").values_list("user__email", flat=True)
    assert list(told) == ["tove@tal.example"]


def test_whom_no_invitation_reaches_is_not_looked_at_as_new_for_ever(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    for choice in ("bounced", "none"):
        user = factories.member(meeting.network).user
        user.bounced_at, user.mail_choice = (NOW, "all") if choice == "bounced" else (None, choice)
        user.save()
    drafted = []
    monkeypatch.setattr(invitations, "draft_invitation", lambda *_told, **_more: drafted.append(1))
    invitations.invite_new_members(now=NOW + timedelta(days=1))
    assert drafted == []


def test_inviting_those_who_joined_asks_no_more_for_more_people_elsewhere(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each minute a hundred networks have their turn; nobody of another network is looked at for them."""
    monkeypatch.setattr(turns, "AT_ONCE", 1)
    cache.clear()
    counts = []
    for number in (1, 3):
        for _each in range(number):
            other = factories.network()
            factories.member(other)
            drafted = meeting_services.add_meeting(other, starts_at=STARTS, at=NOW)
            meeting_services.publish_meeting(drafted, at=NOW)
        cache.set("programme:turn:invitations", 0, None)
        with CaptureQueriesContext(connection) as counted:
            invitations.invite_new_members(now=NOW + timedelta(days=1))
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_who_is_to_be_told_is_found_by_way_of_the_meeting(meeting: Meeting) -> None:
    """Not by asking every user there is: that grows with the region."""
    for found in (invitations.those_to_invite(meeting.network), invitations.those_who_know(meeting)):
        assert connection.vendor != "sqlite" or "SCAN accounts_user" not in found.explain()


def test_inviting_costs_as_many_queries_for_thirty_as_for_one(network: Network) -> None:
    counts = []
    for number in (1, 29):
        for _member in range(number):
            factories.member(network)
        drafted = meeting_services.add_meeting(network, starts_at=STARTS + timedelta(days=number), at=NOW)
        with CaptureQueriesContext(connection) as counted:
            invitations.draft_invitation(drafted, at=NOW)
        counts.append(len(counted))
    assert Message.objects.count() == 31
    assert counts[0] == counts[1]
