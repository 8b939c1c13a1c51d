"""A change in mid-season: what is left is planned anew with as few moves as possible."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.programme.models import Meeting, Season
from mikrovirk.voice.forms.season_rest import ChangesForm
from mikrovirk.voice.queries import season_file, season_rest
from mikrovirk.voice.queries.season_rest import Change, Standing
from mikrovirk.voice.services import planning
from mikrovirk.voice.services.consultation_sources import usual_hour
from mikrovirk.voice.views.planner_rows import to_plan


def rest(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The meetings that are left, and what is to be said of each before they are planned anew."""
    network = to_plan(request, network_slug)
    season = get_object_or_404(Season, network=network, pk=pk)
    now = timezone.now()
    meetings = list(season_rest.meetings_left(season, now=now))
    form = ChangesForm(request.POST or None, meetings=meetings)
    if request.method == "POST" and meetings and form.is_valid():
        known = season_file.known(network, now=now)
        rows = season_rest.standing(known, meetings, form.changes())
        try:
            draft = planning.ask(
                network,
                name=season.name,
                wishes=wishes_of(rows, usual_hour(network).isoformat("minutes")),
                asked=season_rest.rest_of_season(known, rows, now=now),
                by=request.user,
                at=now,
                replans=season,
            )
        except planning.CannotAsk:
            messages.error(request, _("There are too few speakers or venues to plan with. Add them first."))
        else:
            return redirect("voice:planner_plan", network_slug, draft.pk)
    context = {"network": network, "season": season, "form": form, "rows": rows_of(form, meetings)}
    return render(request, "voice/planner_rest.html", context)


def rows_of(form: ChangesForm, meetings: list[Meeting]) -> list[tuple[Meeting, forms.BoundField]]:
    return [(meeting, form[form.name_of(meeting)]) for meeting in meetings]


def wishes_of(rows: list[Standing], hour: str) -> dict[str, object]:
    """What is kept with the run: what stood, and which meeting has which number."""
    return {
        "hour": hour,
        "hours": {str(row.number): timezone.localtime(row.meeting.starts_at).strftime("%H:%M") for row in rows},
        "meetings": {str(row.number): row.meeting.pk for row in rows},
        "published": {"plan": [row.published() for row in rows]},
        "changes": {str(row.number): row.change.value for row in rows if row.change is not Change.MAY_MOVE},
    }
