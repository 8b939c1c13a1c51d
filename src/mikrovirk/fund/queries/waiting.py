"""What waits for somebody who works in a fund: everything they can act on, the overdue first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Call, CaseMessage, Fund
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import agreements, standing
from mikrovirk.fund.queries.assessing import to_assess
from mikrovirk.fund.queries.habilitet import cases_for

P = FundPermission


class Task(StrEnum):
    """What is to be done, in the order a case goes through them."""

    CALL_CLOSE = "call_close"
    CALL_WRITE = "call_write"
    CHECK = "check"
    ANSWER = "answer"
    ASSESS = "assess"
    DECIDE = "decide"
    APPROVE = "approve"
    PAY = "pay"
    READ_REPORT = "read_report"
    REPORT_LATE = "report_late"
    END = "end"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: about a case or a call, since when or until when, and whether it is late."""

    task: Task
    case: Application | None = None
    call: Call | None = None
    due_at: datetime | None = None
    is_late: bool = False


def waiting_in(user: User, fund: Fund, *, held: frozenset[FundPermission], now: datetime) -> list[Waiting]:
    """Everything in the fund that waits for `user`, the late first. A fixed number of queries."""
    sources: list[tuple[FundPermission, Callable[[User, Fund, datetime], Iterable[Waiting]]]] = [
        (P.EDIT_CALLS, calls_to_run),
        (P.HANDLE_CASES, cases_to_check),
        (P.HANDLE_CASES, questions_to_answer),
        (P.ASSESS, cases_to_assess),
        (P.DECIDE, cases_to_decide),
        (P.APPROVE_PAYMENTS, claims_to_approve),
        (P.KEEP_BOOKS, claims_to_pay),
        (P.HANDLE_CASES, grants_to_follow),
    ]
    found = [each for needs, source in sources if needs in held for each in source(user, fund, now)]
    order = list(Task)
    return sorted(found, key=lambda each: (not each.is_late, order.index(each.task), each.due_at or now))


def calls_to_run(_user: User, fund: Fund, now: datetime) -> Iterator[Waiting]:
    """Calls whose deadline is over and that are still open, and those that are being written."""
    for call in fund.calls.filter(state=Call.State.OPEN, deadline_at__lte=now).order_by("deadline_at"):
        yield Waiting(Task.CALL_CLOSE, call=call, due_at=call.deadline_at, is_late=True)
    for call in fund.calls.filter(state=Call.State.DRAFT).order_by("pk"):
        yield Waiting(Task.CALL_WRITE, call=call)


def of_case(task: Task, case: Application, now: datetime) -> Waiting:
    """A case that waits; on the quick track it is late when its seven days are over."""
    late = case.quick_by is not None and case.quick_by < now
    return Waiting(task, case=case, due_at=case.quick_by, is_late=late)


def cases_to_check(user: User, fund: Fund, now: datetime) -> Iterator[Waiting]:
    return (of_case(Task.CHECK, case, now) for case in standing.to_check(user, fund))


def cases_to_assess(user: User, fund: Fund, now: datetime) -> Iterator[Waiting]:
    mine = (assignment.application for assignment in to_assess(user))
    return (of_case(Task.ASSESS, case, now) for case in mine if case.call.fund_id == fund.pk)


def cases_to_decide(user: User, fund: Fund, now: datetime) -> Iterator[Waiting]:
    return (of_case(Task.DECIDE, case, now) for case in standing.to_decide(user, fund))


def questions_to_answer(user: User, fund: Fund, _now: datetime) -> Iterator[Waiting]:
    """Cases in which the applicant wrote last."""
    last = CaseMessage.objects.filter(application=OuterRef("pk")).order_by("-at", "-pk")
    rows = cases_for(user, needs=P.HANDLE_CASES).filter(call__fund=fund)
    asked = rows.annotate(from_fund=Subquery(last.values("is_from_fund")[:1]), written=Subquery(last.values("at")[:1]))
    for case in asked.filter(from_fund=False).select_related("call").order_by("written"):
        yield Waiting(Task.ANSWER, case=case)


def claims_to_approve(user: User, fund: Fund, _now: datetime) -> Iterator[Waiting]:
    for claim in agreements.claims_to_approve(user).filter(agreement__application__call__fund=fund):
        yield Waiting(Task.APPROVE, case=claim.agreement.application)


def claims_to_pay(user: User, fund: Fund, _now: datetime) -> Iterator[Waiting]:
    for claim in agreements.claims_to_pay(user).filter(agreement__application__call__fund=fund):
        yield Waiting(Task.PAY, case=claim.agreement.application)


def grants_to_follow(user: User, fund: Fund, now: datetime) -> Iterator[Waiting]:
    """Reports that have come, reports that have not, and grants that can be ended."""
    today = timezone.localdate(now)
    for report in agreements.reports_to_read(user).filter(application__call__fund=fund):
        yield Waiting(Task.READ_REPORT, case=report.application)
    for late in agreements.late_reports(user, today=today).filter(application__call__fund=fund):
        yield Waiting(Task.REPORT_LATE, case=late.application, is_late=True)
    for ready in agreements.to_end(user).filter(application__call__fund=fund):
        yield Waiting(Task.END, case=ready.application)
