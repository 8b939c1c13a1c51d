"""What the worker does round a meeting, by the hour given to it."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from mikrovirk.accounts.models import MailChoice
from mikrovirk.directory.models import Person
from mikrovirk.mailing import queries as mailing_queries
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.programme import jobs_attend
from mikrovirk.programme.models import Follower, Meeting, MeetingTask, SignUp
from mikrovirk.programme.services import sign_ups
from tests import factories
from tests.programme.evenings import in_full, mails_to, taken

pytestmark = pytest.mark.django_db
START = datetime(2027, 1, 25, 17, 30, tzinfo=timezone.get_default_timezone())
SIGNED_UP_AT = START - timedelta(days=10)


@pytest.fixture
def evening() -> Meeting:
    place = factories.network("mikrovirk", name="MikroVirk")
    venue = factories.venue(place, parking="Gratis bag biblioteket.")
    return in_full(factories.meeting(place, starts_at=START, venue=venue, capacity=2))


def signed_up(evening: Meeting, *names: str, at: datetime = SIGNED_UP_AT) -> list[Person]:
    people = [factories.member(evening.network, name) for name in names]
    for person in people:
        sign_ups.sign_up(evening, person, at=at, via="mail")
    return people


def reminded(evening: Meeting) -> list[tuple[str, str]]:
    rows = Message.objects.filter(kind="programme.reminder").order_by("pk").select_related("user")
    return [(row.user.full_name, row.state) for row in rows]


def test_those_who_come_are_reminded_in_the_morning_of_the_day_before(evening: Meeting) -> None:
    signed_up(evening, "Anna", "Bo", "Carl")  # Carl waits

    jobs_attend.run(now=START - timedelta(days=3))
    assert reminded(evening) == []
    for hours in (45, 40):
        jobs_attend.run(now=START - timedelta(hours=hours))

    assert reminded(evening) == [("Anna", "queued"), ("Bo", "queued")]
    mailing_ = Mailing.objects.get(kind="programme.reminder")
    assert timezone.localtime(mailing_.due_at) == datetime(2027, 1, 24, 9, 0, tzinfo=START.tzinfo)
    assert mailing_.state == "approved"
    assert mailing_.context["parking"]["da"] == "Parkering: Gratis bag biblioteket."
    assert Message.objects.get(user__full_name="Anna", kind="programme.reminder").context["url"].endswith("/?cancel")
    assert not Message.objects.filter(kind="programme.reminder", counted=True).exists()


def test_the_reminder_leads_members_without_a_task_to_those_that_are_free(evening: Meeting) -> None:
    anna, _bo = signed_up(evening, "Anna", "Bo")
    MeetingTask.objects.create(meeting=evening, title="Stå i døren")
    MeetingTask.objects.create(meeting=evening, title="Hold tiden", taken_by=anna.user, taken_at=SIGNED_UP_AT)
    jobs_attend.run(now=START - timedelta(hours=40))
    led = {row.user.full_name: "tasks_url" in row.context for row in Message.objects.filter(kind="programme.reminder")}
    assert led == {"Anna": False, "Bo": True}


def test_a_reminder_is_listed_a_day_ahead_and_can_be_stopped(evening: Meeting) -> None:
    signed_up(evening, "Anna")
    seen_at = START - timedelta(hours=45)
    jobs_attend.run(now=seen_at)

    (listed,) = mailing_queries.coming_automatic(evening.network, seen_at + timedelta(days=1, hours=8))
    assert (listed.kind, listed.waiting_count) == ("programme.reminder", 1)  # type: ignore[attr-defined]

    mailing.stop(listed, by=None, at=seen_at)
    signed_up(evening, "Bo")
    jobs_attend.run(now=seen_at + timedelta(hours=1))
    assert reminded(evening) == [("Anna", "stopped")]


def test_a_late_sign_up_needs_no_reminder_and_a_cancelled_one_loses_it(evening: Meeting) -> None:
    (anna,) = signed_up(evening, "Anna")
    jobs_attend.run(now=START - timedelta(hours=40))
    signed_up(evening, "Bo", at=START - timedelta(hours=20))
    jobs_attend.run(now=START - timedelta(hours=19))
    sign_ups.cancel(SignUp.objects.select_related("meeting").get(person=anna), at=START - timedelta(hours=18))
    assert reminded(evening) == [("Anna", "stopped")]


def test_a_meeting_that_is_moved_is_reminded_of_at_its_new_hour(evening: Meeting) -> None:
    signed_up(evening, "Anna")
    jobs_attend.run(now=START - timedelta(hours=45))
    venue = factories.venue(evening.network, name="Stars", town="Vordingborg")
    Meeting.objects.filter(pk=evening.pk).update(venue=venue)
    jobs_attend.run(now=START - timedelta(hours=44))
    assert Mailing.objects.get(kind="programme.reminder").context["place"]["da"].startswith("Stars")

    later = timedelta(hours=1)
    Meeting.objects.filter(pk=evening.pk).update(starts_at=START + later, ends_at=START + 3 * later)
    jobs_attend.run(now=START - timedelta(hours=43))

    assert reminded(evening) == [("Anna", "stopped"), ("Anna", "queued")]
    hours = [mail.context["hour"]["da"] for mail in Mailing.objects.filter(kind="programme.reminder").order_by("pk")]
    assert hours == ["17.30", "18.30"]


def test_on_the_day_itself_nobody_is_told_about_tomorrow(evening: Meeting) -> None:
    signed_up(evening, "Anna")
    jobs_attend.run(now=START - timedelta(hours=10))
    assert reminded(evening) == []


def came(evening: Meeting, *people: Person) -> None:
    SignUp.objects.filter(meeting=evening, person__in=people).update(checked_in_at=START)


def test_those_who_came_are_asked_how_it_was_the_morning_after(evening: Meeting) -> None:
    Meeting.objects.filter(pk=evening.pk).update(capacity=9)
    anna, bo, carl, _dorte = signed_up(in_full(evening), "Anna", "Bo", "Carl", "Dorte")
    came(evening, anna, bo, carl)
    bo.user.mail_choice = MailChoice.NONE
    bo.user.save()
    mailing.unsubscribe(carl.user, kind="programme.feedback_ask", network=evening.network, at=SIGNED_UP_AT)

    jobs_attend.run(now=evening.ends_at - timedelta(minutes=1))
    assert not Mailing.objects.filter(kind="programme.feedback_ask").exists()
    for _time in range(2):
        jobs_attend.run(now=evening.ends_at + timedelta(minutes=5))

    ask = Mailing.objects.get(kind="programme.feedback_ask")
    assert [message.user for message in ask.messages.all()] == [anna.user]
    assert (ask.state, ask.messages.get().counted) == ("draft", True)
    assert timezone.localtime(ask.due_at) == datetime(2027, 1, 26, 8, 0, tzinfo=START.tzinfo)


def test_with_the_rule_on_the_question_leaves_by_itself(evening: Meeting) -> None:
    coordinator = factories.coordinator(evening.network)
    mailing.switch_rule_on(evening.network, "programme.feedback_ask", by=coordinator, at=SIGNED_UP_AT)
    (anna,) = signed_up(evening, "Anna")
    came(evening, anna)
    jobs_attend.run(now=evening.ends_at + timedelta(minutes=5))
    assert Message.objects.get(kind="programme.feedback_ask").state == "queued"


def test_with_the_part_off_nobody_is_asked(evening: Meeting) -> None:
    evening.network.parts = []
    evening.network.save()
    (anna,) = signed_up(evening, "Anna")
    came(evening, anna)
    jobs_attend.run(now=evening.ends_at + timedelta(minutes=5))
    assert mails_to(anna) == ["programme.receipt"]


def test_a_larger_room_lets_the_waiting_list_move_up(evening: Meeting) -> None:
    *_two, carl = signed_up(evening, "Anna", "Bo", "Carl")
    Meeting.objects.filter(pk=evening.pk).update(capacity=3)
    jobs_attend.run(now=SIGNED_UP_AT + timedelta(hours=1))
    assert mails_to(carl) == ["programme.waiting", "programme.moved_up"]
    assert taken(evening) == 3


def test_a_wish_nobody_confirmed_is_forgotten(evening: Meeting) -> None:
    anna = factories.person("Anna")
    Follower.objects.create(user=anna.user, network=evening.network, asked_at=SIGNED_UP_AT)
    jobs_attend.run(now=SIGNED_UP_AT + timedelta(days=13))
    assert Follower.objects.count() == 1
    jobs_attend.run(now=SIGNED_UP_AT + timedelta(days=15))
    assert Follower.objects.count() == 0
