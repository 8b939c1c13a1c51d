"""Reads: what waits, what is coming, what was sent, and to whom nothing may be sent."""

from datetime import date, datetime, timedelta
from email.utils import parseaddr
from functools import lru_cache

from django.conf import settings
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from mikrovirk.accounts.models import MailChoice, User
from mikrovirk.mailing import kinds
from mikrovirk.mailing.domain import text
from mikrovirk.mailing.models import Mailing, Message, Rule, Unsubscription
from mikrovirk.networks.models import Network, Role

State = Message.State
RECIPIENT_PLACEHOLDERS = text.READER


def drafts(network: Network) -> QuerySet[Mailing]:
    """Mailings with messages that wait for approval, soonest first; `waiting_count` says how many."""
    waiting = Message.objects.filter(mailing=OuterRef("pk"), state=State.DRAFT)
    return (
        Mailing.objects.filter(Exists(waiting), network=network)
        .exclude(state=Mailing.State.STOPPED)
        .annotate(waiting_count=Count("messages", filter=Q(messages__state=State.DRAFT)))
        .order_by("due_at", "pk")
    )


def coming_automatic(network: Network, until: datetime) -> QuerySet[Mailing]:
    """Mailings that a standing rule approved and that go before `until`; `waiting_count` says to how many.

    Mails that leave in the minute they are made (a receipt) are not among them: they are listed afterwards.
    """
    due = Q(messages__state=State.QUEUED, messages__due_at__lte=until)
    service_kinds = [kind.key for kind in kinds.all_kinds() if kind.service]
    return (
        Mailing.objects.filter(network=network, state=Mailing.State.APPROVED, approved_by=None)
        .exclude(kind__in=service_kinds, due_at__lte=F("approved_at"))
        .annotate(waiting_count=Count("messages", filter=due))
        .filter(waiting_count__gt=0)
        .order_by("due_at", "pk")
    )


def sent_lately(network: Network) -> QuerySet[Mailing]:
    """Mailings of which something was sent, newest first, with `sent_count` and `last_sent_at`.

    Mails about people's own sign-ups that nobody had to approve are left out: `overview.immediate_lately` counts them.
    """
    service_kinds = [kind.key for kind in kinds.all_kinds() if kind.service and not kind.drafted]
    return (
        Mailing.objects.filter(network=network, messages__state=State.SENT)
        .exclude(kind__in=service_kinds, approved_by=None)
        .annotate(sent_count=Count("messages"), last_sent_at=Max("messages__sent_at"))
        .order_by("-last_sent_at", "-pk")
    )


def messages_to(user: User) -> QuerySet[Message]:
    """Everything that was or will be sent to the user, newest first."""
    return Message.objects.filter(user=user).select_related("mailing__network").order_by("-due_at", "-pk")


def sent_count_in_month(user: User, month: date) -> int:
    """How many counted mails the user was sent in the calendar month (Danish time) that `month` lies in."""
    first, after = month_bounds(month)
    return Message.objects.filter(
        user=user, counted=True, state=State.SENT, sent_at__gte=first, sent_at__lt=after
    ).count()


def month_bounds(month: date) -> tuple[datetime, datetime]:
    """The first moment of the calendar month and of the next, in Danish time."""
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    zone = timezone.get_default_timezone()
    return (
        datetime(first.year, first.month, 1, tzinfo=zone),
        datetime(after.year, after.month, 1, tzinfo=zone),
    )


def bounced_in(network: Network) -> QuerySet[User]:
    """People of the network whose address does not work and about whom nothing was decided yet."""
    here = Role.objects.filter(network=network).values("user")
    written = Message.objects.filter(mailing__network=network).values("user")
    return (
        User.objects.filter(Q(pk__in=here) | Q(pk__in=written), bounced_at__isnull=False, is_active=True)
        .exclude(mail_choice=MailChoice.NONE)
        .order_by("full_name", "pk")
    )


def rule_is_on(network: Network, kind: str) -> bool:
    return Rule.objects.filter(network=network, kind=kind).exists()


def unsubscribed_users(kind: str, network: Network | None) -> set[int]:
    """The ids of those who do not want that kind from that network, or from anywhere."""
    where = Q(network=None) | Q(network=network) if network else Q(network=None)
    return set(Unsubscription.objects.filter(where, kind=kind).values_list("user_id", flat=True))


def placeholders_in(*templates: str) -> set[str]:
    return text.placeholders(*templates)


def placeholders_of(mailing: Mailing) -> set[str]:
    """The {placeholders} that are filled in this mailing."""
    kind = kinds.find(mailing.kind)
    own = text.placeholders(str(kind.subject), str(kind.body), str(kind.fold))
    first = mailing.messages.first()
    return own | set(RECIPIENT_PLACEHOLDERS) | set(mailing.context) | set(first.context if first else {})


@lru_cache(maxsize=8)
def _domain(address: str) -> str:
    return parseaddr(address)[1].rpartition("@")[2] or "localhost"


def mail_domain() -> str:
    """The domain our mails come from."""
    return _domain(settings.DEFAULT_FROM_EMAIL)


def export_of(user: User) -> list[dict[str, str]]:
    """The mails that were sent or will be sent to the user, as plain values for their own copy."""
    return [
        {
            "kind": str(kinds.find(message.kind).label),
            "network": message.mailing.network.name if message.mailing.network else "",
            "state": message.get_state_display(),
            "at": (message.sent_at or message.due_at).isoformat(),
        }
        for message in messages_to(user)
    ]


def unwanted_by(user: User) -> list[dict[str, str]]:
    """The kinds of mail the user has stopped, as plain values for their own copy."""
    rows = Unsubscription.objects.filter(user=user).select_related("network").order_by("pk")
    return [
        {
            "kind": str(kinds.find(row.kind).label),
            "network": row.network.name if row.network else "",
            "at": row.at.isoformat(),
        }
        for row in rows
    ]


def has_unsubscribed(user: User, *, kind: str, network: Network | None) -> bool:
    return Unsubscription.objects.filter(user=user, network=network, kind=kind).exists()
