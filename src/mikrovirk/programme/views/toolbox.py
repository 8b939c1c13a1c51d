"""Værktøjskassen: slides, links and checklists from the talks, searchable, with a first page for the newly started."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import has_part, may, networks_for
from mikrovirk.programme.forms.talks import OwnMaterialForm, ToolboxForm
from mikrovirk.programme.models import Material
from mikrovirk.programme.queries import talks as talk_queries
from mikrovirk.programme.services import talks as talk_services
from mikrovirk.programme.views.rows import network_to_plan
from mikrovirk.programme.views.talks import as_download, keep_material

PER_PAGE = 30


def network_with_toolbox(request: MemberRequest, network_slug: str) -> Network:
    """The network, if the reader is in it and the toolbox is switched on."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.SEE_NETWORK), slug=network_slug)
    if not has_part(network, "toolbox"):
        raise Http404
    return network


@require_safe
def toolbox(request: MemberRequest, network_slug: str) -> HttpResponse:
    """First what the newly started need; with a word or a topic, what is found."""
    network = network_with_toolbox(request, network_slug)
    now = timezone.now()
    form = ToolboxForm(request.GET or None, network=network)
    words, topic = "", None
    if form.is_bound and form.is_valid():
        words, topic = form.cleaned_data["q"], form.cleaned_data["topic"]
    searching = bool(words or topic)
    found = talk_queries.found_materials(network, words=words, topic=topic, now=now)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "form": form,
        "searching": searching,
        "page": page,
        "shelves": talk_queries.shelves_of(list(page.object_list)),
        "newly_started": []
        if searching
        else talk_queries.shelves_of(talk_queries.for_the_newly_started(network, now=now)),
        "topics": [] if searching else list(talk_queries.topics_in_toolbox(network, now=now)),
        "may_add": may(request.user, Permission.EDIT_PROGRAMME, network),
    }
    return render(request, "programme/toolbox.html", context)


@require_safe
def material_file(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse | FileResponse:
    """A file from the toolbox; for the coordinator also one that is not there yet."""
    network = get_object_or_404(networks_for(request.user, needs=Permission.SEE_NETWORK), slug=network_slug)
    files = Material.objects.filter(kind=Material.Kind.FILE, talk__network=network)
    if not may(request.user, Permission.EDIT_PROGRAMME, network):
        network_with_toolbox(request, network_slug)
        files = talk_queries.materials_of(network, now=timezone.now()).filter(kind=Material.Kind.FILE)
    return as_download(get_object_or_404(files, pk=pk))


def toolbox_add(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Something for the toolbox that belongs to no talk here."""
    network = network_to_plan(request, network_slug)
    if not has_part(network, "toolbox"):
        raise Http404
    form = OwnMaterialForm(request.POST or None, request.FILES or None, network=network)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        talk = talk_services.add_to_toolbox(
            network, topic=cleaned["topic"], title=cleaned["title"], by=cleaned["by"], at=timezone.now()
        )
        keep_material(talk, form)
        messages.success(request, _("“%(title)s” lies in the toolbox.") % {"title": cleaned["title"]})
        return redirect("programme:toolbox", network_slug)
    return render(request, "programme/toolbox_add.html", {"network": network, "form": form})
