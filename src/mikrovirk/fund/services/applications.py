"""Writes: an application is begun, filled in, sent, changed until the deadline, or withdrawn."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.fund.domain.applications import Content, Missing, Side, missing
from mikrovirk.fund.models import Application, BudgetLine, Call, CoApplicant, HelpInKind, Idea, SentVersion
from mikrovirk.fund.queries.applications import as_plain, content_of, rules_of
from mikrovirk.fund.services import application_mails, attachments, decision_mails, ledger, together

QUICK_DAYS = 7
State = Application.State


class CallNotOpen(Exception):
    """The call does not take applications now: not open yet, or the deadline is over."""


class NotReady(Exception):
    """The application cannot be sent as it is; `missing` says why."""

    def __init__(self, found: list[Missing]) -> None:
        super().__init__(", ".join(each.problem for each in found))
        self.missing = found


class AlreadyDecided(Exception):
    """What is decided is not changed or withdrawn."""


def takes_applications(call: Call, *, at: datetime) -> bool:
    """Whether one may apply now: the call is open and its deadline not over."""
    begun = call.opens_at is None or call.opens_at <= at
    return call.state == Call.State.OPEN and begun and call.deadline_at is not None and at <= call.deadline_at


@transaction.atomic
def start(
    call: Call, person: Person, idea: Idea | None = None, *, at: datetime, put_up_by: User | None = None
) -> Application:
    """A draft of `person`'s application, filled in from an idea where there is one; raise CallNotOpen.

    Who has a draft from the same idea already goes on with that.
    """
    if not takes_applications(call, at=at):
        raise CallNotOpen
    drafts = Application.objects.filter(call=call, applicant=person, idea=idea, state=State.DRAFT)
    if idea and (known := drafts.first()):
        return known
    prefilled = from_idea(idea) if idea else {}
    return Application.objects.create(
        call=call, applicant=person, idea=idea, created_at=at, changed_at=at, put_up_by=put_up_by, **prefilled
    )


def from_idea(idea: Idea) -> dict[str, Any]:
    """What an idea says already."""
    sentences = (idea.what, idea.who_for, idea.needs)
    return {
        "title": idea.title,
        "summary": "\n\n".join(text for text in sentences if text)[:1000],
        "network": idea.network,
    }


@transaction.atomic
def save_draft(
    application: Application,
    content: Content | None = None,
    *,
    at: datetime,
    typed: Mapping[str, Any] | None = None,
) -> Application:
    """Keep what is typed: the form as it stands (`typed`), and what of it can be read (`content`).

    Of an application that is sent only `typed` is kept: what was sent counts until the change is sent too.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("call").get(pk=application.pk)
    if typed is not None:
        locked.typed, locked.typed_at = dict(typed), at
        locked.save(update_fields=["typed", "typed_at"])
    if content is not None and locked.state == State.DRAFT:
        write(locked, content, at=at)
    return locked


@transaction.atomic
def send(application: Application, *, by: User, at: datetime, content: Content | None = None) -> Application:
    """Send the application, or what was changed in it since; raise CallNotOpen, NotReady or AlreadyDecided.

    The first time it gets its number, the applicant a receipt, and each co-applicant a mail to say yes to.
    """
    call = Call.objects.select_for_update().get(pk=application.call_id)  # numbers are given one at a time
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if locked.state not in (State.DRAFT, State.SENT):
        raise AlreadyDecided
    if not takes_applications(call, at=at):
        raise CallNotOpen
    found = missing(content or content_of(locked), rules_of(call))
    if found:
        raise NotReady(found)
    if content is not None:
        write(locked, content, at=at)
    receive(locked, call, by=by, at=at)
    return locked


def receive(application: Application, call: Call, *, by: User, at: datetime) -> None:
    """Number it, note what was sent, and put it on the quick track where the sum is small."""
    if application.number is None:
        application.number = (call.applications.aggregate(last=Max("number"))["last"] or 0) + 1
        application.sent_at = at
    is_quick = 0 < application.amount <= call.quick_up_to and call.quick_decider_id is not None
    application.quick_by = (application.quick_by or at + timedelta(days=QUICK_DAYS)) if is_quick else None
    application.state, application.changed_at = State.SENT, at
    application.typed, application.typed_at = {}, None
    application.save()
    version = application.versions.count() + 1
    content = as_plain(content_of(application))
    SentVersion.objects.create(application=application, number=version, content=content, by=by, at=at)
    application_mails.tell_received(application, at=at, is_change=version > 1)
    decision_mails.ask_to_decide(application, at=at)
    together.invite(application, at=at)


@transaction.atomic
def withdraw(application: Application, *, by: User, at: datetime, because: str = "") -> Application:
    """Take the application back; raise AlreadyDecided. A draft that was never sent is gone for good.

    What was reserved for it goes back to the call.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("call__fund").get(pk=application.pk)
    if locked.state == State.DRAFT:
        attachments.remove_all(locked)
        locked.delete()
        return locked
    if locked.state == State.WITHDRAWN:
        return locked
    if locked.state != State.SENT:
        raise AlreadyDecided
    locked.state, locked.withdrawn_at, locked.withdrawn_because = State.WITHDRAWN, at, because
    locked.typed, locked.typed_at, locked.quick_by = {}, None, None
    locked.save()
    ledger.release(locked, by=by, at=at)
    application_mails.tell_withdrawn(locked, at=at, may_apply_again=takes_applications(locked.call, at=at))
    return locked


def write(application: Application, content: Content, *, at: datetime) -> None:
    """Write what the form holds into the application and its rows."""
    application.title, application.summary = content.title, content.summary
    application.municipality, application.takes_place_date = content.municipality, content.takes_place_date
    application.cvr, application.business_id = content.cvr, content.business
    application.network_id, application.answers = content.network, dict(content.answers)
    application.amount, application.changed_at = content.amount, at
    application.save()
    write_budget(application, content)
    write_help(application, content)
    write_together(application, content)


def write_budget(application: Application, content: Content) -> None:
    application.budget.all().delete()
    rows = [
        BudgetLine(application=application, position=n, side=str(line.side), text=line.text, amount=line.amount)
        for n, line in enumerate(sorted(content.budget, key=lambda line: line.side != Side.COST), start=1)
    ]
    BudgetLine.objects.bulk_create(rows)


def write_help(application: Application, content: Content) -> None:
    """What is asked for; what was promised or declined already stays as it is."""
    asked = {wanted.kind: wanted.text for wanted in content.help_in_kind}
    for row in application.help_in_kind.all():
        if row.kind in asked:
            text = asked.pop(row.kind)
            HelpInKind.objects.filter(pk=row.pk).update(text=text)
        elif not row.promised_at and not row.declined_at:
            row.delete()
    HelpInKind.objects.bulk_create(
        HelpInKind(application=application, kind=kind, text=text) for kind, text in asked.items()
    )


def write_together(application: Application, content: Content) -> None:
    """Those one applies with; a yes stays where the address is the same."""
    wanted = {each.email: each for each in content.together}
    application.co_applicants.exclude(email__in=wanted).delete()
    known = {row.email: row for row in application.co_applicants.all()}
    for email, each in wanted.items():
        if email in known:
            CoApplicant.objects.filter(pk=known[email].pk).update(name=each.name, cvr=each.cvr)
        else:
            CoApplicant.objects.create(application=application, name=each.name, email=email, cvr=each.cvr)


def drop_changes(application: Application) -> None:
    """What was typed since it was sent is thrown away: what was sent stands."""
    Application.objects.filter(pk=application.pk, state=State.SENT).update(typed={}, typed_at=None)
