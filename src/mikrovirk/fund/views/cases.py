"""The cases of a fund, for its people: the list, and one case with its sections."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.forms.cases import CasesFilter
from mikrovirk.fund.models import Application
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import assessing, habilitet, standing
from mikrovirk.fund.queries.funds import permissions_in
from mikrovirk.fund.views.case_page import Case, case_to_open
from mikrovirk.fund.views.case_sections import SECTIONS
from mikrovirk.fund.views.office_where import Office
from mikrovirk.fund.views.where import fund_called
from mikrovirk.fund.words_cases import TURN_BADGES, TURN_WORDS

PER_PAGE = 30
LONGEST_NUMBER = 9  # digits


@dataclass(frozen=True)
class Row:
    """A case in the list."""

    case: Application
    words: str
    badge: str


@require_safe
def cases(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """All cases of the fund that the reader may see, those that wait first."""
    fund = fund_called(fund_slug)
    seen = habilitet.cases_for(request.user).filter(call__fund=fund)
    locked = list(habilitet.cases_locked_for(request.user, fund).select_related("call").order_by("call", "number"))
    if not locked and not seen.exists() and not habilitet.works_in(request.user, fund):
        raise Http404
    form = CasesFilter(request.GET, fund=fund)
    wanted = form.cleaned_data if form.is_valid() else {}
    rows = filtered(seen.select_related("call", "applicant__user", "business"), wanted)
    page = Paginator(rows.order_by("-call__deadline_at", "-call", "number"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "fund": fund,
        "form": form,
        "page": page,
        "rows": listed(list(page.object_list)),
        "locked": locked,
        "is_filtered": any(wanted.values()),
        "tabs": Office(fund, permissions_in(request.user, fund)).tabs("cases"),
    }
    return render(request, "fund/office/cases.html", context)


def filtered(rows: Any, wanted: dict[str, Any]) -> Any:
    if call := wanted.get("call"):
        rows = rows.filter(call=call)
    if state := wanted.get("state"):
        rows = rows.filter(state=state)
    if text := wanted.get("q"):
        rows = rows.filter(matches(text))
    return rows


def matches(text: str) -> Q:
    found = Q(title__icontains=text) | Q(applicant__user__full_name__icontains=text) | Q(business__name__icontains=text)
    is_number = text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER
    return found | Q(number=int(text)) if is_number else found


def listed(found: list[Application]) -> list[Row]:
    turns = standing.turns_of(found)
    return [
        Row(case, str(TURN_WORDS[turns[case.pk]]), TURN_BADGES[turns[case.pk]])
        if turns[case.pk] != standing.Turn.DONE
        else Row(case, case.get_state_display(), "")
        for case in found
    ]


@require_safe
def case(request: MemberRequest, fund_slug: str, pk: int) -> HttpResponse:
    """One case; an assessor is first asked whether they have an interest in it."""
    found = case_to_open(request, fund_slug, pk, needs=FundPermission.SEE_CASES)
    if found.must_say_impartial:
        return render(request, "fund/office/impartial.html", {"case": found, "fund": found.fund})
    return render(request, "fund/office/case.html", context_of(found))


def context_of(found: Case) -> dict[str, Any]:
    made = [(section, section.context(found)) for section in SECTIONS]
    turn = standing.turns_of([found.application])[found.application.pk]
    return {
        "case": found,
        "fund": found.fund,
        "sections": [(section, part) for section, part in made if part is not None],
        "turn": TURN_WORDS[turn],
        "badge": TURN_BADGES[turn],
        "points": assessing.score_of(found.application, found.assignments)
        if assessing.sees_scores(found.user, found.application, found.assignments)
        else None,
    }
