"""The public page Move your business here: what there is, a host, and four fields to write in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mikrovirk.accounts.limits import Limit
from mikrovirk.overview import words
from mikrovirk.overview.forms.newcomers import IntakeForm
from mikrovirk.overview.models import MovePage
from mikrovirk.overview.permissions import access_of
from mikrovirk.overview.queries import move_pages as queries
from mikrovirk.overview.queries.newcomers import public_host_of
from mikrovirk.overview.services import newcomers as services
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named
from mikrovirk.ui.charts import bars

TOO_MANY_REQUESTS = 429
WRITTEN_IN = Limit("move-here", 10)  # in ten minutes
FROM_QR = "qr"


def page_to_read(request: HttpRequest, code: str, place: str = "") -> MovePage:
    """The page; one that is not published is there for those who see inside the municipality."""
    found = queries.page_at(code, place) if code in MUNICIPALITIES else None
    if found is None or (found.published_at is None and not access_of(request.user).sees_inside(code)):
        raise Http404
    return found


def address_of(page: MovePage) -> str:
    """Where the page is on this site."""
    if page.slug:
        return reverse("overview:move_here_village", args=[page.municipality, page.slug])
    return reverse("overview:move_here", args=[page.municipality])


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def move_here(request: HttpRequest, code: str, place: str = "") -> HttpResponse:
    """What small businesses, networks and premises there are; posting writes to the host."""
    page = page_to_read(request, code, place)
    form = IntakeForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        if is_too_many(request):
            form.add_error(
                None,
                _("Many have written from here just now. Wait a few minutes and press again: what you typed is kept."),
            )
            status = TOO_MANY_REQUESTS
        else:
            by_qr = request.GET.get("from") == FROM_QR
            services.write_in(page, **form.cleaned_data, by_qr=by_qr, at=timezone.now())
            return redirect("overview:move_here_thanks", code)
    return render(request, "overview/move_here.html", context_of(page, form), status=status)


def context_of(page: MovePage, form: IntakeForm) -> dict[str, Any]:
    shown = queries.shown_on(page, now=timezone.now())
    found = shown.figures
    return {
        "page": page,
        "where": page.place or named(page.municipality),
        "municipality": named(page.municipality),
        "shown": shown,
        "figures": [
            (words.told(found[key].value, suppressed=found[key].suppressed), key)
            for key in ("micro_businesses", "sole_proprietors", "births", "moves_in")
        ]
        if found
        else [],
        "industries": bars([(words.section_short(section), count) for section, count in shown.industries]),
        "form": form,
        "wording": services.WORDING,
        "is_preview": page.published_at is None,
    }


def is_too_many(request: HttpRequest) -> bool:
    """Whether this internet address has written more in ten minutes than anybody has to write."""
    return not WRITTEN_IN.count(request)


@login_not_required
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """What happens now: the same words whoever wrote."""
    page = page_to_read(request, code)
    host = public_host_of(page.host)
    context = {"page": page, "municipality": named(code), "host": host}
    context["networks"] = queries.networks_in(code, now=timezone.now())
    return render(request, "overview/move_here_thanks.html", context)


def scanned_address(page: MovePage) -> str:
    """What a code on paper leads to: the page, which is told that it did."""
    return f"{settings.SITE_URL}{address_of(page)}?from={FROM_QR}"
