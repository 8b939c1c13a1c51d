"""Whom the networks of a municipality reach and whom they do not: counts of three or more, never a name."""

import csv
import io
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.common.cells import harmless
from mikrovirk.overview import words
from mikrovirk.overview.domain.suppression import LEAST
from mikrovirk.overview.queries import inviting
from mikrovirk.overview.queries.coverage import Reached, coverage_of
from mikrovirk.overview.views.inside import inside
from mikrovirk.overview.words.coverage import as_lines, row, spots_of, tables_of

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def coverage(request: MemberRequest, code: str) -> HttpResponse:
    """The page. Who invites for a network there is led to its list; a municipality's role never is."""
    place = inside(request, code)
    found = coverage_of(code)
    context: dict[str, Any] = {"place": place, "found": found, "least": LEAST}
    if found:
        whole = row(found.told.whole, "")
        networks = inviting.networks_inviting(request.user).filter(municipality_code=code, is_open=True)
        context |= {
            "whole": whole,
            "tables": tables_of(found.told),
            "spots": spots_of(found.told),
            "networks": [network for network in networks if "invitations" in network.parts],
            "as_of": found.as_of,
        }
    return render(request, "overview/coverage.html", context)


def table_of(request: MemberRequest, code: str) -> tuple[Reached, list[list[str]]]:
    """The whole table; a 404 for those who may not, and without a register."""
    inside(request, code)
    found = coverage_of(code)
    if found is None:
        raise Http404
    return found, as_lines(found.told)


@require_safe
def as_csv(request: MemberRequest, code: str) -> HttpResponse:
    """Semicolons in Danish, as Danish spreadsheets expect."""
    found, lines = table_of(request, code)
    text = io.StringIO()
    csv.writer(text, delimiter=";" if words.is_danish() else ",").writerows(
        [harmless(value) for value in line] for line in lines
    )
    return download("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", found, "csv")


@require_safe
def as_xlsx(request: MemberRequest, code: str) -> HttpResponse:
    """The same as a workbook."""
    from openpyxl import Workbook  # heavy, and only for this

    found, lines = table_of(request, code)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(lines[0])
    for parted, name, count, reached, share in lines[1:]:
        numbers = [int(each) if each else None for each in (count, reached)]
        sheet.append([parted, name, *numbers, float(share.replace(",", ".")) if share else None])
    for cell in sheet["B"]:
        cell.data_type = "s"  # a text never becomes a formula
    for column, width in zip("ABCDE", (14, 44, 18, 20, 10), strict=True):
        sheet.column_dimensions[column].width = width
    written = io.BytesIO()
    book.save(written)
    return download(written.getvalue(), SHEET, found, "xlsx")


def download(content: str | bytes, kind: str, found: Reached, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"coverage-{found.municipality}-{found.as_of}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
