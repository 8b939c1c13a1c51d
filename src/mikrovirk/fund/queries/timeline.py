"""Where an application stands, step by step, as those who apply may know it. Each subject adds its own steps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mikrovirk.fund.models import Agreement, Application, Decision, Report
from mikrovirk.fund.templatetags.money import kroner


@dataclass(frozen=True)
class Step:
    """Something that happened in a case. `text` is in the reader's language, `detail` somebody's own words."""

    at: datetime
    text: str
    detail: str = ""


def of_the_application(application: Application) -> Iterable[Step]:
    """Begun, sent, changed, taken back."""
    if application.sent_at is None:
        yield Step(application.created_at, _("The draft was begun"))
    for version in application.versions.all():
        first = version.number == 1
        yield Step(version.at, _("We received the application") if first else _("The application was changed"))
    if application.withdrawn_at:
        yield Step(application.withdrawn_at, _("The application was taken back"), application.withdrawn_because)


def of_those_together(application: Application) -> Iterable[Step]:
    for row in application.co_applicants.all():
        if row.accepted_at:
            yield Step(row.accepted_at, _("%(name)s said yes to applying together") % {"name": row.name})
        if row.declined_at:
            yield Step(row.declined_at, _("%(name)s said no to applying together") % {"name": row.name})


def of_the_thread(application: Application) -> Iterable[Step]:
    for message in application.thread.all():
        yield Step(message.at, _("We asked you something") if message.is_from_fund else _("You wrote to us"))


def of_help(application: Application) -> Iterable[Step]:
    for row in application.help_in_kind.all():
        words = {"help": row.get_kind_display(), "who": row.promised_by}
        if row.promised_at:
            yield Step(row.promised_at, _("%(who)s promised help: %(help)s") % words)
        if row.declined_at:
            yield Step(row.declined_at, _("We cannot help with this: %(help)s") % words, row.declined_because)
        if row.given_at:
            yield Step(row.given_at, _("The help was given: %(help)s") % words)


def of_the_decision(application: Application) -> Iterable[Step]:
    """That it was decided; the reasons stand in the decision itself."""
    for decision in Decision.objects.filter(application=application):
        yield Step(decision.at, _("It was decided: %(outcome)s") % {"outcome": decision.get_outcome_display().lower()})


def of_the_grant(application: Application) -> Iterable[Step]:
    """Agreed, asked for, paid or sent back, told, closed; or lapsed."""
    agreement = Agreement.objects.filter(application=application).first()
    if agreement is None:
        return
    if agreement.accepted_at:
        yield Step(agreement.accepted_at, _("You said yes to the agreement"))
    for claim in agreement.claims.exclude(sent_at=None):
        yield Step(claim.sent_at or agreement.made_at, _("You asked to be paid"))
        if claim.paid_at and claim.amount:
            yield Step(claim.paid_at, _("We paid %(amount)s") % {"amount": kroner(claim.amount)})
        if claim.refused_at:
            yield Step(claim.refused_at, _("We could not pay yet"), claim.refused_because)
    for report in Report.objects.filter(application=application).exclude(sent_at=None):
        yield Step(report.sent_at or report.changed_at, _("You told what came of it"))
    if agreement.ended_at:
        yield Step(agreement.ended_at, _("The case was closed"))
    if agreement.lapsed_at:
        yield Step(agreement.lapsed_at, _("The grant lapsed"), agreement.lapsed_because)


Source = Callable[[Application], Iterable[Step]]
# Each gives the steps of one subject; each asks the database a fixed number of times.
SOURCES: list[Source] = [of_the_application, of_those_together, of_the_thread, of_help, of_the_decision, of_the_grant]


def timeline(application: Application) -> list[Step]:
    """Everything that happened in a case, the latest first."""
    steps = [step for source in SOURCES for step in source(application)]
    return sorted(steps, key=lambda step: step.at, reverse=True)
