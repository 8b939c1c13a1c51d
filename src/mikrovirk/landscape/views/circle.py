"""What the other networks share: found, looked at, and made one's own with a click."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.forms.circle import SearchForm
from mikrovirk.landscape.models import Shared
from mikrovirk.landscape.queries import circle as queries
from mikrovirk.landscape.services import borrowing as services
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.queries.meetings import lines_of

PAGE = 30


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool = False


def tabs(network: Network, current: str) -> list[Tab]:
    """The pages of the circle, beside each other."""
    pages = {
        "landscape:circle": _("What others share"),
        "landscape:circle_own": _("What we share"),
        "landscape:circle_borrowed": _("What we have borrowed"),
        "landscape:circle_questions": _("Questions"),
    }
    return [Tab(label, reverse(page, args=[network.slug]), page == current) for page, label in pages.items()]


def network_in_circle(request: MemberRequest, network_slug: str) -> Network:
    """The network, if the reader runs it."""
    return get_object_or_404(networks_for(request.user, needs=Permission.EDIT_PROGRAMME), slug=network_slug)


@require_safe
def circle(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What the others share, the newest first; ?kind= and ?q= narrow it."""
    network = network_in_circle(request, network_slug)
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"kind": "", "q": ""}
    every = queries.shared_with(network)
    rows = queries.found(every, kind=asked["kind"], words=asked["q"])
    context = {
        "network": network,
        "tabs": tabs(network, "landscape:circle"),
        "form": form,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "is_narrowed": bool(asked["kind"] or asked["q"]),
    }
    return render(request, "landscape/circle/circle.html", context)


@require_safe
def shared(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One of them in full, as it would be copied."""
    network = network_in_circle(request, network_slug)
    found = get_object_or_404(queries.shared_with(network), pk=pk)
    context = {
        "network": network,
        "shared": found,
        "recipe": lines_of(found.format.items.all()) if found.format else (),
        "materials": queries.materials_of(found),
    }
    return render(request, "landscape/circle/shared.html", context)


@require_POST
def borrow(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_in_circle(request, network_slug)
    found = get_object_or_404(Shared.objects.exclude(network=network), pk=pk)
    try:
        made = services.borrow(found, network, by=request.user, at=timezone.now())
    except services.NoLongerShared:
        messages.error(request, _("It is no longer shared: whoever shared it has taken it back."))
        return redirect("landscape:circle", network_slug)
    words = _("“%(title)s” from %(network)s is yours now. Change it as you like: theirs stays as it is.")
    messages.success(request, words % {"title": made.title, "network": made.source_name})
    return redirect(f"{reverse('landscape:circle_borrowed', args=[network_slug])}#b{made.pk}")
