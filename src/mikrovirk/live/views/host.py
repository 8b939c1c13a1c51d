"""The host's phone: the remote control of the evening."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.live.models import Evening, Phone
from mikrovirk.live.queries import room as queries
from mikrovirk.live.regions import Audience
from mikrovirk.live.services import room as services
from mikrovirk.live.views.room import evening_at, is_host, page, phone_in, remembered


def run_by(request: HttpRequest, code: str) -> Evening:
    """The evening, if whoever asks may run it; raise Http404."""
    evening = evening_at(code)
    if not is_host(request, evening, phone_in(request, evening)):
        raise Http404
    return evening


@never_cache
@login_not_required
@require_safe
def host(request: HttpRequest, code: str) -> HttpResponse:
    evening = run_by(request, code)
    may_see = queries.may_run(request.user, evening)  # type: ignore[arg-type]
    hand_over = request.build_absolute_uri(reverse("live:take_over", args=[code, links.sign("host", evening.pk)]))
    return render(
        request,
        "live/host.html",
        page(request, evening, Audience.HOST, hand_over=hand_over, may_see_evening=may_see),
    )


@login_not_required
@require_POST
def lay_out_anew(request: HttpRequest, code: str) -> HttpResponse:
    """Take the agenda as it is now; only before anything has begun."""
    services.lay_out_anew(run_by(request, code))
    return redirect("live:host", code)


@never_cache
@login_not_required
def take_over(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """The link with which somebody else runs the evening from their phone; it says so before it does."""
    evening = evening_at(code)
    try:
        if list(links.read("host", token)) != [evening.pk]:
            raise Http404
    except links.LinkInvalid as error:
        raise Http404 from error
    if request.method != "POST":
        return render(request, "live/take_over.html", {"evening": evening, "meeting": evening.meeting})
    phone = phone_in(request, evening) or Phone(evening=evening)
    phone.is_host = True
    phone.save()
    return remembered(redirect("live:host", evening.code), phone)
