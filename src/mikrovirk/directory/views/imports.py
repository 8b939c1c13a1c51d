"""Bringing in a member list: the page to bring it on, its preview, one click to carry it out, one to undo it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common.dates import moment
from mikrovirk.directory import services
from mikrovirk.directory.domain.comparison import Comparison, Outcome, RowOutcome
from mikrovirk.directory.domain.member_lists import problem_text, unreadable_rows_csv
from mikrovirk.directory.forms.imports import OUTCOME_WORDS, OutcomeFilter, UploadForm
from mikrovirk.directory.models import MemberImport
from mikrovirk.directory.queries import imports as queries
from mikrovirk.directory.views.import_rows import row_lines
from mikrovirk.directory.views.member_list import network_of
from mikrovirk.networks.models import Network

PAGE = 50
GONE_SHOWN = 100
ORDER = (
    Outcome.UNREADABLE,
    Outcome.DIFFERS,
    Outcome.BACK,
    Outcome.NEW,
    Outcome.FILLS,
    Outcome.MERGED,
    Outcome.SAME,
)


def upload(request: MemberRequest, network_slug: str) -> HttpResponse:
    """Bring a list. It is read at once; the file itself is not kept."""
    network = network_of(request, network_slug)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = services.keep_list(
                network,
                content=file.read(),
                file_name=file.name,
                by=request.user,
                at=timezone.now(),
                sheet=request.POST.get("sheet", ""),
            )
        except services.ListUnreadable as error:
            form.add_error("file", problem_in_words(error))
        else:
            in_doubt = queries.list_of(kept).problem
            page = "home:bring_member_columns" if in_doubt else "directory:import_preview"
            return redirect(page, network.slug, kept.pk)
    context = {
        "network": network,
        "form": form,
        "sheet": request.GET.get("sheet", ""),
        "imports": queries.imports_in(network).select_related("by")[:10],
    }
    return render(request, "directory/import.html", context)


def problem_in_words(error: services.ListUnreadable) -> str:
    words = problem_text(error.problem.code, get_language() or "da")
    return f"{words} ({error.problem.detail})" if error.problem.detail else words


def import_in(network: Network, pk: int) -> MemberImport:
    return get_object_or_404(MemberImport.objects.defer("journal"), network=network, pk=pk)


@require_safe
def preview(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """What the list would do, row by row; afterwards what it did, and how to undo it."""
    network = network_of(request, network_slug)
    member_import = import_in(network, pk)
    member_list = queries.list_of(member_import)
    is_preview = member_import.state == MemberImport.State.PREVIEW
    if is_preview and member_list.problem:
        return redirect("home:bring_member_columns", network.slug, pk)
    context = {"network": network, "import": member_import, "list": member_list, "kept_for": services.KEEP_LISTS.days}
    if not is_preview:
        unreadable = [RowOutcome(row, Outcome.UNREADABLE) for row in member_list.unreadable_rows]
        page = Paginator(unreadable, PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "unreadable": len(unreadable), "lines": row_lines(page, member_list)}
        context |= {"kept": member_import.counts.get("kept", []), "can_undo": bool(bytes(member_import.content))}
        return render(request, "directory/import_done.html", context)
    comparison = queries.comparison_of(member_list, network, member_import.choices)
    show = OutcomeFilter(request.GET).chosen()
    rows = [row for row in comparison.rows if show in (None, row.outcome)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    gone = queries.gone_from(member_list, network)
    context |= {
        "comparison": comparison,
        "tabs": tabs_of(comparison, show, reverse("directory:import_preview", args=[network.slug, pk])),
        "show": show,
        "page": page,
        "lines": row_lines(page, member_list),
        "gone": gone[:GONE_SHOWN],
        "gone_count": len(gone),
        "unreadable": comparison.counts[Outcome.UNREADABLE],
        "action": words_for(comparison),
        "open_choices": comparison.counts[Outcome.DIFFERS] + comparison.counts[Outcome.BACK],
    }
    return render(request, "directory/import_preview.html", context)


def tabs_of(comparison: Comparison, show: Outcome | None, address: str) -> list[dict[str, object]]:
    everything = {"label": _("All rows"), "url": address, "current": show is None, "count": len(comparison.rows)}
    return [
        everything,
        *(
            {
                "label": OUTCOME_WORDS[outcome],
                "url": f"{address}?show={outcome}",
                "current": show == outcome,
                "count": comparison.counts[outcome],
            }
            for outcome in ORDER
            if comparison.counts[outcome]
        ),
    ]


def words_for(comparison: Comparison) -> str:
    """What the main button says: exactly what it will do."""
    joining = ngettext("Add %(count)s member", "Add %(count)s members", comparison.joining) % {
        "count": comparison.joining
    }
    changing = ngettext("Complete %(count)s member", "Complete %(count)s members", comparison.changing) % {
        "count": comparison.changing
    }
    if comparison.joining and comparison.changing:
        return ngettext("%(add)s and complete %(count)s", "%(add)s and complete %(count)s", comparison.changing) % {
            "add": joining,
            "count": comparison.changing,
        }
    return joining if comparison.joining else changing


@require_POST
def choose(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """Let the list's word count for one row, or for all that differ; or what stands here."""
    network = network_of(request, network_slug)
    member_import = import_in(network, pk)
    takes = request.POST.get("word") == "list"
    row = request.POST.get("row", "")
    if row.isdecimal():
        rows = {int(row)}
    else:
        comparison = queries.comparison_of(queries.list_of(member_import), network, member_import.choices)
        rows = {each.row.number for each in comparison.rows if each.outcome == Outcome.DIFFERS}
    try:
        services.choose_rows(member_import, take=rows if takes else set(), keep=set() if takes else rows)
    except services.ImportNotOpen:
        messages.info(request, _("This list has been brought in already."))
    back = request.POST.get("query", "")
    address = reverse("directory:import_preview", args=[network.slug, pk])
    anchor = f"#row-{row}" if row.isdecimal() else ""
    return redirect(f"{address}?{back}{anchor}" if back else f"{address}{anchor}")


@require_POST
def carry_out(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_of(request, network_slug)
    try:
        done = services.carry_out(import_in(network, pk), by=request.user, at=timezone.now())
    except services.ImportNotOpen:
        messages.info(request, _("This list has been brought in already."))
    else:
        words = ngettext(
            "The list is brought in: %(count)s new member.",
            "The list is brought in: %(count)s new members.",
            done.counts["joined"],
        )
        messages.success(request, words % {"count": done.counts["joined"]})
    return redirect("directory:import_preview", network.slug, pk)


@require_POST
def undo(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    network = network_of(request, network_slug)
    try:
        undone = services.undo_import(import_in(network, pk), at=timezone.now())
    except services.ImportNotOpen:
        messages.info(request, _("There is nothing to undo here any more."))
    else:
        words = _("Everything from the list is taken back: %(moment)s.")
        if not undone.counts["kept"]:
            messages.success(request, words % {"moment": moment(undone.undone_at or timezone.now())})
    return redirect("directory:import_preview", network.slug, pk)


@require_safe
def unreadable(request: MemberRequest, network_slug: str, pk: int) -> HttpResponse:
    """The rows that could not be read, with the reason in a column of their own, to be mended and brought again."""
    network = network_of(request, network_slug)
    member_list = queries.list_of(import_in(network, pk))
    if not member_list.unreadable_rows:
        raise Http404
    content = unreadable_rows_csv(member_list, get_language() or "da")
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = _("rows-to-mend")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
