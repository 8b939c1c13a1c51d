"""What a mail that came in is, which of ours it answers, and whose it is."""

import email
import email.policy
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from django.db import DatabaseError
from django.db.models import Q

from mikrovirk.accounts.models import User
from mikrovirk.common.cpr import masked
from mikrovirk.mailing import inbound
from mikrovirk.mailing.domain.incoming import addresses, calendars, headers, reports
from mikrovirk.mailing.domain.incoming.calendars import Answer
from mikrovirk.mailing.domain.incoming.columns import one_line
from mikrovirk.mailing.models import IncomingMail, Message
from mikrovirk.mailing.queries import mail_domain
from mikrovirk.networks.models import Network

logger = logging.getLogger(__name__)
Sort = IncomingMail.Sort
HEXADECIMAL = set("0123456789abcdef")


@dataclass(frozen=True)
class Found:
    """What is known of a mail before it is stored. `is_certain`: a token only its reader has says whose it is."""

    mail: EmailMessage
    sort: str
    sender: str
    message: Message | None = None
    user: User | None = None
    network: Network | None = None
    calendar: Answer | None = None
    is_certain: bool = False
    is_broken: bool = False  # the standard library stumbled over it

    @property
    def kind(self) -> str:
        return self.message.kind if self.message else ""

    @property
    def is_unreadable(self) -> bool:
        """Nobody wrote it, it answers nothing, and it says nothing."""
        return self.is_broken or (
            self.sort == Sort.LOOSE and not self.sender and not headers.value(self.mail, "Subject")
        )

    def columns(self) -> dict[str, Any]:
        """The row's columns that come from the mail."""
        return {
            "sort": self.sort,
            "header_id": one_line(headers.value(self.mail, "Message-ID"), 300),
            "sender": self.sender,
            "sender_name": one_line(masked(headers.name_of(self.mail)), 160),
            "subject": one_line(masked(headers.value(self.mail, "Subject")), 300),
            "message": self.message,
            "kind": self.kind,
            "user": self.user,
            "network": self.network,
            "calendar": self.calendar.as_plain() if self.calendar else {},
        }


def parsed(raw: bytes) -> EmailMessage:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def find(raw: bytes, *, recipient: str = "") -> Found:
    """Read a mail and look up what it answers. `recipient`: the address it was handed over for. Only raises DatabaseError."""
    try:
        return found_in(parsed(raw), recipient)
    except DatabaseError:
        raise
    except Exception:  # the standard library's header parser raises many things on malformed input
        logger.exception("a mail that came in could not be read")
        return unreadable()


def unreadable() -> Found:
    """What is known of a mail that cannot be read: nothing."""
    return Found(EmailMessage(), Sort.LOOSE, "", network=network_of(None), is_broken=True)


def found_in(mail: EmailMessage, recipient: str) -> Found:
    to = [recipient, *headers.addresses_to(mail)]
    token = addresses.token_in(inbound.pattern(), to)
    calendar = calendars.answer_in(mail)
    sort = sort_of(mail, calendar)
    tokens = [token, *addresses.tokens_of(headers.answered(mail), mail_domain())]
    if sort == Sort.BOUNCE and (came_back := reports.report_in(mail).message_id):
        tokens.append(addresses.token_of(came_back))
    message = message_of(tokens)
    if message is None and sort == Sort.REPLY:
        sort = Sort.LOOSE
    sender = one_line(headers.address_of(mail), 254)
    if calendar and message is None:
        return by_calendar(Found(mail, sort, sender, calendar=calendar), token)
    if message is not None:
        network = message.mailing.network
        return Found(mail, sort, sender, message, message.user, network, calendar, is_certain=True)
    user = User.objects.filter(email=sender).first() if sender else None
    return Found(mail, sort, sender, user=user, network=network_of(user))


def sort_of(mail: EmailMessage, calendar: Answer | None) -> str:
    if calendar:
        return Sort.CALENDAR
    if headers.is_bounce(mail):
        return Sort.BOUNCE
    return Sort.MACHINE if headers.is_by_machine(mail) else Sort.REPLY


def message_of(tokens: Sequence[str]) -> Message | None:
    """The mail of ours that the first of the tokens stands for which stands for any."""
    tokens = [token for token in tokens if len(token) == 32 and set(token) <= HEXADECIMAL]
    rows = Message.objects.select_related("user", "mailing__network")
    found = {row.message_id: row for row in rows.filter(message_id__in=[f"<{t}@{mail_domain()}>" for t in tokens])}
    for token in tokens:
        if row := found.get(f"<{token}@{mail_domain()}>"):
            return row
    # Sent while the installation had another domain.
    return next((row for token in tokens if (row := rows.filter(message_id__startswith=f"<{token}@").first())), None)


def by_calendar(found: Found, token: str) -> Found:
    """Whose answer it is, by the address of the calendar; where that tells nothing, by the attendee, which is not certain."""
    assert found.calendar is not None
    calendar_token = inbound.calendar_token(token)
    is_certain = calendar_token is not None and calendar_token.is_for(found.calendar.uid)
    by_token = Q(pk=calendar_token.user_pk) if calendar_token and is_certain else Q(email=found.calendar.attendee)
    user = User.objects.filter(by_token).first()
    about = Message.objects.select_related("user", "mailing__network").filter(
        mailing__calendar__contains=found.calendar.uid
    )
    message = about.filter(user=user).order_by("-pk").first() if user and found.calendar.uid else None
    network = message.mailing.network if message else network_of(user)
    return Found(found.mail, found.sort, found.sender, message, user, network, found.calendar, is_certain)


def network_of(user: User | None) -> Network | None:
    """Where somebody belongs whose mail answers none of ours: where they were written to last, else the only network."""
    if user is not None:
        last = Message.objects.filter(user=user, mailing__network__isnull=False).select_related("mailing__network")
        if message := last.order_by("-pk").first():
            return message.mailing.network
        if network := Network.objects.filter(roles__user=user).order_by("pk").first():
            return network
    networks = list(Network.objects.order_by("pk")[:2])
    return networks[0] if len(networks) == 1 else None
