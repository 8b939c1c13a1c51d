"""The page of a network's health as plain values and words: put together from snapshot, warnings and what is to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.health.charts import Chart, attendance_chart
from mikrovirk.health.domain.definitions import DEFINITIONS, LEAST_TOLD, Unit, leading, told_outside
from mikrovirk.health.domain.forecast import MEASURED_ELSEWHERE
from mikrovirk.health.domain.verdict import Verdict, verdict
from mikrovirk.health.domain.warnings import Action, Kind
from mikrovirk.health.forms import SetAsideForm
from mikrovirk.health.measure_words import ABOUT, Said, number, percent, said, short
from mikrovirk.health.models import RaisedWarning, Snapshot
from mikrovirk.health.queries.wishes import Wanted
from mikrovirk.health.services.acting import action_of
from mikrovirk.health.warning_texts import words_in
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting

NAMES_SHOWN = 10


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


# --- how it is -------------------------------------------------------------------------------------------------------

TURNING = {
    Kind.PAUSE: lambda: _("The network is falling silent."),
    Kind.RARER: lambda: _("The network is slowing down."),
    Kind.FALLING: lambda: _("The network is shrinking."),
    Kind.BELOW: lambda: _("The network is shrinking."),
    Kind.REGULARS: lambda: _("The network is losing those who used to come."),
}


@dataclass(frozen=True)
class HowItIs:
    """The one line, and whether it is good news."""

    verdict: Verdict
    text: str
    more: str

    @property
    def kind(self) -> str:
        return {Verdict.WELL: "success", Verdict.TURNING: "warning"}.get(self.verdict, "info")


def how_it_is(kinds: Sequence[str], *, meetings: int) -> HowItIs:
    """The first line of the page; `kinds` are those of the open warnings, the most pressing first."""
    found = verdict(kinds, meetings=meetings)
    if found == Verdict.EARLY:
        text = _("It is too early to say how the network is.")
        more = _("After three meetings with sign-ups or check-in the figures begin to mean something.")
    elif found == Verdict.WELL:
        text, more = _("The network is well."), _("No early warning stands open. You need not do anything here.")
    elif found == Verdict.TURNING:
        turning = next(Kind(kind) for kind in kinds if Kind(kind) in TURNING)
        text, more = TURNING[turning](), _("It is not too late. Below stands what usually helps.")
    else:
        text = ngettext(
            "The network is well, but keep an eye on one thing.",
            "The network is well, but keep an eye on %(count)s things.",
            len(kinds),
        ) % {"count": len(kinds)}
        more = _("Below stands what usually helps.")
    return HowItIs(found, text, more)


# --- warnings --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Offer:
    """What one press does about a warning; `post`: it drafts something, else it leads to a page."""

    label: str
    url: str
    post: bool = True


@dataclass(frozen=True)
class Shown:
    """A warning as it stands on the page."""

    pk: int
    title: str
    evidence: str
    helps: str
    since: datetime
    days: tuple[tuple[date, int], ...]
    names: tuple[str, ...]
    more_names: int
    offer: Offer | None
    form: SetAsideForm


def shown_warnings(
    rows: Iterable[RaisedWarning],
    network: Network,
    *,
    wanted: Wanted | None,
    parts: frozenset[str],
    is_coordinator: bool,
    bound: SetAsideForm | None = None,
    bound_to: int = 0,
) -> list[Shown]:
    """The open warnings in words. Names are for the coordinator, who also gets the drafted action. People are prefetched."""
    return [
        shown_warning(
            row,
            names=[person.name for person in row.people.all()] if is_coordinator else [],
            offer=offer_of(row, network, wanted, parts) if is_coordinator else None,
            form=bound if bound is not None and row.pk == bound_to else SetAsideForm(auto_id=f"w{row.pk}-%s"),
        )
        for row in rows
    ]


def shown_warning(row: RaisedWarning, *, names: Sequence[str], offer: Offer | None, form: SetAsideForm) -> Shown:
    told = words_in(row.as_early_warning())
    return Shown(
        row.pk,
        told.title,
        told.evidence,
        told.helps,
        row.since,
        tuple((date.fromisoformat(day), count) for day, count in row.days),
        tuple(names[:NAMES_SHOWN]),
        max(len(names) - NAMES_SHOWN, 0),
        offer,
        form,
    )


def offer_of(row: RaisedWarning, network: Network, wanted: Wanted | None, parts: frozenset[str]) -> Offer | None:
    """What can be drafted with one press; the next best page where there is nothing to draft from."""
    action = action_of(row)
    here = reverse("health:act", args=[network.slug, row.pk])
    if action == Action.SET_A_DATE:
        return Offer(_("Lay the dates"), reverse("programme:season_new", args=[network.slug]), post=False)
    if action == Action.SHARE_TASKS and "tasks" not in parts:
        return None
    if action == Action.TOPIC_ASKED_FOR:
        return topic_offer(network, wanted, parts, here)
    return Offer(LABELS[action](), here)


LABELS = {
    Action.MAIL_TO_DRIFTED: lambda: _("Draft a personal mail to them"),
    Action.MAIL_TO_NEWCOMERS: lambda: _("Draft a welcome to them"),
    Action.SHARE_TASKS: lambda: _("Draft a mail with the tasks that are free"),
    Action.ASK_A_SUBSTITUTE: lambda: _("Draft a mail to the steering group"),
}


def topic_offer(network: Network, wanted: Wanted | None, parts: frozenset[str], here: str) -> Offer | None:
    if wanted and wanted.meeting:
        label = ngettext(
            "Put “%(topic)s” on %(day)s: %(count)s would come for it",
            "Put “%(topic)s” on %(day)s: %(count)s would come for it",
            wanted.support,
        )
        words = {"topic": wanted.topic.name, "day": dates.day(wanted.meeting.starts_at), "count": wanted.support}
        return Offer(label % words, here)
    if wanted:
        return Offer(
            _("Lay a date for “%(topic)s”") % {"topic": wanted.topic.name},
            reverse("programme:season_new", args=[network.slug]),
            post=False,
        )
    if "voice" in parts:
        return Offer(
            _("Ask the members what they would come for"), reverse("voice:rounds", args=[network.slug]), post=False
        )
    return None


@dataclass(frozen=True)
class Decided:
    """A warning that somebody acted on or set aside, with its undo."""

    pk: int
    title: str
    text: str
    mail_url: str


def shown_decided(rows: Iterable[RaisedWarning]) -> list[Decided]:
    """What was done lately, in words, with the mail that was drafted."""
    found = []
    for row in rows:
        by = row.decided_by.full_name if row.decided_by else ""
        words = {"day": dates.near(row.decided_at), "name": by, "word": row.word} if row.decided_at else {}
        if row.state == RaisedWarning.State.DISMISSED:
            text = _("Set aside %(day)s by %(name)s: “%(word)s”") % words
        else:
            text = _("%(name)s did something about it %(day)s.") % words
        mail = row.mailing
        url = reverse("mailing:mailing", args=[row.network.slug, mail.pk]) if mail else ""
        found.append(Decided(row.pk, words_in(row.as_early_warning()).title, text, url))
    return found


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
    network: Network,
    measures: Mapping[str, Any],
    *,
    on_date: date,
    parts: frozenset[str],
    coming: Sequence[Meeting],
    before: Snapshot | None,
    is_inside: bool,
) -> Page:
    """The figures of the page."""
    evenings = tuple((date.fromisoformat(day), count) for day, count in measures["evenings"][-12:])
    return Page(
        on_date,
        rows_of(measures, parts, before=before, is_inside=is_inside),
        attendance_chart(measures),
        evenings,
        forecast_of(measures, coming),
        measures["meetings"],
        measures["members"],
    )
