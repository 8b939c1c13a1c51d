"""The office's page of de minimis aid: what the central register is to be told, the export, and the rates."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.de_minimis import RateForm, RegisteredForm
from mikrovirk.fund.given_files import as_csv
from mikrovirk.fund.models import EuroRate
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import de_minimis as queries
from mikrovirk.fund.services import de_minimis as services
from mikrovirk.fund.views.office_where import office_of

P = FundPermission
RATES_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def aid(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """What was granted and is to be told, by when; posting keeps the rate of a day."""
    office = office_of(request, fund_slug, needs=P.HANDLE_CASES)
    form = RateForm(request.POST or None, initial={"date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.set_rate(
                given["date"], given["dkk_per_100_eur"], source=given["source"], by=request.user, at=timezone.now()
            )
        except services.RateUsed:
            form.add_error("date", _("A grant was reckoned with the rate of that day, so it stands."))
        else:
            messages.success(request, _("The rate is saved."))
            return redirect("fund:office_aid", fund_slug)
    today = timezone.localdate()
    context = {
        "office": office,
        "fund": office.fund,
        "waiting": list(queries.to_register(office.fund)),
        "told": list(queries.grants_of(office.fund).exclude(registered_date__isnull=True, void_date__isnull=True)),
        "today": today,
        "rate": queries.rate_on(today),
        "rates": list(EuroRate.objects.all()[:RATES_SHOWN]),
        "form": form,
        "registered_form": RegisteredForm(),
    }
    return render(request, "fund/office/aid.html", context)


@require_safe
def aid_csv(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """The lines for the central register; `?all` also those it has been told."""
    office = office_of(request, fund_slug, needs=P.HANDLE_CASES)
    rows = queries.grants_of(office.fund) if "all" in request.GET else queries.to_register(office.fund)
    name = f"de-minimis-{office.fund.slug}-{timezone.localdate().isoformat()}.csv"
    return HttpResponse(
        as_csv(queries.HEADINGS, queries.register_rows(rows)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
def registered(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The register was told of a grant, or what it asks for is filled in."""
    office = office_of(request, fund_slug, needs=P.HANDLE_CASES)
    grant = get_object_or_404(queries.to_register(office.fund), pk=pk)
    form = RegisteredForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("fund:office_aid", fund_slug)
    if code := form.cleaned_data["industry_code"]:
        services.set_industry_code(grant, code)
    if reference := form.cleaned_data["reference"]:
        services.mark_registered(grant, reference=reference, by=request.user, on=timezone.localdate())
    messages.success(request, _("Noted."))
    return redirect("fund:office_aid", fund_slug)
