"""Where somebody begins: one first page for the newly started, another for the established."""

from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.directory.domain.standing import Standing
from mikrovirk.networks.models import Network
from mikrovirk.programme.queries import first_steps
from mikrovirk.programme.views.public import signed_in


@login_not_required
@require_safe
def welcome(request: HttpRequest, network_slug: str, standing: str = "") -> HttpResponse:
    """The page that suits the reader, where that is known or asked for; else the question which of the two it is."""
    network = get_object_or_404(Network, slug=network_slug, is_open=True)
    if standing and standing not in set(Standing):
        raise Http404
    membership = first_steps.own_membership(signed_in(request), network)
    chosen = Standing(standing) if standing else first_steps.own_standing(membership, today=timezone.localdate())
    context = {"network": network, "is_member": membership is not None, "chosen": chosen}
    if chosen is None:
        return render(request, "programme/friends/welcome.html", context)
    steps = first_steps.steps_for(chosen, network, now=timezone.now())
    if membership is None:  # what opens to members alone is told of, without a door that is locked
        steps = [replace(step, url="") if step.for_members else step for step in steps]
    return render(request, "programme/friends/welcome_to.html", {**context, "steps": steps})
