"""The pages people look at: all municipalities on a map, one municipality, two areas side by side."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.landscape.queries.entries.listing import counts_of
from mikrovirk.overview.domain.figures import Choices
from mikrovirk.overview.page import headlines, showing
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.page.choice_bar import choice_bar, chosen, municipality_options
from mikrovirk.overview.page.pieces import now, pairs, pieces, written
from mikrovirk.overview.panels import map_of, networks
from mikrovirk.overview.panels.shown import Shown
from mikrovirk.overview.permissions import Access
from mikrovirk.overview.queries.networks import activity
from mikrovirk.overview.queries.shapes import municipality_shapes
from mikrovirk.overview.views.reading import access_to, asked_of, with_register
from mikrovirk.overview.words import sources
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named
from mikrovirk.register.queries.copies import Copy

Context = dict[str, object]


@require_safe
@with_register
def choose(request: MemberRequest, *, copy: Copy) -> HttpResponse:
    """All municipalities on a map; pressing one opens its page."""
    access = access_to(request)
    if code := request.GET.get("go", ""):
        return redirect("overview:municipality", code) if code in MUNICIPALITIES else redirect("overview:choose")
    asked = asked_of(request, "", copy)
    country = showing.shown(asked, copy=copy, years=False)
    own = sorted(access.inside)
    panel = map_of(asked, country, dict.fromkeys(own, 1), municipality_shapes())
    context = {
        "map": written(panel, asked, level=2, files=False, keyed=True),
        "own": [(code, named(code)) for code in own],
        "choose_options": chosen(municipality_options(request.LANGUAGE_CODE), access.home),
        "stats": headlines.stats(country),
        "source": sources.source(copy),
    }
    return render(request, "overview/choose.html", context)


@require_safe
@with_register
def municipality(request: MemberRequest, code: str, *, copy: Copy) -> HttpResponse:
    """Everything about one municipality, or one postcode of it."""
    access = access_to(request, code)
    asked = asked_of(request, code, copy)
    found = showing.shown(asked, copy=copy, years=False)
    context = about(asked, found, copy, access) | {
        "stats": headlines.stats(found),
        "pieces": pieces(asked, now(copy)),
        "networks": network_pieces(access, request, asked),
        "entry_count": sum(counts_of(code).values()) if not asked.area.postcode else 0,
        "all_files": all_files(code, asked),
        "here": request.build_absolute_uri(request.path + asked.as_query()),
        "compare_url": reverse("overview:compare", args=[code]) + asked.as_query(),
    }
    return render(request, "overview/municipality.html", context)


def about(asked: Asked, found: Shown, copy: Copy, access: Access) -> Context:
    """What the page of one area and that of two have in common."""
    return {
        "code": asked.code,
        "name": found.name,
        "municipality": named(asked.code),
        "asked": asked,
        "inside": access.sees_inside(asked.code),
        "bar": choice_bar(asked, found.own, newest=copy.as_of.isoformat()),
        "source": sources.source(copy),
        "day": sources.in_full(asked.on),
        "said_choices": sources.said_choices(asked.choices) if asked.choices != Choices() else "",
    }


def network_pieces(access: Access, request: MemberRequest, asked: Asked) -> list[SafeString]:
    """What the networks do; nothing for who may not see inside the municipality."""
    if not access.sees_inside(asked.code) or asked.area.postcode:
        return []
    found = activity(asked.code, user=request.user, on=asked.on)
    return [written(build(found), asked) for build in networks.BUILDERS.values()]


def all_files(code: str, asked: Asked) -> dict[str, str]:
    query = asked.as_query(**{"with": None})
    return {
        ending: reverse("overview:panel_file", args=[code, "figures", ending]) + query
        for ending in ("xlsx", "csv", "json")
    }


@require_safe
@with_register
def compare(request: MemberRequest, code: str, *, copy: Copy) -> HttpResponse:
    """Two areas side by side, on the same scales."""
    access = access_to(request, code)
    asked = asked_of(request, code, copy)
    if asked.beside is None or asked.beside == asked.area:
        alone = showing.shown(asked, copy=copy, years=False)
        return render(request, "overview/compare.html", about(asked, alone, copy, access))
    one, two = showing.both(asked, copy=copy)
    country_map, both = pairs(asked, now(copy))
    context = about(asked, one, copy, access) | {
        "other": two.name,
        "table": headlines.side_by_side(one, two),
        "map": country_map,
        "pairs": both,
        "here": request.build_absolute_uri(request.path + asked.as_query()),
        "files": {
            ending: reverse("overview:compare_file", args=[code, ending]) + asked.as_query()
            for ending in ("xlsx", "csv")
        },
        "other_url": reverse("overview:municipality", args=[asked.beside.municipality])
        if asked.beside.municipality
        else "",
    }
    return render(request, "overview/compare.html", context)
