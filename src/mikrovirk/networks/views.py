"""A network's settings, and the administrator's page about the installation."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks import forms, queries, services
from mikrovirk.networks.models import Network
from mikrovirk.networks.parts import KEYS
from mikrovirk.networks.permissions import Permission


def editable(request: MemberRequest, network_slug: str) -> Network:
    """The network whose settings this user may change; else 404."""
    return get_object_or_404(queries.networks_for(request.user, needs=Permission.EDIT_NETWORK), slug=network_slug)


def offered_parts() -> frozenset[str]:
    return KEYS - frozenset(queries.installation().parts_off)


def settings(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What the network says about itself, its parts and its roles."""
    network = editable(request, network_slug)
    form = forms.NetworkForm(request.POST or None, instance=network)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("networks:settings", network_slug)
    offered = offered_parts()
    context = {
        "network": network,
        "form": form,
        "parts_form": forms.PartsForm(initial={"parts": network.parts}, offered=offered),
        "role_form": forms.RoleForm(),
        "roles": queries.staff_of(network),
    }
    return render(request, "networks/settings.html", context)


@require_POST
def switch_parts(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Switch the ticked parts on and the others off."""
    network = editable(request, network_slug)
    form = forms.PartsForm(request.POST, offered=offered_parts())
    if form.is_valid():
        services.switch_parts(network, on=form.cleaned_data["parts"])
        messages.success(request, _("The parts are switched as you ticked them."))
    return redirect("networks:settings", network_slug)


@require_POST
def grant_role(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Give somebody a role."""
    network = editable(request, network_slug)
    form = forms.RoleForm(request.POST)
    if not form.is_valid():
        context = {
            "network": network,
            "form": forms.NetworkForm(instance=network),
            "role_form": form,
            "roles": queries.staff_of(network),
        }
        context["parts_form"] = forms.PartsForm(initial={"parts": network.parts}, offered=offered_parts())
        return render(request, "networks/settings.html", context, status=422)
    user = form.user()
    services.grant_role(user, form.cleaned_data["role"], network=network, on=timezone.localdate())
    messages.success(request, _("%(name)s has the role now.") % {"name": user})
    return redirect("networks:settings", network_slug)


@require_POST
def revoke_role(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take a role back. The last coordinator keeps it: somebody must be able to hand it over."""
    network = editable(request, network_slug)
    role = get_object_or_404(queries.staff_of(network), pk=pk)
    try:
        services.end_role(role)
    except services.LastCoordinator:
        messages.error(request, _("A network needs a coordinator. Give somebody else the role first."))
    else:
        messages.success(request, _("%(name)s no longer has the role.") % {"name": role.user})
    return redirect("networks:settings", network_slug)


def installation(request: MemberRequest) -> HttpResponse:
    """The region, its networks, and which parts they may use. For administrators."""
    if not request.user.is_administrator:
        raise Http404
    found = queries.installation()
    initial = {"parts_on": sorted(KEYS - frozenset(found.parts_off))}
    form = forms.InstallationForm(request.POST or None, instance=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.change_installation(form.save(commit=False), parts_on=form.cleaned_data["parts_on"])
        messages.success(request, _("Saved."))
        return redirect("networks:installation")
    context = {"form": form, "new_form": forms.NewNetworkForm(), "networks": queries.all_networks()}
    return render(request, "networks/installation.html", context)
