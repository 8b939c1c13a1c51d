"""Reads: mail that came in, for the jobs of the apps that know what it means and for the coordinator's page."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing import inbound
from mikrovirk.mailing.domain.incoming import addresses, bodies
from mikrovirk.mailing.domain.incoming.columns import storable
from mikrovirk.mailing.models import IncomingMail, Message
from mikrovirk.mailing.queries import mail_domain
from mikrovirk.mailing.queries.matching import parsed
from mikrovirk.mailing.rendering import Composer
from mikrovirk.networks.models import Network, Role

State, Sort = IncomingMail.State, IncomingMail.Sort
MOST_PEOPLE = 8
WAITS = Q(state__in=(State.NEW, State.UNREADABLE), for_people=True)


def takes_replies() -> bool:
    """Whether the installation takes replies in; else they go to the network's contact."""
    return inbound.is_on()


# --- for jobs --------------------------------------------------------------------------------------------------------


def new_answers(kind: str) -> QuerySet[IncomingMail]:
    """What people answered to mails of that kind and nobody has dealt with, the oldest first."""
    answers = waiting_for_jobs().filter(sort=Sort.REPLY, kind=kind, message__isnull=False)
    return answers.select_related("user", "network", "message__user", "message__mailing__network__host")


def new_calendar_answers() -> QuerySet[IncomingMail]:
    """Answers from calendars of people we are sure of, the oldest first; `calendar` holds what they say."""
    return (
        waiting_for_jobs().filter(sort=Sort.CALENDAR, user__isnull=False).select_related("user", "network", "message")
    )


def waiting_for_jobs() -> QuerySet[IncomingMail]:
    return IncomingMail.objects.filter(state=State.NEW, for_people=False).order_by("received_at", "pk")


@dataclass(frozen=True)
class Sent:
    """The mail of ours that was answered, as its reader got it: what a quote in the answer is compared with."""

    inbound: str  # the installation's address with TOKEN in it
    token: str
    message_id: str  # with TOKEN in it
    subject: str
    text: str
    sent_at: datetime | None
    name: str
    email: str


def sent_as(mail: IncomingMail) -> Sent | None:
    """The mail that `mail` answers; None where that is not known."""
    message = mail.message
    if message is None:
        return None
    held = list(message.folded.select_related("mailing__network"))
    composed = Composer().compose(message, message.mailing, message.user, held=held)
    return Sent(
        inbound=inbound.pattern() or f"{addresses.TOKEN}@{mail_domain()}",
        token=addresses.token_of(message.message_id),
        message_id=f"<{addresses.TOKEN}@{message.message_id.strip('<>').rpartition('@')[2]}>",
        subject=composed.subject,
        text=composed.text,
        sent_at=message.sent_at,
        name=message.user.full_name,
        email=message.user.email,
    )


# --- for people ------------------------------------------------------------------------------------------------------


def to_look_at(network: Network) -> QuerySet[IncomingMail]:
    """What waits for the coordinator, the newest first."""
    return in_network(network).filter(WAITS)


def dealt_with(network: Network) -> QuerySet[IncomingMail]:
    """Everything else that came in, the newest first."""
    return in_network(network).exclude(WAITS)


def waiting_for_people() -> QuerySet[IncomingMail]:
    """The same over all networks, and what belongs to none: for the host."""
    return IncomingMail.objects.filter(WAITS).select_related("network").defer("raw").order_by("-received_at", "-pk")


def in_network(network: Network) -> QuerySet[IncomingMail]:
    rows = IncomingMail.objects.filter(network=network).select_related("user", "taken_by", "message__mailing")
    return rows.defer("raw").order_by("-received_at", "-pk")


def words_of(mail: IncomingMail) -> str:
    """The mail as plain text, with what was quoted; empty once its words were deleted."""
    raw = bytes(mail.raw)
    try:
        lines = bodies.lines_of(parsed(raw)) if raw else []
    except Exception:  # what cannot be taken apart is shown as it stands
        return storable(raw.decode("utf-8", "replace")).strip()
    return "\n".join(line.raw for line in lines).strip()


def proposed_moments(mail: IncomingMail) -> list[datetime]:
    """When a calendar's counter-proposal begins and ends; Danish wall time where it says no zone."""
    if mail.calendar.get("method") != "COUNTER":
        return []
    zone = timezone.get_default_timezone()
    found = [datetime.fromisoformat(text) for text in (mail.calendar["starts_at"], mail.calendar["ends_at"]) if text]
    return [moment if moment.tzinfo else moment.replace(tzinfo=zone) for moment in found]


def people_of(network: Network) -> QuerySet[User]:
    """Everybody with a role in the network, and whoever was written to from it."""
    here = Role.objects.filter(network=network).values("user")
    written = Message.objects.filter(mailing__network=network).values("user")
    return User.objects.filter(Q(pk__in=here) | Q(pk__in=written), is_active=True).order_by("full_name", "pk")


def people_called(network: Network, sought: str) -> list[User]:
    """Up to eight of them whose name or address holds the words."""
    # SQLite knows small and capital letters of the English alphabet only: "øst" would not find Øst.
    ways = {sought, sought.lower(), sought.title()}
    named = Q(*(("full_name__icontains", way) for way in ways), _connector=Q.OR)
    return list(people_of(network).filter(named | Q(email__icontains=sought))[:MOST_PEOPLE])


def export_of(user: User) -> list[dict[str, str]]:
    """The mails that came in from the user, as plain values for their own copy."""
    return [
        {
            "at": mail.received_at.isoformat(),
            "subject": mail.subject,
            "what": str(mail.get_sort_display()),
            "text": words_of(mail),
        }
        for mail in IncomingMail.objects.filter(user=user).order_by("received_at", "pk")
    ]
