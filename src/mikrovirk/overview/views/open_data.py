"""What everybody may have: the figures of every municipality as open data, and how each of them is counted."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mikrovirk.overview.page import open_rows
from mikrovirk.overview.page.showing import copy_now
from mikrovirk.overview.queries.definitions import all_in_words
from mikrovirk.overview.queries.figures import NoCopy
from mikrovirk.overview.words import sources
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, REGIONS, of_region

ALL = "municipalities"


@login_not_required
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """Every indicator: what it says, how it is counted, and who defined it so."""
    return render(request, "overview/definitions.html", {"definitions": all_in_words()})


@login_not_required
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is to take, in which form, and under which licence."""
    try:
        copy = copy_now()
    except NoCopy:
        copy = None
    context = {
        "copy": copy,
        "source": sources.source(copy) if copy else "",
        "licence": sources.LICENCE,
        "regions": [(region, of_region(region)) for region in REGIONS],
        "columns": open_rows.columns(),
        "definitions": all_in_words(),
        "here": request.build_absolute_uri(request.path),
    }
    return render(request, "overview/open_data.html", context)


@login_not_required
@require_safe
def open_file(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """One file of open data: all municipalities on the newest day, or one through the years."""
    if ending not in ("csv", "json") or (name != ALL and name not in MUNICIPALITIES):
        raise Http404
    try:
        copy = copy_now()
    except NoCopy:
        raise Http404 from None
    rows = open_rows.newest_of_all(copy) if name == ALL else open_rows.through_the_years(copy, name)
    if ending == "json":
        about = open_rows.about(copy)
        answer: HttpResponse = JsonResponse({**about, "rows": rows}, json_dumps_params={"ensure_ascii": False})
    else:
        answer = HttpResponse(open_rows.as_csv(rows), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="mikrovirk-{name}-{copy.as_of.isoformat()}.{ending}"'
    answer.headers["Access-Control-Allow-Origin"] = "*"  # open to other sites' scripts as well
    return answer
