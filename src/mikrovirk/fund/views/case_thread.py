"""The fund's people in a case: ask those who apply, and promise, decline or give help in kind."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.case_thread import AskForm, DeclineForm, GivenForm, PromiseForm
from mikrovirk.fund.models import HelpInKind
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.services import help_in_kind, thread
from mikrovirk.fund.views.case_page import Case, case_of


def thread_section(case: Case) -> dict[str, Any]:
    """Questions and answers."""
    said = list(case.application.thread.select_related("by"))
    return {"said": said, "form": AskForm() if case.may_handle else None}


def help_section(case: Case) -> dict[str, Any] | None:
    """Help in kind that was asked for; None where none was."""
    rows = list(case.application.help_in_kind.all())
    if not rows:
        return None
    return {"rows": [(row, *forms_of(row)) for row in rows], "may_handle": case.may_handle}


def forms_of(row: HelpInKind) -> tuple[PromiseForm, DeclineForm, GivenForm]:
    prefix = f"help-{row.pk}-%s"
    return (
        PromiseForm(initial={"who": row.promised_by}, auto_id=f"promise-{prefix}"),
        DeclineForm(initial={"because": row.declined_because}, auto_id=f"decline-{prefix}"),
        GivenForm(initial={"hours": row.hours or None, "worth": row.worth or None}, auto_id=f"given-{prefix}"),
    )


def back_to(case: Case, section: str) -> HttpResponse:
    where = reverse("fund:case", args=[case.fund.slug, case.application.pk])
    return redirect(f"{where}#{section}")


@require_POST
def case_ask(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Ask those who apply; they get it by mail."""
    case = case_of(request, fund_slug, pk, needs=FundPermission.HANDLE_CASES)
    form = AskForm(request.POST)
    if form.is_valid():
        thread.ask(case.application, form.cleaned_data["text"], by=request.user, at=timezone.now())
        messages.success(request, _("Sent to those who apply."))
    else:
        messages.error(request, first_error(form))
    return back_to(case, "thread")


@require_POST
def case_help(request: MemberRequest, fund_slug: str, pk: int, help_pk: int) -> HttpResponse:
    """Promise help, decline it, or note that it was given."""
    case = case_of(request, fund_slug, pk, needs=FundPermission.HANDLE_CASES)
    row = get_object_or_404(HelpInKind, application=case.application, pk=help_pk)
    forms = {"promise": PromiseForm, "decline": DeclineForm, "given": GivenForm}
    wanted = request.POST.get("do", "")
    form = forms.get(wanted, PromiseForm)(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return back_to(case, "help")
    try:
        carry_out(row, wanted, form.cleaned_data)
    except help_in_kind.NotPromised:
        messages.error(request, _("First somebody promises the help; what was given is not declined any more."))
    else:
        messages.success(request, _("Saved."))
    return back_to(case, "help")


def carry_out(row: HelpInKind, wanted: str, said: dict[str, Any]) -> None:
    """Raise NotPromised."""
    now = timezone.now()
    if wanted == "given":
        help_in_kind.note_given(row, hours=said["hours"] or 0, worth=said["worth"] or 0, at=now)
    elif wanted == "decline":
        help_in_kind.decline(row, because=said["because"], at=now)
    else:
        help_in_kind.promise(row, who=said["who"], at=now)


def first_error(form: Any) -> str:
    """What is wrong, beside the label of its field."""
    name, errors = next(iter(form.errors.items()))
    return f"{form[name].label}: {errors[0]}"
