"""The agenda of one meeting, line by line."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.programme.forms.recipe import RecipeEditor
from mikrovirk.programme.models import Format, Meeting
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.programme.views.manage import changed
from mikrovirk.programme.views.rows import meeting_to_plan


def agenda(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The agenda line by line; buttons rearrange what is typed, and only the last one saves."""
    meeting = meeting_to_plan(request, network_slug, pk)
    editor = editor_of(request, meeting)
    action = "look" if "look" in request.GET else request.POST.get("do", "")
    if request.method == "POST" and action:
        editor.rearrange(action) if action != "look" else None
        if request.htmx:  # type: ignore[attr-defined]
            template = "programme/_recipe_hours.html" if action == "look" else "programme/_recipe_editor.html"
            return render(request, template, {"editor": editor})
    elif request.method == "POST" and editor.is_valid():
        recipe = editor.recipe()
        return changed(
            request,
            meeting,
            lambda at: meeting_services.change_agenda(meeting, recipe, at=at),
            words=_("The agenda is saved."),
        )
    formats = meeting_queries.active_formats(meeting.network).exclude(pk=meeting.format_id or 0)
    context = {"network": meeting.network, "meeting": meeting, "editor": editor, "formats": formats}
    return render(request, "programme/meeting_agenda.html", context)


def editor_of(request: MemberRequest, meeting: Meeting) -> RecipeEditor:
    starts_at = timezone.localtime(meeting.starts_at)
    if request.method == "POST":
        return RecipeEditor(data=request.POST, starts_at=starts_at)
    return RecipeEditor(meeting_queries.lines_of(meeting.agenda.all()), starts_at=starts_at)


@require_POST
def change_format(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Hold the evening in another format: its recipe replaces the agenda."""
    meeting = meeting_to_plan(request, network_slug, pk)
    wanted = request.POST.get("format", "")
    formats = Format.objects.filter(network=meeting.network, is_active=True)
    chosen = get_object_or_404(formats, pk=wanted if wanted.isdecimal() else 0)
    words = _("The meeting is now a %(format)s, with its agenda.") % {"format": chosen.name}
    return changed(request, meeting, lambda at: meeting_services.change_format(meeting, chosen, at=at), words=words)
