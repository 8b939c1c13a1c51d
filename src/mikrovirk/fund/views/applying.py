"""Applying: begin, fill in a draft that is kept while one types, send, and take back."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common.cpr import holds_cpr
from mikrovirk.common.refusals import CPR_REFUSED
from mikrovirk.fund.domain.applications import Content, missing, own_share_due, problem_of_money
from mikrovirk.fund.forms.application_rows import LINES_AT_MOST, TOGETHER_AT_MOST
from mikrovirk.fund.forms.own_case import WithdrawForm
from mikrovirk.fund.forms.whole_application import WholeForm, money_words
from mikrovirk.fund.models import Application, Call, Idea
from mikrovirk.fund.queries import applications as queries
from mikrovirk.fund.queries.calls import calls_shown
from mikrovirk.fund.services import applications as services
from mikrovirk.fund.services import attachments
from mikrovirk.fund.views.where import person_who_reads, person_who_writes

State = Application.State
NOT_KEPT = {"csrfmiddlewaretoken", "do", "files", "remove_file"}
MORE = {
    "more-cost": ("cost", LINES_AT_MOST),
    "more-own": ("own", LINES_AT_MOST),
    "more-people": ("together", TOGETHER_AT_MOST),
}
ROWS_ADDED = 3


def own_application(request: MemberRequest, fund_slug: str, pk: int) -> Application:
    """The reader's own application, to be filled in by nobody else; else a 404."""
    mine = Application.objects.filter(applicant__user=request.user, call__fund__slug=fund_slug)
    return get_object_or_404(mine.select_related("call__fund", "idea"), pk=pk)


# --- begin -----------------------------------------------------------------------------------------------------------


def apply(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Begin an application, from nothing or from one of one's ideas; or go on with what was begun."""
    call = get_object_or_404(calls_shown().select_related("fund"), fund__slug=fund_slug, pk=pk)
    now = timezone.now()
    if request.method == "POST":
        idea = idea_to_begin_from(request, call)
        try:
            made = services.start(call, person_who_writes(request.user), idea, at=now)
        except services.CallNotOpen:
            messages.info(request, _("The call takes no applications now."))
            return redirect("fund:call", fund_slug, pk)
        return redirect("fund:application_edit", fund_slug, made.pk)
    begun = Application.objects.filter(call=call, applicant__user=request.user).exclude(state=State.WITHDRAWN)
    ideas = Idea.objects.filter(fund=call.fund, author__user=request.user, merged_into=None).exclude(
        applications__in=begun
    )
    context = {
        "fund": call.fund,
        "call": call,
        "is_open": services.takes_applications(call, at=now),
        "begun": list(begun),
        "ideas": list(ideas),
    }
    return render(request, "fund/applications/apply.html", context)


def idea_to_begin_from(request: MemberRequest, call: Call) -> Idea | None:
    """One of the reader's own ideas, if they chose one; a 404 for somebody else's."""
    key = request.POST.get("idea", "")
    if not key:
        return None
    mine = Idea.objects.filter(fund=call.fund, author__user=request.user)
    return get_object_or_404(mine, pk=int(key) if key.isdecimal() else 0)


# --- fill in ---------------------------------------------------------------------------------------------------------


def whole_form(request: MemberRequest, application: Application, typed: Any = None, files: Any = None) -> WholeForm:
    """The form, bound to what was typed just now or kept before; else showing what the application holds."""
    if typed is None and application.typed:
        typed = MultiValueDict(application.typed)
    return WholeForm(
        application.call,
        queries.content_of(application),
        networks=queries.own_networks(request.user),
        businesses=queries.own_businesses(person_who_reads(request.user)),
        typed=typed,
        files=files,
    )


def may_be_filled_in(application: Application) -> bool:
    is_open = services.takes_applications(application.call, at=timezone.now())
    return application.state in (State.DRAFT, State.SENT) and is_open


def application_edit(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """The application's form: keep it, put files with it, or send it."""
    application = own_application(request, fund_slug, pk)
    if not may_be_filled_in(application):
        messages.info(request, _("The deadline is over, or the case is decided: it can no longer be changed."))
        return redirect("fund:application", fund_slug, pk)
    if request.method != "POST":
        return edit_page(request, application, whole_form(request, application))
    form = whole_form(request, application, request.POST, request.FILES)
    if holds_a_cpr(request.POST):
        form.is_valid()
        return edit_page(request, application, form)
    keep(application, form, request.POST)
    return after_keeping(request, application, form)


def after_keeping(request: MemberRequest, application: Application, form: WholeForm) -> HttpResponse:
    """What the pressed button asks for besides keeping what was typed."""
    wanted = request.POST.get("do", "")
    where = reverse("fund:application_edit", args=[application.call.fund.slug, application.pk])
    if removed := request.POST.get("remove_file"):
        remove_file(application, removed)
        return redirect(f"{where}#files")
    if not keep_files(request, application, form):
        return edit_page(request, application, form)
    if wanted in MORE:
        add_rows(application, wanted)
        return redirect(f"{where}#{MORE[wanted][0]}")
    if wanted == "send":
        return send(request, application, form)
    if not form.is_valid():
        return edit_page(request, application, form)
    messages.success(request, _("The draft is kept. You can go on with it whenever you like."))
    return redirect(where)


def keep(application: Application, form: WholeForm, typed: Any) -> None:
    kept = {name: values for name, values in typed.lists() if name not in NOT_KEPT}
    services.save_draft(application, form.content(), at=timezone.now(), typed=kept)


def holds_a_cpr(typed: Any) -> bool:
    return any(holds_cpr(value) for _name, values in typed.lists() for value in values)


def add_rows(application: Application, wanted: str) -> None:
    """Room for some more lines, in what is kept of the form."""
    prefix, most = MORE[wanted]
    application.refresh_from_db(fields=["typed"])
    typed = dict(application.typed)
    (total,) = typed.get(f"{prefix}-TOTAL_FORMS", ["0"])
    number = int(total) if total.isdecimal() else 0
    typed[f"{prefix}-TOTAL_FORMS"] = [str(min(number + ROWS_ADDED, most))]
    services.save_draft(application, at=timezone.now(), typed=typed)


def keep_files(request: MemberRequest, application: Application, form: WholeForm) -> bool:
    """Keep the files that came along; False where one is not taken, which the form then says."""
    form.is_valid()
    if "files" in form.main.errors:
        return False
    for given in form.main.cleaned_data.get("files", []):
        try:
            attachments.add(
                application,
                given.file,
                name=given.name,
                is_picture=given.is_picture,
                by=request.user,
                at=timezone.now(),
            )
        except attachments.TooManyFiles:
            form.main.add_error("files", _("An application has at most twelve files. Take one away first."))
            return False
    return True


def remove_file(application: Application, key: str) -> None:
    found = application.attachments.filter(pk=int(key) if key.isdecimal() else 0).first()
    if found:
        attachments.remove(found)


def send(request: MemberRequest, application: Application, form: WholeForm) -> HttpResponse:
    """Send what was typed, if it can be read and is enough."""
    content = form.content()
    form.say_what_is_missing(missing(content, queries.rules_of(application.call)), content)
    if form.has_errors:
        return edit_page(request, application, form)
    is_change = application.state == State.SENT
    try:
        services.send(application, content=content, by=request.user, at=timezone.now())
    except (services.CallNotOpen, services.AlreadyDecided):
        messages.error(request, _("The deadline passed while you wrote, so it could not be sent."))
    else:
        thanks = (
            _("Thank you. Your change is received.") if is_change else _("Thank you. Your application is received.")
        )
        messages.success(request, thanks)
    return redirect("fund:application", application.call.fund.slug, application.pk)


def edit_page(request: MemberRequest, application: Application, form: WholeForm) -> HttpResponse:
    content = form.content() if form.main.is_bound else queries.content_of(application)
    context = {
        "fund": application.call.fund,
        "call": application.call,
        "application": application,
        "form": form,
        "files": list(application.attachments.all()),
        **sums_of(application.call, content),
    }
    return render(request, "fund/applications/application_edit.html", context)


def sums_of(call: Call, content: Content) -> Mapping[str, Any]:
    """What the budget comes to, and what is not right about it yet."""
    problem = problem_of_money(content, queries.rules_of(call)) if content.budget else None
    return {
        "sums": {"costs": content.costs, "own": content.own, "amount": content.amount},
        "own_due": own_share_due(content.costs, call.own_share),
        "sums_problem": money_words(problem, content, call) if problem else "",
        "is_small": 0 < content.amount <= call.small_up_to,
    }


@require_POST
def application_save(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """What is being typed is kept, and the sums come back; asked for by the page itself."""
    application = own_application(request, fund_slug, pk)
    if not may_be_filled_in(application):
        raise Http404
    form = whole_form(request, application, request.POST)
    refused = holds_a_cpr(request.POST)
    if not refused:
        keep(application, form, request.POST)
    context = {
        "call": application.call,
        "application": application,
        "kept_at": timezone.now(),
        "refused": CPR_REFUSED if refused else "",
        "is_live": True,
        **sums_of(application.call, form.content()),
    }
    return render(request, "fund/applications/_kept.html", context)


@require_POST
def application_drop_changes(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """What was typed since it was sent is thrown away."""
    services.drop_changes(own_application(request, fund_slug, pk))
    messages.success(request, _("The change is thrown away. What you sent stands."))
    return redirect("fund:application", fund_slug, pk)


# --- take back -------------------------------------------------------------------------------------------------------


def application_withdraw(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """Take the application back, or throw a draft away."""
    application = own_application(request, fund_slug, pk)
    if application.state not in (State.DRAFT, State.SENT):
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        is_draft = application.state == State.DRAFT
        try:
            services.withdraw(
                application, by=request.user, at=timezone.now(), because=form.cleaned_data.get("because", "")
            )
        except services.AlreadyDecided:
            messages.info(request, _("The case is decided meanwhile."))
            return redirect("fund:application", fund_slug, pk)
        if is_draft:
            messages.success(request, _("The draft is thrown away."))
            return redirect("fund:mine")
        messages.success(request, _("The application is taken back."))
        return redirect("fund:application", fund_slug, pk)
    context = {"fund": application.call.fund, "application": application, "form": form}
    return render(request, "fund/applications/application_withdraw.html", context)
