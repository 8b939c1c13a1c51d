"""Laying a meeting's sessions: the coordinator's pages, open too to whoever helps at that one meeting."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.forms.session_places import room_rows, track_rows
from mikrovirk.programme.forms.sessions import MoveForm, SessionForm
from mikrovirk.programme.models import Meeting, MeetingWork, Session
from mikrovirk.programme.queries import session_clashes
from mikrovirk.programme.queries import sessions as queries
from mikrovirk.programme.services import session_mails, work
from mikrovirk.programme.services import sessions as services
from mikrovirk.programme.services.meetings import MeetingIsCancelled
from mikrovirk.programme.views.session_rows import meeting_to_lay, session_to_lay


@require_safe
def plan(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The grid with what can be done to each session, what clashes, and what was taken off."""
    meeting = meeting_to_lay(request, network_slug, pk)
    found = queries.shown(queries.all_sessions_of(meeting))
    held = [each for each in found if not each.is_taken_off]
    tracks = queries.tracks_of(meeting)
    context = {
        **frame(request, meeting),
        "days": queries.days_of(held, tracks),
        "session_count": len(held),
        "clashes": session_clashes.clashes_in(meeting, held),
        "taken_off": [each for each in found if each.is_taken_off],
        "rooms": list(meeting.rooms.all()),
        "tracks": tracks,
        "untold": session_mails.untold_changes(meeting),
    }
    return render(request, "programme/sessions/plan.html", context)


def frame(request: MemberRequest, meeting: Meeting) -> dict[str, Any]:
    """What every page here says of the meeting; `runs_network`: the reader may see the coordinator's other pages too."""
    own = networks_for(request.user, needs=Permission.EDIT_PROGRAMME)
    return {
        "meeting": meeting,
        "network": meeting.network,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "is_cancelled": meeting.state == Meeting.State.CANCELLED,
        "runs_network": own.filter(pk=meeting.network_id).exists(),
    }


def changed(
    request: MemberRequest, meeting: Meeting, change: Callable[[datetime], Any], words: str, *, at: str = ""
) -> HttpResponse:
    """Make a change, say what came of it, and go back to the grid (`at`: an anchor on it)."""
    now = timezone.now()
    before = session_mails.untold_changes(meeting)
    try:
        change(now)
    except MeetingIsCancelled:
        messages.error(request, _("The meeting is cancelled and stays as it is. Copy it to hold it after all."))
    else:
        work.note(meeting, request.user, MeetingWork.Kind.PLAN, at=now)
        messages.success(request, words)
        untold = session_mails.untold_changes(meeting)
        if untold and untold != before:
            messages.info(request, _("A mail to those who have chosen it lies ready for the coordinator to approve."))
    response = redirect("programme:plan_sessions", meeting.network.slug, meeting.pk)
    response["Location"] += at
    return response


# --- one session -----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Add a session; with ?track= it follows on the last one of that track."""
    meeting = meeting_to_lay(request, network_slug, pk)
    if request.method == "POST":
        form = SessionForm(request.POST, meeting=meeting)
        if form.is_valid():
            words = _("“%(title)s” is added.") % {"title": form.cleaned_data["title"]}
            return changed(request, meeting, lambda at: services.add_session(meeting, at=at, **form.details()), words)
    else:
        wanted = request.GET.get("track", "")
        track = next((each.pk for each in queries.tracks_of(meeting) if str(each.pk) == wanted), None)
        before = queries.sessions_of(meeting)
        last = (before.filter(track=track) if track else before).order_by("-ends_at", "-pk").first()
        form = SessionForm.after(meeting, last, track=track)
    return render(request, "programme/sessions/edit.html", {**frame(request, meeting), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def session_edit(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """Change a session."""
    session = session_to_lay(request, network_slug, pk, session_pk)
    meeting = session.meeting
    if request.method == "POST":
        form = SessionForm(request.POST, meeting=meeting)
        if form.is_valid():
            return changed(
                request,
                meeting,
                lambda at: services.change_session(session, at=at, **form.details()),
                _("Saved."),
                at=f"#s{session.pk}",
            )
    else:
        form = SessionForm.of(session)
    context = {**frame(request, meeting), "form": form, "session": session, "chosen": session.choices.count()}
    return render(request, "programme/sessions/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_move(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """Hold a session at another hour, alone or with what comes after it in its track."""
    session = session_to_lay(request, network_slug, pk, session_pk)
    meeting = session.meeting
    if request.method == "POST":
        form = MoveForm(request.POST, meeting=meeting)
        if form.is_valid():
            return moved(request, session, form)
    else:
        form = MoveForm.of(session)
    context = {**frame(request, meeting), "form": form, "session": session, "chosen": session.choices.count()}
    return render(request, "programme/sessions/move.html", context)


def moved(request: MemberRequest, session: Session, form: MoveForm) -> HttpResponse:
    starts_at = form.starts_at()
    return changed(
        request,
        session.meeting,
        lambda at: services.move_session(
            session, starts_at=starts_at, at=at, with_following=form.cleaned_data["with_following"]
        ),
        _("Moved to %(when)s.") % {"when": dates.moment(starts_at)},
        at=f"#s{session.pk}",
    )


@require_POST
def session_copy(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """The same session once more, right after it."""
    session = session_to_lay(request, network_slug, pk, session_pk)
    words = _("Copied. The copy comes right after: change its hour, room or track as you like.")
    return changed(request, session.meeting, lambda at: services.copy_session(session, at=at), words)


@require_POST
def session_off(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """Do not hold a session; it can be put back."""
    session = session_to_lay(request, network_slug, pk, session_pk)
    words = _("“%(title)s” is taken off. It stands below and can be put back.") % {"title": session.title}
    return changed(request, session.meeting, lambda at: services.take_off(session, at=at), words)


@require_POST
def session_back(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """Hold a session after all."""
    session = session_to_lay(request, network_slug, pk, session_pk)
    words = _("“%(title)s” is in the programme again.") % {"title": session.title}
    return changed(request, session.meeting, lambda at: services.put_back(session, at=at), words, at=f"#s{session.pk}")


@require_POST
def session_remove(request: MemberRequest, network_slug: str, pk: int, session_pk: int) -> HttpResponse:
    """Remove a session nobody has chosen."""
    session = session_to_lay(request, network_slug, pk, session_pk)
    words = _("“%(title)s” is removed.") % {"title": session.title}
    try:
        return changed(request, session.meeting, lambda at: services.remove(session, at=at), words)
    except services.SessionIsChosen:
        messages.error(request, _("Somebody has chosen it, so it stays among those that are taken off."))
        return redirect("programme:plan_sessions", network_slug, pk)


# --- rooms and tracks ------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def session_places(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The rooms and the tracks, each in a line."""
    meeting = meeting_to_lay(request, network_slug, pk)
    posted = request.POST if request.method == "POST" else None
    rooms, tracks = room_rows(meeting, posted), track_rows(meeting, posted)
    if posted is not None and rooms.is_valid() and tracks.is_valid():

        def change(at: datetime) -> None:
            services.write_rooms(meeting, rooms.places(), at=at)
            services.write_tracks(meeting, tracks.places(), at=at)

        return changed(request, meeting, change, said_of(len(rooms.places()), len(tracks.places())))
    context = {**frame(request, meeting), "rooms": rooms, "tracks": tracks}
    return render(request, "programme/sessions/places.html", context)


def said_of(rooms: int, tracks: int) -> str:
    in_rooms = ngettext("%(count)s room", "%(count)s rooms", rooms) % {"count": rooms}
    in_tracks = ngettext("%(count)s track", "%(count)s tracks", tracks) % {"count": tracks}
    return _("Saved: %(rooms)s and %(tracks)s.") % {"rooms": in_rooms, "tracks": in_tracks}
