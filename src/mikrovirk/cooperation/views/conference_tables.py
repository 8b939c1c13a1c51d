"""The tables of a conference: for those who hold it, and for whoever holds the pen."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.http import MemberRequest
from mikrovirk.cooperation.forms.conferences import NoteForm, TableForm, TablesForm
from mikrovirk.cooperation.models import Conference, Table, TableNote
from mikrovirk.cooperation.queries import tables as queries
from mikrovirk.cooperation.services import tables as services
from mikrovirk.cooperation.views.conference_rows import Area, held_here, row_of
from mikrovirk.ui import qr
from mikrovirk.ui.paper_page import as_pdf


@require_http_methods(["GET", "HEAD", "POST"])
def tables(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """The tables with what they wrote; posting sets more of them."""
    place, shown = held_here(request, code, pk)
    form = TablesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.set_tables(shown, form.cleaned_data["questions"])
        messages.success(request, _("The tables are set."))
        return redirect("cooperation:conference_tables", code, pk)
    return render(request, "cooperation/conferences/tables.html", page_of(place, shown, form))


def page_of(place: Area, shown: Conference, form: TablesForm) -> dict[str, Any]:
    found = list(queries.tables_of(shown))
    return {
        "place": place,
        "conference": shown,
        "form": form,
        "tables": found,
        "gathered": queries.by_kind(found),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: MemberRequest, code: str, pk: int, table_pk: int) -> HttpResponse:
    """One table: its question, its link to copy or scan, its notes."""
    place, shown = held_here(request, code, pk)
    found: Table = row_of(shown.tables.select_related("conference__meeting"), table_pk)
    form = TableForm(request.POST if request.method == "POST" else None, initial={"question": found.question})
    if form.is_valid():
        services.change_table(found, question=form.cleaned_data["question"])
        messages.success(request, _("Changed."))
        return redirect("cooperation:conference_table", code, pk, table_pk)
    context = {
        "place": place,
        "conference": shown,
        "table": found,
        "form": form,
        "link": services.link_of(found),
        "notes": list(queries.notes_of(found)),
        "is_open": queries.is_open(found, now=timezone.now()),
    }
    return render(request, "cooperation/conferences/table.html", context)


@require_POST
def table_step(request: MemberRequest, code: str, pk: int, table_pk: int) -> HttpResponse:
    """Close it, open it again, take it away, put it back."""
    _place, shown = held_here(request, code, pk)
    found: Table = row_of(shown.tables.all(), table_pk)
    act, now = request.POST.get("act"), timezone.now()
    if act == "close":
        services.close_table(found, at=now)
        messages.success(request, _("The table takes no more notes."))
    elif act == "open":
        services.close_table(found, at=None)
        messages.success(request, _("The table takes notes again."))
    elif act == "remove":
        services.remove_table(found, at=now)
        messages.success(request, _("The table is taken away. You can put it back here."))
    elif act == "put-back" and not services.put_table_back(found):
        messages.warning(request, _("There is another table with that number now."))
    return redirect("cooperation:conference_table", code, pk, table_pk)


@require_POST
def note_step(request: MemberRequest, code: str, pk: int, note_pk: int) -> HttpResponse:
    """Cross a note out, or put it back."""
    _place, shown = held_here(request, code, pk)
    found: TableNote = row_of(TableNote.objects.filter(table__conference=shown), note_pk)
    services.remove_note(found, at=None if found.removed_at else timezone.now())
    return redirect("cooperation:conference_table", code, pk, found.table_id)


@never_cache
@require_safe
def table_qr(request: MemberRequest, code: str, pk: int, table_pk: int) -> HttpResponse:
    """The table's link as a picture."""
    _place, shown = held_here(request, code, pk)
    return qr.as_picture(services.link_of(row_of(shown.tables.all(), table_pk)))


@require_safe
def tables_paper(request: MemberRequest, code: str, pk: int) -> HttpResponse:
    """A sheet for each table, with its question and its link to scan."""
    _place, shown = held_here(request, code, pk)
    sheets = [(each, qr.as_source(services.link_of(each))) for each in queries.tables_of(shown)]
    context = {"conference": shown, "sheets": sheets}
    return as_pdf(request, "cooperation/conferences/paper_tables.html", context, name="borde.pdf")


# --- whoever holds the pen -------------------------------------------------------------------------------------------


def table_behind(token: str) -> Table:
    """The table a link is for; 404 for a link that is none."""
    try:
        (pk,) = links.read(services.PURPOSE, token)
    except (links.LinkInvalid, ValueError):
        raise Http404 from None
    shown = Table.objects.filter(removed_at=None).exclude(conference__state=Conference.State.CANCELLED)
    return row_of(shown.select_related("conference__meeting"), int(pk))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def table_link(request: HttpRequest, token: str) -> HttpResponse:
    """Write notes on a phone. Opening it changes nothing."""
    found = table_behind(token)
    if request.method == "POST" and "cross-out" in request.POST:
        return crossed_out(request, token, found)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"key": uuid4().hex})
    if form.is_valid():
        try:
            services.write_note(found, **form.cleaned_data, at=timezone.now())
        except services.TableIsClosed:
            messages.warning(request, _("The table takes no more notes."))
        else:
            messages.success(request, _("Written down."))
        return redirect("cooperation:conference_table_link", token)
    context = {
        "table": found,
        "conference": found.conference,
        "form": form,
        "token": token,
        "is_open": queries.is_open(found, now=timezone.now()),
        "notes": list(queries.notes_of(found).order_by("-at", "-pk")),
    }
    return render(request, "cooperation/conferences/table_link.html", context)


def crossed_out(request: HttpRequest, token: str, found: Table) -> HttpResponse:
    key = request.POST["cross-out"]
    if not key.isdecimal() or not queries.is_open(found, now=timezone.now()):
        raise Http404
    services.remove_note(row_of(found.notes.all(), int(key)), at=timezone.now())
    messages.success(request, _("Crossed out."))
    return redirect("cooperation:conference_table_link", token)
