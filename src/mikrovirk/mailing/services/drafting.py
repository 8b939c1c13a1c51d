"""Mails are made: drafted for approval, or queued at once when they are about one's own sign-up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.common import carrier
from mikrovirk.mailing import kinds, queries
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part

State = Message.State
NOT_SENT = (State.DRAFT, State.QUEUED, State.HELD)


@dataclass(frozen=True)
class Recipient:
    """Somebody to write to, and what fills the text for them alone. Values: text, or {"da": …, "en": …}."""

    user: User
    context: Mapping[str, Any] = field(default_factory=dict)


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
    sender_name: str = "",
    sender_email: str = "",
) -> Mailing:
    """Make the mailing of that kind and occasion, or add recipients to it; nobody gets a second message of it.

    It waits as a draft, or is approved at once where the network's standing rule for the kind is on. Left out: inactive
    and bounced users, those who unsubscribed, and those whose mail choice rules the kind out. With the kind's part off
    it has no messages. Recipients added after a person approved it wait for an approval of their own.

    `goes_by_itself`: the reminder of one's own sign-up, which needs no approval; it is listed beforehand and can be
    stopped. Raise ValueError for that with a kind that is not a service kind.

    `sender_name` and `sender_email`: of a personal kind, who writes, and where replies go while none are taken in here.
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
        "sender_name": sender_name,
        "sender_email": sender_email,
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
        (new_message(mailing, kind, recipient, state=state, due_at=due_at) for recipient in new.values()),
        ignore_conflicts=True,
    )


def new_message(mailing: Mailing, kind: MailKind, recipient: Recipient, *, state: str, due_at: datetime) -> Message:
    """The message of one recipient, not saved yet."""
    return Message(
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
    is_first: bool = False,
) -> Message | None:
    """Queue a mail about the user's own sign-up: at once, not counted, without approval.

    None if there is one of that kind and occasion already, or if the user has no address that works. Raise ValueError
    for a kind that is not a service kind. `is_first`: the caller knows that nothing of this occasion was ever sent (it
    has just been made, in this transaction), so nothing is looked up.
    """
    mail_kind = kinds.get(kind)
    if not mail_kind.service:
        raise ValueError(f"{kind} is not about one's own sign-up: it must be drafted and approved")
    if not may_reach(mail_kind, user) or (mail_kind.part and network and not has_part(network, mail_kind.part)):
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
    if is_first:
        mailing = Mailing.objects.create(network=network, kind=kind, occasion=occasion, **words)
        message = new_message(mailing, mail_kind, Recipient(user), state=State.QUEUED, due_at=at)
        message.save(force_insert=True)
        carrier.tell(message)
        return message
    with transaction.atomic():
        if Message.objects.filter(user=user, kind=kind, occasion=occasion).exists():
            return None
        mailing = mailing_of(network, kind, occasion, words)
        recipient = Recipient(user, {} if mailing.context == words["context"] else context or {})
        add_messages(mailing, mail_kind, [recipient], state=State.QUEUED, due_at=at)
    made = Message.objects.filter(user=user, kind=kind, occasion=occasion, mailing=mailing).first()
    if made:
        carrier.tell(made)
    return made


def plain(context: Mapping[str, Any]) -> dict[str, Any]:
    """The context as the database keeps it: text, or text per language."""
    return {key: plain_value(value) for key, value in context.items()}


def plain_value(value: Any) -> Any:
    if isinstance(value, Promise):
        return in_each_language(lambda: str(value))
    if isinstance(value, Mapping):
        return {str(language): str(text) for language, text in value.items()}
    return "" if value is None else str(value)


def in_each_language(make: Callable[[], str]) -> dict[str, str]:
    """The same words in every language a reader may have, to fill a mail with."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = make()
    return words


def new_message_id() -> str:
    """A Message-ID header, fixed when the message is made so that a repeated delivery carries the same."""
    return f"<{uuid4().hex}@{queries.mail_domain()}>"
