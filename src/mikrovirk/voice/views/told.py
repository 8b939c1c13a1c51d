"""Who is told what came of what they said: what can be told now, and whom no mail reaches."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.voice.models import InputRound
from mikrovirk.voice.queries import stream
from mikrovirk.voice.queries import telling as queries
from mikrovirk.voice.services import telling as services
from mikrovirk.voice.views.board import whole
from mikrovirk.voice.views.rounds_where import network_of


@require_safe
def told(request: MemberRequest, network_slug: str) -> HttpResponse:
    """How far the telling is, round by round."""
    network = network_of(request, network_slug, needs=Permission.SEE_STEERING)
    context = {
        "network": network,
        "standings": queries.standings(network),
        "drafts": queries.drafts(network),
        "page": stream.page_of(queries.in_person(network), request.GET.get("page")),
        "may_tell": may(request.user, Permission.SEND_MAIL, network),
        "may_sort": may(request.user, Permission.STEER, network),
    }
    return render(request, "voice/told.html", context)


@require_POST
def tell(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Draft the mail to those who can be told, of one round or of what belongs to none."""
    network = network_of(request, network_slug, needs=Permission.SEND_MAIL)
    key = whole(request.POST.get("round"))
    round = get_object_or_404(InputRound, network=network, pk=key) if key else None
    made = services.tell(network, round, at=timezone.now())
    if made.people:
        words = ngettext(
            "The mail to one person is drafted. It leaves when you approve it.",
            "The mail to %(count)s people is drafted. It leaves when you approve it.",
            made.people,
        )
        messages.success(request, words % {"count": made.people})
    if made.anonymous:
        words = ngettext(
            "One anonymous author can read what came of it.",
            "%(count)s anonymous authors can read what came of it.",
            made.anonymous,
        )
        messages.success(request, words % {"count": made.anonymous})
    if not made.people and not made.anonymous:
        messages.info(request, _("There is nobody to tell just now."))
    return redirect("voice:told", network.slug)


@require_POST
def in_person(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Tick off those who were told face to face."""
    network = network_of(request, network_slug, needs=Permission.STEER)
    keys = [key for key in map(whole, request.POST.getlist("inputs")) if key]
    count = services.told_in_person(network, keys, by=request.user, at=timezone.now())
    words = ngettext("One input is ticked off.", "%(count)s inputs are ticked off.", count)
    messages.success(request, words % {"count": count})
    return redirect("voice:told", network.slug)
