"""Which addresses take replies, and what the token in one stands for. Without an inbound address there are none.

A mail's own address carries its Message-ID. A calendar shows one organizer for all mails about an event, so the address
for its answers is made of event and reader, and signed: who knows the event (it stands in public calendars) and a
member's address still cannot answer for them.
"""

import base64
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from mikrovirk.accounts.models import User
from mikrovirk.mailing.domain.incoming import addresses
from mikrovirk.mailing.models import Message

CALENDAR = "k"  # begins the token of a calendar's address; a Message-ID of ours is hexadecimal
SIGNED = 20  # characters of base 32: a hundred bits


def pattern() -> str:
    """The installation's address for replies, with TOKEN in it; empty where it takes none in."""
    return addresses.pattern_of(settings.INBOUND_ADDRESS)


def is_on() -> bool:
    return bool(settings.INBOUND_ADDRESS)


def address_of(message: Message) -> str:
    """Where replies to this mail come in; empty where none do."""
    return addresses.address_for(pattern(), addresses.token_of(message.message_id))


def envelope_sender(message: Message) -> str:
    """Where a server says that this mail could not be delivered."""
    return address_of(message) or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def calendar_address(uid: str, user: User) -> str:
    """Where this reader's calendar sends its answers about the event."""
    token = f"{CALENDAR}{user.pk}-{signature(uid, user.pk)}"
    return addresses.address_for(pattern(), token) or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def signature(uid: str, user_pk: int) -> str:
    made = salted_hmac("mikrovirk.calendar-address", f"{user_pk} {uid}", algorithm="sha256").digest()
    return base64.b32encode(made).decode().lower()[:SIGNED]


@dataclass(frozen=True)
class CalendarToken:
    """The token of a calendar's address, not yet compared with the event."""

    user_pk: int
    signed: str

    def is_for(self, uid: str) -> bool:
        return constant_time_compare(self.signed, signature(uid, self.user_pk))


def calendar_token(token: str) -> CalendarToken | None:
    """Read a token that came in; None where it is not a calendar's."""
    number, _dash, signed = token.removeprefix(CALENDAR).partition("-")
    if not token.startswith(CALENDAR) or not number.isdecimal() or len(number) > 12 or len(signed) != SIGNED:
        return None
    return CalendarToken(int(number), signed)
