"""What a fund gave and what came of it: the page, the open data, and the figures for the municipality."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund import given_files
from mikrovirk.fund.forms.cases import StatisticsFilter
from mikrovirk.fund.models import Call
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import given as queries
from mikrovirk.fund.queries.statistics import statistics_of
from mikrovirk.fund.views.office_where import office_of
from mikrovirk.fund.views.where import fund_called
from mikrovirk.register.domain.municipalities import named

PER_PAGE = 30


@login_not_required
@require_safe
def given(request: HttpRequest, fund_slug: str) -> HttpResponse:
    """Every grant, newest first, with what came of it."""
    fund = fund_called(fund_slug)
    page = Paginator(queries.grants_of(fund).order_by("-at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(each, queries.recipient_of(each.application)) for each in queries.given(list(page.object_list))]
    calls = fund.calls.filter(state=Call.State.DECIDED).order_by("-decided_at")
    return render(request, "fund/open/given.html", {"fund": fund, "page": page, "rows": rows, "calls": calls})


@login_not_required
@require_safe
def given_picture(_request: HttpRequest, fund_slug: str, pk: int) -> FileResponse:
    """The picture of a report that may be shown."""
    fund = fund_called(fund_slug)
    report = get_object_or_404(queries.published_reports(fund).exclude(picture=""), application=pk)
    answer = FileResponse(report.picture.open("rb"), content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@login_not_required
@require_safe
def open_data(request: HttpRequest, fund_slug: str) -> HttpResponse:
    """What the files hold, column by column."""
    fund = fund_called(fund_slug)
    context = {"fund": fund, "columns": given_files.columns(), "licence": given_files.LICENCE}
    return render(request, "fund/open/open_data.html", context)


@login_not_required
@require_safe
def given_file(_request: HttpRequest, fund_slug: str, ending: str) -> HttpResponse:
    """What was given, as open data."""
    fund = fund_called(fund_slug)
    if ending == "json":
        answer: HttpResponse = JsonResponse(given_files.given_as_plain(fund), json_dumps_params={"ensure_ascii": False})
    elif ending == "csv":
        answer = as_file(given_files.given_as_csv(fund), f"{fund.slug}.csv")
    else:
        raise Http404
    answer.headers["Access-Control-Allow-Origin"] = "*"  # open to other sites' scripts as well
    return answer


def as_file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def statistics(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Reach, newcomers, cost and spread, for the fund's people and the municipality's."""
    office = office_of(request, fund_slug, needs=FundPermission.SEE_FIGURES)
    form = StatisticsFilter(request.GET, fund=office.fund)
    call = form.cleaned_data["call"] if form.is_valid() else None
    found = statistics_of(office.fund, call)
    context = {
        "fund": office.fund,
        "office": office,
        "tabs": office.tabs("statistics"),
        "form": form,
        "call": call,
        "found": found,
        "municipalities": [(named(each.key), each) for each in found.municipalities],
    }
    return render(request, "fund/office/statistics.html", context)


@require_safe
def statistics_file(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """The same figures, call by call, for a spreadsheet."""
    office = office_of(request, fund_slug, needs=FundPermission.SEE_FIGURES)
    return as_file(given_files.figures_as_csv(office.fund), f"{office.fund.slug}-tal.csv")
