"""The applicant's page of a case: where it stands, questions and answers, files, and help; and one's own list."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest, speak_to
from mikrovirk.accounts.models import User
from mikrovirk.fund.forms.own_case import HelpReportForm, MessageForm
from mikrovirk.fund.models import Application, Attachment, CoApplicant, HelpInKind
from mikrovirk.fund.queries import ideas as idea_queries
from mikrovirk.fund.queries.calls_open import taking_applications
from mikrovirk.fund.queries.funds import own_applications
from mikrovirk.fund.queries.habilitet import readable_for
from mikrovirk.fund.queries.timeline import timeline
from mikrovirk.fund.services import applications as services
from mikrovirk.fund.services import help_in_kind, thread, together
from mikrovirk.fund.views.case_reading import answers_of
from mikrovirk.fund.views.downloads import as_download
from mikrovirk.fund.views.own_sections import SECTIONS


def own_case(request: MemberRequest, fund_slug: str, pk: int) -> Application:
    """A case the reader applied with, alone or together with others; else a 404."""
    mine = own_applications(request.user).filter(call__fund__slug=fund_slug)
    return get_object_or_404(mine.select_related("call__fund", "applicant__user", "business", "network", "idea"), pk=pk)


@require_safe
def application(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Where the case stands."""
    return case_page(request, own_case(request, fund_slug, pk))


def case_page(request: MemberRequest, found: Application, **forms: Any) -> HttpResponse:
    is_own = found.applicant is not None and found.applicant.user_id == request.user.pk
    open_still = services.takes_applications(found.call, at=timezone.now())
    sections = [section for make in SECTIONS if (section := make(found, request.user))]
    context = {
        "fund": found.call.fund,
        "call": found.call,
        "application": found,
        "is_own": is_own,
        "may_change": is_own and open_still and found.state in ("draft", "sent"),
        "may_withdraw": is_own and found.state in ("draft", "sent"),
        "is_open": open_still,
        "steps": timeline(found),
        "sections": sections,
        "messages_said": list(found.thread.select_related("by")),
        "message_form": MessageForm(),
        "report_form": HelpReportForm(),
        **content_shown(found),
        **forms,
    }
    return render(request, "fund/applications/application.html", context)


def content_shown(found: Application) -> dict[str, Any]:
    """What an application holds, as pages show it."""
    budget = list(found.budget.all())
    costs = [line for line in budget if line.side == "cost"]
    own = [line for line in budget if line.side == "own"]
    return {
        "costs": costs,
        "own": own,
        "costs_total": sum(line.amount for line in costs),
        "own_total": sum(line.amount for line in own),
        "answers": list(answers_of(found)),
        "help_rows": list(found.help_in_kind.all()),
        "files": list(found.attachments.all()),
        "together": list(found.co_applicants.all()),
    }


# --- what the applicant does -----------------------------------------------------------------------------------------


@require_POST
def application_write(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Answer a question, or ask one."""
    found = own_case(request, fund_slug, pk)
    if found.sent_at is None:
        raise Http404
    form = MessageForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, message_form=form)
    thread.reply(found, form.cleaned_data["text"], by=request.user, at=timezone.now())
    messages.success(request, _("Sent. The answer comes by mail and stands here."))
    return redirect("fund:application", fund_slug, pk)


@require_POST
def application_help_report(request: MemberRequest, fund_slug: str, pk: int, help_pk: int) -> HttpResponse:
    """What help was good for, in the words of those who got it."""
    found = own_case(request, fund_slug, pk)
    row = get_object_or_404(HelpInKind, application=found, pk=help_pk, promised_at__isnull=False)
    form = HelpReportForm(request.POST)
    if not form.is_valid():
        return case_page(request, found, report_form=form)
    help_in_kind.report(row, form.cleaned_data["text"], at=timezone.now())
    messages.success(request, _("Thank you. It stands with the case."))
    return redirect("fund:application", fund_slug, pk)


@require_safe
def application_file(request: MemberRequest, fund_slug: str, pk: int, file_pk: int) -> FileResponse:
    """A file of a case as a download, for those who applied and the fund's people who may see the case."""
    mine = own_applications(request.user).filter(pk=pk).exists()
    if not mine and not readable_for(request.user).filter(pk=pk).exists():
        raise Http404
    found = get_object_or_404(Attachment, application=pk, application__call__fund__slug=fund_slug, pk=file_pk)
    return as_download(found.file, name=found.name)


# --- together with others --------------------------------------------------------------------------------------------


@login_not_required
def together_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail: do you apply together with them? Yes or no."""
    try:
        (key,) = links.read("together", token)
    except (links.LinkInvalid, ValueError):
        return render(request, "fund/applications/together_over.html", status=404)
    rows = CoApplicant.objects.select_related("application__call__fund", "application__applicant__user")
    row = rows.filter(pk=key).first()
    if row is None or row.application.state == Application.State.WITHDRAWN:
        return render(request, "fund/applications/together_over.html", status=404)
    known = User.objects.filter(email=row.email).first()
    if known:
        speak_to(request, known)
    said = request.POST.get("says") if request.method == "POST" else None
    if said in ("yes", "no") and row.application.state == Application.State.SENT:
        row = together.answer(row, accepts=said == "yes", at=timezone.now())
        return redirect("fund:together", token)
    found = row.application
    context = {"fund": found.call.fund, "application": found, "row": row}
    return render(request, "fund/applications/together.html", context)


# --- one's own list --------------------------------------------------------------------------------------------------


@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """The reader's ideas and applications, where each stands, and the calls that are open."""
    ideas = list(idea_queries.ideas_of(request.user))
    standing = idea_queries.standings(ideas)
    applications = own_applications(request.user).select_related("call__fund").order_by("-changed_at", "-pk")
    context = {
        "ideas": [(idea, standing[idea.pk]) for idea in ideas],
        "applications": list(applications),
        "calls": list(taking_applications(at=timezone.now()).select_related("fund")),
    }
    return render(request, "fund/applications/mine.html", context)
