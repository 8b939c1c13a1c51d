"""A network's data in open formats, for whoever looks after its members."""

import tempfile

from django.http import FileResponse, HttpResponse
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
def file(request: MemberRequest, network_slug: str) -> FileResponse:
    """The file; it is made anew each time, and kept nowhere."""
    network = network_of(request, network_slug)
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    open_formats.write_network(network, made, at=timezone.now())
    made.seek(0)
    name = f"{network.slug}-{timezone.localdate().isoformat()}.zip"
    return FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")
