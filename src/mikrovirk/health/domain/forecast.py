"""How many come to the next meetings, and how sure that is.

The forecast is a distribution on the logarithm of attendance: what the network itself has had, the newest counting most, and
beside it a normal distribution round its middle that stands for how much networks vary in general. A young network leans on the
latter, an old one on its own past. The middle of the distribution is what is expected (the median has the smallest mean absolute
error: Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd ed., 5.8); the interval runs between its tenth and its
ninetieth percentile, so that four evenings in five should fall inside. The past counts through exponential weights (Brown,
Smoothing, Forecasting and Prediction, 1963); the blend with what is known of others is empirical Bayes (Efron and Morris 1973).

No trend is carried forward: on the recorded series a damped one made the error larger, and it turns one poor evening into a
prophecy. The numbers below were chosen on the part of the recorded sign-ups that docs/performance.md names, before the rest
was looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, floor, log1p, sqrt
from statistics import NormalDist

HALF_LIFE = 12  # meetings after which an evening counts half
OTHERS_WEIGHT = 4.0  # how many evenings of its own the knowledge of other networks is worth
OTHERS_SPREAD = 1.0  # standard deviation of log attendance round the middle, in networks in general
COVERAGE = 0.8
_STEPS = 9
_NORMAL = tuple(NormalDist().inv_cdf((step + 0.5) / _STEPS) for step in range(_STEPS))


@dataclass(frozen=True)
class Expected:
    """Attendance of one meeting to come, in people: four times in five it lies in low..high, both included."""

    low: int
    expected: float
    high: int

    def holds(self, count: int) -> bool:
        return self.low <= count <= self.high


def forecast(counts: Sequence[int], *, horizon: int = 3) -> tuple[Expected, ...]:
    """What to expect of the next `horizon` meetings after these, oldest first; nothing where none was held yet.

    The next meetings get the same figures: on the recorded series the third is no harder to tell than the first.
    """
    if not counts:
        return ()
    low, middle, high = quantiles(counts, ((1 - COVERAGE) / 2, 0.5, (1 + COVERAGE) / 2))
    expected = round(middle, 1)
    # Rounding must not put what is expected outside, where evenings are all but alike.
    return (Expected(min(round(low), floor(expected)), expected, max(round(high), ceil(expected))),) * horizon


def quantiles(counts: Sequence[int], shares: Sequence[float]) -> list[float]:
    """The attendance below which these shares of the predictive distribution lie."""
    logs = [log1p(count) for count in counts]
    weights = [0.5 ** (age / HALF_LIFE) for age in range(len(logs) - 1, -1, -1)]
    (middle,) = weighted_quantiles(logs, weights, (0.5,))
    spread = _spread(logs, weights, middle)
    logs += [middle + spread * step for step in _NORMAL]
    weights += [OTHERS_WEIGHT / _STEPS] * _STEPS
    return [max(exp(each) - 1, 0.0) for each in weighted_quantiles(logs, weights, shares)]


def _spread(logs: Sequence[float], weights: Sequence[float], middle: float) -> float:
    """The network's own standard deviation drawn towards that of others, which counts as so many evenings."""
    own = sum(weight * (each - middle) ** 2 for each, weight in zip(logs, weights, strict=True))
    return sqrt((own + OTHERS_WEIGHT * OTHERS_SPREAD**2) / (sum(weights) + OTHERS_WEIGHT))


def weighted_quantiles(values: Sequence[float], weights: Sequence[float], shares: Sequence[float]) -> list[float]:
    """Quantiles of weighted values: each stands at the middle of its weight, straight lines between.

    Definition 5 of Hyndman and Fan, Sample quantiles in statistical packages (1996), with weights.
    """
    ordered = sorted(zip(values, weights, strict=True))
    total, passed = sum(weights), 0.0
    places = []
    for value, weight in ordered:
        places.append(((passed + weight / 2) / total, value))
        passed += weight
    return [_between(places, share) for share in shares]


def _between(places: Sequence[tuple[float, float]], share: float) -> float:
    before = places[0]
    for place in places:
        if place[0] >= share:
            width = place[0] - before[0]
            part = (share - before[0]) / width if width > 0 else 1.0
            return before[1] + part * (place[1] - before[1])
        before = place
    return before[1]


@dataclass(frozen=True)
class Elsewhere:
    """How often the interval held on recorded sign-ups that no choice had looked at; `held` is a share."""

    held: float
    forecasts: int
    groups: int


MEASURED_ELSEWHERE = Elsewhere(0.791, 1349, 13)  # docs/performance.md; a test compares it with what `make bench` finds


@dataclass(frozen=True)
class Record:
    """How often earlier forecasts for the next meeting held: `held` of `of` evenings lay in their interval."""

    held: int
    of: int


def record(counts: Sequence[int], *, after: int = 3) -> Record:
    """The forecasts a network would have had, each from what lay before it, beside what came; the first needs `after`."""
    judged = range(after, len(counts))
    held = sum(forecast(counts[:number], horizon=1)[0].holds(counts[number]) for number in judged)
    return Record(held, len(judged))
