"""Whom the mail that is answered was sent to."""

import re
from email.message import EmailMessage
from email.utils import getaddresses

from mikrovirk.mailing.domain.incoming.headers import ADDRESS_HEADERS, value, values
from mikrovirk.voice.domain.replies.asked import Asked, AskedPerson


def person_asked(mail: EmailMessage, asked: Asked) -> AskedPerson | None:
    """Whom the answered mail was sent to: by the address it came to, then In-Reply-To, then References (newest first)."""
    host_part = re.escape(asked.inbound).replace("TOKEN", r"([\w.-]+)")
    in_address = re.compile(host_part, re.IGNORECASE)
    for name in ADDRESS_HEADERS:
        for _display, address in getaddresses(values(mail, name)):
            found = in_address.fullmatch(address)
            if found and (person := known(asked, found[1])):
                return person
    patterns = [re.escape(r.message_id).replace("TOKEN", r"([\w.-]+?)") for r in asked.rounds.values() if r.message_id]
    for name in ("In-Reply-To", "References"):
        for identifier in reversed(re.findall(r"<[^<>\s]+>", value(mail, name))):
            for pattern in patterns:
                found = re.fullmatch(pattern, identifier)
                if found and (person := known(asked, found[1])):
                    return person
    return None


def known(asked: Asked, token: str) -> AskedPerson | None:
    """The person of a token, in whatever case a program wrote it."""
    return asked.people.get(token) or next((p for t, p in asked.people.items() if t.lower() == token.lower()), None)
