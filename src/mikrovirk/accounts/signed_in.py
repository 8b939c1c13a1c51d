"""The page “Where I am signed in”: each place with its device, and a button that ends it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import queries, services
from mikrovirk.accounts.http import MemberRequest


@never_cache
@require_safe
def sessions(request: MemberRequest) -> HttpResponse:
    """Every phone and computer somebody is signed in on."""
    places = queries.places_signed_in(request.user, here=request.session.session_key, now=timezone.now())
    return render(request, "accounts/sessions.html", {"places": places, "others": len(places) > 1})


@require_POST
def end_one(request: MemberRequest, mark: str) -> HttpResponse:
    """Sign out in one place; pressed twice it is still ended."""
    here = request.session.session_key
    found = list(queries.places_signed_in(request.user, here=here, now=timezone.now()))
    ended = next((place for place in found if place.mark == mark), None)
    if ended is None:
        messages.info(request, _("You are not signed in there any more."))
        return redirect("account_sessions")
    if ended.is_here:
        raise Http404  # that is what “Sign out” is for
    services.end_session(ended.session)
    messages.success(request, _("You are signed out there: %(device)s.") % {"device": ended.device})
    return redirect("account_sessions")


@require_POST
def end_others(request: MemberRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    count = services.sign_out(request.user, keep=request.session.session_key)
    words = ngettext("You are signed out in one other place.", "You are signed out in %(count)d other places.", count)
    messages.success(request, words % {"count": count} if count else _("You were not signed in anywhere else."))
    return redirect("account_sessions")
