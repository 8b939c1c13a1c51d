"""After the evening: keys destroyed in time, the mails drafted, what came of it, the story, and leaving."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from mikrovirk.common import sealing
from mikrovirk.live import jobs_seat
from mikrovirk.live.domain.running import Press
from mikrovirk.live.models import Evening, SeatInput, SeatTaken, Story
from mikrovirk.live.queries import seat_stories
from mikrovirk.live.services import room, seat_story
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.mailing.rendering import Composer
from mikrovirk.programme.models import HotSeatApplication, Meeting
from tests import factories
from tests.live import evenings, seat_rows
from tests.live.seat_rows import give

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def keys(settings: Any, tmp_path: Path) -> Path:
    settings.KEYS = tmp_path / "keys"
    return tmp_path / "keys"


def held(openness: str = "members", **fields: Any) -> tuple[Evening, datetime]:
    """An evening that was held, with something given openly or as the member chose, and when it ended."""
    evening, _application = seat_rows.evening(openness=openness, **fields)
    seat_rows.go(evening, "input")
    give(evening, evenings.phone(evening, "Bodil Øster"), "Ring til dem", named="1")
    ended_at = evening.meeting.ends_at
    room.press(evening, Press.END, at=ended_at)
    return evening, ended_at


def mails() -> list[tuple[str, str]]:
    return sorted(Message.objects.filter(kind__startswith="live.seat").values_list("kind", "state"))


def written(kind: str) -> str:
    """The subject and the text of the mails of a kind."""
    found = Message.objects.filter(kind=kind).select_related("mailing__network", "user").order_by("pk")
    each = [Composer().compose(message, message.mailing, message.user) for message in found]
    return "\n".join(f"{mail.subject}\n{mail.text}" for mail in each)


# --- the keys --------------------------------------------------------------------------------------------------------


def test_the_key_goes_24_hours_after_the_end_and_not_before(keys: Path) -> None:
    _evening, ended_at = held("room")
    jobs_seat.run(now=ended_at + DAY - timedelta(seconds=1))
    assert (len(list(keys.glob("*.key"))), SeatInput.objects.count()) == (1, 1)
    jobs_seat.run(now=ended_at + DAY)
    jobs_seat.run(now=ended_at + DAY * 2)
    assert (list(keys.glob("*.key")), SeatInput.objects.count()) == ([], 0)
    assert SeatTaken.objects.get().key_destroyed_at == ended_at + DAY
    assert list(HotSeatApplication.objects.values_list("title", "brief", "sealed", "room_key")) == [("", "", None, "")]


def test_an_evening_that_ran_late_is_counted_from_its_real_end(keys: Path) -> None:
    evening, ended_at = held("room")
    room.press(evening, Press.GO, turn=seat_rows.key_of_turn(evening, "input"), at=ended_at + timedelta(minutes=1))
    room.press(evening, Press.END, at=ended_at + timedelta(hours=2))
    jobs_seat.run(now=ended_at + DAY + timedelta(hours=1))
    assert len(list(keys.glob("*.key"))) == 1
    jobs_seat.run(now=ended_at + DAY + timedelta(hours=2))
    assert list(keys.glob("*.key")) == []


def test_a_meeting_without_an_evening_closes_too(keys: Path) -> None:
    evening, _application = seat_rows.evening(openness="room")
    ends_at = evening.meeting.ends_at
    evening.delete()
    jobs_seat.run(now=ends_at + DAY)
    assert (list(keys.glob("*.key")), HotSeatApplication.objects.get().room_key) == ([], "")


def test_where_all_may_be_known_only_what_was_marked_goes(keys: Path) -> None:
    evening, ended_at = held("members")
    give(evening, evenings.phone(evening), "Tal med Karen", "contact", room_only="1")
    jobs_seat.run(now=ended_at + DAY)
    assert [row.text for row in SeatInput.objects.all()] == ["Ring til dem"]
    assert (HotSeatApplication.objects.get().title, list(keys.glob("*.key"))) == (seat_rows.TITLE, [])


def test_keys_that_no_row_names_go_after_a_week(keys: Path) -> None:
    name = sealing.make_key()
    jobs_seat.run(now=timezone.now() + timedelta(days=6))
    assert sealing.names_of_keys() == {name}
    jobs_seat.run(now=timezone.now() + timedelta(days=8))
    assert sealing.names_of_keys() == set()


# --- the mails -------------------------------------------------------------------------------------------------------


def test_the_link_to_take_it_home_is_drafted_when_the_evening_is_over() -> None:
    _evening, ended_at = held()
    jobs_seat.run(now=ended_at - timedelta(minutes=5))
    assert mails() == []
    jobs_seat.run(now=ended_at)
    jobs_seat.run(now=ended_at + timedelta(minutes=1))
    assert mails() == [("live.seat_take_home", "draft")]
    text = written("live.seat_take_home")
    assert "Det, salen gav, til at tage med hjem" not in text
    assert ("/seat/" in text, "kan du hente indtil" in text, "Ring til dem" in text) == (True, False, False)


def test_with_a_rule_it_leaves_at_once_and_says_until_when_it_can_be_had() -> None:
    evening, ended_at = held("room")
    network = evening.meeting.network
    mailing_services.switch_rule_on(network, "live.seat_take_home", by=factories.coordinator(network), at=ended_at)
    jobs_seat.run(now=ended_at)
    assert mails() == [("live.seat_take_home", "queued")]
    text = written("live.seat_take_home")
    assert ("kan du hente indtil" in text, seat_rows.TITLE in text) == (True, False)
    assert Mailing.objects.get(kind="live.seat_take_home").expires_at == ended_at + DAY


@pytest.mark.parametrize(("openness", "is_named"), [("members", True), ("room", False)])
def test_after_14_and_60_days_it_is_asked_once_what_came_of_it(openness: str, is_named: bool) -> None:
    _evening, ended_at = held(openness)
    for days in (13, 14, 15, 59, 60, 61):
        jobs_seat.run(now=ended_at + days * DAY)
    asked = Message.objects.filter(kind="live.seat_came_of_it").order_by("due_at")
    assert [(message.due_at, message.state) for message in asked] == [
        (ended_at + 14 * DAY, "draft"),
        (ended_at + 60 * DAY, "draft"),
    ]
    text = written("live.seat_came_of_it")
    assert (seat_rows.TITLE in text, seat_rows.BRIEF[:20] in text, "Ring til dem" in text) == (is_named, False, False)
    assert text.count("Hvad kom der ud af det?") == 2


def test_a_turn_that_was_left_out_is_not_asked_about() -> None:
    evening, _application = seat_rows.evening()
    room.press(evening, Press.GO, turn=evening.programme[0]["key"], at=timezone.now())
    for kind in ("hot_seat", "input"):
        room.press(evening, Press.SKIP, turn=seat_rows.key_of_turn(evening, kind), at=timezone.now())
    room.press(evening, Press.END, at=evening.meeting.ends_at)
    for days in (0, 14, 60):
        jobs_seat.run(now=evening.meeting.ends_at + days * DAY)
    assert mails() == []


def test_a_worker_that_stood_still_for_months_does_not_ask_late() -> None:
    _evening, ended_at = held()
    jobs_seat.run(now=ended_at + 200 * DAY)
    assert mails() == []


def test_with_the_part_off_nobody_is_written_to() -> None:
    evening, ended_at = held()
    evening.meeting.network.parts = []
    evening.meeting.network.save()
    jobs_seat.run(now=ended_at)
    assert mails() == []


# --- what came of it -------------------------------------------------------------------------------------------------


def test_a_story_is_read_when_both_have_said_yes_and_gone_when_one_takes_it_back() -> None:
    evening, ended_at = held()
    taken, network = SeatTaken.objects.get(), evening.meeting.network
    seat_story.answer(taken, came="good", words="Tre nye kunder", at=ended_at)
    story = seat_story.tell(taken, title="Tre nye", text="Det virkede.", at=ended_at)
    assert (list(seat_stories.published_stories(network)), list(seat_stories.waiting_stories(network))) == ([], [story])
    seat_story.publish(story, at=ended_at)
    seat_story.publish(story, at=ended_at + DAY)
    assert [row.published_at for row in seat_stories.published_stories(network)] == [ended_at]
    seat_story.tell(taken, title="Tre nye", text="Det virkede.", at=ended_at + DAY)
    assert list(seat_stories.published_stories(network)) == [story]  # the same words
    seat_story.tell(taken, title="Fire nye", text="Det virkede.", at=ended_at + DAY)
    assert list(seat_stories.published_stories(network)) == []  # other words wait for the coordinator
    seat_story.withdraw(taken, at=ended_at + DAY)
    assert list(seat_stories.stories_of(network)) == []
    with pytest.raises(seat_story.NotAgreed):
        seat_story.publish(Story.objects.get(), at=ended_at + DAY)


def test_who_leaves_takes_their_turn_along_and_their_name_off_what_they_gave(keys: Path) -> None:
    evening, _application = seat_rows.evening(openness="room")
    member = factories.member(evening.meeting.network, "Mie Krogh")
    seat_rows.go(evening, "input")
    own = evenings.phone(evening, sign_up=factories.sign_up(evening.meeting, member))
    give(evening, own, "Ring", named="1")
    HotSeatApplication.objects.filter(room_key="x").exists()
    seat_story.erase(member.user)
    assert SeatInput.objects.count() == 0  # locked, with the name in it
    open_evening, _other = seat_rows.evening(factories.network("andre"))
    guest = factories.member(open_evening.meeting.network, "Ida Bæk")
    give(
        open_evening,
        evenings.phone(open_evening, sign_up=factories.sign_up(open_evening.meeting, guest)),
        "Skriv",
        named="1",
    )
    seat_story.erase(guest.user)
    assert list(SeatInput.objects.values_list("text", "name", "phone")) == [("Skriv", "", None)]
    owner = SeatTaken.objects.get(evening=evening).application.person.user
    seat_story.erase(owner)
    assert (SeatTaken.objects.filter(evening=evening).count(), list(keys.glob("*.key"))) == (0, [])


def test_the_export_holds_what_is_theirs_and_nothing_of_the_room() -> None:
    evening, ended_at = held("members")
    give(evening, evenings.phone(evening), "Tal med Karen", "contact", room_only="1")
    taken = SeatTaken.objects.get()
    seat_story.answer(taken, came="begun", words="Vi er i gang", at=ended_at)
    told = seat_stories.export_of(taken.application.person.user)
    assert [(row["came"], row["came_of_it"]) for row in told["seats"]] == [("begun", "Vi er i gang")]
    assert [row["text"] for row in told["given_in_the_seat"]] == ["Ring til dem"]
    assert told["stories"] == []


def test_a_meeting_moved_away_is_not_closed() -> None:
    """The clock follows the plan of the day it is held."""
    evening, _application = seat_rows.evening(openness="room")
    ends_at = evening.meeting.ends_at
    Meeting.objects.update(starts_at=ends_at + 9 * DAY, ends_at=ends_at + 10 * DAY)
    jobs_seat.run(now=ends_at + 2 * DAY)
    assert HotSeatApplication.objects.get().room_key != ""
