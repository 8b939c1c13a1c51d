"""Good to know: what coordinators and the steering group write down for whoever takes over."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks import queries, services
from mikrovirk.networks.forms import NoteForm
from mikrovirk.networks.models import KnowHow, Network
from mikrovirk.networks.permissions import Permission


def steered(request: MemberRequest, network_slug: str) -> Network:
    """The network, for those who may write; else 404."""
    return get_object_or_404(queries.networks_for(request.user, needs=Permission.STEER), slug=network_slug)


def note_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Write something down."""
    network = steered(request, network_slug)
    return note_page(request, network, KnowHow(network=network))


def note_edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Change what is written down."""
    network = steered(request, network_slug)
    return note_page(request, network, get_object_or_404(queries.know_how_of(network), pk=pk))


def note_page(request: MemberRequest, network: Network, note: KnowHow) -> HttpResponse:
    form = NoteForm(request.POST or None, instance=note)
    if request.method == "POST" and form.is_valid():
        services.save_note(form.save(commit=False), by=request.user, at=timezone.now())
        messages.success(request, _("Written down."))
        return to_handover(network)
    context = {"network": network, "form": form, "is_new": note.pk is None}
    return render(request, "networks/note.html", context, status=422 if form.errors else 200)


@require_POST
def note_remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Take it away; the page then offers to put it back."""
    network = steered(request, network_slug)
    note = get_object_or_404(queries.know_how_of(network), pk=pk)
    services.remove_note(note, at=timezone.now())
    return redirect(f"{reverse('home:handover', args=[network.slug])}?removed={note.pk}")


@require_POST
def note_put_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Undo that."""
    network = steered(request, network_slug)
    services.put_note_back(get_object_or_404(KnowHow, network=network, pk=pk))
    messages.success(request, _("It is back."))
    return to_handover(network)


def to_handover(network: Network) -> HttpResponseRedirect:
    return redirect(reverse("home:handover", args=[network.slug]) + "#notes")
