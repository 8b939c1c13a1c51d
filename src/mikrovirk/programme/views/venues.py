"""Where meetings are held."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.programme import attached
from mikrovirk.programme.forms.meetings import VenueForm
from mikrovirk.programme.models import Venue
from mikrovirk.programme.queries import meetings as meeting_queries
from mikrovirk.programme.services import venues as venue_services
from mikrovirk.programme.views.rows import network_to_plan, tabs


@require_safe
def venues(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    found = meeting_queries.venues_with_counts(network)
    return render(
        request, "programme/venues.html", {"network": network, "tabs": tabs(network, "venues"), "venues": found}
    )


def venue_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        venue_services.add_venue(network, **form.cleaned_data)
        messages.success(request, _("“%(name)s” is added.") % {"name": form.cleaned_data["name"]})
        return redirect("programme:venues", network_slug)
    return render(request, "programme/venue_edit.html", {"network": network, "form": form})


def venue_edit(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    venue = get_object_or_404(Venue, network=network, pk=pk)
    form = VenueForm(request.POST) if request.method == "POST" else VenueForm.of(venue)
    if request.method == "POST" and form.is_valid():
        venue_services.change_venue(venue, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("“%(name)s” is saved.") % {"name": venue.name})
        return redirect("programme:venues", network_slug)
    context = {"network": network, "form": form, "venue": venue, "notes": attached.notes_about(venue)}
    return render(request, "programme/venue_edit.html", context)


@require_POST
def venue_remove(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_to_plan(request, network_slug)
    venue = get_object_or_404(Venue, network=network, pk=pk)
    try:
        venue_services.remove_venue(venue, at=timezone.now())
    except venue_services.VenueInUse:
        messages.error(request, _("A coming meeting is to be held there. Move it to another venue first."))
    else:
        messages.success(request, _("The venue is removed."))
    return redirect("programme:venues", network_slug)
