"""Goals as the pages show them: every number in words, the way as a chart with its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.overview.domain.definitions import Unit
from mikrovirk.overview.domain.goals import Verdict
from mikrovirk.overview.drawing import curves
from mikrovirk.overview.drawing.svg import in_page
from mikrovirk.overview.queries.goals import ActivityRow, GoalRow, IndicatorRow
from mikrovirk.overview.words.goals import VERDICT_BADGES, VERDICTS, in_unit, name_of

Rows = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator in words. `points`: day, value then, and what the plan wants of that day; `bar`: 0 to 100."""

    row: IndicatorRow
    name: str
    now: str
    baseline: str
    target: str
    expected: str
    verdict: str
    badge: str
    bar: int
    bar_words: str
    picture: SafeString | None
    points: Rows

    @property
    def is_missing(self) -> bool:
        return self.row.standing.verdict == Verdict.UNKNOWN


@dataclass(frozen=True)
class ShownGoal:
    """A goal in words."""

    row: GoalRow
    verdict: str
    badge: str
    indicators: tuple[ShownIndicator, ...]
    activities: tuple[ActivityRow, ...]


def shown_line(row: GoalRow) -> ShownGoal:
    """For the list: no chart."""
    return shown(row, with_picture=False)


def shown_goal(row: GoalRow) -> ShownGoal:
    """For the goal's own page."""
    return shown(row, with_picture=True)


def shown(row: GoalRow, *, with_picture: bool) -> ShownGoal:
    indicators = tuple(shown_indicator(each, with_picture=with_picture) for each in row.indicators)
    return ShownGoal(row, str(VERDICTS[row.verdict]), VERDICT_BADGES[row.verdict], indicators, row.activities)


def shown_indicator(row: IndicatorRow, *, with_picture: bool) -> ShownIndicator:
    standing, aim = row.standing, row.aim
    name = name_of(row.indicator)
    bar = 0 if standing.way is None else round(100 * min(max(standing.way, 0.0), 1.0))
    has_picture = with_picture and len(row.series) > 1
    return ShownIndicator(
        row=row,
        name=name,
        now=in_unit(standing.value, row.unit),
        baseline=in_unit(aim.baseline, row.unit),
        target=in_unit(aim.target, row.unit),
        expected=rounded(standing.expected, row),
        verdict=str(VERDICTS[standing.verdict]),
        badge=VERDICT_BADGES[standing.verdict],
        bar=bar,
        bar_words=_("%(share)s of the way") % {"share": f"{bar} %"},
        picture=picture_of(row, name) if has_picture else None,
        points=points_of(row) if with_picture else (),
    )


def points_of(row: IndicatorRow) -> Rows:
    """The table behind the chart."""
    return tuple(
        (
            dates.day(day),
            in_unit(value, row.unit),
            rounded(row.aim.expected(day), row),
        )
        for day, value in row.series
    )


def rounded(value: float, row: IndicatorRow) -> str:
    """What the plan wants, in whole numbers where they are counted."""
    return in_unit(value if row.unit == Unit.SHARE else float(round(value)), row.unit)


def ticks(days: Sequence[date]) -> list[str]:
    """The year of each day but the last, which is now; a year stands once."""
    years = [str(day.year) for day in days[:-1]]
    return [*("" if at and years[at - 1] == year else year for at, year in enumerate(years)), _("now")]


def picture_of(row: IndicatorRow, name: str) -> SafeString:
    """The way so far beside the straight line to the target."""
    days = [day for day, _value in row.series]
    values = tuple(value for _day, value in row.series)
    plan = tuple(row.aim.expected(day) for day in days)
    series = [
        curves.Series(_("counted"), values, in_unit(values[-1], row.unit)),
        curves.Series(_("the plan"), plan, rounded(plan[-1], row)),
    ]
    drawing = curves.lines(
        series,
        ticks=ticks(days),
        words=lambda value: in_unit(value, row.unit),
        label=_("%(name)s: counted beside the plan") % {"name": name},
        round_to_whole=row.unit != Unit.SHARE,
    )
    return in_page(drawing)
