"""A network's settings: what it says about itself, its parts, and who runs it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks import forms, queries, services
from mikrovirk.networks.models import Network, Role, RoleChange
from mikrovirk.networks.permissions import Permission

COORDINATOR = Role.Name.COORDINATOR


def editable(request: MemberRequest, network_slug: str) -> Network:
    """The network whose settings this user may change; else 404."""
    return get_object_or_404(queries.networks_for(request.user, needs=Permission.EDIT_NETWORK), slug=network_slug)


def show(request: MemberRequest, network: Network, *, status: int = 200, **bound: Any) -> HttpResponse:
    """The page, with the form in `bound` as it was filled in."""
    roles = list(queries.staff_of(network))
    context = {
        "network": network,
        "form": forms.NetworkForm(instance=network),
        "parts_form": forms.PartsForm(initial={"parts": network.parts}, offered=queries.offered_parts()),
        "role_form": forms.RoleForm(),
        "away_form": forms.AwayForm(roles=roles, by=request.user),
        "place_form": forms.PlaceForm(initial=place_of(network)) if request.user.is_administrator else None,
        "roles": roles,
        "own": next((role for role in roles if role.user_id == request.user.pk and role.name == COORDINATOR), None),
        "ended": ended_just_now(request, network),
        "may_programme": queries.may(request.user, Permission.EDIT_PROGRAMME, network),
        **bound,
    }
    return render(request, "networks/settings.html", context, status=status)


def ended_just_now(request: MemberRequest, network: Network) -> RoleChange | None:
    """The role that was just ended, to offer that it is given again."""
    pk = request.GET.get("ended", "")
    return queries.last_ended(network, int(pk)) if pk.isascii() and pk.isdigit() else None


def place_of(network: Network) -> dict[str, Any]:
    return {"host": network.host_id, "municipality": network.municipality_code, "is_closed": not network.is_open}


def back(network_slug: str, section: str = "") -> HttpResponseRedirect:
    return redirect(reverse("networks:settings", args=[network_slug]) + section)


def settings(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Show everything; a post changes what the public page says."""
    network = editable(request, network_slug)
    if request.method != "POST":
        return show(request, network)
    form = forms.NetworkForm(request.POST, instance=network)
    if not form.is_valid():
        network.refresh_from_db()  # the form has written what was typed into it
        return show(request, network, form=form, status=422)
    form.save()
    messages.success(request, _("The public page is changed."))
    return back(network_slug)


@require_POST
def switch_parts(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Switch the ticked parts on and the others off; what the installation does not offer stays as it was."""
    network = editable(request, network_slug)
    offered = queries.offered_parts()
    form = forms.PartsForm(request.POST, offered=offered)
    if not form.is_valid():
        return show(request, network, parts_form=form, status=422)
    kept = [part for part in network.parts if part not in offered]
    services.switch_parts(network, on=[*form.cleaned_data["parts"], *kept])
    messages.success(request, _("The parts are switched as you ticked them."))
    return back(network_slug, "#parts")


@require_POST
def place(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Say who stands behind the network and where it is. For administrators."""
    network = editable(request, network_slug)
    if not request.user.is_administrator:
        raise Http404
    form = forms.PlaceForm(request.POST)
    if not form.is_valid():
        return show(request, network, place_form=form, status=422)
    chosen = form.cleaned_data
    code = chosen["municipality"].municipality_code if chosen["municipality"] else ""
    services.place_network(network, host=chosen["host"], municipality_code=code, is_open=not chosen["is_closed"])
    messages.success(request, _("Saved."))
    return back(network_slug, "#place")
