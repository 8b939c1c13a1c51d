"""What the coordinator's pages show of the mails of a network; each a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import translation

from mikrovirk.mailing import inbound, kinds
from mikrovirk.mailing.domain import text
from mikrovirk.mailing.kinds import MailKind
from mikrovirk.mailing.mails import SENT_ON
from mikrovirk.mailing.models import Mailing, Message, Rule
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of

State = Message.State
LATELY = timedelta(days=30)


@dataclass(frozen=True)
class Row:
    """One mailing in a list."""

    mailing: Mailing
    kind: MailKind
    subject: str
    count: int
    at: datetime
    to: str  # the recipient's name where there is one only


def rows(mailings: Iterable[Mailing], *, count: str, at: str) -> list[Row]:
    """The mailings as rows; `count` and `at` name the annotations that say how many and when."""
    listed = list(mailings)
    samples = one_message_each(listed)
    return [
        Row(
            mailing=mailing,
            kind=kinds.find(mailing.kind),
            subject=subject_of(mailing, samples.get(mailing.pk)),
            count=getattr(mailing, count),
            at=getattr(mailing, at),
            to=str(samples[mailing.pk].user) if getattr(mailing, count) == 1 and mailing.pk in samples else "",
        )
        for mailing in listed
    ]


def one_message_each(mailings: Sequence[Mailing]) -> dict[int, Message]:
    """A message of each mailing to show it by: one that waits if there is one."""
    if not mailings:
        return {}
    waiting = Q(state__in=(State.DRAFT, State.QUEUED))
    messages = Message.objects.filter(mailing__in=mailings).values("mailing")
    firsts = messages.annotate(waiting=Min("pk", filter=waiting), any=Min("pk")).values_list("waiting", "any")
    pks = [waiting or any_of_them for waiting, any_of_them in firsts]
    return {message.mailing_id: message for message in Message.objects.filter(pk__in=pks).select_related("user")}


def subject_of(mailing: Mailing, message: Message | None) -> str:
    """The subject as the one recipient reads it, or with … where each reads their own."""
    with translation.override(settings.LANGUAGE_CODE):
        template = mailing.subject or str(kinds.find(mailing.kind).subject)
    values = dict.fromkeys(text.placeholders(template), "…")
    values |= plain_values({**(message.context if message else {}), **mailing.context})
    if message:
        values |= {"first_name": message.user.first_name or "…", "name": str(message.user)}
    return text.fill_line(template, values)


def plain_values(context: dict[str, Any]) -> dict[str, str]:
    """The values as the coordinator reads them."""
    language = settings.LANGUAGE_CODE
    return {key: value if isinstance(value, str) else str(value.get(language, "")) for key, value in context.items()}


def on_their_way(network: Network) -> QuerySet[Mailing]:
    """Approved mailings that have not left altogether, soonest first: `waiting_count`, `next_at`."""
    waiting = Q(messages__state__in=(State.QUEUED, State.SENDING))
    return (
        Mailing.objects.filter(network=network)
        .annotate(
            waiting_count=Count("messages", filter=waiting),
            next_at=Min("messages__due_at", filter=waiting),
        )
        .filter(waiting_count__gt=0)
        .select_related("approved_by")
        .order_by("next_at", "pk")
    )


@dataclass(frozen=True)
class Immediate:
    """How many mails of a kind left at once lately."""

    kind: MailKind
    count: int
    last_at: datetime


def immediate_lately(network: Network, *, now: datetime) -> list[Immediate]:
    """Mails about people's own sign-ups that left in the last 30 days, by kind."""
    service = [kind.key for kind in kinds.all_kinds() if kind.service and not kind.drafted]
    sent = Message.objects.filter(
        mailing__network=network, mailing__approved_by=None, kind__in=service, state=State.SENT
    )
    counts = sent.filter(sent_at__gte=now - LATELY).values("kind").annotate(count=Count("pk"), last=Max("sent_at"))
    found = [Immediate(kinds.find(row["kind"]), row["count"], row["last"]) for row in counts]
    return sorted(found, key=lambda row: row.last_at, reverse=True)


def messages_of_kind(network: Network, kind: str) -> QuerySet[Message]:
    """The sent messages of one kind, newest first."""
    sent = Message.objects.filter(mailing__network=network, kind=kind, state=State.SENT)
    return sent.select_related("user").order_by("-sent_at", "-pk")


def recipients_of(mailing: Mailing) -> QuerySet[Message]:
    """The messages of a mailing by name."""
    return mailing.messages.select_related("user").order_by("user__full_name", "user__email")


def counts_by_state(mailing: Mailing) -> dict[str, int]:
    """How many messages of the mailing are in which state."""
    rows = mailing.messages.values_list("state").annotate(count=Count("pk")).order_by("state")
    return dict(rows)


def failed_lately(network: Network, *, now: datetime) -> QuerySet[Message]:
    """Messages that were given up lately, to people whose address is not known to be dead."""
    failed = Message.objects.filter(mailing__network=network, state=State.FAILED, due_at__gte=now - LATELY)
    return failed.filter(user__bounced_at=None).select_related("user", "mailing").order_by("-due_at", "-pk")


def held_in(network: Network) -> QuerySet[Message]:
    """Messages held back because the reader has had the month's mails."""
    held = Message.objects.filter(mailing__network=network, state=State.HELD)
    return held.select_related("user", "mailing").order_by("held_at", "pk")


@dataclass(frozen=True)
class RuleRow:
    """A kind of mail that could go by itself, its text, and whether it does."""

    kind: MailKind
    rule: Rule | None
    subject: str
    body: str


def rules_of(network: Network) -> list[RuleRow]:
    """Every kind that waits for approval in this network, those that go by themselves first."""
    on = {rule.kind: rule for rule in Rule.objects.filter(network=network).select_related("on_by")}
    parts = parts_of(network)
    by_hand = Q(approved_at=None) | Q(approved_by__isnull=False)
    drafted = set(Mailing.objects.filter(by_hand, network=network).values_list("kind", flat=True).distinct())
    found = [
        RuleRow(kind, on.get(kind.key), *example_of(kind))
        for kind in kinds.all_kinds()
        if (not kind.service or kind.drafted or kind.key in on or kind.key in drafted)
        and (not kind.part or kind.part in parts)
        and (kind is not SENT_ON or can_send_on(network))
    ]
    return sorted(found, key=lambda row: (row.rule is None, str(row.kind.label)))


def can_send_on(network: Network) -> bool:
    """Whether what only a person can answer comes in here at all, and there is somebody to send it on to."""
    return inbound.is_on() and bool(network.contact_email)


def example_of(kind: MailKind) -> tuple[str, str]:
    """The text of a kind with its example filled in, as the coordinator sees it before switching a rule on."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, body = str(kind.subject), str(kind.body)
    names = text.placeholders(subject, body)
    values = {name: f"({name})" for name in names} | {"first_name": "Lise", "name": "Lise Holm"} | dict(kind.example)
    return text.fill_line(subject, values), text.compile_body(body).fill(values).text.strip()
