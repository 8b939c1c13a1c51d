"""A fund is made, changed, and its people get their roles."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.models import User
from mikrovirk.fund.forms.funds import FundForm, NewFundForm, RoleForm
from mikrovirk.fund.models import FundRole
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries.funds import in_force
from mikrovirk.fund.services import funds as services
from mikrovirk.fund.views.office_where import Office, office_of


def only_administrator(user: User) -> None:
    if not user.is_administrator:
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def fund_new(request: MemberRequest) -> HttpResponse:
    """Make a fund; only the installation's administrator does."""
    only_administrator(request.user)
    form = NewFundForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "fund/office/fund_new.html", {"form": form})
    fund = services.found_fund(
        form.columns(),
        caseworker=form.cleaned_data["caseworker"],
        caseworker_name=form.cleaned_data["caseworker_name"],
        by=request.user,
        at=timezone.now(),
        on=timezone.localdate(),
    )
    messages.success(request, _("The fund is made, and the caseworker has a mail on the way."))
    return redirect("fund:fund", fund.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def fund_edit(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Change what the fund's page says, and who works in it."""
    office = office_of(request, fund_slug, needs=FundPermission.EDIT_CALLS)
    form = FundForm(request.POST if request.method == "POST" else None, instance=office.fund)
    if not form.is_valid():
        return fund_page(request, office, form, RoleForm())
    services.change_fund(office.fund, form.columns())
    messages.success(request, _("Saved."))
    return redirect("fund:fund_edit", fund_slug)


def fund_page(request: MemberRequest, office: Office, form: FundForm, role_form: RoleForm) -> HttpResponse:
    roles = list(office.fund.roles.filter(in_force()).select_related("user").order_by("name", "user__full_name"))
    context = {"office": office, "fund": office.fund, "tabs": office.tabs("fund_edit"), "form": form}
    return render(request, "fund/office/fund_edit.html", context | {"roles": roles, "role_form": role_form})


@require_POST
def fund_close(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Close the fund, or let it go on."""
    office = office_of(request, fund_slug, needs=FundPermission.EDIT_CALLS)
    if office.fund.closed_at:
        services.open_fund_again(office.fund)
        messages.success(request, _("The fund goes on."))
        return redirect("fund:fund_edit", fund_slug)
    try:
        services.close_fund(office.fund, at=timezone.now())
    except services.StillRunning:
        messages.error(request, _("A call still runs, or money that was granted is not paid. See to that first."))
    else:
        messages.success(request, _("The fund is closed. Everything it did can still be read."))
    return redirect("fund:fund_edit", fund_slug)


@require_POST
def role_give(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """Let somebody do something in the fund."""
    office = office_of(request, fund_slug, needs=FundPermission.EDIT_CALLS)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return fund_page(request, office, FundForm(instance=office.fund), form)
    role = services.give_role(
        office.fund,
        form.cleaned_data["email"],
        form.cleaned_data["name"],
        full_name=form.cleaned_data["full_name"],
        by=request.user,
        at=timezone.now(),
        on=timezone.localdate(),
    )
    words = {"name": role.user.get_full_name(), "role": str(role.get_name_display()).lower()}
    messages.success(request, _("%(name)s is %(role)s now.") % words)
    return redirect("fund:fund_edit", fund_slug)


@require_POST
def role_end(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """End somebody's role today."""
    office = office_of(request, fund_slug, needs=FundPermission.EDIT_CALLS)
    role = get_object_or_404(FundRole.objects.select_related("user", "fund"), fund=office.fund, pk=pk)
    name, was_own = role.user.get_full_name(), role.user_id == request.user.pk
    try:
        services.end_role(role, on=timezone.localdate())
    except services.LastCaseworker:
        messages.error(request, _("A fund needs a caseworker. Give somebody else the role first."))
    else:
        messages.success(request, _("%(name)s no longer has that role.") % {"name": name})
        if was_own:
            return redirect("fund:fund", fund_slug)
    return redirect("fund:fund_edit", fund_slug)
