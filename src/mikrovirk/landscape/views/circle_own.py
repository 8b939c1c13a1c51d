"""What a network lets the others use, and how they fared with it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.forms.circle import ShareForm
from mikrovirk.landscape.models import Shared
from mikrovirk.landscape.queries import borrowing, circle
from mikrovirk.landscape.services import circle as services
from mikrovirk.landscape.views.circle import PAGE, network_in_circle, tabs

BORROWED_SHOWN = 100


@require_safe
def own(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What one shares, who borrowed it, and what happened to attendance there."""
    network = network_in_circle(request, network_slug)
    taken = list(borrowing.borrowed_from(network)[:BORROWED_SHOWN])
    context = {
        "network": network,
        "tabs": tabs(network, "landscape:circle_own"),
        "page": Paginator(circle.shared_by(network), PAGE).get_page(request.GET.get("page")),
        "lines": borrowing.lines_of(taken, now=timezone.now()),
    }
    return render(request, "landscape/circle/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Choose something of one's own; ?what=format-12 chooses it beforehand."""
    network = network_in_circle(request, network_slug)
    choices = circle.could_share(network)
    form = ShareForm(request.POST or None, choices=choices, initial={"what": request.GET.get("what", "")})
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        made = services.share(
            network,
            form.choice,
            by=request.user,
            at=timezone.now(),
            note=cleaned["note"],
            speaker_agreed=cleaned["speaker_agreed"],
        )
        messages.success(request, _("“%(title)s” is shared with the other networks.") % {"title": made.title})
        return redirect("landscape:circle_own", network_slug)
    context = {"network": network, "form": form, "nothing": not choices}
    return render(request, "landscape/circle/share.html", context)


@require_POST
def revoke(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_in_circle(request, network_slug)
    shared = get_object_or_404(Shared, network=network, pk=pk)
    services.revoke(shared, at=timezone.now())
    words = _("“%(title)s” is no longer shared. Copies that others have made stay with them.")
    messages.success(request, words % {"title": shared.title})
    return redirect("landscape:circle_own", network_slug)


@require_POST
def again(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_in_circle(request, network_slug)
    shared = get_object_or_404(Shared, network=network, pk=pk)
    services.share_again(shared)
    messages.success(request, _("“%(title)s” is shared again.") % {"title": shared.title})
    return redirect("landscape:circle_own", network_slug)
