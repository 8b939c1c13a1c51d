"""A member's own pages: saying yes to welcoming newcomers, and the newcomers they have."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.models import Membership
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.overview.forms.newcomers import HostForm
from mikrovirk.overview.models import Newcomer, WelcomeHost
from mikrovirk.overview.queries import newcomers as queries
from mikrovirk.overview.services import hosts, newcomers
from mikrovirk.overview.words.newcomers import step_badge, step_word


@require_safe
def my_newcomers(request: MemberRequest) -> HttpResponse:
    """Those I was asked to welcome."""
    found = queries.newcomers_of_host(request.user)
    rows = queries.rows_of(found, today=timezone.localdate())
    context = {
        "rows": [(row, step_word(row.step), step_badge(row)) for row in rows],
        "hosting": queries.own_host_rows(request.user),
    }
    return render(request, "overview/my_newcomers.html", context)


@require_POST
def my_newcomer_step(request: MemberRequest, pk: int) -> HttpResponse:
    """I have written to them, or they were welcomed."""
    found = get_object_or_404(Newcomer, pk=pk, erased_at=None, host__in=queries.own_host_rows(request.user))
    now = timezone.now()
    try:
        if "answered" in request.POST:
            newcomers.note_answered(found, at=now)
        elif "welcomed" in request.POST:
            newcomers.note_welcomed(found, at=now)
    except newcomers.IsClosed:
        messages.info(request, _("It is over already."))
    return redirect("overview:my_newcomers")


@require_http_methods(["GET", "HEAD", "POST"])
def host(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Welcome newcomers for a network, write anew what stands of oneself, or stop."""
    rows = networks_for(request.user, needs=Permission.TAKE_PART)
    network = get_object_or_404(rows, slug=network_slug)
    memberships = Membership.objects.select_related("person", "business")
    membership = get_object_or_404(memberships, network=network, person__user=request.user, left_date=None)
    known = queries.own_host_rows(request.user).filter(network=network).first()
    if known and "stop" in request.POST:
        hosts.stop_hosting(known, at=timezone.now())
        messages.success(request, _("You welcome newcomers no longer. Thank you for what you did."))
        return redirect("overview:host", network_slug)
    form = HostForm(request.POST if request.method == "POST" else None, initial=initial_of(known, membership))
    if not form.is_valid():
        context = {"network": network, "form": form, "known": known, "wording": hosts.WORDING}
        return render(request, "overview/host.html", context)
    hosts.become_host(membership.person, network, **form.cleaned_data, at=timezone.now())
    messages.success(request, _("Thank you. You get a mail when somebody needs you."))
    return redirect("overview:my_newcomers")


def initial_of(known: WelcomeHost | None, membership: Membership) -> dict[str, object]:
    """What stands of them already, or what their business says."""
    if known:
        return {name: getattr(known, name) for name in ("trade", "place", "words", "is_public")}
    firm = membership.business
    return {"trade": firm.industry[:120], "place": firm.town} if firm else {}
