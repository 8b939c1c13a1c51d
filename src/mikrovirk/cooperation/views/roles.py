"""What was agreed, for everybody: the matrix, one task, the versions, plan and reality, and the sheet for the wall."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mikrovirk.cooperation.change_words import in_words
from mikrovirk.cooperation.domain.reality import Outcome, compare
from mikrovirk.cooperation.domain.roles import changes
from mikrovirk.cooperation.forms.roles import CommentForm
from mikrovirk.cooperation.models import Version
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.cooperation.queries.reality import carried_of, done_in
from mikrovirk.cooperation.queries.roles import draft_of, matrix_of
from mikrovirk.cooperation.views.where import Where, at, known
from mikrovirk.register.domain.municipalities import named
from mikrovirk.ui.paper_page import as_pdf

PAGE = 30
LARGE_AT_MOST, SMALL_AT_MOST = 14, 26  # tasks that fit on the sheet at the usual size, and at the smaller


@login_not_required
@require_safe
def roles(request: HttpRequest, code: str) -> HttpResponse:
    """The matrix in force; where there is none, how to begin."""
    agreement = queries.agreement_of(known(code))
    if agreement is None:
        context = {"code": code, "municipality": named(code), "may_begin": queries.may_begin(request.user, code)}
        return render(request, "cooperation/roles/none.html", context)
    where = at(request, code)
    version = queries.version_in(agreement, Version.State.FORCE)
    context = about(where, version) | {
        "versions": Paginator(versions_shown(where), PAGE).get_page(request.GET.get("page")),
        "overdue": bool(version and queries.is_overdue(version, timezone.localdate())),
    }
    return render(request, "cooperation/roles/roles.html", context)


def about(where: Where, version: Version | None) -> dict[str, Any]:
    """What every page about a version needs."""
    return {
        "code": where.code,
        "place": where.place,
        "agreement": where.agreement,
        "standing": where.standing,
        "version": version,
        "matrix": matrix_of(queries.content_of(version)) if version else None,
        "signing": queries.signing_of(version) if version else None,
    }


def versions_shown(where: Where) -> Any:
    """Those that held or hold; to the parties, those that wait or were taken back too."""
    versions = where.agreement.versions.all()
    return versions if where.standing else versions.filter(in_force_at__isnull=False)


@login_not_required
@require_safe
def version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One version word for word, with what it changed and who signed it."""
    where = at(request, code)
    found = versions_shown(where).filter(number=number).first()
    if found is None:
        raise Http404
    earlier = queries.before(found)
    found_changes = changes(queries.content_of(earlier), queries.content_of(found)) if earlier else ()
    context = about(where, found) | {
        "earlier": earlier,
        "changes": [in_words(each) for each in found_changes],
        "is_whole": queries.is_whole(found),
    }
    return render(request, "cooperation/roles/version.html", context)


@login_not_required
@require_safe
def task(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One task: who does what in it, what carried it out, and to the parties what is said about it."""
    where = at(request, code)
    found = where.agreement.tasks.filter(pk=pk).first()
    in_force = queries.version_in(where.agreement, Version.State.FORCE)
    agreed = row_in(matrix_of(queries.content_of(in_force)), pk) if in_force else None
    drafted = row_in(matrix_of(draft_of(where.agreement)), pk) if where.standing else None
    if found is None or (agreed is None and not where.standing):
        raise Http404
    context = about(where, in_force) | {
        "task": found,
        "title": agreed.task.title if agreed and not where.standing else found.title,
        "about": agreed.task.about if agreed and not where.standing else found.about,
        "agreed": agreed,
        "drafted": drafted if not agreed or not drafted or drafted.task.parts != agreed.task.parts else None,
        "carried": Paginator(carried_of([pk]), PAGE).get_page(request.GET.get("page")),
        "comments": found.comments.select_related("party__organisation", "party__network") if where.standing else (),
        "form": CommentForm(),
    }
    return render(request, "cooperation/roles/task.html", context)


def row_in(matrix: Any, pk: int) -> Any:
    return next((row for row in matrix.rows if row.task.key == pk), None)


@login_not_required
@require_safe
def reality(request: HttpRequest, code: str) -> HttpResponse:
    """Which tasks were carried out in the last year, by whom in fact, and which were not."""
    where = at(request, code)
    in_force = queries.version_in(where.agreement, Version.State.FORCE)
    if in_force is None:
        raise Http404
    content = queries.content_of(in_force)
    found = compare(content.tasks, done_in(carried_of(each.key for each in content.tasks)), today=timezone.localdate())
    names = {party.pk: party.name for party in where.agreement.parties.select_related("organisation", "network")}
    names |= content.names
    lines = [
        {
            "reality": each,
            "responsible": [names[key] for key in each.task.responsible],
            "by": [names[key] for key in each.by if key in names],
        }
        for each in found
    ]
    context = about(where, in_force) | {
        "lines": lines,
        "not_done": [each.task for each in found if each.outcome == Outcome.NOT_DONE],
        "by_others": [each.task for each in found if each.outcome == Outcome.BY_OTHERS],
    }
    return render(request, "cooperation/roles/reality.html", context)


@login_not_required
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The matrix in force on one A3 page."""
    where = at(request, code)
    in_force = queries.version_in(where.agreement, Version.State.FORCE)
    if in_force is None:
        raise Http404
    return as_pdf(
        request, "cooperation/roles/sheet.html", sheet_of(where, in_force), name=f"roller-{code}-{in_force.number}.pdf"
    )


def sheet_of(where: Where, version: Version) -> dict[str, Any]:
    """What stands on the sheet; the more tasks, the smaller."""
    count = len(queries.content_of(version).tasks)
    size = "" if count <= LARGE_AT_MOST else "small" if count <= SMALL_AT_MOST else "smallest"
    return about(where, version) | {"size": size}
