"""The measures of a network's health. Each is defined here, with its source; docs/using/health.md says the same in words.

Where a share is taken of few, its uncertainty stands beside it: an interval of 80 %, like that of the forecast.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, exp, log1p, sqrt
from statistics import NormalDist, median

from mikrovirk.health.domain.evenings import Evening

RETURN_DAYS = 90
RETURN_LOOKS_BACK = 365  # days
ACTIVE_MEETINGS = 3
TREND_MEETINGS = 12
LEAST_FOR_A_TREND = 5
RECENT_DAYS = 365
HELPED_OFTEN = 3
_Z = NormalDist().inv_cdf(0.9)  # two-sided 80 %


@dataclass(frozen=True)
class Share:
    """`count` of `of`, with the 80 % interval of the share behind it; share, low and high are 0..1."""

    count: int
    of: int
    share: float
    low: float
    high: float


def share(count: int, of: int) -> Share | None:
    """Wilson's interval (Probable inference, 1927), which stays sensible for few and for none; None of nothing."""
    if of <= 0:
        return None
    observed, square = count / of, _Z * _Z
    middle = (observed + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * sqrt(observed * (1 - observed) / of + square / (4 * of * of))
    low = 0.0 if count == 0 else max(middle - half, 0.0)
    high = 1.0 if count == of else min(middle + half, 1.0)
    return Share(count, of, observed, low, high)


@dataclass(frozen=True)
class Attendance:
    """How many come: the last evening, and the median of the last twelve."""

    last: int
    median: float
    meetings: int  # how many evenings the median is of


def attendance(evenings: Sequence[Evening]) -> Attendance | None:
    """Attendance now; None where nothing has been held. The median is not moved by one big evening."""
    counts = [evening.count for evening in evenings[-TREND_MEETINGS:]]
    return Attendance(counts[-1], float(median(counts)), len(counts)) if counts else None


@dataclass(frozen=True)
class Trend:
    """Change of attendance from the first to the last of `meetings` evenings: -0.3 is 30 % fewer; 80 % interval."""

    change: float
    low: float
    high: float
    meetings: int

    @property
    def falls(self) -> bool:
        return self.high < 0

    @property
    def rises(self) -> bool:
        return self.low > 0


def trend(counts: Sequence[int]) -> Trend | None:
    """The trend of the last twelve evenings; None of fewer than five.

    The median of the slopes between all pairs (Theil 1950), on the logarithm of attendance, so that it is a change in per cent
    and one odd evening does not make it; the interval is Sen's (Estimates of the regression coefficient based on Kendall's
    tau, 1968), with the variance of Kendall's statistic corrected for ties.
    """
    logs = [log1p(count) for count in counts[-TREND_MEETINGS:]]
    number = len(logs)
    if number < LEAST_FOR_A_TREND:
        return None
    slopes = sorted((logs[b] - logs[a]) / (b - a) for b in range(number) for a in range(b))
    tied = sum(size * (size - 1) * (2 * size + 5) for size in Counter(logs).values())
    variance = (number * (number - 1) * (2 * number + 5) - tied) / 18
    reach = _Z * sqrt(max(variance, 0.0))
    lowest = max(round((len(slopes) - reach) / 2) - 1, 0)
    highest = min(round((len(slopes) + reach) / 2), len(slopes) - 1)

    def over_all(slope: float) -> float:
        return exp(slope * (number - 1)) - 1

    return Trend(over_all(median(slopes)), over_all(slopes[lowest]), over_all(slopes[highest]), number)


def first_timers_back(evenings: Sequence[Evening], *, as_of: date) -> Share | None:
    """Of those who came for the first time a year back to 90 days ago, how many came again within 90 days.

    Whoever came first within the last 90 days still has time and is not counted; nor is anybody who was there in the first
    90 days that are recorded, since nobody knows whether it was their first time. None where nobody is left to count.
    """
    if not evenings:
        return None
    seen: dict[str, list[date]] = {}
    for evening in evenings:
        for person in evening.came:
            seen.setdefault(person, []).append(evening.on)
    begin = max(evenings[0].on + timedelta(RETURN_DAYS), as_of - timedelta(RETURN_DAYS + RETURN_LOOKS_BACK))
    firsts = {
        person: days for person, days in seen.items() if begin <= days[0] and days[0] + timedelta(RETURN_DAYS) <= as_of
    }
    back = [days for days in firsts.values() if any(0 < (day - days[0]).days <= RETURN_DAYS for day in days)]
    return share(len(back), len(firsts))


def active(evenings: Sequence[Evening], members: Collection[str] | None = None) -> int:
    """How many people came to at least one of the last three meetings; only members, where they are given."""
    people = frozenset[str]().union(*(evening.came for evening in evenings[-ACTIVE_MEETINGS:]))
    return len(people if members is None else people.intersection(members))


def regulars_away(evenings: Sequence[Evening]) -> tuple[frozenset[str], frozenset[str]]:
    """(regulars, those of them who have been away): came to three of the nine before, and to none of the last three."""
    before, recent = evenings[-12:-ACTIVE_MEETINGS], evenings[-ACTIVE_MEETINGS:]
    times = Counter(person for evening in before for person in evening.came)
    regulars = frozenset(person for person, count in times.items() if count >= 3)
    return regulars, regulars - frozenset[str]().union(*(evening.came for evening in recent))


@dataclass(frozen=True)
class Spread:
    """How mixed a network is: of `known` people (`unknown` said nothing), as if `effective` kinds were equally many."""

    known: int
    unknown: int
    kinds: int
    effective: float
    largest: str
    largest_share: float


def spread(kinds: Iterable[str]) -> Spread | None:
    """The spread of industries or of places, one entry per member, empty where it is not known; None of nothing.

    The effective number is the inverse of Simpson's index (Simpson 1949; Hill, Diversity and evenness, 1973, order 2).
    """
    listed = list(kinds)
    counted = Counter(kind for kind in listed if kind)
    known = counted.total()
    if not known:
        return None
    largest, most = min(counted.items(), key=lambda item: (-item[1], item[0]))
    effective = known**2 / sum(count**2 for count in counted.values())
    return Spread(known, len(listed) - known, len(counted), effective, largest, most / known)


def hands(tasks_done: Mapping[str, int]) -> int:
    """How many hands carry the work: the smallest number of people who together did half of the tasks, or more.

    0 where no task was done. The "bus factor" of software projects, at one half (Avelino and others 2016).
    """
    needed, people = ceil(sum(tasks_done.values()) / 2), 0
    for count in sorted(tasks_done.values(), reverse=True):
        if needed <= 0:
            break
        needed, people = needed - count, people + 1
    return people


@dataclass(frozen=True)
class Hand:
    """What somebody has done, for the question who could run a meeting tonight."""

    person: str
    may_host: bool  # has a role that lets them open and run a meeting
    hosted_on: date | None = None  # when they last ran one
    helped: int = 0  # at how many meetings of the last year they did a task
    away: bool = False


def could_run_tonight(people: Iterable[Hand], *, as_of: date) -> tuple[str, ...]:
    """Who could run a meeting tonight, in the order given.

    They may, they are not away, and they have either run one within a year or had a task at three meetings of the last year.
    """
    since = as_of - timedelta(RECENT_DAYS)
    return tuple(
        each.person
        for each in people
        if each.may_host
        and not each.away
        and (each.helped >= HELPED_OFTEN or (each.hosted_on is not None and since <= each.hosted_on <= as_of))
    )
