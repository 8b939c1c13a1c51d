"""What a network has elsewhere, brought along: the choice, the file, its columns, the preview, carrying out, undoing."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.directory.domain.member_lists import problem_text
from mikrovirk.directory.domain.tables import HeadedTable, Line, Outcome, Planned
from mikrovirk.directory.models import MemberImport, TableImport
from mikrovirk.directory.queries import tables as queries
from mikrovirk.directory.queries.imports import list_of
from mikrovirk.directory.services import spreadsheets, tables
from mikrovirk.directory.services.imports import KEEP_LISTS, ImportNotOpen, choose_columns
from mikrovirk.home import bringing
from mikrovirk.home.bringing import words
from mikrovirk.home.bringing.forms import FileForm, MemberColumnsForm, ParticipantColumnsForm, columns_form
from mikrovirk.home.bringing.subjects import PARTICIPANTS, SUBJECTS, Subject
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for

PAGE = 50
SHOWN_BEFORE = 10


def network_of(request: MemberRequest, slug: str) -> Network:
    return get_object_or_404(networks_for(request.user, needs=Permission.EDIT_MEMBERS), slug=slug)


def table_in(network: Network, pk: int) -> TableImport:
    return get_object_or_404(TableImport.objects.defer("journal").select_related("network"), network=network, pk=pk)


@require_safe
def choose(request: MemberRequest, network_slug: str) -> HttpResponse:
    """What can be brought along, and what was."""
    network = network_of(request, network_slug)
    context = {
        "network": network,
        "subjects": [(each, TableImport.Subject(each.key).label) for each in SUBJECTS.values()],
        "brought": queries.tables_in(network).select_related("by")[:SHOWN_BEFORE],
    }
    return render(request, "home/bringing/choose.html", context)


def file(request: MemberRequest, network_slug: str, subject: str) -> HttpResponse:
    """Bring a file. It is read at once; the file itself is not kept."""
    network = network_of(request, network_slug)
    if subject not in SUBJECTS:
        raise Http404
    what = SUBJECTS[subject]
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        brought = form.cleaned_data["file"]
        try:
            kept = bringing.bring(
                network,
                what,
                content=brought.read(),
                file_name=brought.name,
                by=request.user,
                at=timezone.now(),
                sheet=request.POST.get("sheet", ""),
            )
        except bringing.CannotBring as error:
            form.add_error("file", problem_text(error.problem.code, get_language() or "da"))
        else:
            return redirect(reverse(next_page(what, kept), args=[network.slug, kept.pk]))
    label = TableImport.Subject(subject).label
    context = {"network": network, "form": form, "subject": what, "label": label, "sheet": request.GET.get("sheet", "")}
    return render(request, "home/bringing/file.html", context, status=422 if form.errors else 200)


def next_page(subject: Subject, kept: TableImport) -> str:
    """Straight to the preview where every column that is needed is known."""
    lacks_meeting = subject is PARTICIPANTS and not {"day", "meeting"} & kept.columns.keys()
    return "home:bring_columns" if subject.lacks(kept.columns) or lacks_meeting else "home:bring_table"


def columns(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Say which column is what."""
    network = network_of(request, network_slug)
    kept = table_in(network, pk)
    if kept.state != TableImport.State.PREVIEW:
        return redirect("home:bring_table", network.slug, pk)
    table, subject = queries.table_of(kept), SUBJECTS[kept.subject]
    posted = request.POST if request.method == "POST" else None
    form = columns_form(subject, table, network, columns=kept.columns, answers=kept.answers, posted=posted)
    if request.method == "POST" and form.is_valid():
        answers = form.answers() if isinstance(form, ParticipantColumnsForm) else {}
        try:
            tables.choose_columns(kept, table, columns=form.chosen(), answers=answers)
        except ImportNotOpen:
            messages.info(request, _("This list has been brought in already."))
        return redirect("home:bring_table", network.slug, pk)
    context = {"network": network, "kept": kept, "form": form, "rows": len(table.rows)}
    return render(request, "home/bringing/columns.html", context, status=422 if form.errors else 200)


def member_columns(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Say which column of a member list is what."""
    network = network_of(request, network_slug)
    kept = get_object_or_404(MemberImport.objects.defer("journal"), network=network, pk=pk)
    if kept.state != MemberImport.State.PREVIEW:
        return redirect("directory:import_preview", network.slug, pk)
    read = list_of(kept)
    form = MemberColumnsForm(request.POST if request.method == "POST" else None, member_list=read)
    if request.method == "POST" and form.is_valid():
        try:
            choose_columns(kept, form.said())
        except ImportNotOpen:
            messages.info(request, _("This list has been brought in already."))
        return redirect("directory:import_preview", network.slug, pk)
    context = {"network": network, "kept": kept, "form": form, "rows": len(read.rows), "members": True}
    return render(request, "home/bringing/columns.html", context, status=422 if form.errors else 200)


@require_safe
def table(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What the table would do, row by row; afterwards what it did, and how to undo it."""
    network = network_of(request, network_slug)
    kept = table_in(network, pk)
    context: dict[str, Any] = {"network": network, "kept": kept, "kept_for": KEEP_LISTS.days}
    if kept.state != TableImport.State.PREVIEW:
        context |= {"left": kept.counts.get("kept", []), "can_undo": bool(bytes(kept.content))}
        return render(request, "home/bringing/done.html", context)
    read, subject = queries.table_of(kept), SUBJECTS[kept.subject]
    planned = bringing.plan_of(kept, now=timezone.now())
    show = request.GET.get("show", "")
    lines = [line for line in planned.lines if show in ("", line.outcome)]
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    address = reverse("home:bring_table", args=[network.slug, pk])
    context |= {
        "planned": planned,
        "tabs": tabs_of(planned, show, address),
        "page": page,
        "lines": [shown(line) for line in page],
        "count": planned.counts[Outcome.NEW] + planned.counts[Outcome.FILLS],
        "aside": planned.counts[Outcome.ASIDE],
        "read": [(read.headings[at], subject.words[name]) for name, at in kept.columns.items()],
        "unread": unread(read, kept),
        "table": read,
    }
    return render(request, "home/bringing/preview.html", context)


def unread(read: HeadedTable, kept: TableImport) -> list[str]:
    used = set(kept.columns.values())
    return [heading for at, heading in enumerate(read.headings) if heading and at not in used]


def shown(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "title": line.title,
        "note": line.note,
        "badge": words.OUTCOMES[line.outcome],
        "badge_kind": words.BADGES.get(line.outcome, ""),
        "told": words.told(line.told),
    }


def tabs_of(planned: Planned, show: str, address: str) -> Sequence[dict[str, object]]:
    tabs: list[dict[str, object]] = [
        {"label": _("All rows"), "url": address, "current": not show, "count": len(planned.lines)}
    ]
    for outcome, count in sorted(planned.counts.items(), key=lambda counted: list(Outcome).index(counted[0])):
        label, url = words.OUTCOMES[outcome], f"{address}?show={outcome}"
        tabs.append({"label": label, "url": url, "current": show == outcome, "count": count})
    return tabs


@require_POST
def carry_out(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_of(request, network_slug)
    try:
        bringing.carry_out(table_in(network, pk), by=request.user, at=timezone.now())
    except ImportNotOpen:
        messages.info(request, _("This list has been brought in already."))
    else:
        messages.success(request, _("It is brought in. Nobody was written to."))
    return redirect("home:bring_table", network.slug, pk)


@require_POST
def undo(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_of(request, network_slug)
    try:
        bringing.undo(table_in(network, pk), at=timezone.now())
    except ImportNotOpen:
        messages.info(request, _("There is nothing to undo here any more."))
    return redirect("home:bring_table", network.slug, pk)


@require_safe
def set_aside(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The rows that are set aside, with the reason in a column of their own, to be mended and brought again."""
    kept = table_in(network_of(request, network_slug), pk)
    read = queries.table_of(kept)
    if not read.rows or kept.state != TableImport.State.PREVIEW:
        raise Http404
    why = {
        line.number: " ".join(words.told(line.told))
        for line in bringing.plan_of(kept, now=timezone.now()).lines
        if line.outcome == Outcome.ASIDE
    }
    rows = [[*row.cells, why[row.number]] for row in read.rows if row.number in why]
    response = HttpResponse(spreadsheets.as_csv([*read.headings, _("Why")], rows), content_type=spreadsheets.CSV)
    name = re.sub(r"[^\w.-]", "-", _("rows-to-mend"))
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
