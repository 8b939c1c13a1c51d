"""The list at a session's door, to tick on a phone or on paper."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.programme.models import Meeting, Session, SessionSignUp
from mikrovirk.programme.queries import session_lists
from mikrovirk.programme.queries import sessions as queries
from mikrovirk.programme.queries.sessions import SessionShown
from mikrovirk.programme.services import session_choices
from mikrovirk.programme.views.session_rows import meeting_with_lists
from mikrovirk.ui.paper_page import as_pdf

TICKED_BEFORE = timedelta(hours=12)  # nobody is here weeks before
EMPTY_LINES = 4  # for those who just come


@never_cache
@require_safe
def session_list(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """Who has chosen one session."""
    meeting = meeting_with_lists(request, network_slug, pk)
    each = session_listed(meeting, session_pk)
    people = session_lists.lists_of(meeting, [each])[each.pk]
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "each": each,
        "people": people,
        "coming": sum(not person.waits for person in people),
        "here": sum(person.came for person in people),
        "day": dates.day(each.session.starts_at),
        "may_tick": timezone.now() > each.session.starts_at - TICKED_BEFORE,
    }
    return render(request, "programme/sessions/list.html", context)


def session_listed(meeting: Meeting, session_pk: int) -> SessionShown:
    """One session of the meeting that is chosen; raise Http404."""
    chosen = queries.all_sessions_of(meeting).exclude(kind=Session.Kind.PLENARY)
    session = get_object_or_404(chosen, pk=session_pk)
    return queries.shown(queries.all_sessions_of(meeting).filter(pk=session.pk))[0]


@require_POST
def session_tick(request: MemberRequest, network_slug: str, pk: int, session_pk: int, choice_pk: int) -> HttpResponse:
    """Somebody is here, or is not after all."""
    meeting = meeting_with_lists(request, network_slug, pk)
    choice = get_object_or_404(SessionSignUp, session=session_pk, session__meeting=meeting, pk=choice_pk)
    session_choices.mark(choice, came=request.POST.get("came") == "1", at=timezone.now())
    response = redirect("programme:session_list", network_slug, pk, session_pk)
    response["Location"] += f"#p{choice_pk}"
    return response


@never_cache
@require_safe
def session_list_pdf(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """The list of one session on paper."""
    meeting = meeting_with_lists(request, network_slug, pk)
    return on_paper(request, meeting, [session_listed(meeting, session_pk)])


@never_cache
@require_safe
def session_lists_pdf(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The lists of all sessions, each on a sheet of its own."""
    meeting = meeting_with_lists(request, network_slug, pk)
    return on_paper(request, meeting, queries.shown(queries.sessions_of(meeting).exclude(kind=Session.Kind.PLENARY)))


def on_paper(request: MemberRequest, meeting: Meeting, sessions: list[SessionShown]) -> HttpResponse:
    lists = session_lists.lists_of(meeting, sessions)
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "sheets": [
            (each, [person for person in lists[each.pk] if not person.waits], dates.day(each.session.starts_at))
            for each in sessions
        ],
        "empty_lines": range(EMPTY_LINES),
    }
    name = f"session-{sessions[0].pk}.pdf" if len(sessions) == 1 else f"sessioner-{meeting.pk}.pdf"
    return as_pdf(request, "programme/sessions/paper_lists.html", context, name=name)
