"""Writing the public page for those who move here: its words, its villages, the premises, and the poster with the QR code."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview.forms.move_pages import MovePageForm, PremisesForm, VillagePageForm, slug_of
from mikrovirk.overview.models import MovePage, Premises
from mikrovirk.overview.queries import move_pages as queries
from mikrovirk.overview.queries.newcomers import hosts_in, public_host_of
from mikrovirk.overview.services import move_pages as services
from mikrovirk.overview.views.inside import Inside, inside, to_welcome
from mikrovirk.overview.views.move_here import address_of, scanned_address
from mikrovirk.register.domain.municipalities import named
from mikrovirk.ui import qr
from mikrovirk.ui.paper_page import as_pdf

WORDS = ("text", "host", "contact", "email", "phone")


@require_safe
def move_pages(request: MemberRequest, code: str) -> HttpResponse:
    """The page of the municipality, those of its villages, and the premises on them."""
    place = inside(request, code)
    pages = list(queries.pages_of(code))
    own = next((page for page in pages if not page.slug), None)
    context = {
        "place": place,
        "own": own,
        "villages": [(page, address_of(page)) for page in pages if page.slug],
        "own_address": address_of(own) if own else "",
        "premises": Premises.objects.filter(municipality=code, removed_at=None),
        "removed": Premises.objects.filter(municipality=code).exclude(removed_at=None)[:10],
    }
    return render(request, "overview/move_pages.html", context)


def initial_of(page: MovePage | None) -> dict[str, Any]:
    return {name: getattr(page, name) for name in (*WORDS, "place", "postcode")} if page else {}


@require_http_methods(["GET", "HEAD", "POST"])
def move_page_edit(request: MemberRequest, code: str) -> HttpResponse:
    """The words of the municipality's page."""
    place = to_welcome(request, code)
    own = queries.page_at(code, "")
    form = MovePageForm(
        request.POST if request.method == "POST" else None, hosts=hosts_in(code), initial=initial_of(own)
    )
    if not form.is_valid():
        return render(request, "overview/move_page_edit.html", {"place": place, "form": form, "page": own})
    services.write_page(code, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("It is kept."))
    return redirect("overview:move_pages", code)


@require_http_methods(["GET", "HEAD", "POST"])
def village_new(request: MemberRequest, code: str) -> HttpResponse:
    """A page for a village."""
    return village_page(request, to_welcome(request, code), None)


@require_http_methods(["GET", "HEAD", "POST"])
def village_edit(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Write a village's page anew."""
    place = to_welcome(request, code)
    return village_page(request, place, get_object_or_404(queries.pages_of(code).exclude(slug=""), pk=pk))


def village_page(request: MemberRequest, place: Inside, page: MovePage | None) -> HttpResponse:
    form = VillagePageForm(
        request.POST if request.method == "POST" else None,
        hosts=hosts_in(place.code),
        municipality=place.code,
        own=page,
        initial=initial_of(page),
    )
    if not form.is_valid():
        return render(
            request, "overview/move_page_edit.html", {"place": place, "form": form, "page": page, "is_village": True}
        )
    slug = slug_of(form.cleaned_data["place"])
    if page:
        services.rewrite(page, by=request.user, at=timezone.now(), slug=slug, **form.cleaned_data)
    else:
        services.write_page(place.code, slug=slug, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("It is kept."))
    return redirect("overview:move_pages", place.code)


@require_POST
def move_page_publish(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Let everybody see a page, or take it down."""
    to_welcome(request, code)
    page = get_object_or_404(queries.pages_of(code), pk=pk)
    if "down" in request.POST:
        services.take_down(page)
        messages.success(request, _("The page is taken down. Its words are kept."))
    else:
        services.publish(page, at=timezone.now())
        messages.success(request, _("Everybody can see the page now."))
    return redirect("overview:move_pages", code)


@require_safe
def poster(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """A sheet for the notice board: the QR code, the address and the host."""
    inside(request, code)
    page = get_object_or_404(queries.pages_of(code), pk=pk)
    context = {
        "page": page,
        "where": page.place or named(code),
        "municipality": named(code),
        "host": public_host_of(page.host),
        "qr": qr.as_source(scanned_address(page)),
        "address": request.build_absolute_uri(address_of(page)),
    }
    return as_pdf(request, "overview/paper_move_here.html", context, name=f"flyt-hertil-{page.slug or code}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def premises_new(request: MemberRequest, code: str) -> HttpResponse:
    """Put a place to work on the page."""
    place = to_welcome(request, code)
    form = PremisesForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "overview/premises_edit.html", {"place": place, "form": form})
    services.list_premises(code, on=timezone.localdate(), **form.cleaned_data)
    return redirect("overview:move_pages", code)


@require_http_methods(["GET", "HEAD", "POST"])
def premises_edit(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Write a place to work anew."""
    place = to_welcome(request, code)
    found = get_object_or_404(Premises, municipality=code, pk=pk)
    names = ("kind", "name", "place", "about", "website", "contact")
    form = PremisesForm(
        request.POST if request.method == "POST" else None, initial={name: getattr(found, name) for name in names}
    )
    if not form.is_valid():
        return render(request, "overview/premises_edit.html", {"place": place, "form": form, "premises": found})
    services.change_premises(found, **form.cleaned_data)
    return redirect("overview:move_pages", code)


@require_POST
def premises_remove(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Take a place off the page, or put it back."""
    to_welcome(request, code)
    found = get_object_or_404(Premises, municipality=code, pk=pk)
    if "put_back" in request.POST:
        services.put_back(found)
    else:
        services.remove_premises(found, at=timezone.now())
        messages.success(request, _("“%(name)s” is taken off the page.") % {"name": found.name})
    return redirect("overview:move_pages", code)
