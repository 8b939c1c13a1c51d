"""The figures to take along: each panel as a spreadsheet, a picture or a drawing; all of them in one workbook."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview.domain.figures import Area
from mikrovirk.overview.drawing import png, shapes, svg, tables
from mikrovirk.overview.page import headlines, showing
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.panels import BUILDERS, map_of, networks, panel
from mikrovirk.overview.panels.parts import Panel, Table
from mikrovirk.overview.permissions import Access
from mikrovirk.overview.queries.networks import activity
from mikrovirk.overview.queries.shapes import municipality_shapes
from mikrovirk.overview.views.reading import access_to, asked_of, with_register
from mikrovirk.overview.words import sources
from mikrovirk.register.queries.copies import Copy

ALL = "figures"
ENDINGS = ("csv", "xlsx", "json", "png", "svg")


@require_safe
@with_register
def panel_file(request: MemberRequest, code: str, key: str, ending: str, *, copy: Copy) -> HttpResponse:
    """One panel as a file; `key` "figures" is all of them. Every choice of the page counts."""
    access = access_to(request, code)
    if ending not in ENDINGS:
        raise Http404
    asked = asked_of(request, code, copy)
    found = showing.shown(asked, copy=copy)
    panels = panels_of(key, asked, request, access, copy)
    notes = sources.notes(copy, asked, found.name)
    name = f"{found.name}-{key}-{asked.on.isoformat()}".replace(" ", "-").lower()
    if ending in ("png", "svg"):
        return picture(panels[0], sources.below_picture(copy, asked, found.name), f"{name}.{ending}", ending)
    return numbers(panels, notes, name, ending)


def panels_of(key: str, asked: Asked, request: MemberRequest, access: Access, copy: Copy) -> list[Panel]:
    """The panels a file holds; what is not for the reader, or not there, is not found."""
    if key in networks.BUILDERS:
        if not access.sees_inside(asked.code):
            raise Http404
        return [networks.BUILDERS[key](activity(asked.code, user=request.user, on=asked.on))]
    found = showing.shown(asked, copy=copy)
    if key == "map":
        return [map_of(asked, found, {asked.code: 1}, municipality_shapes())]
    if key == ALL:
        summary = Panel(ALL, found.name, found.name, headline_table(asked, copy))
        return [summary, *(builder(found) for builder in BUILDERS.values())]
    if key not in BUILDERS:
        raise Http404
    return [panel(key, found)]


def headline_table(asked: Asked, copy: Copy) -> Table:
    found = showing.shown(asked, copy=copy, years=False)
    country = showing.shown(asked.elsewhere(Area()), copy=copy, years=False)
    return headlines.one_table(found, country)


def numbers(panels: Sequence[Panel], notes: Sequence[str], name: str, ending: str) -> HttpResponse:
    """Tables as a file; several in CSV stand in it one after the other, each with its name above."""
    if ending == "json":
        answer: HttpResponse = JsonResponse(
            {"about": list(notes), "panels": [tables.as_plain(each) for each in panels]},
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
    elif ending == "xlsx":
        answer = HttpResponse(tables.as_xlsx(panels, notes), content_type=tables.XLSX)
    else:
        answer = HttpResponse(tables.as_csv(panels, notes), content_type=tables.CSV)
    return to_keep(answer, f"{name}.{ending}")


def picture(found: Panel, below: str, name: str, ending: str) -> HttpResponse:
    """The chart with its finding above and its source below."""
    drawn = found.picture
    if drawn is None:
        raise Http404
    drawing = shapes.headed(drawn, title=found.title, source=below)
    if ending == "svg":
        return to_keep(HttpResponse(svg.as_file(drawing), content_type="image/svg+xml"), name)
    return to_keep(HttpResponse(png.as_png(drawing), content_type="image/png"), name)


def to_keep(answer: HttpResponse, name: str) -> HttpResponse:
    safe = "".join(letter for letter in name if letter.isalnum() or letter in "-.")
    answer.headers["Content-Disposition"] = content_disposition_header(True, safe) or "attachment"
    return answer


@require_safe
@with_register
def compare_file(request: MemberRequest, code: str, ending: str, *, copy: Copy) -> HttpResponse:
    """The two areas side by side as a spreadsheet; beside the country where no other was chosen."""
    access_to(request, code)
    asked = asked_of(request, code, copy)
    if ending not in ("csv", "xlsx"):
        raise Http404
    one, two = showing.both(asked, copy=copy)
    panels = [Panel(title, title, title, table) for title, table in headlines.compared(one, two)]
    notes = sources.notes(copy, asked, f"{one.name} – {two.name}")
    return numbers(panels, notes, f"{one.name}-{two.name}-{asked.on.isoformat()}".replace(" ", "-").lower(), ending)
