"""Whose calendars are read: add one, see what came of it, mend it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.domain.calendars.problems import Problem
from mikrovirk.landscape.fetch_words import said
from mikrovirk.landscape.forms.feeds import FeedForm
from mikrovirk.landscape.models import Feed, FeedVisit
from mikrovirk.landscape.queries import feeds as queries
from mikrovirk.landscape.queries.asked import Asked
from mikrovirk.landscape.queries.calendar import Listing, coming, municipalities
from mikrovirk.landscape.services import feeds as services
from mikrovirk.landscape.services import visiting
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import Keeping, keeping_of, networks_for
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named

PAGE = 30
LOG_SHOWN = 20
NEXT_SHOWN = 5


def keeping(request: MemberRequest) -> Keeping:
    """Whose calendars the reader keeps; raise Http404 for who keeps none."""
    found = keeping_of(request.user)
    if not found:
        raise Http404
    return found


def codes_of(found: Keeping) -> list[str]:
    """The municipalities one can choose; an administrator every one, those with a calendar already first."""
    return sorted(MUNICIPALITIES) if found.everything else list(found.codes)


def own_feed(request: MemberRequest, pk: int) -> Feed:
    return get_object_or_404(queries.feeds_for(request.user), pk=pk)


@require_safe
def feeds(request: MemberRequest) -> HttpResponse:
    """The calendars that are read, and how it went last."""
    keeping(request)
    page = Paginator(queries.listed(queries.feeds_for(request.user)), PAGE).get_page(request.GET.get("page"))
    for feed in page:
        feed.state = state_of(feed)  # type: ignore[attr-defined]
    codes = municipalities()
    return render(request, "landscape/feeds.html", {"page": page, "named": named, "several": len(codes) > 1})


def state_of(feed: Any) -> tuple[str, str]:
    """How a feed stands in a few words, and the kind of badge."""
    if feed.paused_at:
        return _("Paused"), "wait"
    if feed.last_at is None:
        return _("Not read yet"), "wait"
    if feed.last_outcome in (FeedVisit.Outcome.FAILED, FeedVisit.Outcome.REFUSED):
        return _("Cannot be read"), "bad"
    return (_("Read with remarks"), "sun") if feed.last_problems else (_("Read"), "good")


@require_http_methods(["GET", "HEAD", "POST"])
def feed_new(request: MemberRequest) -> HttpResponse:
    """Add a calendar; it is read at once, so that one sees what came of it."""
    found = keeping(request)
    form = FeedForm(request.POST or None, request.FILES or None, codes=codes_of(found))
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        code = form.cleaned_data["municipality_code"]
        try:
            feed = services.add_feed(
                by=request.user, at=now, network=network_there(request, code), octets=form.octets(), **form.said()
            )
        except services.AlreadyThere:
            form.add_error("url", _("That calendar is read already."))
        else:
            return told_of(request, visiting.visit(feed, now=now, by=request.user))
    return render(request, "landscape/feed_edit.html", {"form": form, "feed": None})


def network_there(request: MemberRequest, code: str) -> Network | None:
    """The reader's own network in that municipality, whose mails they approve."""
    return networks_for(request.user, needs=Permission.SEND_MAIL).filter(municipality_code=code).first()


def told_of(request: MemberRequest, log: FeedVisit) -> HttpResponse:
    """On to the feed's page, with what came of reading it."""
    if log.reason:
        messages.warning(request, said(log.reason))
    elif log.problems:
        messages.info(request, _("The calendar was read. Something in it was not as it should be: see below."))
    else:
        messages.success(request, _("The calendar was read."))
    return redirect("landscape:feed", log.feed_id)


@require_safe
def feed(request: MemberRequest, pk: int) -> HttpResponse:
    """One calendar: what it gave, what was wrong in plain words, and every time it was read."""
    shown = own_feed(request, pk)
    log = list(queries.log_of(shown)[:LOG_SHOWN])
    now = timezone.now()
    last = log[0] if log else None
    context = {
        "feed": shown,
        "municipality": named(shown.municipality_code),
        "last": last,
        "wrong": wrong_of(last),
        "log": [(visit, said(visit.reason) or None, len(visit.problems)) for visit in log],
        "next": Listing(coming(Asked(shown.municipality_code, source=str(shown.pk)), now), now=now)[0:NEXT_SHOWN],
        "coming_count": shown.events.filter(ends_at__gt=now).count(),
    }
    return render(request, "landscape/feed.html", context)


def wrong_of(log: FeedVisit | None) -> list[str]:
    """What was wrong at that visit, one sentence each."""
    if log is None:
        return []
    if log.reason:
        return [said(log.reason)]
    language = get_language() or "da"
    return [Problem(*each).said(language) for each in log.problems]


@require_http_methods(["GET", "HEAD", "POST"])
def feed_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is said of a calendar; it is read anew at once."""
    shown = own_feed(request, pk)
    codes = sorted({*codes_of(keeping(request)), shown.municipality_code})
    form = FeedForm(request.POST or None, request.FILES or None, codes=codes, feed=shown)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        try:
            services.change_feed(shown, at=now, octets=form.octets(), **form.said())
        except services.AlreadyThere:
            form.add_error("url", _("That calendar is read already."))
        else:
            return told_of(request, visiting.visit(shown, now=now, by=request.user))
    return render(request, "landscape/feed_edit.html", {"form": form, "feed": shown})


@require_POST
def feed_read(request: MemberRequest, pk: int) -> HttpResponse:
    """Read it now."""
    shown = own_feed(request, pk)
    if shown.removed_at:
        raise Http404
    return told_of(request, visiting.visit(shown, now=timezone.now(), by=request.user))


@require_POST
def feed_pause(request: MemberRequest, pk: int) -> HttpResponse:
    """Pause it, or go on."""
    shown = own_feed(request, pk)
    if shown.paused_at:
        services.resume_feed(shown, at=timezone.now())
        messages.success(request, _("The calendar is read again, from now on."))
    else:
        services.pause_feed(shown, at=timezone.now())
        messages.success(request, _("The calendar is not read for now. What was read stays."))
    return redirect("landscape:feed", pk)


@require_POST
def feed_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take it out of the joint calendar; it can be put back on its page."""
    services.remove_feed(own_feed(request, pk), at=timezone.now())
    messages.success(request, _("The calendar and its activities are taken out. You can put it back here."))
    return redirect("landscape:feed", pk)


@require_POST
def feed_put_back(request: MemberRequest, pk: int) -> HttpResponse:
    try:
        services.put_back(own_feed(request, pk), at=timezone.now())
    except services.AlreadyThere:
        messages.warning(request, _("Somebody has added that calendar again meanwhile."))
        return redirect("landscape:feed", pk)
    messages.success(request, _("The calendar is back. Its activities stand in the list again within a minute."))
    return redirect("landscape:feed", pk)
