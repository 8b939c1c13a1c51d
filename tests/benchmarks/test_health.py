"""How forecasts and warnings are judged: nothing later is known, the split is kept, and what counts as right and as false."""

import csv
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks import __main__ as bench
from benchmarks import health
from benchmarks.health_split import CHOSEN_BEFORE
from mikrovirk.health.domain.evenings import Answer, Meeting
from mikrovirk.health.domain.forecast import MEASURED_ELSEWHERE, Expected, forecast
from mikrovirk.health.domain.warnings import EarlyWarning, warnings_of

FIRST = date(2026, 1, 26)
Calculated = list[tuple[str, date, tuple[Expected, ...], tuple[EarlyWarning, ...]]]


def series(counts: Sequence[int], *, name: str = "møn", days: int = 28) -> tuple[list[Meeting], list[Answer]]:
    """So many people at each meeting; all answered five days before."""
    meetings = [Meeting(f"{name}{at}", name, FIRST + timedelta(days * at)) for at in range(len(counts))]
    answers = [
        Answer(meeting.id, f"p{person}", True, meeting.on - timedelta(5))
        for meeting, count in zip(meetings, counts, strict=True)
        for person in range(count)
    ]
    return meetings, answers


def calculated(meetings: Sequence[Meeting], answers: Sequence[Answer], *, until: date) -> Calculated:
    """All that is calculated up to and with the day."""
    return [
        (name, day, forecast([evening.count for evening in evenings]), warnings_of(evenings, as_of=day))
        for name, evenings, day in health.origins(meetings, answers)
        if day <= until
    ]


def planted(meetings: list[Meeting], answers: list[Answer], cut: date) -> tuple[list[Meeting], list[Answer]]:
    """The same with what nobody could know on the day: more meetings, and other answers for those that were held."""
    tomorrow = cut + timedelta(1)
    last = max((meeting for meeting in meetings if meeting.on <= cut), key=lambda meeting: meeting.on)
    more = [Meeting("planted", last.series, tomorrow)]
    said = [Answer("planted", f"new{person}", True, cut - timedelta(9)) for person in range(400)]
    said += [Answer(last.id, f"new{person}", True, tomorrow) for person in range(400)]
    said += [Answer(last.id, answer.person, False, tomorrow) for answer in answers if answer.meeting == last.id]
    return meetings + more, answers + said


def test_what_comes_later_changes_nothing_by_hand() -> None:
    meetings, answers = series([20, 22, 18, 21, 5, 6, 4, 20])
    cut = meetings[5].on
    assert calculated(*planted(meetings, answers, cut), until=cut) == calculated(meetings, answers, until=cut)
    assert len(calculated(meetings, answers, until=cut)) == 6


def test_what_comes_later_changes_nothing_in_the_recorded_series(shared_data: Path) -> None:
    meetings, answers = health.recorded(shared_data / "attendance")
    for name, cut in (("2", date(2012, 6, 1)), ("5", date(2015, 9, 1))):
        own = [meeting for meeting in meetings if meeting.series == name]
        ids = {meeting.id for meeting in own}
        said = [answer for answer in answers if answer.meeting in ids]
        before = calculated(own, said, until=cut)
        assert calculated(*planted(own, said, cut), until=cut) == before != []


def test_the_split_keeps_the_later_part_and_whole_series_from_every_choice() -> None:
    days = (date(2012, 11, 23), date(2012, 11, 24))
    assert [health.is_judged("1", day) for day in days] == [False, True]
    assert [health.is_judged("2", day) for day in days] == [True, True]
    meetings = [Meeting(f"{name}{day}", name, day) for name in ("1", "2") for day in days]
    assert health.split(meetings, chosen=True) == meetings[:1]
    assert health.split(meetings, chosen=False) == meetings


def test_the_split_is_that_of_the_recorded_series(shared_data: Path) -> None:
    """Choices looked at seven of thirteen series, each up to three fifths of its meetings."""
    meetings, _ = health.recorded(shared_data / "attendance")
    assert sorted(CHOSEN_BEFORE, key=int) == ["1", "3", "5", "7", "9", "11", "13"]
    for name, day in CHOSEN_BEFORE.items():
        own = [meeting.on for meeting in meetings if meeting.series == name]
        assert sum(on < day for on in own) <= 0.6 * len(own)
    assert len(health.split(meetings, chosen=True)) == 254


def test_each_forecast_is_judged_by_the_three_meetings_after_it() -> None:
    known = list(health.origins(*series([20, 20, 20, 20, 50])))
    found = health.judge(known, chosen=False)
    # Known are three evenings (then come 20 and 50), then four (then comes 50).
    assert (found.inside, found.by_horizon) == ([True, False, False], {1: [True, False], 2: [False]})
    assert found.errors["forecast"] == found.errors["last time"] == found.errors["mean of three"] == [0, 30, 30]
    assert not found.meets_goal


@pytest.mark.parametrize(
    ("inside", "own", "met"),
    [(80, 9.0, True), (75, 9.0, True), (85, 9.0, True), (74, 9.0, False), (86, 9.0, False), (80, 10.0, False)],
)
def test_a_goal_is_met_where_the_interval_is_honest_and_the_error_below_both(
    inside: int, own: float, met: bool
) -> None:
    found = health.Forecasts(
        inside=[True] * inside + [False] * (100 - inside),
        errors={"forecast": [own], "last time": [12.0], "mean of three": [10.0]},
    )
    assert found.meets_goal is met


def test_a_halving_is_found_once() -> None:
    assert health.halvings([20] * 8 + [9] * 8) == [13]
    assert health.halvings([20] * 16) == []
    assert health.halvings([20] * 8 + [9] * 8 + [4] * 8) == [13, 21]


def test_a_stop_is_ninety_days_and_three_times_the_usual() -> None:
    def days(*gaps: int) -> list[date]:
        return [FIRST + timedelta(sum(gaps[:at])) for at in range(len(gaps) + 1)]

    assert health.stops(days(28, 28, 28, 90, 28)) == [4]
    assert health.stops(days(28, 28, 28, 83, 28)) == []
    assert health.stops(days(60, 60, 60, 120, 60)) == []


def judged(warned: dict[int, bool], counts: Sequence[int]) -> health.Warned:
    evenings = list(health.origins(*series(counts)))[-1][1]
    result = health.Warned()
    health.judge_series(result, evenings, warned, [True] * len(counts))
    return result


def test_a_warning_counts_from_eight_to_two_meetings_before() -> None:
    halving = [20] * 8 + [9] * 8  # at place 13
    for place, in_time in ((4, 0), (5, 1), (11, 1), (12, 0)):
        found = judged({each: each == place for each in range(16)}, halving)
        assert (found.events["halved"], found.in_time["halved"]) == (1, in_time)


def test_a_warning_that_nothing_follows_is_false_and_a_late_one_undecided() -> None:
    found = judged({each: each in {3, 4, 7, 14} for each in range(20)}, [20] * 20)
    assert (found.onsets, found.false, found.undecided) == (3, 2, 1)
    assert found.years == pytest.approx(19 * 28 / 365.25)
    assert found.false_a_year == pytest.approx(2 / (19 * 28 / 365.25))
    right = judged({each: each == 9 for each in range(20)}, [20] * 8 + [9] * 12)
    assert (right.onsets, right.false, right.undecided) == (1, 0, 0)


def test_the_goals_are_met_on_what_no_choice_looked_at(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert health.report(shared_data / "attendance")
    said = capsys.readouterr().out
    assert "the part no choice looked at" in said
    assert "MISSED" not in said


def test_what_the_page_says_of_others_is_what_is_measured(shared_data: Path) -> None:
    meetings, answers = health.recorded(shared_data / "attendance")
    found = health.judge(list(health.origins(health.split(meetings, chosen=False), answers)), chosen=False)
    told = MEASURED_ELSEWHERE
    assert (round(found.coverage, 3), len(found.inside), len(found.by_series)) == (
        told.held,
        told.forecasts,
        told.groups,
    )


def test_tables_made_by_hand_are_judged_the_same_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    meetings, answers = series([20, 22, 18, 21, 19, 20, 23, 20, 21, 19, 20, 22, 60, 61])
    with (tmp_path / "meetings.csv").open("w") as file:
        csv.writer(file).writerows(
            [["meeting", "series", "date"], *([each.id, each.series, each.on] for each in meetings)]
        )
    with (tmp_path / "signups.csv").open("w") as file:
        rows = [[each.meeting, each.person, "yes", each.on] for each in answers]
        csv.writer(file).writerows([["meeting", "person", "response", "answered_on"], *rows])
    assert health.report(tmp_path) is False
    said = capsys.readouterr().out
    # Each of the two last meetings was forecast three times, and nobody expected so many.
    assert "80.0 %  (goal: 75 to 85 %), 30 forecasts" in said
    assert "8.07 people (goal: ours is below)  MISSED" in said


def test_without_the_recorded_signups_it_is_said_and_no_goal_is_met(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MIKROVIRK_TEST_DATA", str(tmp_path))
    monkeypatch.setattr("sys.argv", ["make bench", "--only", "health"])
    assert bench.main() == 1
    assert "NOT RUN: no recorded sign-ups (set MIKROVIRK_TEST_DATA)" in capsys.readouterr().out
