"""Writing goals: what is kept, what a closed goal refuses, what is never thrown away."""

from datetime import date

import pytest

from mikrovirk.overview.domain.goals import BY_HAND
from mikrovirk.overview.models import Goal, GoalActivity, GoalIndicator
from mikrovirk.overview.services import goals as services
from mikrovirk.overview.services.goals import GoalIsClosed, HasHistory, Measured, Planned
from tests import factories as f

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 11)
MICRO = Measured("micro_businesses", 100, date(2025, 12, 31), 150, 2029)


@pytest.fixture
def goal() -> Goal:
    return services.set_goal("0390", title="Flere vokser", by=f.user(), at=f.NOW)


def test_an_activity_at_a_meeting_belongs_to_its_network(goal: Goal) -> None:
    meeting = f.meeting(f.network("moen"))
    other = f.network("andre")
    made = services.plan_activity(goal, Planned("Vis kontorerne frem", network=other, meeting=meeting), at=f.NOW)
    assert (made.meeting, made.network, made.state) == (meeting, meeting.network, "planned")


def test_what_is_done_has_its_day_and_what_is_not_has_its_reason(goal: Goal) -> None:
    made = services.plan_activity(goal, Planned("Kursus"), at=f.NOW)
    services.move_on(made, state="done", on=DAY)
    assert (made.state, made.done_date, made.because) == ("done", DAY, "")
    services.move_on(made, state="dropped", on=DAY, because="Ingen underviser")
    made.refresh_from_db()
    assert (made.state, made.done_date, made.because) == ("dropped", None, "Ingen underviser")
    services.move_on(made, state="planned", on=DAY)
    assert (made.state, made.because) == ("planned", "")
    with pytest.raises(ValueError, match="reason"):
        services.move_on(made, state="dropped", on=DAY)


def test_a_closed_goal_stands_as_it_is_until_it_is_opened_again(goal: Goal) -> None:
    indicator = services.measure_by(goal, MICRO)
    activity = services.plan_activity(goal, Planned("Kursus"), at=f.NOW)
    with pytest.raises(ValueError, match="reason"):
        services.close_goal(goal, state="given_up", because="", at=f.NOW)
    services.close_goal(goal, state="given_up", because="Pengene slap op", at=f.NOW)
    for change in (
        lambda: services.describe_goal(goal, title="x", why=""),
        lambda: services.close_goal(goal, state="reached", because="", at=f.NOW),
        lambda: services.measure_by(goal, MICRO),
        lambda: services.change_indicator(indicator, MICRO),
        lambda: services.remove_indicator(indicator),
        lambda: services.read_by_hand(indicator, value=1, on=DAY, by=None),
        lambda: services.plan_activity(goal, Planned("x"), at=f.NOW),
        lambda: services.change_activity(activity, Planned("x")),
        lambda: services.move_on(activity, state="done", on=DAY),
        lambda: services.remove_goal(goal),
    ):
        with pytest.raises(GoalIsClosed):
            change()
    goal.refresh_from_db()
    assert (goal.state, goal.closed_because) == ("given_up", "Pengene slap op")
    services.open_again(goal)
    services.describe_goal(goal, title="Flere bliver", why="Byen lever af dem")
    goal.refresh_from_db()
    assert (goal.title, goal.reason, goal.state, goal.closed_at) == ("Flere bliver", "Byen lever af dem", "open", None)


def test_only_a_goal_that_nothing_was_done_for_is_thrown_away(goal: Goal) -> None:
    activity = services.plan_activity(goal, Planned("Kursus"), at=f.NOW)
    services.move_on(activity, state="under_way", on=DAY)
    with pytest.raises(HasHistory):
        services.remove_goal(goal)
    services.move_on(activity, state="planned", on=DAY)
    by_hand = services.measure_by(goal, Measured(BY_HAND, 0, DAY, 5, 2029, "Åbne butikker"))
    services.read_by_hand(by_hand, value=2, on=DAY, by=None)
    with pytest.raises(HasHistory):
        services.remove_goal(goal)
    with pytest.raises(HasHistory):
        services.remove_indicator(by_hand)
    by_hand.readings.all().delete()
    services.remove_goal(goal)
    assert [model.objects.count() for model in (Goal, GoalIndicator, GoalActivity)] == [0, 0, 0]


def test_of_two_readings_on_one_day_the_later_stands(goal: Goal) -> None:
    by_hand = services.measure_by(goal, Measured(BY_HAND, 0, DAY, 5, 2029, "Åbne butikker"))
    services.read_by_hand(by_hand, value=2, on=DAY, by=None)
    services.read_by_hand(by_hand, value=3, on=DAY, by=None)
    assert list(by_hand.readings.values_list("on_date", "value")) == [(DAY, 3.0)]
