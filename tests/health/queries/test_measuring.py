"""The measures as they are taken from the rows of a network."""

from datetime import date, timedelta
from typing import Any

import pytest

from mikrovirk.directory.models import Membership, Person
from mikrovirk.health.queries.attendance import attended
from mikrovirk.health.queries.measuring import measure
from mikrovirk.health.queries.work import work_of
from mikrovirk.live.models import Card, CardAnswer, HostAction, SeatTaken
from mikrovirk.live.services.room import open_evening
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.parts import KEYS
from mikrovirk.programme.models import Meeting, MeetingTask, MeetingWork, Season, SignUp, SlotOffer
from mikrovirk.voice.models import Ask, Decision, Input, InputRound, Outcome, Source, SteeringMeeting
from tests import factories
from tests.factories import NOW, TODAY
from tests.health import rows
from tests.programme import stage_rows

pytestmark = pytest.mark.django_db
LAST = NOW - timedelta(days=9)


@pytest.fixture
def place() -> Network:
    return factories.network("moen")


def taken(place: Network, as_of: date = TODAY) -> dict[str, Any]:
    return measure(place, as_of=as_of).measures


def test_a_network_without_meetings_has_no_figures(place: Network) -> None:
    rows.members(place, 3)
    found = taken(place)
    assert (found["meetings"], found["members"], found["evenings"], found["next"]) == (0, 3, [], [])
    assert {key for key, value in found.items() if isinstance(value, dict)} == {"record"}
    assert measure(place, as_of=TODAY).warnings == ()


def test_who_came_is_who_was_checked_in_else_who_said_yes(place: Network) -> None:
    lise, bo, ida = rows.members(place, 3)
    both = factories.meeting(place, starts_at=LAST - timedelta(days=28))
    factories.sign_up(both, lise, checked_in_at=both.starts_at)
    factories.sign_up(both, bo)  # said yes, was not there
    SignUp.objects.create(meeting=both, name="Karen", state="coming", checked_in_at=both.starts_at, is_walk_in=True)
    unticked = factories.meeting(place, starts_at=LAST)
    factories.sign_up(unticked, bo)
    factories.sign_up(unticked, ida, state="cancelled", cancelled_at=LAST)
    factories.meeting(place, starts_at=LAST - timedelta(days=3))  # nobody signed up
    factories.sign_up(factories.meeting(place, starts_at=LAST - timedelta(days=2), state=Meeting.State.CANCELLED), ida)
    factories.sign_up(factories.meeting(place, starts_at=NOW + timedelta(days=2)), ida)
    found = attended(place, as_of=TODAY)
    assert [evening.count for evening in found.evenings] == [2, 1]
    assert [evening.came for evening in found.known] == [{str(lise.pk)}, {str(bo.pk)}]


def test_nothing_later_is_looked_at(place: Network) -> None:
    meetings = rows.held(place, [rows.members(place, 6)] * 5, last=LAST)
    before = taken(place, meetings[3].starts_at.date())
    SignUp.objects.filter(meeting=meetings[4]).delete()
    rows.held(place, [rows.members(place, 40)], last=LAST + timedelta(days=1))
    later = taken(place, meetings[3].starts_at.date())
    assert (later["evenings"], later["next"]) == (before["evenings"], before["next"])
    assert before["meetings"] == 4


def test_attendance_members_and_regulars(place: Network) -> None:
    rows.drifting(place, now=NOW)
    factories.member(place)  # never came
    left = factories.member(place)
    Membership.objects.filter(person=left).update(left_date=TODAY - timedelta(days=1))
    found = taken(place)
    assert found["attendance"] == {"last": 4, "median": 12.0, "meetings": 12}
    assert found["members"] == 15
    assert (found["active"]["count"], found["active"]["of"]) == (4, 15)
    assert (found["regulars_away"]["count"], found["regulars_away"]["of"]) == (10, 12)
    assert len(found["next"]) == 3
    assert found["next"][0]["low"] <= found["next"][0]["expected"] <= found["next"][0]["high"]
    assert found["record"]["of"] == 9


def test_first_timers_who_came_back(place: Network) -> None:
    old, back, gone = rows.members(place, 3)
    rows.held(place, [[old]] * 4 + [[old, back, gone], [old, back], [old], [old], [old], [old]], last=LAST)
    assert (taken(place)["first_timers_back"]["count"], taken(place)["first_timers_back"]["of"]) == (1, 2)


def test_industries_and_places_are_one_however_they_are_written(place: Network) -> None:
    for industry, town in (("Frisør", "Stege"), (" frisør ", "STEGE"), ("Tømrer", ""), ("", "Borre")):
        factories.member(place, firm=factories.business(industry=industry, town=town))
    found = taken(place)
    assert found["industries"] == {
        "known": 3, "unknown": 1, "kinds": 2, "effective": 1.8, "largest": "Frisør", "largest_share": 0.667,
    }  # fmt: skip
    assert (found["places"]["known"], found["places"]["largest"]) == (3, "Stege")


def test_answers_to_rounds_and_what_they_led_to(place: Network) -> None:
    people = rows.members(place, 4)
    asked = InputRound.objects.create(
        network=place, title="Forår", subject="?", body="?", deadline_at=NOW, state="open", opened_at=NOW
    )
    long_ago = NOW - timedelta(days=60)
    for number, person in enumerate(people):
        Ask.objects.create(
            round=asked,
            person=person,
            asked_at=long_ago if number else NOW,
            answered_at=long_ago if number > 1 else None,
        )
    outcomes = [Outcome.TAKEN_UP, Outcome.LATER, Outcome.NO, Outcome.NOTED, ""]
    for outcome in outcomes:
        Input.objects.create(
            network=place, source=Source.ROUND_PAGE, text="Mere kaffe", round=asked, at=long_ago,
            outcome=outcome, outcome_at=long_ago if outcome else None,
        )  # fmt: skip
    Input.objects.create(network=place, source=Source.ROUND_PAGE, text="Ny", round=asked, at=NOW)  # too fresh
    Input.objects.create(network=place, source=Source.HALL, text="Råbt", at=long_ago)  # of no round
    found = taken(place)
    assert (found["answers"]["count"], found["answers"]["of"]) == (2, 3)  # who was asked today has not had the time
    assert (found["led_to"]["count"], found["led_to"]["of"]) == (2, 5)


def test_introductions_cards_and_hot_seats_that_helped(place: Network) -> None:
    (meeting,) = rows.held(place, [rows.members(place, 4)], last=LAST)
    people = list(Person.objects.filter(sign_ups__meeting=meeting).order_by("pk"))
    for person, met in zip(people, ("yes", "partly", "no", ""), strict=True):
        SlotOffer.objects.create(
            meeting=meeting, person=person, state="accepted", answered_at=NOW, expectation_met=met,
            expectation_answered_at=LAST if met else None,
        )  # fmt: skip
    evening = open_evening(meeting, at=LAST)
    first, second, third, _fourth = SignUp.objects.filter(meeting=meeting).order_by("pk")
    for one, other, useful in ((first, second, True), (first, third, False)):
        card = Card.objects.create(evening=evening, first=one, second=other, made_at=LAST)
        CardAnswer.objects.create(card=card, sign_up=one, talked=True, useful=useful, at=LAST)
    for person, came in zip(people, ("good", "begun", "nothing", ""), strict=True):
        SeatTaken.objects.create(
            application=stage_rows.application(place, person),
            evening=evening,
            came=came,
            came_at=LAST if came else None,
        )
    found = taken(place)
    assert (found["introductions"]["count"], found["introductions"]["of"]) == (2, 3)
    assert (found["cards"]["count"], found["cards"]["of"], found["cards"]["people"]) == (1, 2, 1)
    assert (found["hot_seats"]["count"], found["hot_seats"]["of"]) == (2, 3)
    network_services.switch_parts(place, on=KEYS - {"introductions", "cards", "hot_seat", "voice"})
    place.refresh_from_db()
    assert [taken(place)[key] for key in ("introductions", "cards", "hot_seats", "answers", "led_to")] == [None] * 5


def test_what_counts_as_a_task(place: Network) -> None:
    mette, bo = factories.coordinator(place), factories.role("steering", place)
    meeting, earlier = rows.held(place, [rows.members(place, 2)] * 2, last=LAST)[::-1]
    MeetingTask.objects.create(meeting=meeting, title="Kaffe", taken_by=bo, taken_at=LAST)
    MeetingTask.objects.create(meeting=meeting, title="Stole")  # nobody's
    coming = factories.meeting(place, starts_at=NOW + timedelta(days=5))
    MeetingTask.objects.create(meeting=coming, title="Kaffe", taken_by=bo, taken_at=LAST)  # not done yet
    for kind in MeetingWork.Kind:
        MeetingWork.objects.create(meeting=meeting, user=mette, kind=kind, first_at=LAST)
    for which in (meeting, meeting, earlier):
        HostAction.objects.create(evening=open_evening(which, at=LAST), kind="go", at=LAST, by=mette)
    for at in (LAST, LAST - timedelta(days=400)):
        Mailing.objects.create(
            network=place, kind="x", occasion=str(at), due_at=at, state="approved", approved_at=at, approved_by=mette
        )
    Mailing.objects.create(network=place, kind="x", occasion="rule", due_at=LAST, state="approved", approved_at=LAST)
    Season.objects.create(network=place, name="Forår", created_by=mette, created_at=LAST)
    SteeringMeeting.objects.create(network=place, starts_at=LAST, closed_at=LAST, created_by=bo)
    Decision.objects.create(network=place, title="Kage", reason="Ja", done_at=LAST, done_by=bo, decided_at=LAST)
    found = work_of(place, as_of=TODAY)
    assert found.kinds == {
        "tasks": 1, "door": 1, "plans": 1, "hosted": 2, "mails": 1, "seasons": 1, "minutes": 1, "decisions": 1,
    }  # fmt: skip
    assert found.done == {str(mette.pk): 6, str(bo.pk): 3}
    assert taken(place)["hands"] == {"hands": 1, "people": 2, "tasks": 9, "kinds": dict(found.kinds)}


def test_who_could_run_a_meeting_tonight(place: Network) -> None:
    rows.coordinator(place, now=NOW)
    factories.coordinator(place)  # began today, and nothing was held since
    helps, hosted, idle = (factories.role("steering", place) for _number in range(3))
    Role.objects.filter(network=place, name="steering").update(since_date=TODAY - timedelta(days=100))
    gone = factories.role("steering", place, is_active=False)
    meetings = rows.held(place, [rows.members(place, 2)] * 4, last=LAST)
    for meeting in meetings[:3]:
        MeetingTask.objects.create(meeting=meeting, title="Kaffe", taken_by=helps, taken_at=LAST)
        MeetingTask.objects.create(meeting=meeting, title="Stole", taken_by=gone, taken_at=LAST)
    MeetingTask.objects.create(meeting=meetings[0], title="Dør", taken_by=idle, taken_at=LAST)
    HostAction.objects.create(evening=open_evening(meetings[3], at=LAST), kind="go", at=LAST, by=hosted)
    over, away = (rows.coordinator(place, now=NOW) for _number in range(2))
    Role.objects.filter(user=over).update(until_date=TODAY - timedelta(days=1))
    Role.objects.filter(user=away).update(away_from_date=TODAY, away_until_date=TODAY + timedelta(days=14))
    assert taken(place)["could_run_tonight"] == {"people": 3}  # the coordinator, who helps, and who hosted


def test_new_members_nobody_has_greeted(place: Network) -> None:
    def joined(days: int, **fields: Any) -> Person:
        person = factories.member(place, joined=TODAY - timedelta(days=days))
        Membership.objects.filter(person=person).update(**fields)
        return person

    alone, came, said_yes, offered = joined(30), joined(30), joined(30), joined(30)
    joined(10)  # there is time yet
    joined(200)  # too late to be called new
    joined(30, introduced_date=TODAY)
    joined(30, came="import")
    joined(30, left_date=TODAY)
    (meeting,) = rows.held(place, [[came]], last=LAST)
    SlotOffer.objects.create(meeting=meeting, person=offered)
    factories.sign_up(factories.meeting(place, starts_at=LAST - timedelta(days=9)), said_yes)  # nobody was checked in
    (found,) = measure(place, as_of=TODAY).warnings
    assert (found.kind, found.people) == ("unwelcomed", (str(alone.pk),))


def test_it_has_been_quiet_for_long_but_a_date_is_set(place: Network) -> None:
    rows.held(place, [rows.members(place, 6)] * 5, last=NOW - timedelta(days=80))
    assert "pause" in [each.kind for each in measure(place, as_of=TODAY).warnings]
    factories.meeting(place, starts_at=NOW + timedelta(days=20))
    assert "pause" not in [each.kind for each in measure(place, as_of=TODAY).warnings]


@pytest.mark.parametrize("count", [1, 12])
def test_measuring_costs_the_same_however_many_there_are(
    place: Network, count: int, django_assert_num_queries: Any
) -> None:
    rows.held(place, [rows.members(place, count)] * count, last=LAST)
    factories.coordinator(place)
    with django_assert_num_queries(21):
        measure(place, as_of=TODAY)
