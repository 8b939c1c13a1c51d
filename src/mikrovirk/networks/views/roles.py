"""Who runs a network: roles given and taken back, and a coordinator's holiday."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks import forms, queries, services
from mikrovirk.networks.models import Role
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.views.settings import back, editable, show


@require_POST
def grant_role(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Give somebody a role; they are told by mail."""
    network, today = editable(request, network_slug), timezone.localdate()
    form = forms.RoleForm(request.POST)
    if not form.is_valid():
        return show(request, network, role_form=form, status=422)
    chosen = form.cleaned_data
    is_substitute = chosen["role"] == Role.Name.SUBSTITUTE
    role = services.appoint(
        chosen["email"],
        chosen["role"],
        full_name=chosen["full_name"],
        network=network,
        on=(chosen["first_date"] or today) if is_substitute else today,
        until=chosen["until_date"] if is_substitute else None,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("%(name)s has the role now.") % {"name": role.user})
    return back(network_slug, "#roles")


@require_POST
def revoke_role(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take a role back. The last coordinator keeps it: somebody must be able to hand it over."""
    network = editable(request, network_slug)
    role = get_object_or_404(queries.staff_of(network), pk=pk)
    try:
        ended = services.end_role(role, by=request.user, at=timezone.now())
    except services.LastCoordinator:
        messages.error(request, _("A network needs a coordinator. Give somebody else the role first."))
        return back(network_slug, "#roles")
    if not queries.may(request.user, Permission.EDIT_NETWORK, network):  # it was one's own
        messages.success(request, _("%(name)s no longer has the role.") % {"name": role.user})
        return redirect("home:start")
    return HttpResponseRedirect(
        f"{reverse('networks:settings', args=[network_slug])}?ended={ended.pk if ended else 0}#roles"
    )


@require_POST
def give_again(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Undo the end of a role."""
    network = editable(request, network_slug)
    ended = queries.last_ended(network, pk)
    if ended is None:
        raise Http404
    services.give_again(ended, by=request.user, at=timezone.now())
    messages.success(request, _("%(name)s has the role again.") % {"name": ended.user})
    return back(network_slug, "#roles")


@require_POST
def say_away(request: MemberRequest, network_slug: str) -> HttpResponse:
    """A coordinator says beforehand: I am on holiday from one day to another, and this person runs it meanwhile."""
    network = editable(request, network_slug)
    get_object_or_404(queries.roles_now(), user=request.user, network=network, name=Role.Name.COORDINATOR)
    form = forms.AwayForm(request.POST, roles=queries.staff_of(network), by=request.user)
    if not form.is_valid():
        return show(request, network, away_form=form, status=422)
    chosen, substitute = form.cleaned_data, form.substitute
    first = chosen["first_date"] or timezone.localdate()
    try:
        services.say_away(
            request.user,
            network=network,
            first=first,
            last=chosen["until_date"],
            substitute=substitute,
            at=timezone.now(),
        )
    except ValueError:
        form.add_error("email", _("That is your own address. Name somebody else."))
        return show(request, network, away_form=form, status=422)
    messages.success(request, _("It is noted. Have a good holiday."))
    return back(network_slug, "#roles")


@require_POST
def be_back(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The holiday is over, or is not held."""
    network = editable(request, network_slug)
    ended_count = services.be_back(request.user, network=network, at=timezone.now())
    words = _("Welcome back. The substitute's role has ended.") if ended_count else _("Welcome back.")
    messages.success(request, words)
    return back(network_slug, "#roles")
