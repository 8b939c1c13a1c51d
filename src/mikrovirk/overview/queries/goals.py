"""Reads: a municipality's goals and where each of them stands on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from mikrovirk.overview.domain.definitions import DEFINITIONS, Unit
from mikrovirk.overview.domain.figures import Area, Choices, Figures
from mikrovirk.overview.domain.goals import (
    BY_HAND,
    FROM_NETWORKS,
    FROM_REGISTER,
    Aim,
    Standing,
    Verdict,
    days_to_show,
    standing,
    worst,
)
from mikrovirk.overview.models import Goal, GoalActivity, GoalIndicator
from mikrovirk.overview.queries import own_counts
from mikrovirk.overview.queries.told import told_figures
from mikrovirk.register.queries import copies


class Values:
    """The values that indicators of a municipality have on days; each figure is counted once, however many goals ask for it."""

    def __init__(self, municipality: str) -> None:
        self.municipality = municipality
        self.figures: dict[date, Figures | None] = {}
        self.counts: dict[tuple[str, date], int | None] = {}
        self.copy = copies.current("DK")

    def of(self, key: str, on: date) -> float | None:
        """The value with that key; None where it cannot be said, or too few to be told."""
        if key in FROM_NETWORKS:
            if (key, on) not in self.counts:
                self.counts[key, on] = own_counts.count(key, self.municipality, on=on)
            return self.counts[key, on]
        if key not in FROM_REGISTER or self.copy is None:
            return None
        found = self.on(min(on, self.copy.as_of))
        return None if found is None else found[key].value

    def on(self, day: date) -> Figures | None:
        if day not in self.figures:
            self.figures[day] = told_figures(Area(municipality=self.municipality), on=day, choices=Choices())
        return self.figures[day]


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator of a goal and where it stands; `series` are the values on the days shown, where they are known."""

    indicator: GoalIndicator
    aim: Aim
    standing: Standing
    unit: Unit
    series: tuple[tuple[date, float], ...] = ()

    @property
    def is_by_hand(self) -> bool:
        return self.indicator.key == BY_HAND


@dataclass(frozen=True)
class ActivityRow:
    """An activity, and whether its day is over."""

    activity: GoalActivity
    is_late: bool


@dataclass(frozen=True)
class GoalRow:
    """A goal with where it stands."""

    goal: Goal
    verdict: Verdict
    indicators: tuple[IndicatorRow, ...]
    activities: tuple[ActivityRow, ...]

    @property
    def late_count(self) -> int:
        return sum(row.is_late for row in self.activities)

    @property
    def done_count(self) -> int:
        return sum(row.activity.state == GoalActivity.State.DONE for row in self.activities)


@dataclass(frozen=True)
class GoalCounts:
    """The goals of a municipality by what is said of them."""

    open: int = 0
    reached: int = 0
    given_up: int = 0
    behind: int = 0
    late_activities: int = 0
    verdicts: tuple[Verdict, ...] = field(default=())


def goals_in(municipality: str) -> QuerySet[Goal]:
    """The goals with their indicators, readings and activities. Four queries."""
    rows = Goal.objects.filter(municipality=municipality)
    return rows.prefetch_related("indicators__readings", "activities__network", "activities__meeting__network")


def rows_of(goals: Iterable[Goal], *, today: date, values: Values, with_series: bool = False) -> list[GoalRow]:
    """Where each of these goals stands."""
    return [row_of(goal, today=today, values=values, with_series=with_series) for goal in goals]


def row_of(goal: Goal, *, today: date, values: Values, with_series: bool = False) -> GoalRow:
    """Where a goal stands; one that is closed stands as on the day it was closed."""
    on = min(today, goal.closed_at.date()) if goal.closed_at else today
    indicators = tuple(
        indicator_row(each, on=on, values=values, with_series=with_series) for each in goal.indicators.all()
    )
    activities = tuple(activity_row(each, today=on) for each in goal.activities.all())
    return GoalRow(goal, worst([row.standing.verdict for row in indicators]), indicators, activities)


def indicator_row(indicator: GoalIndicator, *, on: date, values: Values, with_series: bool = False) -> IndicatorRow:
    aim = Aim(indicator.baseline, indicator.baseline_date, indicator.target, indicator.target_year)
    series = series_of(indicator, aim, on=on, values=values) if with_series else ()
    return IndicatorRow(
        indicator, aim, standing(aim, value_of(indicator, on, values), on=on), unit_of(indicator.key), series
    )


def unit_of(key: str) -> Unit:
    return DEFINITIONS[key].unit if key in DEFINITIONS else Unit.NUMBER


def value_of(indicator: GoalIndicator, on: date, values: Values) -> float | None:
    """The value on that day; of one counted by hand the newest by then."""
    if indicator.key != BY_HAND:
        return values.of(indicator.key, on)
    readings = [each.value for each in indicator.readings.all() if each.on_date <= on]
    return readings[-1] if readings else None


def series_of(indicator: GoalIndicator, aim: Aim, *, on: date, values: Values) -> tuple[tuple[date, float], ...]:
    """The values so far: what was typed at the beginning, then each year's end as it is counted today, then the last day."""
    begin = (aim.baseline_date, aim.baseline)
    if indicator.key == BY_HAND:
        read = [
            (each.on_date, each.value) for each in indicator.readings.all() if aim.baseline_date < each.on_date <= on
        ]
        return (begin, *read)
    days: Sequence[date] = days_to_show(aim, until=on)[1:]
    known = [(day, value) for day in days if (value := values.of(indicator.key, day)) is not None]
    return (begin, *known)


def activity_row(activity: GoalActivity, *, today: date) -> ActivityRow:
    is_open = activity.state in (GoalActivity.State.PLANNED, GoalActivity.State.UNDER_WAY)
    return ActivityRow(activity, is_open and activity.due_date is not None and activity.due_date < today)


def counts_of(rows: Sequence[GoalRow]) -> GoalCounts:
    """The goals by what is said of them, for memos and reports."""
    states = [row.goal.state for row in rows]
    open_rows = [row for row in rows if row.goal.state == Goal.State.OPEN]
    off = {Verdict.BEHIND, Verdict.WRONG_WAY, Verdict.MISSED}
    return GoalCounts(
        open=len(open_rows),
        reached=states.count(Goal.State.REACHED),
        given_up=states.count(Goal.State.GIVEN_UP),
        behind=sum(row.verdict in off for row in open_rows),
        late_activities=sum(row.late_count for row in open_rows),
        verdicts=tuple(row.verdict for row in rows),
    )
