"""The page that says how a network is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.health import page, page_warnings
from mikrovirk.health.forms import SetAsideForm
from mikrovirk.health.queries import kept, wishes
from mikrovirk.health.queries.coming import next_meetings
from mikrovirk.health.queries.measuring import measure
from mikrovirk.health.services import snapshots
from mikrovirk.health.views.rows import network_with_health
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may, parts_of


@require_safe
def health(request: MemberRequest, network_slug: str) -> HttpResponse:
    """How the network is. Those who run it see all; host and municipality the figures in which nobody can be told."""
    network = network_with_health(request, network_slug, Permission.SEE_FIGURES)
    return render(request, "health/health.html", contents(request.user, network))


def contents(user: User, network: Network, *, bound: SetAsideForm | None = None, bound_to: int = 0) -> dict[str, Any]:
    """What the page shows `user`; `bound` is the form with errors of the warning `bound_to`."""
    now = timezone.now()
    parts = parts_of(network)
    is_inside = may(user, Permission.STEER, network)
    newest = kept.latest(network)
    today = timezone.localtime(now).date()
    measures = newest.measures if newest else measure(network, as_of=today).measures
    on_date = newest.on_date if newest else today
    shown = page.page_of(
        measures,
        on_date=on_date,
        parts=parts,
        coming=next_meetings(network, now, drafts=is_inside),
        before=kept.earlier(network, than=on_date),
        is_inside=is_inside,
    )
    context = {"network": network, "page": shown, "is_inside": is_inside}
    if not is_inside:
        return context | {"sees_reports": may(user, Permission.SEE_STEERING, network)}
    is_coordinator = may(user, Permission.SEND_MAIL, network)
    rows = kept.open_warnings(network)
    warnings = page_warnings.shown_warnings(
        rows,
        network,
        wanted=wishes.most_wanted(network, now=now),
        parts=parts,
        is_coordinator=is_coordinator,
        bound=bound,
        bound_to=bound_to,
    )
    return context | {
        "sees_reports": True,
        "is_coordinator": is_coordinator,
        "may_write": bool((measures["regulars_away"] or {}).get("count")),
        "how": page_warnings.how_it_is([row.kind for row in rows], meetings=shown.meetings),
        "warnings": warnings,
        "decided": page_warnings.shown_decided(kept.decided_lately(network, now=now)),
    }


@require_POST
def measure_now(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Measure again at once: something was put right, and one wants to see it."""
    network = network_with_health(request, network_slug, Permission.STEER)
    snapshots.take(network, now=timezone.now())
    messages.success(request, _("The figures are those of today."))
    return redirect("health:health", network.slug)
