"""A network's data in open formats, for whoever looks after its members."""

import io

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.home import open_formats
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for


def network_of(request: MemberRequest, slug: str) -> Network:
    return get_object_or_404(networks_for(request.user, needs=Permission.EDIT_MEMBERS), slug=slug)


@require_safe
def take_out(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What can be taken out, and what is in it."""
    network = network_of(request, network_slug)
    return render(request, "home/open_formats/take_out.html", {"network": network})


@require_safe
def file(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The file; it is made anew each time, and kept nowhere."""
    network = network_of(request, network_slug)
    made = io.BytesIO()
    open_formats.write_network(network, made, at=timezone.now())
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    name = f"{network.slug}-{timezone.localdate().isoformat()}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
