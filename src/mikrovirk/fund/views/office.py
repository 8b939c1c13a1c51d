"""What waits for somebody who works in a fund: caseworker, assessor, decider, bookkeeper."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.fund.models import Fund
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import ledger as balances
from mikrovirk.fund.queries.waiting import Task, Waiting, waiting_in
from mikrovirk.fund.views.office_where import office_of

TASK_WORDS = {
    Task.CALL_CLOSE: (_("Begin the assessment"), _("The deadline is over: let the assessment begin")),
    Task.CALL_WRITE: (_("Go on writing"), _("Being written, not open yet")),
    Task.CHECK: (_("Check"), _("Tick the conditions, or refuse what does not meet them")),
    Task.ANSWER: (_("Answer"), _("The applicant wrote last")),
    Task.ASK_ASSESSORS: (_("Ask assessors"), _("Nobody was asked to assess it yet")),
    Task.VOTE_PREPARE: (_("Prepare the vote"), _("The conditions are ticked: the members can vote")),
    Task.VOTE_COUNT: (_("Count the vote"), _("The last moment to vote is over")),
    Task.DIVIDE: (_("Divide the pot"), _("The points are in, or the vote is counted")),
    Task.PUBLISH: (_("Publish the result"), _("Every case is decided")),
    Task.ASSESS: (_("Assess"), _("Give your points")),
    Task.DECIDE: (_("Decide"), _("Ready for a decision")),
    Task.APPROVE: (_("Approve"), _("A claim with receipts to look at")),
    Task.PAY: (_("Pay"), _("An approved claim to pay")),
    Task.READ_REPORT: (_("Report"), _("A report to read")),
    Task.REPORT_LATE: (_("Report"), _("The report is late")),
    Task.TELL_REGISTER: (_("Tell"), _("Aid to a business that the central register is to be told of")),
    Task.END: (_("Close"), _("Everything is in: close the case and free what is left")),
}


@dataclass(frozen=True)
class Row:
    """One thing that waits, as it is shown."""

    waiting: Waiting
    title: str
    url: str
    action: str
    note: str


def row_of(waiting: Waiting, fund: Fund) -> Row:
    action, note = (str(words) for words in TASK_WORDS[waiting.task])
    if waiting.case is not None:
        title = f"{waiting.case.number}. {waiting.case.title}"
        url = reverse("fund:case", args=[fund.slug, waiting.case.pk])
        if waiting.task is Task.TELL_REGISTER:
            url = reverse("fund:office_aid", args=[fund.slug])
        return Row(waiting, title, url, action, note)
    assert waiting.call is not None
    if waiting.task in (Task.VOTE_PREPARE, Task.VOTE_COUNT):
        url = reverse("fund:office_votes", args=[fund.slug])
    else:
        name = "division" if waiting.task in (Task.DIVIDE, Task.PUBLISH) else "office_call"
        url = reverse(f"fund:{name}", args=[fund.slug, waiting.call.pk])
    return Row(waiting, waiting.call.title, url, action, note)


@require_safe
def office(request: MemberRequest, fund_slug: str) -> HttpResponse:
    """What waits for the reader, the overdue first, and where the fund's money is."""
    place = office_of(request, fund_slug, needs=FundPermission.SEE_CASES)
    now = timezone.now()
    context = {
        "office": place,
        "fund": place.fund,
        "tabs": place.tabs("office"),
        "rows": [row_of(each, place.fund) for each in waiting_in(request.user, place.fund, held=place.held, now=now)],
        "totals": balances.totals(place.fund),
        "money": balances.of_fund(place.fund),
        "sees_money": FundPermission.SEE_FIGURES in place.held,
    }
    return render(request, "fund/office/office.html", context)
