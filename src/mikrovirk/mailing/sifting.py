"""Which messages of a claimed batch go now, which are held back, which are stopped, and which held ones go along."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from mikrovirk.accounts.models import MailChoice
from mikrovirk.mailing import kinds, outbox, queries
from mikrovirk.mailing.domain.month import USUAL, MonthSoFar
from mikrovirk.mailing.models import Mailing, Message, Unsubscription
from mikrovirk.networks.models import Role

State = Message.State


@dataclass
class Sifted:
    """The messages that go now, in order, and what was held back for each reader."""

    going: list[Message] = field(default_factory=list)
    held: dict[int, list[Message]] = field(default_factory=dict)  # by user

    def held_for(self, message: Message) -> list[Message]:
        """The held mails that go along with `message`: with a mail about one's own sign-up, none."""
        return self.held.get(message.user_id, []) if message.counted else []

    def carried(self, held: Iterable[Message]) -> None:
        """Those went along: not with a second one."""
        gone = {message.pk for message in held}
        for user in {message.user_id for message in held}:
            self.held[user] = [message for message in self.held[user] if message.pk not in gone]


def sift(batch: Sequence[Message], mailings: Mapping[int, Mailing], *, now: datetime, worker: str) -> Sifted:
    """Decide about every message of the batch; a fixed number of questions to the database, however many they are."""
    stopped: dict[str, list[Message]] = defaultdict(list)
    holding: list[Message] = []
    sifted = Sifted()
    refusals = unsubscriptions(batch)
    months = months_so_far(batch, now=now, worker=worker)
    for message in batch:
        mailing = mailings[message.mailing_id]
        if why := why_not(message, mailing, refusals, now=now):
            stopped[why].append(message)
        elif not message.counted or goes_this_month(message, mailing, months[message.user_id]):
            sifted.going.append(message)
        else:
            holding.append(message)
    for why, messages in stopped.items():
        outbox.set_aside(messages, state=State.STOPPED, why=why)
    outbox.set_aside(holding, state=State.HELD, why="limit", held_at=now)
    sifted.held = held_mails({message.user_id for message in sifted.going if message.counted}, now=now)
    return sifted


def why_not(message: Message, mailing: Mailing, refusals: set[tuple[int, int, str]], *, now: datetime) -> str:
    """A code that says why the message must not go at all any more; empty if it may."""
    user = message.user
    if not kinds.is_known(message.kind):
        return "unknown kind"  # of an app that is no longer there
    if not user.is_active:
        return "inactive"
    if user.bounced_at is not None:
        return "bounced"
    if mailing.state == Mailing.State.STOPPED:
        return "stopped"
    if mailing.expires_at is not None and mailing.expires_at < now:
        return "expired"
    return unwanted(message, mailing, refusals)


def unwanted(message: Message, mailing: Mailing, refusals: set[tuple[int, int, str]]) -> str:
    """The same for what the reader chose."""
    kind = kinds.get(message.kind)
    if kind.service:
        return ""
    choice = message.user.mail_choice
    if choice == MailChoice.NONE or (choice == MailChoice.MONTHLY and not kind.monthly):
        return "choice"
    asked = {(message.user_id, 0, kind.key), (message.user_id, mailing.network_id or 0, kind.key)}
    return "unsubscribed" if asked & refusals else ""


def goes_this_month(message: Message, mailing: Mailing, month: MonthSoFar) -> bool:
    """Take a place of the month for the message, if there is one."""
    kind = kinds.get(message.kind)
    network = mailing.network_id or 0
    room = month.has_room(
        network=network,
        monthly=kind.monthly,
        gives_way=kind.gives_way,
        only_monthly=message.user.mail_choice == MailChoice.MONTHLY,
        limit=settings.MAIL_MONTHLY_LIMIT,
    )
    if room:
        month.add(network=network, monthly=kind.monthly)
    return room


def unsubscriptions(batch: Sequence[Message]) -> set[tuple[int, int, str]]:
    """(user, network or 0, kind) of what the readers of the batch do not want."""
    users = {message.user_id for message in batch if message.counted}
    rows = Unsubscription.objects.filter(user__in=users).values_list("user_id", "network_id", "kind")
    return {(user, network or 0, kind) for user, network, kind in rows}


def months_so_far(batch: Sequence[Message], *, now: datetime, worker: str) -> dict[int, MonthSoFar]:
    """What each reader of the batch got this month; what other workers are sending counts as sent."""
    users = {message.user_id for message in batch if message.counted}
    months: dict[int, MonthSoFar] = defaultdict(MonthSoFar)
    first, _after = queries.month_bounds(timezone.localtime(now).date())
    monthly_kinds = {kind.key for kind in kinds.all_kinds() if kind.monthly}
    counted = Message.objects.filter(user__in=users, counted=True)
    sent = counted.filter(state=State.SENT, sent_at__gte=min(first, now - USUAL))
    for user, kind, network, sent_at in sent.values_list("user_id", "kind", "mailing__network_id", "sent_at"):
        is_monthly = kind in monthly_kinds
        if is_monthly:
            months[user].usually_from.add(network or 0)
        if sent_at is not None and sent_at >= first:
            months[user].add(network=network or 0, monthly=is_monthly)
    for user, network in expecting(users, monthly_kinds, now=now):
        months[user].usually_from.add(network)
    elsewhere = counted.filter(Q(state=State.SENDING) | Q(state=State.QUEUED), claimed_until__gte=now)
    for user, kind, network in elsewhere.exclude(claimed_by=worker).values_list(
        "user_id", "kind", "mailing__network_id"
    ):
        months[user].add(network=network or 0, monthly=kind in monthly_kinds)
    return months


def expecting(users: set[int], monthly_kinds: set[str], *, now: datetime) -> list[tuple[int, int]]:
    """(user, network) of those who are in a network that has made a monthly mail lately: theirs is still to come."""
    lively = Mailing.objects.filter(kind__in=monthly_kinds, created_at__gte=now - USUAL, network__isnull=False)
    roles = Role.objects.filter(user__in=users, network__in=lively.values("network"))
    return list(roles.values_list("user_id", "network_id").distinct())


def held_mails(users: set[int], *, now: datetime) -> dict[int, list[Message]]:
    """What was held back for these users and is still worth telling, oldest first."""
    if not users:
        return {}
    held = (
        Message.objects.filter(user__in=users, state=State.HELD)
        .exclude(mailing__expires_at__lt=now)
        .exclude(mailing__state=Mailing.State.STOPPED)
        .select_related("mailing__network")
        .order_by("held_at", "pk")
    )
    by_user: dict[int, list[Message]] = defaultdict(list)
    for message in held:
        by_user[message.user_id].append(message)
    return by_user
