"""The public page on which one becomes a member, and the page behind the button in the mail."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.accounts.links import LinkExpired, LinkInvalid, read
from mikrovirk.directory import queries, services
from mikrovirk.directory.forms.joining import JoinForm
from mikrovirk.directory.models import Person
from mikrovirk.directory.queries.people import join_request_of
from mikrovirk.directory.queries.standing import standing_in
from mikrovirk.directory.services.joining import LINK_WORKS_FOR
from mikrovirk.networks.models import Network


def open_network(slug: str) -> Network:
    return get_object_or_404(Network, slug=slug, is_open=True)


@login_not_required
def join(request: HttpRequest, network_slug: str) -> HttpResponse:
    """Become a member."""
    return join_page(request, open_network(network_slug), None)


@login_not_required
def invited(request: HttpRequest, network_slug: str, token: str) -> HttpResponse:
    """The same page by a member's own link; a link that does not work any more is only that page."""
    network = open_network(network_slug)
    return join_page(request, network, queries.inviter_of(token, network))


def join_page(request: HttpRequest, network: Network, inviter: Person | None) -> HttpResponse:
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.ask_to_join(network, at=timezone.now(), invited_by=inviter, **form.cleaned_data)
        request.session["asked_to_join"] = form.cleaned_data["email"]
        return redirect("directory:asked_to_join", network.slug)
    return render(request, "directory/join.html", {"network": network, "form": form, "inviter": inviter})


@login_not_required
@require_safe
def asked_to_join(request: HttpRequest, network_slug: str) -> HttpResponse:
    """Look into your mail: the same words whether or not the address is known."""
    context = {"network": open_network(network_slug), "email": request.session.get("asked_to_join", "")}
    return render(request, "directory/asked_to_join.html", context)


@login_not_required
def confirm_join(request: HttpRequest, network_slug: str, token: str) -> HttpResponse:
    """The link in the mail: one large button. Opening the page changes nothing."""
    network = open_network(network_slug)
    try:
        asked = join_request_of(read("join", token, max_age=LINK_WORKS_FOR))
    except LinkExpired:
        asked = None
    except LinkInvalid as error:
        raise Http404 from error
    if asked is None or asked.network_id != network.pk:
        context = {"network": network, "again": reverse("directory:join", args=[network.slug])}
        return render(request, "directory/join_expired.html", context, status=410)
    if request.method == "POST":
        membership = services.confirm_join(asked, at=timezone.now())
        standing = standing_in(membership, today=timezone.localdate())
        begin = reverse("programme:welcome", args=[network.slug]) + (f"{standing}/" if standing else "")
        return render(request, "directory/joined.html", {"network": network, "begin": begin})
    if asked.confirmed_at:
        begin = reverse("programme:welcome", args=[network.slug])
        return render(request, "directory/joined.html", {"network": network, "begin": begin})
    return render(request, "directory/confirm_join.html", {"network": network, "asked": asked})
