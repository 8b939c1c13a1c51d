"""The steering report of one meeting: a page, and two sheets of paper."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.programme import attached
from mikrovirk.programme.domain.steering_figures import Comparison, Direction, Measure, MeetingFigures, Share
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import attending, reports
from mikrovirk.programme.queries.reports import Report
from mikrovirk.programme.services.reports import note_read
from mikrovirk.programme.views.feedback import RATING_WORDS
from mikrovirk.ui.charts import bars
from mikrovirk.ui.paper_page import as_pdf

MEASURES = {
    Measure.SIGNED_UP: gettext_lazy("Signed up"),
    Measure.CAME: gettext_lazy("Came"),
    Measure.FIRST_TIMERS: gettext_lazy("There for the first time"),
    Measure.NO_SHOWS: gettext_lazy("Signed up and did not come"),
    Measure.RATING: gettext_lazy("Rating, of 5"),
}
DIRECTIONS = {
    Direction.UP: gettext_lazy("more than before"),
    Direction.DOWN: gettext_lazy("fewer than before"),
    Direction.SAME: gettext_lazy("as before"),
    Direction.TOO_FEW: gettext_lazy("too few answers to compare"),
    Direction.NOTHING_BEFORE: gettext_lazy("nothing to compare with yet"),
}
RATING_DIRECTIONS = {
    Direction.UP: gettext_lazy("better than before"),
    Direction.DOWN: gettext_lazy("lower than before"),
}


@dataclass(frozen=True)
class ComparedLine:
    """One measure beside the meetings before, in words."""

    label: Any
    now: str
    before: str
    direction: Any


@dataclass(frozen=True)
class EarlierLine:
    """One of the meetings before, in words."""

    title: str
    came: int
    first_timers: int
    rating: str


@never_cache
@require_safe
def report(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Attendance, first-timers, who came back, ratings and what people wrote."""
    meeting = meeting_reported(request, network_slug, pk)
    context = report_page(reports.report_of(meeting))
    context["no_shows"] = attending.no_shows_of(meeting, request.user)
    context["may_check_in"] = may(request.user, Permission.CHECK_IN, meeting.network)
    return render(request, "programme/report.html", context)


@never_cache
@require_safe
def report_pdf(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The same on two sheets, without a name in it."""
    meeting = meeting_reported(request, network_slug, pk)
    context = report_page(reports.report_of(meeting))
    return as_pdf(request, "programme/paper_report.html", context, name=f"rapport-{meeting.pk}.pdf")


def meeting_reported(request: MemberRequest, network_slug: str, pk: int) -> Meeting:
    """A meeting whose report the reader may see; that whoever runs the network has read it is noted. Raise Http404."""
    seen = attending.meetings_seen_by(request.user, needs=Permission.SEE_STEERING)
    meeting = get_object_or_404(seen.filter(network__slug=network_slug), pk=pk)
    if meeting.report_read_at is None and may(request.user, Permission.EDIT_PROGRAMME, meeting.network):
        note_read(meeting, at=timezone.now())
    return meeting


def report_page(told: Report) -> dict[str, Any]:
    evening, figures = told.evening, told.figures
    labels = {rating: str(word) for rating, word in RATING_WORDS.items()}
    counted = [(labels[rating], float(evening.ratings.counts[rating - 1])) for rating in sorted(labels, reverse=True)]
    return {
        "report": told,
        "meeting": told.meeting,
        "network": told.meeting.network,
        "network_url": f"/networks/{told.meeting.network.slug}/",
        "evening": evening,
        "day": dates.day(told.meeting.starts_at),
        "is_over": timezone.now() >= told.meeting.ends_at,
        "showed_up": share_in_words(figures.showed_up),
        "came_back": share_in_words(figures.came_back) if figures.came_back.whole else "",
        "answered": share_in_words(figures.answered) if figures.answered.whole else "",
        "average": decimal(evening.ratings.average),
        "bars": bars(counted, most=max(evening.ratings.answered, 1)),
        "finding": finding(evening),
        "compared": [compared_line(row) for row in figures.compared],
        "sections": attached.report_sections(told.meeting),
        "earlier": [earlier_line(row, told.titles) for row in reversed(figures.before)],
    }


def share_in_words(share: Share) -> str:
    """ "26 of 28 (93 %)"; without the percentage where the numbers are small."""
    if share.percent is None:
        return _("%(part)s of %(whole)s") % {"part": share.part, "whole": share.whole}
    return _("%(part)s of %(whole)s (%(percent)s %%)") % {
        "part": share.part,
        "whole": share.whole,
        "percent": share.percent,
    }


def decimal(value: Decimal | None) -> str:
    return "" if value is None else number_format(value.normalize() + 0, use_l10n=True)


def finding(evening: MeetingFigures) -> str:
    """What the ratings say, in a sentence."""
    good = sum(evening.ratings.counts[3:])
    words = ngettext(
        "%(good)s of %(count)s answer says the evening was good or really good",
        "%(good)s of %(count)s answers say the evening was good or really good",
        evening.ratings.answered,
    )
    return words % {"good": good, "count": evening.ratings.answered}


def compared_line(row: Comparison) -> ComparedLine:
    words = DIRECTIONS | RATING_DIRECTIONS if row.measure is Measure.RATING else DIRECTIONS
    return ComparedLine(MEASURES[row.measure], decimal(row.now), decimal(row.before), words[row.direction])


def earlier_line(row: MeetingFigures, titles: dict[int, str]) -> EarlierLine:
    return EarlierLine(titles[row.meeting_id], row.came, len(row.first_timers), decimal(row.ratings.average))
