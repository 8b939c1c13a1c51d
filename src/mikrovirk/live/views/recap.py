"""The recap: written by the coordinator, read by everybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.live.forms_recap import RecapForm
from mikrovirk.live.models import Recap
from mikrovirk.live.queries import photos as photo_queries
from mikrovirk.live.queries import recap as queries
from mikrovirk.live.services import photos as photo_services
from mikrovirk.live.services import recap as services
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may, networks_for
from mikrovirk.programme.models import Meeting


def meeting_told_of(request: MemberRequest, network_slug: str, pk: int) -> Meeting:
    """A published meeting that has begun, if the reader may edit its programme; raise Http404."""
    networks = networks_for(request.user, needs=Permission.EDIT_PROGRAMME)
    rows = Meeting.objects.filter(network__in=networks, network__slug=network_slug)
    return get_object_or_404(rows.select_related("network", "venue", "format"), pk=pk)


# --- written ---------------------------------------------------------------------------------------------------------


@never_cache
def edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The recap as it was kept, or drafted from the evening (?fresh: drafted anew; nothing is kept until it is saved)."""
    meeting = meeting_told_of(request, network_slug, pk)
    kept = queries.recap_of(meeting)
    if request.method == "POST":
        form = RecapForm(request.POST)
        if form.is_valid():
            return kept_or_published(request, meeting, form.cleaned_data)
    else:
        form = RecapForm(initial=first_words(meeting, kept, anew="fresh" in request.GET))
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "form": form,
        "recap": kept,
        "is_fresh": "fresh" in request.GET,
        "is_over": timezone.now() >= meeting.ends_at,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "photos": list(photo_queries.shown_photos(meeting)),
        "mails": queries.mails_about(meeting),
        "came": queries.those_who_came(meeting).count(),
        "missed": queries.those_who_did_not(meeting).count() if queries.was_checked(meeting) else 0,
        "next_meeting": queries.next_meeting(meeting.network, after=timezone.now()),
    }
    return render(request, "live/recap_edit.html", context)


def first_words(meeting: Meeting, kept: Recap | None, *, anew: bool) -> dict[str, str]:
    """What stands in the form to begin with."""
    if kept and not anew:
        return {"text": kept.text, "for_members": kept.for_members}
    if meeting.recap and not anew:  # written before there were recaps
        return {"text": meeting.recap}
    text, for_members = services.drafted(meeting)
    return {"text": text, "for_members": for_members}


def kept_or_published(request: MemberRequest, meeting: Meeting, words: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("do") != "publish":
        recap = services.keep(meeting, at=now, **words)
        messages.success(
            request,
            _("Saved. Everybody reads it so now.") if recap.published_at else _("Saved. Nobody else sees it yet."),
        )
        return redirect("live:recap_edit", meeting.network.slug, meeting.pk)
    if now < meeting.ends_at:
        messages.error(request, _("The meeting is not over yet. The recap is saved; publish it afterwards."))
        services.keep(meeting, at=now, **words)
        return redirect("live:recap_edit", meeting.network.slug, meeting.pk)
    services.publish(meeting, by=request.user, at=now, **words)
    waiting = sum(mail.to_approve for mail in queries.mails_about(meeting))
    messages.success(request, _("The recap is published."))
    if waiting:
        words_of_mail = ngettext(
            "A mail to one person lies ready for you to read and approve.",
            "Mails to %(count)s people lie ready for you to read and approve.",
            waiting,
        )
        messages.info(request, words_of_mail % {"count": waiting})
    return redirect("live:open", meeting.network.slug, meeting.pk)


@require_POST
def take_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Show it to nobody any more, and stop the mails that have not left."""
    meeting = meeting_told_of(request, network_slug, pk)
    recap = get_object_or_404(Recap.objects.select_related("meeting__network"), meeting=meeting)
    services.take_back(recap, by=request.user, at=timezone.now())
    messages.success(request, _("The recap is taken back. The text is kept, and mails that had not left are stopped."))
    return redirect("live:recap_edit", network_slug, pk)


# --- read ------------------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def recap(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """What happened, for everybody; members read a little more, and the photos stand below."""
    found = queries.recap_read(pk, network_slug=network_slug)
    if found is None:
        raise Http404
    meeting = found.meeting
    is_member = request.user.is_authenticated and may(request.user, Permission.SEE_NETWORK, meeting.network)
    photos = photo_queries.shown_photos(meeting)
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "recap": found,
        "for_members": found.for_members if is_member else "",
        "more_for_members": bool(found.for_members) and not is_member,
        "when": dates.span(meeting.starts_at, meeting.ends_at),
        "photos": [(photo, photo_services.removal_url(photo.pk)) for photo in photos],
        "next_meeting": queries.next_meeting(meeting.network, after=timezone.now()),
        "may_edit": request.user.is_authenticated and may(request.user, Permission.EDIT_PROGRAMME, meeting.network),
    }
    return render(request, "live/recap.html", context)
