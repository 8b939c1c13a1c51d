"""Writes: a municipality's goals, what they are measured by, and what is done about them."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network
from mikrovirk.overview.models import Goal, GoalActivity, GoalIndicator, GoalReading
from mikrovirk.programme.models import Meeting

State = GoalActivity.State


class GoalIsClosed(Exception):
    """A goal that was reached or given up stands as it is, until it is opened again."""


class HasHistory(Exception):
    """Something was done or counted already: it is closed with a word, not thrown away."""


@dataclass(frozen=True)
class Measured:
    """What an indicator of a goal is: its key, where it began and where it should be."""

    key: str
    baseline: float
    baseline_date: date
    target: float
    target_year: int
    name: str = ""


@dataclass(frozen=True)
class Planned:
    """An activity as it is typed."""

    title: str
    responsible: str = ""
    network: Network | None = None
    meeting: Meeting | None = None
    due_date: date | None = None


def held(goal: Goal) -> Goal:
    """The goal as it stands now, held until the transaction ends; raise GoalIsClosed."""
    found = Goal.objects.select_for_update(of=("self",)).get(pk=goal.pk)
    if found.state != Goal.State.OPEN:
        raise GoalIsClosed
    return found


def set_goal(municipality: str, *, title: str, why: str = "", by: User | None, at: datetime) -> Goal:
    """A goal of the municipality with that code, without indicators yet."""
    return Goal.objects.create(municipality=municipality, title=title, reason=why, created_by=by, created_at=at)


@transaction.atomic
def describe_goal(goal: Goal, *, title: str, why: str) -> None:
    """Give it other words; raise GoalIsClosed."""
    fresh = held(goal)
    fresh.title, fresh.reason = title, why
    fresh.save(update_fields=["title", "reason"])


@transaction.atomic
def close_goal(goal: Goal, *, state: str, because: str, at: datetime) -> None:
    """Say that it is reached, or given up and why; raise GoalIsClosed, or ValueError where a reason is missing."""
    if state == Goal.State.GIVEN_UP and not because:
        raise ValueError("a goal is given up with a reason")
    fresh = held(goal)
    fresh.state, fresh.closed_because, fresh.closed_at = state, because, at
    fresh.save(update_fields=["state", "closed_because", "closed_at"])


def open_again(goal: Goal) -> None:
    """Undo closing."""
    goal.state, goal.closed_because, goal.closed_at = Goal.State.OPEN, "", None
    goal.save(update_fields=["state", "closed_because", "closed_at"])


@transaction.atomic
def remove_goal(goal: Goal) -> None:
    """Throw a goal away that nothing was done or counted for; raise HasHistory or GoalIsClosed."""
    fresh = held(goal)
    done = fresh.activities.exclude(state=State.PLANNED).exists()
    if done or GoalReading.objects.filter(indicator__goal=fresh).exists():
        raise HasHistory
    fresh.delete()


# --- indicators ------------------------------------------------------------------------------------------------------


@transaction.atomic
def measure_by(goal: Goal, measured: Measured) -> GoalIndicator:
    """Add an indicator; raise GoalIsClosed."""
    return GoalIndicator.objects.create(goal=held(goal), **asdict(measured))


@transaction.atomic
def change_indicator(indicator: GoalIndicator, measured: Measured) -> None:
    """Write an indicator anew; raise GoalIsClosed."""
    held(indicator.goal)
    for name, value in asdict(measured).items():
        setattr(indicator, name, value)
    indicator.save(update_fields=list(asdict(measured)))


@transaction.atomic
def remove_indicator(indicator: GoalIndicator) -> None:
    """Measure by it no longer; raise GoalIsClosed, or HasHistory where something was counted by hand."""
    held(indicator.goal)
    if indicator.readings.exists():
        raise HasHistory
    indicator.delete()


@transaction.atomic
def read_by_hand(indicator: GoalIndicator, *, value: float, on: date, by: User | None) -> GoalReading:
    """Note what was counted on a day; of two on one day the later stands. Raise GoalIsClosed."""
    held(indicator.goal)
    return GoalReading.objects.update_or_create(indicator=indicator, on_date=on, defaults={"value": value, "by": by})[0]


# --- activities ------------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_activity(goal: Goal, planned: Planned, *, at: datetime) -> GoalActivity:
    """Add an activity; raise GoalIsClosed."""
    return GoalActivity.objects.create(goal=held(goal), created_at=at, **fields_of(planned))


@transaction.atomic
def change_activity(activity: GoalActivity, planned: Planned) -> None:
    """Write an activity anew; raise GoalIsClosed."""
    held(activity.goal)
    for name, value in fields_of(planned).items():
        setattr(activity, name, value)
    activity.save(update_fields=list(fields_of(planned)))


def fields_of(planned: Planned) -> dict[str, object]:
    """A meeting brings its network along."""
    network = planned.meeting.network if planned.meeting else planned.network
    return {
        "title": planned.title,
        "responsible": planned.responsible,
        "network": network,
        "meeting": planned.meeting,
        "due_date": planned.due_date,
    }


@transaction.atomic
def move_on(activity: GoalActivity, *, state: str, on: date, because: str = "") -> None:
    """Say that it is under way, done, or not done and why; raise GoalIsClosed, or ValueError where a reason is missing."""
    if state == State.DROPPED and not because:
        raise ValueError("an activity is dropped with a reason")
    held(activity.goal)
    activity.state = state
    activity.done_date = on if state == State.DONE else None
    activity.because = because if state == State.DROPPED else ""
    activity.save(update_fields=["state", "done_date", "because"])
