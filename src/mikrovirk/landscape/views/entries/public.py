"""The register of networks and offers for everybody: as a list, on a map, as a matrix, and one entry's own page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mikrovirk.landscape.drawing.entries import map_of
from mikrovirk.landscape.forms.entry_link import LinkForm
from mikrovirk.landscape.models import Entry
from mikrovirk.landscape.queries.asked import EVERYWHERE
from mikrovirk.landscape.queries.entries import listing
from mikrovirk.landscape.queries.entries.matrix import BY_KIND, WAYS, served_in
from mikrovirk.landscape.queries.entries.next_held import coming_of
from mikrovirk.landscape.services.entries import asking
from mikrovirk.landscape.views.entries.asking import about, entries_asked, title_of
from mikrovirk.landscape.views.entries.served_words import said_of
from mikrovirk.networks.queries import keeping_of
from mikrovirk.register.domain.municipalities import danish_order, named

ON_A_MAP_AT_MOST = 2_000


@login_not_required
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Which municipality; straight on where there is only one, or where the reader keeps one."""
    codes = sorted(listing.municipalities(), key=lambda code: danish_order(named(code)))
    kept = keeping_of(request.user).codes
    if len(codes) == 1 or kept:
        return redirect("landscape:entries", kept[0] if kept else codes[0])
    places = [(code, named(code), sum(listing.counts_of(code).values())) for code in codes]
    return render(request, "landscape/entries/choose.html", {"places": places})


@login_not_required
@require_safe
def entries(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the choices leave, by name; 30 a page."""
    asked = entries_asked(request, code)
    now = timezone.now()
    page = Paginator(listing.with_activity(listing.entries_in(asked), now), listing.PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = about(request, asked, "entries") | {"page": page, "entries": listing.shown_of(page, now)}
    return render(request, "landscape/entries/list.html", context)


@login_not_required
@require_safe
def on_a_map(request: HttpRequest, code: str) -> HttpResponse:
    """The same on a map of our own drawing, with the towns in which there is nothing."""
    asked = entries_asked(request, code)
    now = timezone.now()
    rows = listing.with_activity(listing.entries_in(asked), now)[:ON_A_MAP_AT_MOST]
    context = about(request, asked, "entries_map") | {"map": map_of(listing.shown_of(rows, now), asked)}
    return render(request, "landscape/entries/map.html", context)


@login_not_required
@require_safe
def who_is_served(request: HttpRequest, code: str) -> HttpResponse:
    """Who is served by what, by kind, by town or by trade; what is missing and what overlaps is said in words."""
    asked = entries_asked(request, code)
    by = request.GET.get("by", BY_KIND)
    if by not in WAYS:
        raise Http404
    language = get_language() or "da"
    served = served_in(code, by)
    here = reverse("landscape:entries_matrix", args=[code])
    context = about(request, asked, "entries_matrix") | {
        "by": by,
        "ways": [
            {"label": label, "url": f"{here}?by={way}", "current": way == by}
            for way, label in zip(WAYS, (_("By kind"), _("By town"), _("By trade")), strict=True)
        ],
        "served": served,
        "said": said_of(served, by, language),
    }
    return render(request, "landscape/entries/matrix.html", context)


def shown_entry(pk: int) -> Entry:
    """An entry that is not taken out, with its activity; raise Http404."""
    rows = listing.with_activity(Entry.objects.filter(removed_at=None), timezone.now())
    return get_object_or_404(rows.select_related("network", "feed"), pk=pk)


@login_not_required
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One network's or offer's own page."""
    return entry_page(request, shown_entry(pk), LinkForm())


def entry_page(request: HttpRequest, row: Entry, form: LinkForm) -> HttpResponse:
    now = timezone.now()
    (found,) = listing.shown_of([row], now)
    code = found.codes[0] if found.codes else EVERYWHERE
    kept = [each for each in found.codes if each in keeping_of(request.user)]
    context = {
        "entry": found,
        "row": row,
        "code": code,
        "title": title_of(code),
        "municipalities": [named(each) for each in found.codes],
        "coming": coming_of(row, now=now),
        "keep_url": reverse("landscape:entry_keep", args=[kept[0], row.pk]) if kept else "",
        "form": form,
    }
    return render(request, "landscape/entries/entry.html", context)


@login_not_required
@require_http_methods(["POST"])
def yours(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever looks after it asks for their link: it goes to the address we have, and nobody learns which that is."""
    row = shown_entry(pk)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return entry_page(request, row, form)
    asking.send_link(row, email=form.cleaned_data["email"], at=timezone.now())
    messages.success(request, _("If that is the address we have, the link is on its way to it."))
    return redirect("landscape:entry", pk)
