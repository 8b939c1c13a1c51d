"""The fact sheet of a conference: on the page, as PDF and DOCX; for everybody once the municipality has shown it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.queries.conferences import shown_to
from mikrovirk.cooperation.queries.wishes import shown as shown_wishes
from mikrovirk.cooperation.services.conferences import show_fact_sheet
from mikrovirk.overview.page.asking import asked
from mikrovirk.overview.permissions import access_of
from mikrovirk.overview.reports.fact_sheet import fact_sheet as sheet_of
from mikrovirk.overview.reports.gathering import gathered
from mikrovirk.overview.views.inside import to_set_goals
from mikrovirk.overview.views.reading import with_register
from mikrovirk.overview.views.reports import a_year_before, as_file
from mikrovirk.register.domain.municipalities import named
from mikrovirk.register.queries.copies import Copy
from mikrovirk.ui.documents import Document


def conference_of(request: HttpRequest, code: str, pk: int) -> Conference:
    """The conference, if its sheet is the reader's to see: everybody's once shown, else of those who see inside."""
    found = get_object_or_404(shown_to(request.user), municipality_code=code, pk=pk)
    if found.fact_sheet_at is None and not access_of(request.user).sees_inside(code):
        raise Http404
    return found


def document_of(conference: Conference, copy: Copy) -> Document:
    """The sheet as it stands today, beside the year before."""
    code = conference.municipality_code
    wanted = asked(code, {}, newest=copy.as_of)
    found = gathered(
        code, copy=copy, on=wanted.on, choices=wanted.choices, last=None, before_on=a_year_before(wanted.on)
    )
    return sheet_of(found, conference, list(shown_wishes(conference)), made=timezone.localdate())


@login_not_required
@require_safe
@with_register
def fact_sheet(request: HttpRequest, code: str, pk: int, *, copy: Copy) -> HttpResponse:
    """Needs, spread and potential, to open the day with."""
    conference = conference_of(request, code, pk)
    files = [
        (label, reverse("overview:fact_sheet_file", args=[code, pk, ending]), icon)
        for label, ending, icon in (
            (_("As PDF"), "pdf", "pdf"),
            (_("As DOCX, to go on writing in"), "docx", "document"),
        )
    ]
    context = {
        "code": code,
        "name": named(code),
        "conference": conference,
        "document": document_of(conference, copy),
        "files": files,
        "may_show": access_of(request.user).may_set_goals(code),
    }
    return render(request, "overview/fact_sheet.html", context)


@login_not_required
@require_safe
@with_register
def fact_sheet_file(request: HttpRequest, code: str, pk: int, ending: str, *, copy: Copy) -> HttpResponse:
    """The sheet as PDF or DOCX."""
    conference = conference_of(request, code, pk)
    return as_file(request, document_of(conference, copy), ending, name=f"faktaark-{code}-{pk}")


@require_POST
def fact_sheet_show(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """Let everybody read it, or no longer: its goals are the municipality's to show."""
    to_set_goals(request, code)
    conference = conference_of(request, code, pk)
    if conference.fact_sheet_at:
        show_fact_sheet(conference, at=None)
        messages.success(request, _("Only those who see inside the municipality can read the fact sheet now."))
    else:
        show_fact_sheet(conference, at=timezone.now())
        messages.success(request, _("Everybody can read the fact sheet now."))
    return redirect("overview:fact_sheet", code, pk)
