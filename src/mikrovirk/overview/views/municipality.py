"""The pages people look at: all municipalities on a map, one municipality, two areas side by side."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview import citing, headlines, showing
from mikrovirk.overview.asking import Asked
from mikrovirk.overview.choice_bar import choice_bar, chosen, municipality_options
from mikrovirk.overview.domain.figures import Choices
from mikrovirk.overview.laying import Laid, laid
from mikrovirk.overview.panels import BUILDERS, networks
from mikrovirk.overview.panels.country import area_map
from mikrovirk.overview.panels.parts import Panel
from mikrovirk.overview.panels.shown import Shown
from mikrovirk.overview.permissions import Access
from mikrovirk.overview.queries.networks import activity
from mikrovirk.overview.queries.shapes import municipality_shapes
from mikrovirk.overview.views.reading import access_to, asked_of, with_register
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named
from mikrovirk.register.queries.copies import Copy

Context = dict[str, object]
STANDS = ("places", "sizes", "groups")
CHANGES = ("years", "births", "survival", "moves", "transitions")
TRADES = ("industries",)


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
    context = {
        "panel": laid(map_of(asked, country, dict.fromkeys(own, 1)), asked, files=False, skip_links=False),
        "own": [(code, named(code)) for code in own],
        "choose_options": chosen(municipality_options(request.LANGUAGE_CODE), access.home),
        "stats": headlines.stats(country),
        "source": citing.source(copy),
    }
    return render(request, "overview/choose.html", context)


def map_of(asked: Asked, found: Shown, marks: dict[str, int]) -> Panel:
    query = asked.as_query(postcode=None, **{"with": None})
    return area_map(
        found.country,
        marks=marks,
        link=lambda code: f"/overview/{code}/{query}",
        outlines=municipality_shapes(),
    )


@require_safe
@with_register
def municipality(request: MemberRequest, code: str, *, copy: Copy) -> HttpResponse:
    """Everything about one municipality, or one postcode of it."""
    access = access_to(request, code)
    asked = asked_of(request, code, copy)
    found = showing.shown(asked, copy=copy)
    pieces = {key: laid(builder(found), asked) for key, builder in BUILDERS.items()}
    context = about(asked, found, copy, access) | {
        "stats": headlines.stats(found),
        "map": laid(map_of(asked, found, {code: 1}), asked),
        "stands": [pieces[key] for key in STANDS if not (key == "places" and asked.area.postcode)],
        "changes": [pieces[key] for key in CHANGES],
        "trades": [pieces[key] for key in TRADES],
        "certainty": pieces["certainty"],
        "networks": network_pieces(access, request, asked),
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
        "source": citing.source(copy),
        "day": citing.in_full(asked.on),
        "said_choices": citing.said_choices(asked.choices) if asked.choices != Choices() else "",
    }


def network_pieces(access: Access, request: MemberRequest, asked: Asked) -> list[Laid]:
    """What the networks do; nothing for who may not see inside the municipality."""
    if not access.sees_inside(asked.code) or asked.area.postcode:
        return []
    found = activity(asked.code, user=request.user, on=asked.on)
    return [laid(networks.each_network(found), asked), laid(networks.quarters(found), asked)]


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
    theirs = asked.elsewhere(asked.beside)
    pairs = [
        (panel.name, laid(panel, asked), laid(builder(two), theirs))
        for builder in BUILDERS.values()
        for panel in (builder(one),)
    ]
    marks = {area.municipality: at for at, area in ((2, asked.beside), (1, asked.area)) if area.municipality}
    context = about(asked, one, copy, access) | {
        "other": two.name,
        "table": headlines.side_by_side(one, two),
        "pairs": pairs,
        "map": laid(map_of(asked, one, marks), asked, files=False),
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
