"""How the network is beside others, without names; and taking part, which can be taken back at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.health.domain.comparing import AT_LEAST
from mikrovirk.health.domain.definitions import BY_KEY
from mikrovirk.health.measure_texts import ABOUT
from mikrovirk.health.measure_words import short
from mikrovirk.health.queries import comparison as queries
from mikrovirk.health.services import comparing
from mikrovirk.health.views.rows import network_with_health
from mikrovirk.networks.permissions import Permission


@require_safe
def comparison(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Quartiles of those who take part, for those who take part."""
    network = network_with_health(request, network_slug, Permission.STEER)
    consent = queries.consent_of(network)
    found = queries.comparison_for(network, today=timezone.localdate()) if consent else None
    rows = [
        (
            ABOUT[row.key].title,
            *(short(BY_KEY[row.key], value) for value in (row.own, row.lower, row.middle, row.upper)),
        )
        for row in (found.rows if found else ())
    ]
    context = {
        "network": network,
        "consent": consent,
        "found": found,
        "rows": rows,
        "wording": comparing.WORDING,
        "at_least": AT_LEAST,
        "headings": [
            _("Measure"),
            _("Your network"),
            _("A quarter of the others are below"),
            _("Half are below"),
            _("Three quarters are below"),
        ],
    }
    return render(request, "health/comparison.html", context)


@require_POST
def join(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = network_with_health(request, network_slug, Permission.STEER)
    comparing.join(network, by=request.user, at=timezone.now())
    messages.success(request, _("Your network takes part. It can be taken back here at any time."))
    return redirect("health:comparison", network.slug)


@require_POST
def leave(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = network_with_health(request, network_slug, Permission.STEER)
    comparing.leave(network, by=request.user, at=timezone.now())
    messages.success(request, _("Your network takes part no more: its figures are in no comparison from now on."))
    return redirect("health:comparison", network.slug)
