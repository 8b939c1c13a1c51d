"""Writes: mails are drafted, approved, stopped and withdrawn here. Other apps send by these functions only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing import kinds, queries
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.mailing.models import Mailing, Message, Rule, Unsubscription
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part

State = Message.State
NOT_SENT = (State.DRAFT, State.QUEUED, State.HELD)
HELD_UNTIL_DAY = 3  # of the next month


class NotADraft(Exception):
    """The mailing was approved or stopped already, so its text stands."""


class AddressTaken(ValueError):
    """Another user has that address."""


class UnknownPlaceholder(ValueError):
    """The text names {placeholders} that nobody fills; `names` says which."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted(names)
        super().__init__(", ".join(self.names))


@dataclass(frozen=True)
class Recipient:
    """Somebody to write to, and what fills the text for them alone. Values: text, or {"da": …, "en": …}."""

    user: User
    context: Mapping[str, Any] = field(default_factory=dict)


# --- drafting --------------------------------------------------------------------------------------------------------


@transaction.atomic
def draft(
    *,
    kind: str,
    occasion: str,
    recipients: Iterable[Recipient],
    at: datetime,
    due_at: datetime,
    network: Network | None = None,
    context: Mapping[str, Any] | None = None,
    subject: str = "",
    body: str = "",
    expires_at: datetime | None = None,
    calendar: str = "",
    calendar_method: str = "",
    goes_by_itself: bool = False,
) -> Mailing:
    """Make the mailing of that kind and occasion, or add recipients to it; nobody gets a second message of it.

    It waits as a draft, or is approved at once where the network's standing rule for the kind is on. Left out: inactive
    and bounced users, those who unsubscribed, and those whose mail choice rules the kind out. With the kind's part off
    it has no messages. Recipients added after a person approved it wait for an approval of their own.

    `goes_by_itself`: the reminder of one's own sign-up, which needs no approval; it is listed beforehand and can be
    stopped. Raise ValueError for that with a kind that is not a service kind.
    """
    mail_kind = kinds.get(kind)
    if goes_by_itself and not mail_kind.service:
        raise ValueError(f"{kind} is not about one's own sign-up: it must be approved")
    by_rule = goes_by_itself or (network is not None and queries.rule_is_on(network, kind))
    words: dict[str, Any] = {
        "created_at": at,
        "context": plain(context or {}),
        "subject": subject,
        "body": body,
        "due_at": due_at,
        "expires_at": expires_at,
        "calendar": calendar,
        "calendar_method": calendar_method,
    }
    if by_rule:
        words |= {"state": Mailing.State.APPROVED, "approved_at": at}
    mailing = mailing_of(network, kind, occasion, words)
    if mailing.state == Mailing.State.STOPPED or (mail_kind.part and network and not has_part(network, mail_kind.part)):
        return mailing
    wanting = those_who_want(mail_kind, network, recipients)
    # Where somebody must decide about the mailing itself, the rule waits for that.
    by_rule = by_rule and mailing.state == Mailing.State.APPROVED
    state = State.QUEUED if by_rule else State.DRAFT
    add_messages(mailing, mail_kind, wanting, state=state, due_at=due_at)
    return mailing


def mailing_of(network: Network | None, kind: str, occasion: str, words: dict[str, Any]) -> Mailing:
    """The mailing of that kind and occasion, made with `words` where there is none."""
    if network is None:
        found = Mailing.objects.filter(network=None, kind=kind, occasion=occasion).first()
        return found or Mailing.objects.create(kind=kind, occasion=occasion, **words)
    mailing, _ = Mailing.objects.get_or_create(network=network, kind=kind, occasion=occasion, defaults=words)
    return mailing


def those_who_want(kind: MailKind, network: Network | None, recipients: Iterable[Recipient]) -> list[Recipient]:
    """Leave out whom this kind must not reach."""
    refused = queries.unsubscribed_users(kind.key, network)
    return [
        recipient for recipient in recipients if may_reach(kind, recipient.user) and recipient.user.pk not in refused
    ]


def may_reach(kind: MailKind, user: User) -> bool:
    """Whether the user's own choices and address let a mail of this kind through."""
    if not user.is_active or user.bounced_at is not None:
        return False
    if kind.service or user.mail_choice == MailChoice.ALL:
        return True
    return user.mail_choice == MailChoice.MONTHLY and kind.monthly


def add_messages(
    mailing: Mailing, kind: MailKind, recipients: Iterable[Recipient], *, state: str, due_at: datetime
) -> None:
    """One message each for those who have none of that kind and occasion; the database refuses a second."""
    having = set(Message.objects.filter(kind=kind.key, occasion=mailing.occasion).values_list("user_id", flat=True))
    new = {recipient.user.pk: recipient for recipient in recipients if recipient.user.pk not in having}
    Message.objects.bulk_create(
        (
            Message(
                mailing=mailing,
                user=recipient.user,
                kind=kind.key,
                occasion=mailing.occasion,
                context=plain(recipient.context),
                counted=not kind.service,
                due_at=due_at,
                state=state,
                message_id=new_message_id(),
            )
            for recipient in new.values()
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def send_service(
    *,
    kind: str,
    occasion: str,
    user: User,
    at: datetime,
    network: Network | None = None,
    context: Mapping[str, Any] | None = None,
    expires_at: datetime | None = None,
    calendar: str = "",
    calendar_method: str = "",
) -> Message | None:
    """Queue a mail about the user's own sign-up: at once, not counted, without approval.

    None if there is one of that kind and occasion already, or if the user has no address that works. Raise ValueError
    for a kind that is not a service kind.
    """
    mail_kind = kinds.get(kind)
    if not mail_kind.service:
        raise ValueError(f"{kind} is not about one's own sign-up: it must be drafted and approved")
    if not may_reach(mail_kind, user) or (mail_kind.part and network and not has_part(network, mail_kind.part)):
        return None
    if Message.objects.filter(user=user, kind=kind, occasion=occasion).exists():
        return None
    words = {
        "context": plain(context or {}),
        "due_at": at,
        "expires_at": expires_at,
        "calendar": calendar,
        "calendar_method": calendar_method,
        "state": Mailing.State.APPROVED,
        "approved_at": at,
    }
    mailing = mailing_of(network, kind, occasion, words)
    recipient = Recipient(user, {} if mailing.context == words["context"] else context or {})
    add_messages(mailing, mail_kind, [recipient], state=State.QUEUED, due_at=at)
    return Message.objects.filter(user=user, kind=kind, occasion=occasion, mailing=mailing).first()


# --- what the coordinator decides ------------------------------------------------------------------------------------


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


def stop_message(message: Message, *, why: str = "stopped") -> bool:
    """Stop one message; False if it has left already."""
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


# --- what happens --------------------------------------------------------------------------------------------------


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


@transaction.atomic
def mark_bounced(user: User, *, at: datetime, reason: str) -> None:
    """Nothing is sent to this address any more; the coordinators of the user's networks are asked to mend it."""
    User.objects.filter(pk=user.pk).update(bounced_at=at, bounce_reason=reason[:300])
    Message.objects.filter(user=user, state__in=NOT_SENT).update(state=State.STOPPED, why="bounced")
    user.refresh_from_db(fields=["bounced_at", "bounce_reason"])


@transaction.atomic
def correct_address(user: User, email: str) -> None:
    """Give the user the address that works; raise AddressTaken if it is somebody else's."""
    email = email.strip().lower()
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        raise AddressTaken
    User.objects.filter(pk=user.pk).update(email=email, bounced_at=None, bounce_reason="")
    user.refresh_from_db(fields=["email", "bounced_at", "bounce_reason"])


def leave_without_mail(user: User) -> None:
    """The address stays dead and nobody is asked about it again; the person is still in the network."""
    choose_mails(user, MailChoice.NONE)


def try_again(message: Message, *, at: datetime) -> bool:
    """Queue a mail that failed once more; False if it did not fail or its address is known to be dead."""
    failed = Message.objects.filter(pk=message.pk, state=State.FAILED, user__bounced_at=None, user__is_active=True)
    return bool(failed.update(state=State.QUEUED, due_at=at, attempts=0, why=""))


def clear_bounce(user: User) -> None:
    """The address works (again): mails may go there."""
    User.objects.filter(pk=user.pk).update(bounced_at=None, bounce_reason="")
    user.refresh_from_db(fields=["bounced_at", "bounce_reason"])


# --- what the reader decides -----------------------------------------------------------------------------------------


@transaction.atomic
def unsubscribe(user: User, *, kind: str, network: Network | None, at: datetime) -> None:
    """No more mails of that kind from that network (or, with none, from anywhere); what waits is stopped."""
    Unsubscription.objects.get_or_create(user=user, network=network, kind=kind, defaults={"at": at})
    waiting = Message.objects.filter(user=user, kind=kind, state__in=NOT_SENT)
    if network is not None:
        waiting = waiting.filter(mailing__network=network)
    waiting.update(state=State.STOPPED, why="unsubscribed")


def subscribe(user: User, *, kind: str, network: Network | None) -> None:
    """Undo an unsubscription."""
    Unsubscription.objects.filter(user=user, network=network, kind=kind).delete()


@transaction.atomic
def choose_mails(user: User, choice: str) -> None:
    """Set how much the user wants to hear; raise ValueError for a choice there is not."""
    user.mail_choice = MailChoice(choice).value
    User.objects.filter(pk=user.pk).update(mail_choice=user.mail_choice)


# --- small things ----------------------------------------------------------------------------------------------------


def plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """The context as the database keeps it: text, or text per language."""
    return {key: plain_value(value) for key, value in context.items()}


def plain_value(value: Any) -> Any:
    if isinstance(value, Promise):
        return {language: in_language(value, language) for language, _ in settings.LANGUAGES}
    if isinstance(value, Mapping):
        return {str(language): str(text) for language, text in value.items()}
    return "" if value is None else str(value)


def in_language(value: Promise, language: str) -> str:
    with translation.override(language):
        return str(value)


def new_message_id() -> str:
    """A Message-ID header, fixed when the message is made so that a repeated delivery carries the same."""
    return f"<{uuid4().hex}@{queries.mail_domain()}>"


# --- by the clock ----------------------------------------------------------------------------------------------------


def drop_expired(*, at: datetime) -> int:
    """Stop what waits and is no longer worth sending; return how many."""
    late = Message.objects.filter(state__in=NOT_SENT, mailing__expires_at__lt=at)
    return late.update(state=State.STOPPED, why="expired")


def let_held_go(*, at: datetime) -> int:
    """Queue, for each person, the oldest mail held back in an earlier month; return how many.

    It waits for the third day, so that the month's own mails may carry it along. The others go along with it.
    """
    local = timezone.localtime(at)
    if local.day < HELD_UNTIL_DAY:
        return 0
    first, _ = queries.month_bounds(local.date())
    oldest: dict[int, int] = {}
    held = Message.objects.filter(state=State.HELD, held_at__lt=first).order_by("held_at", "pk")
    for pk, user in held.values_list("pk", "user_id"):
        oldest.setdefault(user, pk)
    return Message.objects.filter(pk__in=oldest.values()).update(state=State.QUEUED, due_at=at, why="")
