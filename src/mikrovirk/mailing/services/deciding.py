"""What the coordinator decides about a mail, and what happens to it when the matter changes."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from mikrovirk.accounts.models import User
from mikrovirk.mailing import kinds, queries
from mikrovirk.mailing.models import Mailing, Message, Rule
from mikrovirk.mailing.services.drafting import NOT_SENT, State, plain
from mikrovirk.networks.models import Network


class NotADraft(Exception):
    """The mailing was approved or stopped already, so its text stands."""


class UnknownPlaceholder(ValueError):
    """The text names {placeholders} that nobody fills; `names` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        super().__init__(", ".join(self.names))


def grace() -> timedelta:
    """How long an approved mail waits, so that a slip of the finger can be undone."""
    return timedelta(seconds=getattr(settings, "MAIL_GRACE_SECONDS", 20))


@transaction.atomic
def approve(mailing: Mailing, *, by: User, at: datetime) -> int:
    """Queue the messages that wait for approval; return how many. Raise NotADraft if the mailing was stopped."""
    locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
    if locked.state == Mailing.State.STOPPED:
        raise NotADraft
    waiting = Message.objects.filter(mailing=locked, state=State.DRAFT)
    count = waiting.update(state=State.QUEUED, due_at=max(locked.due_at, at + grace()))
    if locked.state == Mailing.State.DRAFT:
        locked.state = Mailing.State.APPROVED
        locked.approved_at, locked.approved_by = at, by
        locked.save(update_fields=["state", "approved_at", "approved_by"])
    mailing.refresh_from_db()
    return count


@transaction.atomic
def stop(mailing: Mailing, *, by: User | None, at: datetime, why: str = "stopped") -> int:
    """Stop what of the mailing has not left; return how many messages that were."""
    Mailing.objects.filter(pk=mailing.pk).update(state=Mailing.State.STOPPED, stopped_at=at, stopped_by=by, why=why)
    count = Message.objects.filter(mailing=mailing, state__in=NOT_SENT).update(state=State.STOPPED, why=why)
    mailing.refresh_from_db()
    return count


@transaction.atomic
def resume(mailing: Mailing) -> int:
    """Undo a stop, or an approval: what has not left waits for approval again; return how many messages do."""
    stopped_here = Message.objects.filter(mailing=mailing, state=State.STOPPED, why="stopped")
    waiting = Message.objects.filter(mailing=mailing, state=State.QUEUED, attempts=0)
    count = stopped_here.update(state=State.DRAFT, why="") + waiting.update(state=State.DRAFT)
    if count:
        Mailing.objects.filter(pk=mailing.pk).update(
            state=Mailing.State.DRAFT, approved_at=None, approved_by=None, stopped_at=None, stopped_by=None, why=""
        )
    mailing.refresh_from_db()
    return count


def stop_message(message: Message, *, why: str = "left out") -> bool:
    """Stop one message, for good: undoing the stop of its mailing leaves it out. False if it has left already."""
    return bool(Message.objects.filter(pk=message.pk, state__in=NOT_SENT).update(state=State.STOPPED, why=why))


def edit(mailing: Mailing, *, subject: str, body: str) -> None:
    """Give the draft the coordinator's own words; empty words mean the kind's own text.

    Raise NotADraft, or UnknownPlaceholder naming the {placeholders} that nobody fills.
    """
    if unknown := unknown_placeholders(mailing, subject, body):
        raise UnknownPlaceholder(unknown)
    changed = Mailing.objects.filter(pk=mailing.pk, state=Mailing.State.DRAFT).update(subject=subject, body=body)
    if not changed:
        raise NotADraft
    mailing.refresh_from_db()


def unknown_placeholders(mailing: Mailing, *texts: str) -> list[str]:
    """The {placeholders} in the texts that nobody fills in this mailing."""
    return sorted(queries.placeholders_in(*texts) - queries.placeholders_of(mailing))


@transaction.atomic
def renew(
    mailing: Mailing,
    *,
    context: Mapping[str, Any],
    calendar: str,
    expires_at: datetime | None = None,
    due_at: datetime | None = None,
) -> None:
    """Give what has not left the facts of today (the meeting was moved before its invitation left).

    `due_at` moves messages that have not been due; None leaves them. What has left stays as it was sent.
    """
    words: dict[str, Any] = {"context": plain(context), "calendar": calendar, "expires_at": expires_at}
    if due_at is not None:
        words["due_at"] = due_at
        Message.objects.filter(mailing=mailing, state__in=(State.DRAFT, State.QUEUED)).update(due_at=due_at)
    Mailing.objects.filter(pk=mailing.pk).update(**words)
    mailing.refresh_from_db()


def renew_own(mailing: Mailing, contexts: Mapping[int, Mapping[str, Any]], *, also_left: bool = False) -> None:
    """The same for what fills the text for one reader alone; `contexts` are by the reader's key.

    `also_left`: what is kept of mails that have left says it no more either (its author wished the words gone).
    """
    kept = Message.objects.filter(mailing=mailing).only("pk", "user_id", "context")
    rows = [
        message for message in (kept if also_left else kept.filter(state__in=NOT_SENT)) if message.user_id in contexts
    ]
    for message in rows:
        message.context = message.context | plain(contexts[message.user_id])
    Message.objects.bulk_update(rows, ["context"], batch_size=200)


@transaction.atomic
def withdraw(*, kind: str, occasion: str, at: datetime, why: str, users: Iterable[User] | None = None) -> int:
    """Stop what has not been sent of that kind and occasion, for all or for `users`; return how many messages."""
    waiting = Message.objects.filter(kind=kind, occasion=occasion, state__in=NOT_SENT)
    if users is None:
        Mailing.objects.filter(kind=kind, occasion=occasion).exclude(state=Mailing.State.STOPPED).update(
            state=Mailing.State.STOPPED, stopped_at=at, why=why
        )
    else:
        waiting = waiting.filter(user__in=[user.pk for user in users])
    return waiting.update(state=State.STOPPED, why=why)


def switch_rule_on(network: Network, kind: str, *, by: User, at: datetime) -> Rule:
    """Let mails of that kind go by themselves from now on; the text as it reads now is kept with the rule."""
    seen = kinds.get(kind)
    with translation.override(settings.LANGUAGE_CODE):
        text = f"{seen.subject}\n\n{seen.body}"
    rule, _ = Rule.objects.get_or_create(
        network=network, kind=kind, defaults={"on_since": at, "on_by": by, "text_seen": text}
    )
    return rule


def switch_rule_off(network: Network, kind: str) -> None:
    """Mails of that kind wait for approval again; what the rule approved already stays approved."""
    Rule.objects.filter(network=network, kind=kind).delete()
