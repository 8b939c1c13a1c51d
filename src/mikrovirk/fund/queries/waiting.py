"""What waits for somebody who works in a fund: everything they can act on, the overdue first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Application, Assignment, Call, CaseMessage, Fund, Vote
from mikrovirk.fund.permissions import FundPermission
from mikrovirk.fund.queries import agreements, de_minimis
from mikrovirk.fund.queries.assessing import to_assess
from mikrovirk.fund.queries.habilitet import cases_for
from mikrovirk.fund.queries.standing import Turn, turns_of

P = FundPermission


class Task(StrEnum):
    """What is to be done, in the order a call and its cases go through them."""

    CALL_CLOSE = "call_close"
    CALL_WRITE = "call_write"
    CHECK = "check"
    ANSWER = "answer"
    ASK_ASSESSORS = "ask_assessors"
    ASSESS = "assess"
    VOTE_PREPARE = "vote_prepare"
    VOTE_COUNT = "vote_count"
    DIVIDE = "divide"
    DECIDE = "decide"
    PUBLISH = "publish"
    APPROVE = "approve"
    PAY = "pay"
    READ_REPORT = "read_report"
    REPORT_LATE = "report_late"
    TELL_REGISTER = "tell_register"
    END = "end"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: about a case or a call, until when, and whether it is late."""

    task: Task
    case: Application | None = None
    call: Call | None = None
    due_at: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Desk:
    """Somebody at work in a fund: the cases that wait for a decision, what each waits for, and which cases they may see."""

    user: User
    fund: Fund
    now: datetime
    cases: list[Application]
    turns: dict[int, Turn]
    seen: set[int]

    def mine(self, *turns: Turn) -> Iterator[Application]:
        """The cases whose turn it is, without those the user has an interest in."""
        return (case for case in self.cases if case.pk in self.seen and self.turns[case.pk] in turns)

    def of_case(self, task: Task, case: Application) -> Waiting:
        """A case that waits; on the quick track it is late when its seven days are over."""
        return Waiting(task, case, due_at=case.quick_by, is_late=bool(case.quick_by and case.quick_by < self.now))


def waiting_in(user: User, fund: Fund, *, held: frozenset[FundPermission], now: datetime) -> list[Waiting]:
    """Everything in the fund that waits for `user`, the late first. A fixed number of queries."""
    rows = Application.objects.filter(call__fund=fund, state=Application.State.SENT).select_related("call")
    cases = list(rows.order_by("sent_at", "pk"))
    seen = set(cases_for(user).filter(call__fund=fund).values_list("pk", flat=True))
    desk = Desk(user, fund, now, cases, turns_of(cases), seen)
    sources: list[tuple[FundPermission, Callable[[Desk], Iterable[Waiting]]]] = [
        (P.EDIT_CALLS, calls_to_run),
        (P.EDIT_CALLS, calls_to_finish),
        (P.HANDLE_CASES, cases_to_handle),
        (P.HANDLE_CASES, questions_to_answer),
        (P.ASSESS, cases_to_assess),
        (P.DECIDE, cases_to_decide),
        (P.APPROVE_PAYMENTS, claims_to_approve),
        (P.KEEP_BOOKS, claims_to_pay),
        (P.HANDLE_CASES, grants_to_follow),
        (P.HANDLE_CASES, aid_to_tell),
    ]
    found = [each for needs, source in sources if needs in held for each in source(desk)]
    order = list(Task)
    return sorted(found, key=lambda each: (not each.is_late, order.index(each.task), each.due_at or now))


def calls_to_run(desk: Desk) -> Iterator[Waiting]:
    """Calls whose deadline is over and that are still open, and those that are being written."""
    for call in desk.fund.calls.filter(state=Call.State.OPEN, deadline_at__lte=desk.now).order_by("deadline_at"):
        yield Waiting(Task.CALL_CLOSE, call=call, due_at=call.deadline_at, is_late=True)
    for call in desk.fund.calls.filter(state=Call.State.DRAFT).order_by("pk"):
        yield Waiting(Task.CALL_WRITE, call=call)


def calls_to_finish(desk: Desk) -> Iterator[Waiting]:
    """Calls that are assessed: votes to prepare and to count, pots to divide, results to publish."""
    votes = {vote.call_id: vote for vote in Vote.objects.filter(call__fund=desk.fund).exclude(state="cancelled")}
    assessing = desk.fund.calls.filter(state__in=[Call.State.ASSESSING, Call.State.VOTING])
    for call in assessing.select_related("division").order_by("deadline_at", "pk"):
        turns = [desk.turns[case.pk] for case in desk.cases if case.call_id == call.pk and case.quick_by is None]
        vote = votes.get(call.pk)
        if task := next_task(call, vote, turns, is_divided=hasattr(call, "division"), now=desk.now):
            due = vote.closes_at if vote and task is Task.VOTE_COUNT else None
            yield Waiting(task, call=call, due_at=due)


def next_task(call: Call, vote: Vote | None, turns: list[Turn], *, is_divided: bool, now: datetime) -> Task | None:
    """What the caseworker does next with a call that is assessed; None while others are at work."""
    if vote and vote.state == Vote.State.OPEN:
        return Task.VOTE_COUNT if vote.closes_at <= now else None
    if Turn.CHECK in turns or Turn.ASSESS in turns:
        return None
    if not turns:
        return Task.PUBLISH
    by_vote = call.rule != Call.Rule.SCORE
    if by_vote and (vote is None or vote.state == Vote.State.DRAFT):
        return Task.VOTE_PREPARE
    return None if is_divided or Turn.DECIDE not in turns else Task.DIVIDE


def cases_to_handle(desk: Desk) -> Iterator[Waiting]:
    """Conditions to tick, and cases nobody was asked to assess yet."""
    for case in desk.mine(Turn.CHECK, Turn.REFUSE):
        yield desk.of_case(Task.CHECK, case)
    asked = set(Assignment.objects.filter(application__in=desk.cases).values_list("application", flat=True))
    for case in desk.mine(Turn.ASSESS):
        if case.pk not in asked:
            yield desk.of_case(Task.ASK_ASSESSORS, case)


def questions_to_answer(desk: Desk) -> Iterator[Waiting]:
    """Cases that are not over in which the applicant wrote last."""
    last = CaseMessage.objects.filter(application=OuterRef("pk")).order_by("-at", "-pk")
    going_on = [Application.State.SENT, Application.State.GRANTED]
    rows = Application.objects.filter(pk__in=desk.seen, state__in=going_on)
    asked = rows.annotate(from_fund=Subquery(last.values("is_from_fund")[:1]), written=Subquery(last.values("at")[:1]))
    for case in asked.filter(from_fund=False).select_related("call").order_by("written"):
        yield Waiting(Task.ANSWER, case)


def cases_to_assess(desk: Desk) -> Iterator[Waiting]:
    mine = (assignment.application for assignment in to_assess(desk.user))
    return (desk.of_case(Task.ASSESS, case) for case in mine if case.call.fund_id == desk.fund.pk)


def cases_to_decide(desk: Desk) -> Iterator[Waiting]:
    return (desk.of_case(Task.DECIDE, case) for case in desk.mine(Turn.DECIDE))


def claims_to_approve(desk: Desk) -> Iterator[Waiting]:
    for claim in agreements.claims_to_approve(desk.user).filter(agreement__application__call__fund=desk.fund):
        yield Waiting(Task.APPROVE, claim.agreement.application)


def claims_to_pay(desk: Desk) -> Iterator[Waiting]:
    for claim in agreements.claims_to_pay(desk.user).filter(agreement__application__call__fund=desk.fund):
        yield Waiting(Task.PAY, claim.agreement.application)


def grants_to_follow(desk: Desk) -> Iterator[Waiting]:
    """Reports that have come, reports that have not, and grants that can be ended."""
    today = timezone.localdate(desk.now)
    for report in agreements.reports_to_read(desk.user).filter(application__call__fund=desk.fund):
        yield Waiting(Task.READ_REPORT, report.application)
    for late in agreements.late_reports(desk.user, today=today).filter(application__call__fund=desk.fund):
        yield Waiting(Task.REPORT_LATE, late.application, is_late=True)
    for ready in agreements.to_end(desk.user).filter(application__call__fund=desk.fund):
        yield Waiting(Task.END, ready.application)


def aid_to_tell(desk: Desk) -> Iterator[Waiting]:
    """De minimis aid that the central register is to be told of within twenty working days."""
    today = timezone.localdate(desk.now)
    for grant in de_minimis.to_register(desk.fund).filter(application__in=desk.seen):
        due = timezone.make_aware(datetime.combine(grant.register_by_date, time.max))
        yield Waiting(Task.TELL_REGISTER, grant.application, due_at=due, is_late=grant.register_by_date < today)
