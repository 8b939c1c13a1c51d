"""The committee memo and the yearly report: read on the page, taken along as PDF and DOCX, and kept to compare with."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview.domain.figures import Area
from mikrovirk.overview.forms.reports import WordsForm
from mikrovirk.overview.models import KeptReport
from mikrovirk.overview.page.asking import Asked
from mikrovirk.overview.page.showing import copy_now
from mikrovirk.overview.reports.gathering import gathered, last_kept
from mikrovirk.overview.reports.memo import memo as memo_of
from mikrovirk.overview.reports.yearly import yearly as yearly_of
from mikrovirk.overview.services import reports as services
from mikrovirk.overview.views.inside import Inside, inside, to_set_goals
from mikrovirk.overview.views.reading import asked_of, with_register
from mikrovirk.register.queries.copies import Copy
from mikrovirk.ui.documents import Document
from mikrovirk.ui.docx_file import docx_answer
from mikrovirk.ui.paper_page import as_pdf

Kind = KeptReport.Kind
FIRST_YEAR = 2008


@require_safe
def reports(request: MemberRequest, code: str) -> HttpResponse:
    """What can be handed on."""
    return render(request, "overview/reports.html", {"place": inside(request, code)})


# --- the memo --------------------------------------------------------------------------------------------------------


def memo_document(asked: Asked, copy: Copy, *, words: str) -> Document:
    """The memo of what is asked for, compared with the last one that was kept."""
    last = last_kept(asked.code, Kind.MEMO)
    found = gathered(
        asked.code,
        copy=copy,
        on=asked.on,
        choices=asked.choices,
        last=last if last and last.as_of_date < asked.on else None,
        before_on=a_year_before(asked.on),
    )
    return memo_of(found, text=words, made=timezone.localdate())


def words_in(request: HttpRequest) -> str:
    """What the officer added: it travels in the address, so that a link keeps it."""
    form = WordsForm(request.GET)
    return str(form.cleaned_data["words"]) if form.is_valid() else ""


def a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


@require_safe
@with_register
def memo(request: MemberRequest, code: str, *, copy: Copy) -> HttpResponse:
    """The memo as it stands today, with the words one adds."""
    place = inside(request, code)
    asked = asked_of(request, code, copy)
    words = words_in(request)
    document = memo_document(asked, copy, words=words)
    query = asked.as_query(words=words or None)
    files = [
        (_("As PDF"), f"{reverse('overview:memo_file', args=[code, 'pdf'])}{query}", "pdf"),
        (_("As DOCX, to go on writing in"), f"{reverse('overview:memo_file', args=[code, 'docx'])}{query}", "document"),
    ]
    context = {
        "place": place,
        "document": document,
        "files": files,
        "form": WordsForm(initial={"words": words}),
        "words": words,
        "asked": asked,
        "kept": kept(place, Kind.MEMO),
        "kind": Kind.MEMO,
    }
    return render(request, "overview/memo.html", context)


def kept(place: Inside, kind: str) -> list[KeptReport]:
    return list(KeptReport.objects.filter(municipality=place.code, kind=kind).select_related("kept_by")[:8])


@require_safe
@with_register
def memo_file(request: MemberRequest, code: str, ending: str, *, copy: Copy) -> HttpResponse:
    """The memo as PDF or DOCX."""
    inside(request, code)
    asked = asked_of(request, code, copy)
    document = memo_document(asked, copy, words=words_in(request))
    return as_file(request, document, ending, name=f"udvalgsnotat-{code}-{asked.on.isoformat()}")


def as_file(request: HttpRequest, document: Document, ending: str, *, name: str) -> HttpResponse:
    """The document as that kind of file; raise Http404 for another kind."""
    if ending == "pdf":
        return as_pdf(request, "overview/paper_report.html", {"document": document}, name=f"{name}.pdf")
    if ending != "docx":
        raise Http404
    return docx_answer(document, name=f"{name}.docx")


# --- the yearly report -----------------------------------------------------------------------------------------------


def years_of(copy: Copy) -> list[int]:
    """The years that can be reported on, newest first; the running one so far."""
    return list(range(copy.as_of.year, FIRST_YEAR, -1))


def yearly_document(code: str, year: int, copy: Copy) -> Document:
    """The status at the end of the year, or of the copy where the year has not ended, beside the year before."""
    asked = Asked(Area(municipality=code), min(date(year, 12, 31), copy.as_of))
    found = gathered(code, copy=copy, on=asked.on, choices=asked.choices, last=None, before_on=date(year - 1, 12, 31))
    return yearly_of(found, year=year, made=timezone.localdate())


@require_safe
@with_register
def yearly(request: MemberRequest, code: str, *, copy: Copy) -> HttpResponse:
    """The status of one year."""
    place = inside(request, code)
    years = years_of(copy)
    typed = request.GET.get("year", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and int(typed) in years else years[0]
    context = {
        "place": place,
        "document": yearly_document(code, year, copy),
        "years": [(each, each == year) for each in years[:12]],
        "year": year,
        "files": [
            (_("As PDF"), reverse("overview:yearly_file", args=[code, year, "pdf"]), "pdf"),
            (_("As DOCX, to go on writing in"), reverse("overview:yearly_file", args=[code, year, "docx"]), "document"),
        ],
    }
    return render(request, "overview/yearly.html", context)


@require_safe
@with_register
def yearly_file(request: MemberRequest, code: str, year: int, ending: str, *, copy: Copy) -> HttpResponse:
    """The status of one year as PDF or DOCX."""
    inside(request, code)
    if year not in years_of(copy):
        raise Http404
    return as_file(request, yearly_document(code, year, copy), ending, name=f"status-{code}-{year}")


# --- keeping ---------------------------------------------------------------------------------------------------------


@require_POST
def keep(request: MemberRequest, code: str) -> HttpResponse:
    """Keep the figures of the memo as it is handed on; the next memo says what changed since."""
    to_set_goals(request, code)
    copy = copy_now()
    asked = asked_of(request, code, copy)
    words = words_in(request)
    document = memo_document(asked, copy, words=words)
    services.keep_report(
        code,
        kind=Kind.MEMO,
        as_of=asked.on,
        words=words,
        figures=document.figures,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The figures are kept. The next memo says what changed since."))
    return redirect(f"{reverse('overview:memo', args=[code])}{asked.as_query(words=words or None)}")
