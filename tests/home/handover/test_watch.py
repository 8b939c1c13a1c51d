"""The watch: what is so, who is told of it when, and when it ends."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from mikrovirk.accounts.models import User
from mikrovirk.home import jobs
from mikrovirk.home.handover import watch
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks import services as network_services
from mikrovirk.networks.models import Network, Role, RoleChange, WatchCase
from mikrovirk.programme.models import AgendaItem, Meeting, Talk
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)  # nine in the morning in Denmark
DAY = timedelta(days=1)


@pytest.fixture
def moen() -> Network:
    return factories.network("moen", host=factories.organisation())


@pytest.fixture
def steering(moen: Network) -> User:
    return factories.role(Role.Name.STEERING, moen, email="bo@firma.example")


@pytest.fixture
def host(moen: Network) -> User:
    user = factories.user(email="henny@erhverv.example")
    Role.objects.create(user=user, name="host", organisation=moen.host, since_date=factories.TODAY)
    return user


def acted(user: User, at: datetime) -> None:
    User.objects.filter(pk=user.pk).update(last_login=at)


def told() -> list[tuple[str, str]]:
    """Who has been written to about what, in order."""
    rows = Message.objects.filter(occasion__startswith="watch:").order_by("pk")
    return [(kind, email) for kind, email in rows.values_list("kind", "user__email")]


def prepared(place: Network, **fields: object) -> Meeting:
    meeting = factories.meeting(place, **{"venue": factories.venue(place), "changed_at": NOW - 30 * DAY, **fields})  # type: ignore[arg-type]
    Talk.objects.create(network=place, meeting=meeting, title="Moms", speaker_name="Tove", state=Talk.State.ACCEPTED)
    return meeting


# --- what is so ----------------------------------------------------------------------------------------------------------


def test_a_network_that_somebody_runs_is_left_in_peace(moen: Network, steering: User) -> None:
    acted(factories.coordinator(moen), NOW - 27 * DAY)
    prepared(moen, starts_at=NOW + 10 * DAY)
    assert watch.state_of(moen, NOW).true_now == set()
    watch.keep_watch(moen, NOW)
    assert told() == []


def test_nobody_runs_it_when_the_only_account_is_off_or_the_role_has_ended(moen: Network) -> None:
    assert watch.state_of(moen, NOW).true_now == {("nobody", "")}
    karen = factories.coordinator(moen, is_active=False)
    assert watch.state_of(moen, NOW).true_now == {("nobody", "")}
    karen.is_active = True
    karen.save()
    acted(karen, NOW)
    assert watch.state_of(moen, NOW).true_now == set()


@pytest.mark.parametrize(("days", "is_silent"), [(27, False), (28, True), (40, True)])
def test_four_weeks_without_an_act_are_silence(moen: Network, days: int, is_silent: bool) -> None:
    karen = factories.coordinator(moen)
    acted(karen, NOW - days * DAY)
    assert watch.state_of(moen, NOW).is_silent == is_silent


def test_a_new_role_an_announced_holiday_and_a_substitute_begin_the_four_weeks_anew(moen: Network) -> None:
    karen = factories.coordinator(moen)
    acted(karen, NOW - 60 * DAY)
    Role.objects.filter(user=karen).update(since_date=(NOW - 10 * DAY).date())
    assert not watch.state_of(moen, NOW).is_silent
    days = {"away_from_date": (NOW - 30 * DAY).date(), "away_until_date": (NOW - 9 * DAY).date()}
    Role.objects.filter(user=karen).update(since_date=(NOW - 400 * DAY).date(), **days)
    assert not watch.state_of(moen, NOW).is_silent
    Role.objects.filter(user=karen).update(away_from_date=None, away_until_date=None)
    assert watch.state_of(moen, NOW).is_silent
    acted(factories.role(Role.Name.SUBSTITUTE, moen), NOW - DAY)
    assert not watch.state_of(moen, NOW).is_silent


def test_an_approval_is_an_act_and_a_members_sign_up_is_none(moen: Network) -> None:
    karen, lise = factories.coordinator(moen), factories.member(moen)
    meeting = factories.meeting(moen)
    factories.sign_up(meeting, lise, made_at=NOW)
    acted(lise.user, NOW)
    assert watch.last_act(moen, [karen]) is None
    moment = NOW - 3 * DAY
    Mailing.objects.create(
        network=moen, kind="x", occasion="1", due_at=NOW, state="approved", approved_at=moment, approved_by=karen
    )
    assert watch.last_act(moen, [karen]) == moment


def test_a_near_meeting_is_prepared_when_it_is_published_and_has_venue_and_talk(moen: Network) -> None:
    prepared(moen, starts_at=NOW + 13 * DAY)
    bare = factories.meeting(moen, starts_at=NOW + 14 * DAY, state=Meeting.State.DRAFT, changed_at=NOW - 30 * DAY)
    factories.meeting(moen, starts_at=NOW + 15 * DAY, state=Meeting.State.DRAFT, changed_at=NOW - 30 * DAY)
    factories.meeting(moen, starts_at=NOW + 5 * DAY, state=Meeting.State.CANCELLED, changed_at=NOW - 30 * DAY)
    assert [(row.meeting, row.lacks) for row in watch.unprepared(moen, NOW)] == [
        (bare, ("not_published", "venue", "talk"))
    ]
    Meeting.objects.filter(pk=bare.pk).update(changed_at=NOW - DAY)
    assert watch.unprepared(moen, NOW) == []  # somebody is at it


def test_an_evening_without_a_talk_in_its_agenda_needs_none_and_a_speaker_who_declined_is_none(moen: Network) -> None:
    walk = factories.meeting(moen, starts_at=NOW + DAY, venue=factories.venue(moen), changed_at=NOW - 30 * DAY)
    AgendaItem.objects.create(meeting=walk, position=0, kind="networking", title="Gåtur", minutes=60)
    talk = Talk.objects.get(meeting=prepared(moen, starts_at=NOW + 2 * DAY))
    assert watch.unprepared(moen, NOW) == []
    Talk.objects.filter(pk=talk.pk).update(state=Talk.State.DECLINED)
    assert [row.lacks for row in watch.unprepared(moen, NOW)] == [("declined",)]
    Talk.objects.filter(pk=talk.pk).update(state=Talk.State.ASKED)
    assert watch.unprepared(moen, NOW) == []


# --- who is told ---------------------------------------------------------------------------------------------------------


def test_the_steering_group_is_told_then_the_host_too_at_most_once_a_week_and_four_times(
    moen: Network, steering: User, host: User
) -> None:
    for day in range(60):
        watch.keep_watch(moen, NOW + day * DAY)
    steered, hosted = ("home.nobody_runs", steering.email), ("home.nobody_runs", host.email)
    assert told() == [steered, steered, hosted, steered, hosted, steered, hosted]
    case = WatchCase.objects.get()
    assert (case.steering_told_at, case.host_told_at, case.told_count) == (NOW, NOW + 7 * DAY, 4)


def test_without_a_steering_group_the_host_is_told_at_once_and_without_either_the_administrators(
    moen: Network, host: User
) -> None:
    administrator = factories.user(is_administrator=True)
    watch.keep_watch(moen, NOW)
    alone = factories.network("stege")
    watch.keep_watch(alone, NOW)
    assert told() == [("home.nobody_runs", host.email), ("home.nobody_runs", administrator.email)]


def test_it_ends_as_soon_as_somebody_acts(moen: Network, steering: User, host: User) -> None:
    karen = factories.coordinator(moen)
    acted(karen, NOW - 40 * DAY)
    Role.objects.filter(user=karen).update(since_date=(NOW - 400 * DAY).date())
    watch.keep_watch(moen, NOW)
    acted(karen, NOW + DAY)
    watch.keep_watch(moen, NOW + 8 * DAY)
    assert told() == [("home.nobody_acts", steering.email)]
    assert WatchCase.objects.get().closed_at == NOW + 8 * DAY


def test_an_unprepared_meeting_waits_a_week_more_when_somebody_acts(moen: Network, steering: User, host: User) -> None:
    karen = factories.coordinator(moen)
    acted(karen, NOW)
    factories.meeting(moen, starts_at=NOW + 13 * DAY, changed_at=NOW - 30 * DAY)
    watch.keep_watch(moen, NOW)
    acted(karen, NOW + 5 * DAY)
    for day in range(1, 12):
        watch.keep_watch(moen, NOW + day * DAY)
    assert told() == [("home.not_prepared", steering.email)]
    watch.keep_watch(moen, NOW + 12 * DAY)
    assert told()[1:] == [("home.not_prepared", steering.email), ("home.not_prepared", host.email)]


def test_what_the_mail_says(moen: Network, steering: User) -> None:
    acted(factories.coordinator(moen), NOW)
    factories.meeting(moen, title="Moms", starts_at=NOW + 10 * DAY, changed_at=NOW - 30 * DAY)
    watch.keep_watch(moen, NOW)
    context = Mailing.objects.get().context
    lacks = {"da": "et mødested, et oplæg", "en": "a venue, a talk"}
    assert (context["meeting"], context["lacks"]) == ("Moms", lacks)
    assert context["url"].endswith("/networks/moen/handover/")


# --- once a day ----------------------------------------------------------------------------------------------------------


def test_the_job_looks_once_a_day_from_eight_and_not_at_networks_that_have_closed(
    moen: Network, steering: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.network("lukket", is_open=False)
    jobs.run(now=NOW - timedelta(hours=2))
    assert told() == []
    jobs.run(now=NOW)
    assert told() == [("home.nobody_runs", steering.email)]
    with django_assert_num_queries(4):
        jobs.run(now=NOW + timedelta(hours=1))


def test_a_role_that_has_run_out_is_taken_away_and_noted(moen: Network) -> None:
    bo = factories.user()
    Role.objects.create(
        user=bo, name="substitute", network=moen, since_date=(NOW - 9 * DAY).date(), until_date=(NOW - DAY).date()
    )
    jobs.run(now=NOW)
    assert not Role.objects.exists()
    assert [(change.user, change.what) for change in RoleChange.objects.all()] == [(bo, "ran_out")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_look_costs_the_same_however_many_meetings(
    moen: Network, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    factories.coordinator(moen)
    for day in range(count):
        factories.meeting(moen, starts_at=NOW + (day + 2) * DAY, changed_at=NOW - 30 * DAY)
    with django_assert_num_queries(4):
        assert len(watch.state_of(moen, NOW).unprepared) == count


def test_a_service_may_be_told_twice_without_a_second_mail(moen: Network, steering: User) -> None:
    case = network_services.open_case(moen, "nobody", at=NOW)
    state = watch.state_of(moen, NOW)
    watch.tell(moen, case, state, NOW)
    case.refresh_from_db()
    WatchCase.objects.filter(pk=case.pk).update(told_count=0)
    case.refresh_from_db()
    watch.tell(moen, case, state, NOW)
    assert len(told()) == 1
