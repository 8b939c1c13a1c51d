"""The figures on the page of a network's health as plain values and words: from its snapshot and what is to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mikrovirk.common import dates
from mikrovirk.health.charts import Chart, attendance_chart
from mikrovirk.health.domain.definitions import DEFINITIONS, LEAST_TOLD, Unit, leading, told_outside
from mikrovirk.health.domain.forecast import MEASURED_ELSEWHERE
from mikrovirk.health.domain.measures import TREND_MEETINGS
from mikrovirk.health.measure_texts import ABOUT
from mikrovirk.health.measure_words import Said, number, percent, said, short
from mikrovirk.health.models import Snapshot
from mikrovirk.programme.models import Meeting


@dataclass(frozen=True)
class Row:
    """One measure. `drawn`: a share with its interval, as SVG takes it; `missing`: why there is no figure."""

    key: str
    title: str | Promise
    counted: str | Promise
    source: str | Promise
    said: Said | None = None
    missing: str | Promise = ""
    drawn: tuple[str, str, str] | None = None  # width of the share, where its interval begins, how wide that is
    before: str = ""


def rows_of(
    measures: Mapping[str, Any], parts: frozenset[str], *, before: Snapshot | None = None, is_inside: bool = True
) -> list[Row]:
    """The measures of the parts that are on; from outside only those by which nobody can be recognised."""
    told = measures if is_inside else told_outside(measures)
    found = []
    for definition in DEFINITIONS:
        if (definition.part and definition.part not in parts) or (definition.inside_only and not is_inside):
            continue
        about, value = ABOUT[definition.key], told.get(definition.key)
        if value is None:
            hidden = measures.get(definition.key) is not None
            missing = _("It is about so few people that they could be recognised.") if hidden else about.missing
            found.append(Row(definition.key, about.title, about.counted, about.source, missing=missing))
            continue
        earlier = leading(definition, before.measures) if before and is_inside else None
        then = "" if earlier is None or before is None else before_words(short(definition, earlier), before.on_date)
        drawn = drawing(value) if definition.unit == Unit.SHARE and value["of"] >= LEAST_TOLD else None
        shown = said(definition, value)
        found.append(Row(definition.key, about.title, about.counted, about.source, shown, drawn=drawn, before=then))
    return found


def before_words(value: str, day: date) -> str:
    return _("%(day)s it was %(value)s.") % {"day": dates.day(day).capitalize(), "value": value}


def drawing(value: Mapping[str, Any]) -> tuple[str, str, str]:
    low, high = 100 * value["low"], 100 * value["high"]
    return f"{100 * value['share']:.1f}%", f"{low:.1f}%", f"{high - low:.1f}%"


# --- what is to come -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Coming:
    """A meeting to come, or none that has a date yet, with what is expected."""

    title: str
    starts_at: datetime | None
    low: int
    high: int
    expected: str


@dataclass(frozen=True)
class Forecast:
    """The next meetings, and how often such forecasts held: here, and where it was measured."""

    meetings: tuple[Coming, ...]
    own: str
    elsewhere: str


def forecast_of(measures: Mapping[str, Any], meetings: Sequence[Meeting]) -> Forecast | None:
    """None where too few meetings were held to expect anything."""
    if not measures["next"]:
        return None
    coming = []
    for at, each in enumerate(measures["next"]):
        meeting = meetings[at] if at < len(meetings) else None
        most = (meeting.capacity if meeting else None) or each["high"]
        coming.append(
            Coming(
                meeting.title if meeting else _("A meeting without a date yet"),
                meeting.starts_at if meeting else None,
                min(each["low"], most),
                min(each["high"], most),
                number(min(round(each["expected"]), most)),
            )
        )
    record = measures["record"]
    if record["of"]:
        own = _("Here the earlier forecasts held %(held)s times of %(of)s.") % record
    else:
        own = _("Here there are too few meetings yet to see how often the forecast holds.")
    told = MEASURED_ELSEWHERE
    elsewhere = _(
        "The interval is meant to hold four times in five. On %(forecasts)s forecasts for %(groups)s other groups, which no choice had "
        "looked at, it held in %(share)s."
    ) % {"forecasts": number(told.forecasts), "groups": told.groups, "share": percent(told.held)}
    return Forecast(tuple(coming), own, elsewhere)


@dataclass(frozen=True)
class Page:
    """What the template needs besides the network and who looks."""

    on_date: date
    rows: list[Row]
    chart: Chart | None
    evenings: tuple[tuple[date, int], ...]
    forecast: Forecast | None
    meetings: int
    members: int


def page_of(
    measures: Mapping[str, Any],
    *,
    on_date: date,
    parts: frozenset[str],
    coming: Sequence[Meeting],
    before: Snapshot | None,
    is_inside: bool,
) -> Page:
    """The figures of the page."""
    evenings = tuple((date.fromisoformat(day), count) for day, count in measures["evenings"][-TREND_MEETINGS:])
    return Page(
        on_date,
        rows_of(measures, parts, before=before, is_inside=is_inside),
        attendance_chart(measures),
        evenings,
        forecast_of(measures, coming),
        measures["meetings"],
        measures["members"],
    )
