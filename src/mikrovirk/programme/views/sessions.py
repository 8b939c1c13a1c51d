"""A meeting's sessions for everybody, and one's own programme behind the link in a mail. Only POST changes anything."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.common import dates
from mikrovirk.programme.models import Meeting, Session, SignUp
from mikrovirk.programme.permissions import meetings_to_lay
from mikrovirk.programme.queries import attending, feeds, session_calendar
from mikrovirk.programme.queries import sessions as queries
from mikrovirk.programme.queries.sessions import COMING
from mikrovirk.programme.services import session_choices
from mikrovirk.programme.views.attend import Answering, answering, broken_link
from mikrovirk.programme.views.public import signed_in
from mikrovirk.programme.views.session_rows import meeting_seen


@login_not_required
@require_safe
def sessions(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """The programme, tracks beside hours, for anybody."""
    user = signed_in(request)
    meeting = meeting_seen(user, network_slug, pk)
    now = timezone.now()
    own = attending.own_answer(user, meeting.pk) if user else None
    is_open = meeting.state == Meeting.State.PUBLISHED and now < meeting.ends_at
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "days": queries.grid(meeting),
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "place": feeds.place_of(meeting.venue),
        "can_sign_up": is_open and now < meeting.starts_at and own not in (SignUp.State.COMING, SignUp.State.WAITING),
        "own_url": own_url(meeting, user.pk) if user and is_open and own == SignUp.State.COMING else "",
        "may_lay": user is not None and meetings_to_lay(user).filter(pk=meeting.pk).exists(),
    }
    return render(request, "programme/sessions/public.html", context)


def own_url(meeting: Meeting, user_pk: int) -> str:
    """Where somebody chooses."""
    return f"/s/{links.sign('signup', meeting.pk, user_pk)}/sessions/"


# --- one's own programme ---------------------------------------------------------------------------------------------


@login_not_required
@never_cache
@require_safe
def own_sessions(request: HttpRequest, token: str) -> HttpResponse:
    """What one has chosen, and what there is to choose; with ?who= for a guest one brings."""
    who = answering(request, token)
    if who is None or not who.meeting.session_count:
        return broken_link(request)
    chooser = chooser_of(who, request.GET.get("who", ""))
    return render(request, "programme/sessions/own.html", own_context(who, chooser))


def own_context(who: Answering, chooser: SignUp | None) -> dict[str, Any]:
    meeting, now = who.meeting, timezone.now()
    may_choose = (
        chooser is not None
        and chooser.state == SignUp.State.COMING
        and meeting.state == Meeting.State.PUBLISHED
        and now < meeting.ends_at
    )
    found = queries.shown(queries.all_sessions_of(meeting), sign_up=chooser)
    held = [each for each in found if not each.is_taken_off]
    if chooser and may_choose:
        held = queries.with_offers(held, chooser, now=now)
    return {
        "who": who,
        "chooser": chooser,
        "people": people_of(who),
        "meeting": meeting,
        "network": meeting.network,
        "own_url": f"/s/{who.token}/",
        "programme": [each for each in found if each.own or (each.is_for_all and not each.is_taken_off)],
        "chosen_count": sum(each.own == COMING for each in held),
        "days": queries.days_of(held, queries.tracks_of(meeting)),
        "may_choose": may_choose,
        "is_cancelled": meeting.state == Meeting.State.CANCELLED,
        "is_over": now >= meeting.ends_at,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
    }


def people_of(who: Answering) -> list[SignUp]:
    """Whom one chooses for: oneself, and guests who have no address of their own."""
    if who.row is None or not who.holds:
        return []
    return [who.row, *(guest for guest in attending.guests_of(who.row) if guest.person_id is None)]


def chooser_of(who: Answering, wanted: str) -> SignUp | None:
    """Whom it is about: the one asked for, else whoever the link is for."""
    return next((each for each in people_of(who) if str(each.pk) == wanted), who.row)


@login_not_required
@require_POST
def choose(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Take a place in a session, or wait for one."""
    who = answering(request, token)
    chooser = chooser_of(who, request.POST.get("who", "")) if who else None
    if who is None or chooser is None:
        return broken_link(request)
    session = get_object_or_404(Session, meeting=who.meeting, pk=pk)
    try:
        row = session_choices.choose(session, chooser, at=timezone.now(), instead="instead" in request.POST)
    except session_choices.ChoosingClosed:
        messages.error(request, _("“%(title)s” can no longer be chosen.") % {"title": session.title})
    except session_choices.AlreadyElsewhere as error:
        words = {"title": error.session.title}
        messages.error(
            request,
            _("You speak in “%(title)s” at that hour.") % words
            if error.speaks
            else _("You have chosen “%(title)s” at that hour. Give it up first, or take this one instead.") % words,
        )
    else:
        words = {"title": session.title}
        if row.state == COMING:
            messages.success(request, _("“%(title)s” is in your programme.") % words)
        else:
            messages.info(
                request,
                _(
                    "Every place in “%(title)s” is taken, so you are on its waiting list. We write to you at once when a place is yours."
                )
                % words,
            )
    return back_to(who, chooser, session)


@login_not_required
@require_POST
def leave(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Give a session up; the message has the way back."""
    who = answering(request, token)
    chooser = chooser_of(who, request.POST.get("who", "")) if who else None
    if who is None or chooser is None:
        return broken_link(request)
    session = get_object_or_404(Session, meeting=who.meeting, pk=pk)
    if session_choices.leave(session, chooser, at=timezone.now()):
        messages.success(request, _("“%(title)s” is no longer in your programme.") % {"title": session.title})
    return back_to(who, chooser, session)


def back_to(who: Answering, chooser: SignUp, session: Session) -> HttpResponse:
    """To the session on the page on which one chooses."""
    response = redirect("programme:own_sessions", who.token)
    about = "" if chooser == who.row else f"?who={chooser.pk}"
    response["Location"] += f"{about}#s{session.pk}"
    return response


@login_not_required
@never_cache
@require_safe
def own_ics(request: HttpRequest, token: str) -> HttpResponse:
    """The meeting and what one has chosen, for one's calendar."""
    who = answering(request, token)
    if who is None or who.row is None:
        return broken_link(request)
    text = session_calendar.own_calendar(who.meeting, queries.own_programme(who.row))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="program-{who.meeting.pk}.ics"'
    return response
