"""The forecast of attendance and the early warnings, judged on recorded sign-ups that no choice has looked at.

By rolling origin: on every day with a meeting everything is calculated anew from what was known then, and compared with what
came. `python -m benchmarks.health --chosen` shows the same for the part that the choices were made on.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median

from benchmarks.health_split import CHOSEN_BEFORE
from mikrovirk.config.commands.health import read_answers, read_meetings
from mikrovirk.health.domain.evenings import Answer, Evening, Meeting, held
from mikrovirk.health.domain.forecast import forecast
from mikrovirk.health.domain.warnings import warnings_of

COVERAGE = (0.75, 0.85)
HORIZON = 3
AT_LEAST = 3  # evenings behind a judged forecast: the mean of three needs them
WINDOW = 6  # evenings on either side of a halving
LEAD, REACH = 2, 8  # a warning counts from eight to two meetings before
STOP_DAYS, STOP_TIMES, STOP_GAPS = 90, 3, 8


@dataclass(frozen=True)
class Forecasts:
    """What came beside what was expected: one entry for each meeting and horizon."""

    inside: list[bool] = field(default_factory=list)
    errors: dict[str, list[float]] = field(
        default_factory=lambda: {"forecast": [], "last time": [], "mean of three": []}
    )
    by_horizon: dict[int, list[bool]] = field(default_factory=dict)
    by_series: dict[str, list[bool]] = field(default_factory=dict)
    widths: list[int] = field(default_factory=list)

    @property
    def coverage(self) -> float:
        return fmean(self.inside)

    def error(self, of: str) -> float:
        return fmean(self.errors[of])

    @property
    def meets_goal(self) -> bool:
        better = all(self.error("forecast") < self.error(other) for other in ("last time", "mean of three"))
        return COVERAGE[0] <= self.coverage <= COVERAGE[1] and better


@dataclass
class Warned:
    """Halvings and stops, how many of them were warned of in time, warnings that nothing followed, and years looked at."""

    events: dict[str, int] = field(default_factory=lambda: {"halved": 0, "stopped": 0, "last recorded": 0})
    in_time: dict[str, int] = field(default_factory=lambda: {"halved": 0, "stopped": 0, "last recorded": 0})
    onsets: int = 0
    false: int = 0
    undecided: int = 0
    years: float = 0.0
    warned_share: list[bool] = field(default_factory=list)
    windows: list[bool] = field(
        default_factory=list
    )  # for every meeting: was there a warning eight to two meetings before

    @property
    def false_a_year(self) -> float:
        return self.false / self.years if self.years else 0.0


def folder() -> Path:
    """Where the recorded sign-ups are; they are never part of the repository."""
    root = Path(__file__).parent.parent
    return Path(os.environ.get("MIKROVIRK_TEST_DATA") or root / ".." / "shared" / "data").resolve() / "attendance"


def recorded(place: Path) -> tuple[list[Meeting], list[Answer]]:
    meetings = read_meetings(place / "meetings.csv")
    answers, _ = read_answers(place / "signups.csv", {meeting.id for meeting in meetings})
    return meetings, answers


def split(meetings: Sequence[Meeting], *, chosen: bool) -> list[Meeting]:
    """The meetings that may be read: those that choices were made on, or all (what is judged is told by `is_judged`)."""
    return [meeting for meeting in meetings if not chosen or not is_judged(meeting.series, meeting.on)]


def is_judged(series: str, day: date) -> bool:
    """Whether what happened then was kept from every choice."""
    return series not in CHOSEN_BEFORE or day >= CHOSEN_BEFORE[series]


def origins(meetings: Sequence[Meeting], answers: Sequence[Answer]) -> Iterator[tuple[str, tuple[Evening, ...], date]]:
    """For each series and each day with a meeting: what was known that evening."""
    by_series: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        by_series.setdefault(meeting.series, []).append(meeting)
    by_meeting: dict[str, list[Answer]] = {}
    for answer in answers:
        by_meeting.setdefault(answer.meeting, []).append(answer)
    for name, own in by_series.items():
        said = [answer for meeting in own for answer in by_meeting.get(meeting.id, ())]
        for day in sorted({meeting.on for meeting in own}):
            yield name, held(own, said, as_of=day)[name], day


def judge(known: Sequence[tuple[str, tuple[Evening, ...], date]], *, chosen: bool) -> Forecasts:
    """Compare each forecast with the three meetings that followed."""
    result = Forecasts()
    whole = {name: evenings for name, evenings, _ in known}  # the last origin knows all
    for name, evenings, day in known:
        counts = [evening.count for evening in evenings]
        if len(counts) < AT_LEAST:
            continue
        ahead = [evening for evening in whole[name] if evening.on > day][:HORIZON]
        others = {"last time": float(counts[-1]), "mean of three": fmean(counts[-3:])}
        for number, (expected, evening) in enumerate(zip(forecast(counts, horizon=HORIZON), ahead, strict=False), 1):
            if chosen or is_judged(name, evening.on):
                inside = expected.holds(evening.count)
                result.inside.append(inside)
                result.by_horizon.setdefault(number, []).append(inside)
                result.by_series.setdefault(name, []).append(inside)
                result.widths.append(expected.high - expected.low)
                for method, value in ({"forecast": expected.expected} | others).items():
                    result.errors[method].append(abs(evening.count - value))
    return result


def halvings(counts: Sequence[int]) -> list[int]:
    """Positions at which the mean of six meetings has come down to half of the six before, or less; once for each fall."""
    found: list[int] = []
    for place in range(2 * WINDOW - 1, len(counts)):
        recent = counts[place - WINDOW + 1 : place + 1]
        before = counts[place - 2 * WINDOW + 1 : place - WINDOW + 1]
        if fmean(recent) <= fmean(before) / 2 and (not found or place - found[-1] > WINDOW):
            found.append(place)
    return found


def stops(days: Sequence[date]) -> list[int]:
    """Positions of meetings that did not come: 90 days of quiet, three times what was usual."""
    gaps = [(after - before).days for before, after in pairwise(days)]
    return [
        place
        for place in range(3, len(days))
        if gaps[place - 1] >= max(STOP_DAYS, STOP_TIMES * median(gaps[max(place - 1 - STOP_GAPS, 0) : place - 1]))
    ]


def judge_warnings(known: Sequence[tuple[str, tuple[Evening, ...], date]], *, chosen: bool) -> Warned:
    result = Warned()
    by_series: dict[str, list[tuple[tuple[Evening, ...], date]]] = {}
    for name, evenings, day in known:
        by_series.setdefault(name, []).append((evenings, day))
    for name, own in by_series.items():
        warned = {len(evenings) - 1: bool(warnings_of(evenings, as_of=day)) for evenings, day in own}
        judge_series(result, own[-1][0], warned, [chosen or is_judged(name, evening.on) for evening in own[-1][0]])
    return result


def judge_series(
    result: Warned, evenings: Sequence[Evening], warned: Mapping[int, bool], judged: Sequence[bool]
) -> None:
    """Count one series in. `warned` has the place of the last evening of each day."""
    days = [evening.on for evening in evenings]
    events = {
        "halved": halvings([evening.count for evening in evenings]),
        "stopped": stops(days),
        "last recorded": [len(evenings)],
    }
    for kind, places in events.items():
        kept = [place for place in places if judged[min(place, len(evenings) - 1)]]
        result.events[kind] += len(kept)
        result.in_time[kind] += sum(warned_before(warned, place) for place in kept)
    real = [*events["halved"], *events["stopped"]]
    before = False
    for place, now in sorted(warned.items()):
        if judged[place]:
            result.warned_share.append(now)
            result.windows.append(warned_before(warned, place))
            if now and not before:
                count_onset(result, place, real, last=len(evenings))
        before = now
    seen = [day for day, yes in zip(days, judged, strict=True) if yes]
    result.years += (seen[-1] - seen[0]).days / 365.25 if seen else 0.0


def warned_before(warned: Mapping[int, bool], place: int) -> bool:
    """Whether a warning stood eight to two meetings before."""
    return any(warned.get(before) for before in range(place - REACH, place - LEAD + 1))


def count_onset(result: Warned, place: int, real: Sequence[int], *, last: int) -> None:
    """A warning that begins is false where eight meetings follow without a halving or a stop."""
    result.onsets += 1
    if any(place < event <= place + REACH for event in real):
        return
    if place + REACH >= last:
        result.undecided += 1
    else:
        result.false += 1


def report(place: Path | None = None, *, chosen: bool = False) -> bool:
    """Print the figures; True where the goals are met. Without the recorded sign-ups nothing is met."""
    place = place or folder()
    if not place.is_dir():
        print("\nHealth · NOT RUN: no recorded sign-ups (set MIKROVIRK_TEST_DATA)")
        return False
    meetings, answers = recorded(place)
    known = list(origins(split(meetings, chosen=chosen), answers))
    forecasts = judge(known, chosen=chosen)
    print(
        f"\nHealth · recorded sign-ups, {'the part choices were made on' if chosen else 'the part no choice looked at'}"
    )
    print_forecasts(forecasts)
    print_warnings(judge_warnings(known, chosen=chosen))
    return forecasts.meets_goal


def print_forecasts(found: Forecasts) -> None:
    inside = COVERAGE[0] <= found.coverage <= COVERAGE[1]
    print(
        f"{'80 % interval holds':36} {100 * found.coverage:8.1f} %  (goal: 75 to 85 %), {len(found.inside)} forecasts"
        f"{'' if inside else '  MISSED'}"
    )
    ahead = ", ".join(f"{number}: {100 * fmean(each):.0f} %" for number, each in sorted(found.by_horizon.items()))
    each = ", ".join(f"{name}: {100 * fmean(each):.0f} %" for name, each in sorted(found.by_series.items(), key=number))
    print(f"  meetings ahead  {ahead}\n  series  {each}")
    print(f"  its width: half of them at most {median(found.widths):g} people")
    own = found.error("forecast")
    print(f"{'mean absolute error':36} {own:8.2f} people")
    for other in ("last time", "mean of three"):
        missed = "" if own < found.error(other) else "  MISSED"
        print(f"  {other:34} {found.error(other):8.2f} people (goal: ours is below){missed}")


def number(item: tuple[str, list[bool]]) -> tuple[int, str]:
    return len(item[0]), item[0]


def print_warnings(found: Warned) -> None:
    for kind, count in found.events.items():
        told = "the last recorded meeting" if kind == "last recorded" else f"it {kind}"
        print(f"{f'warned two meetings before {told}':48} {found.in_time[kind]:3} of {count}")
    chance = 100 * fmean(found.windows)
    print(f"  by chance: before any meeting at all there was a warning in {chance:.0f} % of cases")
    print(
        f"{'false warnings a year and series':48} {found.false_a_year:6.2f} ({found.false} of {found.onsets} warnings, "
        f"{found.undecided} undecided, {found.years:.1f} years)"
    )
    print(f"{'evenings on which a warning stood':48} {100 * fmean(found.warned_share):6.1f} %")


if __name__ == "__main__":
    sys.exit(0 if report(chosen="--chosen" in sys.argv) else 1)
