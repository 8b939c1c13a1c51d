"""The minutes of a steering meeting: kept as they are typed, closed, opened again, printed and mailed."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.ui.paper_page import as_pdf
from mikrovirk.voice.domain.steering import with_both
from mikrovirk.voice.forms.steering import MinutesForm, PresentForm, ReopenForm
from mikrovirk.voice.models import AgendaPoint, SteeringMeeting
from mikrovirk.voice.queries import steering as queries
from mikrovirk.voice.services import steering as services
from mikrovirk.voice.services import steering_mails as mails
from mikrovirk.voice.views.steering_meeting import meeting_page, shape_of
from mikrovirk.voice.views.steering_where import WRITE, closed_words, meeting_at, point_at, to_point

CONFLICT, CLOSED, REFUSED = 409, 423, 422


@require_POST
def write(request: MemberRequest, network_slug: str, pk: int, point_pk: int) -> HttpResponse:
    """Keep what stands in the point. The page's script asks for JSON; without it the page comes back."""
    point = point_at(request, network_slug, pk, point_pk)
    form = MinutesForm(request.POST)
    if not form.is_valid():
        return refused(request, point, " ".join(str(each) for errors in form.errors.values() for each in errors))
    typed = form.cleaned_data
    try:
        kept = services.write_minutes(
            point,
            text=typed["minutes"],
            version=typed["version"],
            page=typed["page"],
            by=request.user,
            at=timezone.now(),
        )
    except services.WrittenMeanwhile as meanwhile:
        return written_meanwhile(request, meanwhile.point, typed["minutes"])
    except services.MinutesAreClosed:
        words = _("The minutes have been closed meanwhile. Copy what you wrote, and open them again to put it in.")
        return refused(request, point, words, status=CLOSED)
    if wants_json(request):
        return JsonResponse({"version": kept.version, "words": saved_words(kept)})
    messages.success(request, _("Saved."))
    return to_point(kept)


def wants_json(request: MemberRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def saved_words(point: AgendaPoint) -> str:
    """ "Gemt kl. 17.42"."""
    return _("Saved at %(hour)s") % {"hour": dates.hour(point.saved_at)} if point.saved_at else ""


def refused(request: MemberRequest, point: AgendaPoint, words: str, *, status: int = REFUSED) -> HttpResponse:
    """Nothing was changed, and why."""
    if wants_json(request):
        return JsonResponse({"words": words}, status=status)
    context = {"point": point, "meeting": point.meeting, "network": point.meeting.network, "why": words}
    context["mine"] = request.POST.get("minutes", "")
    return render(request, "voice/minutes_refused.html", context, status=status)


def written_meanwhile(request: MemberRequest, point: AgendaPoint, mine: str) -> HttpResponse:
    """Somebody else wrote: both texts, and the choice. Nothing was changed."""
    context = {
        "point": point,
        "meeting": point.meeting,
        "network": point.meeting.network,
        "mine": mine,
        "both": with_both(point.minutes, mine),
        "who": str(point.saved_by or _("Somebody")),
    }
    if wants_json(request):
        html = render_to_string("voice/_minutes_meanwhile.html", context, request)
        return JsonResponse({"version": point.version, "html": html}, status=CONFLICT)
    return render(request, "voice/minutes_meanwhile.html", context, status=CONFLICT)


@never_cache
@require_safe
def changes(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What others have written since: `known` says which version of which point the page shows ("12-3.14-0")."""
    meeting = meeting_at(request, network_slug, pk)
    points = queries.points_of(meeting)
    known = dict(known_versions(request.GET.get("known", "")))
    news = {
        point.pk: {"version": point.version, "minutes": point.minutes, "words": saved_words(point)}
        for point in points
        if known.get(point.pk) != point.version
    }
    return JsonResponse({"points": news, "shape": shape_of(points), "open": meeting.is_open})


def known_versions(text: str) -> list[tuple[int, int]]:
    pairs = [pair.partition("-") for pair in text.split(".")[:200]]
    return [(int(key), int(version)) for key, _dash, version in pairs if key.isdecimal() and version.isdecimal()]


@require_POST
def present(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Who was there."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    form = PresentForm(request.POST)
    if not form.is_valid():
        return render(request, "voice/steering_meeting.html", meeting_page(request, meeting, present_form=form))
    try:
        services.note_present(meeting, present=form.cleaned_data["present"])
        messages.success(request, _("Saved."))
    except services.MinutesAreClosed:
        messages.error(request, closed_words())
    return redirect("voice:steering_meeting", network_slug, pk)


# --- closed ----------------------------------------------------------------------------------------------------------


@require_POST
def close(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Nobody changes them any more; the mail to the group is drafted where that was asked for."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    now = timezone.now()
    try:
        closed = services.close_minutes(meeting, by=request.user, at=now)
    except services.MinutesAreClosed:
        messages.info(request, _("The minutes were closed already."))
    else:
        messages.success(request, _("The minutes are closed."))
        if request.POST.get("mail"):
            mails.send_minutes(meeting, closed, at=now)
            messages.info(request, _("The mail with the minutes waits for approval."))
    return redirect("voice:steering_meeting", network_slug, pk)


@require_POST
def reopen(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Write on, with a reason that stands below the minutes."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    form = ReopenForm(request.POST, auto_id="reopen-%s")
    if meeting.closed_at and not form.is_valid():
        return render(request, "voice/steering_meeting.html", meeting_page(request, meeting, reopen_form=form))
    if meeting.closed_at:
        services.reopen_minutes(meeting, why=form.cleaned_data["why"], by=request.user, at=timezone.now())
        messages.success(request, _("The minutes are open again."))
    return redirect("voice:steering_meeting", network_slug, pk)


@require_POST
def send_minutes(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Draft the mail of closed minutes to the group."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    closed = meeting.closings.filter(reopened_at=None).last()
    if meeting.closed_at and closed:
        mails.send_minutes(meeting, closed, at=timezone.now())
        messages.success(request, _("The mail with the minutes waits for approval."))
    else:
        messages.error(request, _("Close the minutes first, so that everybody gets the same."))
    return redirect("voice:steering_meeting", network_slug, pk)


@require_POST
def invite(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Draft the invitation to the group, with the meeting for the calendar."""
    meeting = meeting_at(request, network_slug, pk, needs=WRITE)
    if meeting.is_open and timezone.now() < meeting.ends_at:
        mails.invite(meeting, at=timezone.now())
        messages.success(request, _("The invitation waits for approval."))
    else:
        messages.error(request, _("The meeting is over, so nobody is invited any more."))
    return redirect("voice:steering_meeting", network_slug, pk)


# --- on paper --------------------------------------------------------------------------------------------------------


@never_cache
@require_safe
def agenda_pdf(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The agenda with room to write in."""
    return paper(request, meeting_at(request, network_slug, pk), "voice/paper_agenda.html", "dagsorden")


@never_cache
@require_safe
def minutes_pdf(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The minutes with what was decided."""
    return paper(request, meeting_at(request, network_slug, pk), "voice/paper_minutes.html", "referat")


def paper(request: MemberRequest, meeting: SteeringMeeting, template: str, name: str) -> HttpResponse:
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "points": queries.points_of(meeting),
        "loose": queries.decisions_without_point(meeting),
        "closings": list(meeting.closings.select_related("closed_by", "reopened_by")),
    }
    day = timezone.localtime(meeting.starts_at).date().isoformat()
    return as_pdf(request, template, context, name=f"{name}-{day}.pdf")
