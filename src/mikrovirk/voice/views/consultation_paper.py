"""For those without a phone: a sheet to answer on, and a page on which what came back is typed in."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.programme.models import Meeting
from mikrovirk.ui.paper_page import as_pdf
from mikrovirk.voice.forms.consultation_paper import MeetingForm, PaperCommentForm
from mikrovirk.voice.models import Comment, Consultation, PaperCount, Point, Source
from mikrovirk.voice.queries import consultation_reading
from mikrovirk.voice.queries import consultations as queries
from mikrovirk.voice.queries.consultations import Total
from mikrovirk.voice.services import consultation_comments as services
from mikrovirk.voice.services import consultations
from mikrovirk.voice.services.consultation_comments import Author, Place
from mikrovirk.voice.views.consultation_rows import consultation_of

MEETINGS_SHOWN = 8
LAST_SHOWN = 10
LARGEST_COUNT = 9999
NONE_WRONG: Mapping[int, tuple[str, str]] = MappingProxyType({})


def with_answers(request: MemberRequest, network_slug: str, pk: int) -> Consultation:
    return consultation_of(request, network_slug, pk, Permission.STEER)


@require_safe
def sheet(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """A sheet to answer on: two boxes and a line for each point."""
    found = with_answers(request, network_slug, pk)
    read = consultation_reading.reading(found)
    points: Any = read.points if read else found.points.filter(taken_out_at=None)
    context = {"consultation": found, "network": found.network, "points": points}
    return as_pdf(request, "voice/paper_consultation.html", context, name=f"svarseddel-{pk}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Type in what came back on paper: posting keeps the counts of one meeting."""
    found = with_answers(request, network_slug, pk)
    meeting = meeting_in(request, found)
    if request.method == "POST":
        return counted(request, found, meeting)
    return render(request, "voice/consultation_paper.html", page_of(found, meeting))


def meetings_of(consultation: Consultation) -> QuerySet[Meeting]:
    """Meetings at which it may have lain on the tables: those begun, latest first."""
    held = Meeting.objects.filter(network=consultation.network, starts_at__lt=timezone.now())
    return held.exclude(state=Meeting.State.CANCELLED).order_by("-starts_at")


def meeting_in(request: MemberRequest, consultation: Consultation) -> Meeting | None:
    """The meeting that was chosen; None: none of them."""
    key = request.POST.get("meeting", request.GET.get("meeting", ""))
    return get_object_or_404(meetings_of(consultation), pk=int(key)) if key.isdecimal() else None


def points_of(consultation: Consultation) -> list[Point]:
    points = list(consultation.points.filter(taken_out_at=None))
    for point in points:
        point.consultation = consultation
    return points


@dataclass(frozen=True, slots=True)
class Counted:
    """A point with what stands in its two fields."""

    point: Point
    in_favour: str
    against: str
    total: Total
    is_wrong: bool = False


def counts_of(
    found: Consultation, points: list[Point], meeting: Meeting | None, wrong: Mapping[int, tuple[str, str]]
) -> list[Counted]:
    """What was counted of each point; of those in `wrong` what was typed, to be put right."""
    kept = PaperCount.objects.filter(point__in=points, meeting=meeting)
    shown = {row.point_id: (str(row.for_count), str(row.against_count)) for row in kept}
    shown.update(wrong)
    totals = queries.totals_of(found)
    return [
        Counted(point, in_favour, against, totals[point.pk], is_wrong=point.pk in wrong)
        for point in points
        for in_favour, against in [shown.get(point.pk, ("", ""))]
    ]


def page_of(
    found: Consultation, meeting: Meeting | None, *, wrong: Mapping[int, tuple[str, str]] = NONE_WRONG, **more: Any
) -> dict[str, Any]:
    points = points_of(found)
    recent = list(meetings_of(found)[:MEETINGS_SHOWN].values_list("pk", flat=True))
    choose = MeetingForm(
        initial={"meeting": meeting}, meetings=Meeting.objects.filter(pk__in=recent).order_by("-starts_at")
    )
    return {
        "network": found.network,
        "consultation": found,
        "meeting": meeting,
        "choose": choose,
        "rows": counts_of(found, points, meeting, wrong),
        "form": PaperCommentForm(points=points, initial={"key": uuid.uuid4(), "point": points[0].pk if points else ""}),
        "last": last_typed(found),
        **more,
    }


def last_typed(found: Consultation) -> list[Comment]:
    rows = Comment.objects.filter(consultation=found, input__source=Source.PAPER, input__erased_at=None)
    return list(rows.select_related("input__point", "input__meeting").order_by("-pk")[:LAST_SHOWN])


def address_of(found: Consultation, meeting: Meeting | None) -> str:
    url = reverse("voice:consultation_paper", args=[found.network.slug, found.pk])
    return f"{url}?meeting={meeting.pk}" if meeting else url


def counted(request: MemberRequest, found: Consultation, meeting: Meeting | None) -> HttpResponse:
    """Keep all counts that were typed; what is no number stays in its field, and nothing of that point is kept."""
    wrong: dict[int, tuple[str, str]] = {}
    titles = []
    at = timezone.now()
    for point in points_of(found):
        typed = request.POST.get(f"for-{point.pk}", ""), request.POST.get(f"against-{point.pk}", "")
        in_favour, against = number_in(typed[0]), number_in(typed[1])
        if in_favour is None or against is None:
            wrong[point.pk] = typed
            titles.append(point.title)
            continue
        try:
            services.count_paper(point, meeting=meeting, in_favour=in_favour, against=against, by=request.user, at=at)
        except consultations.IsAdopted:
            messages.info(request, _("It is adopted and stands as it is."))
            return redirect(address_of(found, meeting))
    if wrong:
        messages.error(request, _("These are not numbers: %(points)s") % {"points": ", ".join(titles)})
        return render(request, "voice/consultation_paper.html", page_of(found, meeting, wrong=wrong))
    messages.success(request, _("The counts are kept."))
    return redirect(address_of(found, meeting))


def number_in(text: str) -> int | None:
    """A count as typed; nothing is none, what is no number is None."""
    text = text.strip()
    if not text:
        return 0
    return int(text) if text.isdecimal() and int(text) <= LARGEST_COUNT else None


@require_POST
def paper_comment(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Keep one comment from paper, and be ready for the next."""
    found = with_answers(request, network_slug, pk)
    meeting = meeting_in(request, found)
    points = points_of(found)
    form = PaperCommentForm(request.POST, points=points)
    is_part = request.htmx  # type: ignore[attr-defined]
    if form.is_valid():
        point = next((each for each in points if str(each.pk) == form.cleaned_data["point"]), None)
        place = Place(Source.PAPER, meeting, f"paper:{form.cleaned_data['key']}")
        try:
            services.comment(
                found,
                point,
                form.cleaned_data["text"],
                author=Author(name=form.cleaned_data["name"]),
                place=place,
                at=timezone.now(),
            )
        except consultations.IsAdopted:
            messages.info(request, _("It is adopted and stands as it is."))
            return redirect(address_of(found, meeting))
        form = PaperCommentForm(points=points, initial={"key": uuid.uuid4(), "point": form.cleaned_data["point"]})
        if not is_part:
            return redirect(f"{address_of(found, meeting)}#comments")
    template = "_consultation_paper_comments" if is_part else "consultation_paper"
    return render(request, f"voice/{template}.html", page_of(found, meeting, form=form))


@require_POST
def paper_remove(request: MemberRequest, network_slug: str, pk: int, comment_pk: int) -> HttpResponse:
    """Take back a comment that was typed in wrongly."""
    found = with_answers(request, network_slug, pk)
    rows = Comment.objects.filter(consultation=found, input__source=Source.PAPER).select_related("input")
    remark = get_object_or_404(rows, pk=comment_pk)
    services.take_back(remark.input)
    return redirect(f"{address_of(found, remark.input.meeting)}#comments")
