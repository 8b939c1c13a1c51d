"""The mails about a decision, and to those who are asked to assess or decide."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mikrovirk.common import dates
from mikrovirk.fund.models import Application, Assignment, Decision, Outcome
from mikrovirk.fund.queries import habilitet
from mikrovirk.fund.services import decision_texts
from mikrovirk.fund.services.application_mails import absolute, applicants
from mikrovirk.fund.templatetags.money import kroner
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.services import in_each_language

GRANTED, REFUSED, ASSESS, QUICK = (
    "fund.decision_granted",
    "fund.decision_refused",
    "fund.assess",
    "fund.quick_waits",
)


def tell(decision: Decision, *, at: datetime) -> None:
    """Send the decision, with why and how to complain, to everybody it is about."""
    case = decision.application
    words = {
        "fund": case.call.fund.name,
        "title": case.title,
        "decided": in_each_language(lambda: decision_texts.decided(decision)),
        "why": in_each_language(lambda: decision_texts.why(decision)),
        "now": in_each_language(lambda: decision_texts.what_now(decision)),
        "complaint": in_each_language(lambda: decision_texts.complaint(case.call.fund)),
        "url": absolute("fund:decision", case.call.fund.slug, case.pk),
    }
    kind = GRANTED if decision.outcome == Outcome.GRANTED else REFUSED
    for user in applicants(case):
        mailing.send_service(kind=kind, occasion=f"case:{case.pk}:decided", user=user, at=at, context=words)


def ask_to_assess(assignment: Assignment, *, at: datetime) -> None:
    """Tell an assessor that a case waits for their points."""
    if assignment.assessor is None:
        return
    mailing.send_service(
        kind=ASSESS,
        occasion=f"case:{assignment.application_id}:assess:{assignment.pk}",
        user=assignment.assessor,
        at=at,
        context=of_case(assignment.application),
    )


def ask_to_decide(application: Application, *, at: datetime) -> None:
    """Tell whom the call names for small sums that one waits, and until when; once, and not who has an interest in it."""
    decider, by = application.call.quick_decider, application.quick_by
    if decider is None or by is None or habilitet.is_locked_out(decider, application):
        return
    words = of_case(application) | {
        "amount": in_each_language(lambda: kroner(application.amount)),
        "when": in_each_language(lambda: dates.moment(by)),
    }
    occasion = f"case:{application.pk}:quick"
    mailing.send_service(kind=QUICK, occasion=occasion, user=decider, at=at, context=words)


def of_case(application: Application) -> dict[str, object]:
    fund = application.call.fund
    return {
        "fund": fund.name,
        "title": application.title or _("without a title"),
        "number": application.number or "",
        "url": absolute("fund:case", fund.slug, application.pk),
    }
