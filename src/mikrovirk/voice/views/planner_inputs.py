"""What the season planner is told: speakers with their topics and days, venues with theirs."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import may
from mikrovirk.programme.models import Venue
from mikrovirk.voice.forms.planner_inputs import PeriodForm, SpeakerForm, VenueHoursForm
from mikrovirk.voice.models import Speaker, SpeakerAway
from mikrovirk.voice.queries import planner_inputs
from mikrovirk.voice.queries.earlier_speakers import earlier_speakers
from mikrovirk.voice.queries.planner_inputs import Place
from mikrovirk.voice.services import planner_inputs as input_services
from mikrovirk.voice.services.planner_inputs import periods
from mikrovirk.voice.views.planner_rows import to_plan, to_read

PER_PAGE = 30


# --- speakers --------------------------------------------------------------------------------------------------------


@require_safe
def speakers(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Who can speak, on what and how often; and those of earlier talks to take over."""
    network = to_read(request, network_slug)
    found = planner_inputs.speakers_of(network, only_active=False).order_by("-is_active", "name", "pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    edits = may(request.user, Permission.EDIT_PROGRAMME, network)
    context = {
        "network": network,
        "page": page,
        "speakers": page.object_list,
        "edits": edits,
        "earlier": earlier_speakers(network) if edits else [],
        "today": timezone.localdate(),
    }
    return render(request, "voice/planner_speakers.html", context)


@require_POST
def speakers_take_over(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Add the speakers of earlier talks: one of them (`talk`), or all."""
    network = to_plan(request, network_slug)
    wanted = request.POST.get("talk")
    found = [each for each in earlier_speakers(network) if wanted in (None, each.key)]
    count = len(input_services.take_over(network, found))
    words = ngettext("One speaker is taken over.", "%(count)s speakers are taken over.", count) % {"count": count}
    messages.success(request, words)
    return redirect("voice:planner_speakers", network_slug)


def speaker_new(request: MemberRequest, network_slug: str) -> HttpResponse:
    network = to_plan(request, network_slug)
    form = SpeakerForm(request.POST or None, network=network)
    if request.method == "POST" and form.is_valid():
        speaker = input_services.save_speaker(network, **form.cleaned_data)
        messages.success(request, _("“%(name)s” is added.") % {"name": speaker.name})
        return redirect("voice:planner_speaker", network_slug, speaker.pk)
    return render(request, "voice/planner_speaker.html", {"network": network, "form": form})


def speaker(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One speaker: what they can speak on, and when they cannot come."""
    network = to_plan(request, network_slug)
    found = get_object_or_404(Speaker, network=network, pk=pk)
    form = SpeakerForm(request.POST, network=network) if request.method == "POST" else SpeakerForm.of(found)
    if request.method == "POST" and form.is_valid():
        input_services.save_speaker(network, speaker=found, **form.cleaned_data)
        messages.success(request, _("“%(name)s” is saved.") % {"name": form.cleaned_data["name"]})
        return redirect("voice:planner_speakers", network_slug)
    return speaker_page(request, network, found, form=form)


def speaker_page(request: MemberRequest, network: Network, found: Speaker, **forms: Any) -> HttpResponse:
    context = {
        "network": network,
        "speaker": found,
        "form": forms.get("form") or SpeakerForm.of(found),
        "away_form": forms.get("away_form") or PeriodForm(),
        "away": found.away.all(),
    }
    return render(request, "voice/planner_speaker.html", context)


@require_POST
def speaker_away(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Days on which they cannot come."""
    network = to_plan(request, network_slug)
    found = get_object_or_404(Speaker, network=network, pk=pk)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return speaker_page(request, network, found, away_form=form)
    input_services.add_away(found, form.cleaned_data["first_date"], form.cleaned_data["last_date"])
    return redirect("voice:planner_speaker", network_slug, pk)


@require_POST
def speaker_here(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """They can come after all."""
    network = to_plan(request, network_slug)
    away = get_object_or_404(SpeakerAway, speaker__network=network, pk=pk)
    away.delete()
    return redirect("voice:planner_speaker", network_slug, away.speaker_id)


@require_POST
def speaker_put_away(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = to_plan(request, network_slug)
    found = get_object_or_404(Speaker, network=network, pk=pk)
    input_services.put_away(found)
    messages.success(request, _("“%(name)s” is no longer planned with.") % {"name": found.name})
    return redirect("voice:planner_speakers", network_slug)


@require_POST
def speaker_bring_back(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = to_plan(request, network_slug)
    found = get_object_or_404(Speaker, network=network, pk=pk)
    input_services.bring_back(found)
    messages.success(request, _("“%(name)s” is planned with again.") % {"name": found.name})
    return redirect("voice:planner_speakers", network_slug)


# --- venues ----------------------------------------------------------------------------------------------------------


@require_safe
def venues(request: MemberRequest, network_slug: str) -> HttpResponse:
    """The venues with when they can be had."""
    network = to_read(request, network_slug)
    found = planner_inputs.places_of(network, only_active=False)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "network": network,
        "page": page,
        "places": [
            (place, weekdays_in_words(place), periods(day for day in place.closed if day >= today))
            for place in page.object_list
        ],
        "edits": may(request.user, Permission.EDIT_PROGRAMME, network),
    }
    return render(request, "voice/planner_venues.html", context)


def weekdays_in_words(place: Place) -> str:
    """ "mandag, onsdag"; empty for any day."""
    return ", ".join(str(WEEKDAYS[day]) for day in place.weekdays)


def venue(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """One venue: places, weekdays, part of the municipality, days on which it is closed."""
    network = to_plan(request, network_slug)
    place = place_of(network, pk)
    form = VenueHoursForm(request.POST) if request.method == "POST" else VenueHoursForm.of(place)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        input_services.save_hours(
            place.venue,
            area=cleaned["area"],
            weekdays=[int(day) for day in cleaned["weekdays"]],
            is_active=cleaned["is_active"],
            capacity=cleaned["capacity"],
            at=timezone.now(),
        )
        messages.success(request, _("“%(name)s” is saved.") % {"name": place.venue.name})
        return redirect("voice:planner_venues", network_slug)
    return venue_page(request, network, place, form=form)


def place_of(network: Network, pk: int) -> Place:
    return Place.of(get_object_or_404(Venue.objects.select_related("hours"), network=network, pk=pk))


def venue_page(request: MemberRequest, network: Network, place: Place, **forms: Any) -> HttpResponse:
    context = {
        "network": network,
        "place": place,
        "form": forms.get("form") or VenueHoursForm.of(place),
        "closed_form": forms.get("closed_form") or PeriodForm(),
        "closed": periods(place.closed),
    }
    return render(request, "voice/planner_venue.html", context)


@require_POST
def venue_close(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Days on which the house is closed; with `open` they are taken back."""
    network = to_plan(request, network_slug)
    place = place_of(network, pk)
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return venue_page(request, network, place, closed_form=form)
    first, last = form.cleaned_data["first_date"], form.cleaned_data["last_date"]
    if "open" in request.POST:
        input_services.open_again(place.venue, first, last)
        messages.success(request, _("It can be had again from %(day)s.") % {"day": dates.day(first)})
    else:
        input_services.close(place.venue, first, last)
    return redirect("voice:planner_venue", network_slug, pk)
