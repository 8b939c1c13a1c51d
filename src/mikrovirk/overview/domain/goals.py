"""Where an indicator of a goal stands: between where it began and where it should be, by the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LITTLE = 0.02  # of the way: so much behind the straight line is still on the way


class Verdict(StrEnum):
    """What is said of an indicator in one word."""

    UNKNOWN = "unknown"  # nothing is counted yet, or too few to be shown
    REACHED = "reached"
    AHEAD = "ahead"
    ON_THE_WAY = "on_the_way"
    BEHIND = "behind"
    WRONG_WAY = "wrong_way"  # further off than where it began
    MISSED = "missed"  # its year is over


@dataclass(frozen=True)
class Aim:
    """Where an indicator began and where it should be by the end of a year."""

    baseline: float
    baseline_date: date
    target: float
    target_year: int

    @property
    def target_date(self) -> date:
        return date(self.target_year, 12, 31)

    def expected(self, on: date) -> float:
        """The value on the straight line from the beginning to the target."""
        days = (self.target_date - self.baseline_date).days
        gone = (on - self.baseline_date).days
        share = 1.0 if days <= 0 else min(max(gone / days, 0.0), 1.0)
        return self.baseline + share * (self.target - self.baseline)

    def way(self, value: float) -> float:
        """How much of the way is gone: 0 where it began, 1 at the target, below 0 the wrong way."""
        return (value - self.baseline) / (self.target - self.baseline)


@dataclass(frozen=True)
class Standing:
    """An indicator on a day. `way` and `expected_way` are shares of the way, None where nothing is counted."""

    value: float | None
    way: float | None
    expected: float
    expected_way: float
    verdict: Verdict


def standing(aim: Aim, value: float | None, *, on: date) -> Standing:
    """Say where the indicator stands on that day, with `value` as it is then."""
    expected = aim.expected(on)
    expected_way = aim.way(expected)
    if value is None:
        return Standing(None, None, expected, expected_way, Verdict.UNKNOWN)
    way = aim.way(value)
    return Standing(value, way, expected, expected_way, verdict(way, expected_way, is_over=on > aim.target_date))


def verdict(way: float, expected_way: float, *, is_over: bool) -> Verdict:
    if way >= 1:
        return Verdict.REACHED
    if is_over:
        return Verdict.MISSED
    if way < 0:
        return Verdict.WRONG_WAY
    if way > expected_way + LITTLE:
        return Verdict.AHEAD
    return Verdict.ON_THE_WAY if way >= expected_way - LITTLE else Verdict.BEHIND


# The least said of all indicators is what is said of the goal; one that is not counted says nothing about the others.
WORST_FIRST = (
    *(Verdict.MISSED, Verdict.WRONG_WAY, Verdict.BEHIND, Verdict.ON_THE_WAY),
    *(Verdict.AHEAD, Verdict.REACHED, Verdict.UNKNOWN),
)


def worst(verdicts: Sequence[Verdict]) -> Verdict:
    """What is said of a goal with these indicators."""
    return next((each for each in WORST_FIRST if each in verdicts), Verdict.UNKNOWN)


def days_to_show(aim: Aim, *, until: date) -> list[date]:
    """The days on which the way so far is drawn: the beginning, the end of each year since, and the last day."""
    years = range(aim.baseline_date.year, until.year)
    ends = [date(year, 12, 31) for year in years if date(year, 12, 31) > aim.baseline_date]
    return [aim.baseline_date, *ends, *([until] if until > aim.baseline_date else [])]


# --- what a goal can be measured by ----------------------------------------------------------------------------------

# Indicators of the register that are one number each (domain.definitions).
FROM_REGISTER = (
    *("micro_businesses", "micro_share_of_businesses", "micro_jobs", "micro_share_of_jobs", "sole_proprietors"),
    *("businesses", "jobs", "births", "deaths", "birth_rate", "death_rate", "churn", "moves_in", "moves_out"),
    *("jobs_of_former_micro", "micro_share_of_net_new_jobs"),
)
# Counted from what the networks of the municipality do (queries.own_counts).
FROM_NETWORKS = ("networks", "network_members", "network_meetings", "people_reached", "newcomers_welcomed")
BY_HAND = "by_hand"
