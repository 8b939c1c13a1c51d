"""One press drafts what a warning offers: to whom, with which words, and never twice within half a year."""

from datetime import timedelta

import pytest

from mikrovirk.directory.models import Membership, Person
from mikrovirk.health.models import RaisedWarning
from mikrovirk.health.services import acting, snapshots, warnings
from mikrovirk.health.services.acting import NothingToDraft
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import MeetingTask, SignUp, SlotOffer, Talk, Topic
from mikrovirk.voice.models import TopicSupport
from tests import factories
from tests.factories import NOW, TODAY
from tests.health import rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("moen", name="Netværket på Møn")


def raised(place: Network, kind: str) -> RaisedWarning:
    evidence = {"hands": 1, "tasks": 12, "able": 1, "away": 10, "regulars": 12, "new": 1, "days": 21, "usual": 28}
    return RaisedWarning.objects.create(network=place, kind=kind, evidence=evidence, since=NOW, seen_at=NOW)


def reached(mailing: Mailing | None) -> set[int]:
    assert mailing
    return set(mailing.messages.values_list("user__person", flat=True))


def test_a_personal_mail_to_the_ten_who_drifted_away(place: Network) -> None:
    meetings = rows.drifting(place, now=NOW)
    factories.meeting(place, title="Bliv valgt", starts_at=NOW + timedelta(days=12))
    snapshots.take(place, now=NOW)
    row, mette = RaisedWarning.objects.get(kind="regulars"), factories.coordinator(place)
    drafted = acting.act(row, by=mette, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.mailing) == ("acted", mette, drafted.mailing)
    assert drafted.url == f"/networks/moen/mails/{row.mailing_id}/"
    assert reached(drafted.mailing) == set(row.people.values_list("pk", flat=True))
    assert drafted.mailing is not None
    assert drafted.mailing.state == "draft"
    message = drafted.mailing.messages.first()
    assert message
    assert message.context["title"] == meetings[8].title
    assert message.context["when"]["da"] == "lørdag 10. oktober 2026"
    assert drafted.mailing.context["next"]["da"].startswith("Næste gang er lørdag 23. januar")


def test_never_twice_within_half_a_year_unless_it_was_stopped(place: Network) -> None:
    rows.drifting(place, now=NOW)
    mette = factories.coordinator(place)
    first = acting.mail_to_drifted(place, NOW)
    with pytest.raises(NothingToDraft, match="et halvt år"):
        acting.mail_to_drifted(place, NOW + timedelta(days=2))
    assert first.mailing
    mailing_services.stop(first.mailing, by=mette, at=NOW)
    assert len(reached(acting.mail_to_drifted(place, NOW + timedelta(days=2)).mailing)) == 10
    Mailing.objects.update(created_at=NOW - timedelta(days=190))
    assert acting.mail_to_drifted(place, NOW + timedelta(days=3)).mailing


def test_a_mail_that_was_stopped_can_be_drafted_anew_on_the_same_day(place: Network) -> None:
    rows.drifting(place, now=NOW)
    first = acting.mail_to_drifted(place, NOW).mailing
    assert first
    mailing_services.stop(first, by=factories.coordinator(place), at=NOW)
    again = acting.mail_to_drifted(place, NOW + timedelta(minutes=2)).mailing
    assert again
    assert (again.state, len(reached(again))) == ("draft", 10)


def test_where_nobody_is_checked_in_who_said_yes_is_written_to(place: Network) -> None:
    meetings = rows.drifting(place, now=NOW)
    SignUp.objects.update(checked_in_at=None)
    drafted = acting.mail_to_drifted(place, NOW).mailing
    assert len(reached(drafted)) == 10
    assert {message.context["title"] for message in Message.objects.all()} == {meetings[8].title}


def test_at_most_ten_the_most_faithful_first_and_nobody_who_left(place: Network) -> None:
    people = rows.members(place, 16)
    rows.held(place, [people[:14]] * 5 + [people] * 4 + [people[:1]] * 3, last=NOW - timedelta(days=9))
    Membership.objects.filter(person=people[1]).update(left_date=TODAY - timedelta(days=1))
    assert reached(acting.mail_to_drifted(place, NOW).mailing) == {person.pk for person in people[2:12]}


def test_who_is_asked_again_and_who_came_once_is_welcomed(place: Network) -> None:
    alone = factories.member(place, joined=TODAY - timedelta(days=30))
    old, once, asked = rows.members(place, 3)
    SlotOffer.objects.create(meeting=factories.meeting(place), person=asked)
    rows.held(place, [[old]] * 3 + [[old, once], [old]], last=NOW - timedelta(days=9))
    drafted = acting.act(raised(place, "unwelcomed"), by=factories.coordinator(place), at=NOW)
    assert reached(drafted.mailing) == {alone.pk, once.pk}
    said = {m.user.person: m.context["last"]["da"] for m in Message.objects.select_related("user__person")}
    assert said[alone] == ""
    assert said[once].startswith("Tak, fordi du kom til “Salg uden at sælge 4”")


def test_the_topic_most_would_come_for_is_put_on_the_next_meeting_without_a_talk(place: Network) -> None:
    people: list[Person] = rows.members(place, 4)
    wanted, held, few = (Topic.objects.create(network=place, name=name) for name in ("Moms", "Salg", "Kage"))
    for topic, count in ((wanted, 3), (held, 4), (few, 1)):
        TopicSupport.objects.bulk_create(TopicSupport(topic=topic, person=person) for person in people[:count])
    gone = [factories.person() for _number in range(9)]  # no members: nobody counts them
    TopicSupport.objects.bulk_create(TopicSupport(topic=few, person=person) for person in gone)
    Talk.objects.create(network=place, topic=held, meeting=factories.meeting(place, starts_at=NOW - timedelta(days=90)))
    Talk.objects.create(network=place, meeting=factories.meeting(place, starts_at=NOW + timedelta(days=5)), title="X")
    row = raised(place, "falling")
    with pytest.raises(NothingToDraft):
        acting.act(row, by=factories.coordinator(place), at=NOW)
    row.refresh_from_db()
    assert row.state == "open"
    free = factories.meeting(place, starts_at=NOW + timedelta(days=40))
    drafted = acting.act(row, by=factories.coordinator(place), at=NOW)
    assert drafted.url == f"/networks/moen/plan/meetings/{free.pk}/#talk"
    assert Talk.objects.get(meeting=free).topic == wanted


def test_tasks_to_share(place: Network) -> None:
    meeting = factories.meeting(place, starts_at=NOW + timedelta(days=5))
    with pytest.raises(NothingToDraft, match="ingen ledige opgaver"):
        acting.act(raised(place, "hands"), by=factories.coordinator(place), at=NOW)
    MeetingTask.objects.create(meeting=meeting, title="Kaffe")
    row = RaisedWarning.objects.get()
    with pytest.raises(NothingToDraft, match="når flere er tilmeldt"):
        acting.act(row, by=factories.coordinator(place), at=NOW)
    lise = factories.member(place)
    factories.sign_up(meeting, lise)
    drafted = acting.act(row, by=factories.coordinator(place), at=NOW)
    assert drafted.mailing
    assert (drafted.mailing.kind, reached(drafted.mailing)) == ("programme.tasks_ask", {lise.pk})


def test_those_of_the_steering_group_who_have_not_run_a_meeting_are_asked(place: Network) -> None:
    rows.coordinator(place, now=NOW)
    rows.held(place, [rows.members(place, 4)] * 3, last=NOW - timedelta(days=9))
    steering = factories.role("steering", place)
    drafted = acting.act(raised(place, "nobody_else"), by=factories.coordinator(place), at=NOW)
    assert drafted.mailing
    assert [m.user for m in drafted.mailing.messages.all()] == [steering]
    assert drafted.mailing.context["able"] == {"da": "kun én person", "en": "only one person"}


def test_two_press_at_once_and_one_mail_is_made(place: Network) -> None:
    rows.drifting(place, now=NOW)
    row, mette = raised(place, "regulars"), factories.coordinator(place)
    acting.act(row, by=mette, at=NOW)
    with pytest.raises((warnings.AlreadyDecided, NothingToDraft)):
        acting.act(row, by=mette, at=NOW)
    assert Mailing.objects.count() == 1
