"""Reads: what the fund holds about somebody, for themselves. Each subject adds its lines to `export_of`."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import (
    Application,
    Approval,
    Assignment,
    CaseEntry,
    CaseMessage,
    Claim,
    CoApplicant,
    Decision,
    FundRole,
    Idea,
    IdeaSupport,
    Interest,
    Report,
    Voter,
)
from mikrovirk.fund.queries.applications import as_plain, content_of
from mikrovirk.fund.queries.funds import own_applications

Rows = list[dict[str, Any]]


def export_of(user: User) -> dict[str, Rows]:
    """What is kept of somebody's part in the funds, as plain values. What they voted is known to nobody."""
    return {
        "roles": rows(
            FundRole.objects.filter(user=user).values("name", "since_date", "until_date", fund_name=F("fund__name"))
        ),
        "ideas": rows(
            Idea.objects.filter(Q(author__user=user) | Q(waits_for=user)).values(
                "title", "what", "who_for", "needs", "made_at", "hidden_at", "hidden_because", "word"
            )
        ),
        "supports": rows(
            IdeaSupport.objects.filter(person__user=user).values("joins", "at", idea_title=F("idea__title"))
        ),
        "applications": [application_of(each) for each in own_applications(user).select_related("call")],
        "named_as_co_applicant": rows(
            CoApplicant.objects.filter(Q(user=user) | Q(email__iexact=user.email)).values(
                "name", "email", "cvr", "invited_at", "accepted_at", "declined_at", title=F("application__title")
            )
        ),
        "messages": rows(CaseMessage.objects.filter(by=user).values("text", "at", title=F("application__title"))),
        "reports": rows(
            Report.objects.filter(Q(application__applicant__user=user) | Q(sent_by=user)).values(
                "happened", "came_of_it", "picture_text", "sent_at", title=F("application__title")
            )
        ),
        "claims": rows(
            Claim.objects.filter(sent_by=user).values(
                "kind", "amount", "note", "account", "sent_at", title=F("agreement__application__title")
            )
        ),
        "votes": rows(
            Voter.objects.filter(people__user=user).values("name", "has_voted", vote_in=F("vote__call__title"))
        ),
        **work_of(user),
    }


def application_of(application: Application) -> dict[str, Any]:
    """One application as it stands: also a draft, and what is typed and not sent."""
    messages = application.thread.values("text", "at", "is_from_fund")
    return {
        "call": application.call.title,
        "number": application.number,
        "state": application.state,
        "sent_at": application.sent_at,
        "withdrawn_because": application.withdrawn_because,
        **as_plain(content_of(application)),
        "typed": application.typed,
        "messages": rows(messages),
        "files": [each.name for each in application.attachments.all()],
    }


def work_of(user: User) -> dict[str, Rows]:
    """What somebody did, or said about themselves, while they worked for a fund."""
    title = F("application__title")
    assigned = Assignment.objects.filter(assessor=user)
    return {
        "interests": rows(
            Interest.objects.filter(user=user).values("ground", "note", "declared_at", "lifted_because", title=title)
        ),
        "assessed": rows(assigned.values("impartial_at", "handed_in_at", "note", title=title)),
        "decided": rows(Decision.objects.filter(by=user).values("outcome", "at", title=title)),
        "payments_approved": rows(
            Approval.objects.filter(by=user).values("at", title=F("claim__agreement__application__title"))
        ),
        "named_in_logs": rows(CaseEntry.objects.filter(about=user).values("kind", "note", "at", title=title)),
    }


def rows(found: Iterable[Any]) -> Rows:
    return [dict(row) for row in found]
