"""Privacy: the public page, the administrator's page with its papers, and what each person has agreed to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.home.privacy import agreed, installed, retention
from mikrovirk.home.privacy.forms import FactsForm, KeepForm
from mikrovirk.home.privacy.papers import PAPERS
from mikrovirk.ui.docx_file import docx_answer
from mikrovirk.ui.paper_page import as_pdf


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people here, what for, on which ground, who sees it and how long."""
    row = retention.facts()
    return render(request, "home/privacy.html", {"facts": row, "purposes": installed.purposes_here(row)})


# --- the administrator's side ----------------------------------------------------------------------------------------


def only_administrators(request: MemberRequest) -> None:
    """Raise Http404 for everybody else."""
    if not request.user.is_administrator:
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def installation(request: MemberRequest) -> HttpResponse:
    """Who is responsible, what is deleted next, and the papers; a post keeps who is responsible."""
    only_administrators(request)
    form = FactsForm(request.POST or None, instance=retention.facts())
    if request.method == "POST" and form.is_valid():
        row = form.save(commit=False)
        row.changed_at = timezone.now()
        row.save()
        messages.success(request, _("Saved."))
        return redirect("home:privacy_here")
    return installation_page(request, form, KeepForm(row=retention.facts()))


def installation_page(request: MemberRequest, form: FactsForm, keep: KeepForm) -> HttpResponse:
    now = timezone.now()
    rows = [(each, keep[each.rule.key] if each.rule.key in keep.fields else None) for each in retention.standing(now)]
    context = {
        "form": form,
        "keep": keep,
        "soon": [each for each, _field in rows if each.soon_count],
        "rows": rows,
        "ahead_days": retention.AHEAD.days,
    }
    status = 422 if form.errors or keep.errors else 200
    return render(request, "home/privacy_here.html", context, status=status)


@require_POST
def keep(request: MemberRequest) -> HttpResponse:
    """Keep things longer or shorter."""
    only_administrators(request)
    form = KeepForm(request.POST, row=retention.facts())
    if not form.is_valid():
        return installation_page(request, FactsForm(instance=retention.facts()), form)
    retention.choose(form.cleaned_data, now=timezone.now())
    messages.success(request, _("Saved. What is now kept shorter is deleted after 30 days at the earliest."))
    return redirect("home:privacy_here")


@require_safe
def paper(request: MemberRequest, paper: str, ending: str) -> HttpResponse:
    """The record of processing, or the agreement with whoever runs the server, as PDF or DOCX."""
    only_administrators(request)
    if paper not in PAPERS or ending not in {"pdf", "docx"}:
        raise Http404
    document = PAPERS[paper](timezone.localdate())
    name = {"record": _("record-of-processing"), "agreement": _("data-processing-agreement")}[paper]
    if ending == "docx":
        return docx_answer(document, name=f"{name}.docx")
    return as_pdf(request, "overview/paper_report.html", {"document": document}, name=f"{name}.pdf")


# --- one's own consents ----------------------------------------------------------------------------------------------


@require_safe
def consents(request: MemberRequest) -> HttpResponse:
    """What I agreed to, and what I took back."""
    found = agreed.said_by(request.user)
    context = {
        "given": [each for each in found if each.is_given],
        "past": [each for each in found if not each.is_given],
    }
    return render(request, "home/consents.html", context)


@require_POST
def withdraw(request: MemberRequest, kind: str, pk: int) -> HttpResponse:
    """Take a yes back, at once; pressed twice it is still taken back."""
    if agreed.withdraw(request.user, kind, pk, at=timezone.now()):
        messages.success(request, _("You have taken it back. It holds from now on."))
    elif any((each.kind, each.pk) == (kind, pk) for each in agreed.said_by(request.user)):
        messages.info(request, _("You had taken it back already."))
    else:
        raise Http404
    return redirect("home:consents")
