"""What lies in the outbox: the mails that signing in sends."""

import email
import email.policy
import re
from dataclasses import dataclass

from django.conf import settings

from mikrovirk.mailing.models import Letter


@dataclass(frozen=True)
class Mail:
    to: str
    subject: str
    text: str
    html: str = ""

    @property
    def code(self) -> str:
        """The six digits."""
        return re.findall(r"\b\d{6}\b", self.text)[0]

    @property
    def link(self) -> str:
        """The address behind the site's own, of the only link."""
        (link,) = re.findall(rf"{re.escape(settings.SITE_URL)}(/account/\S+)", self.text)
        return str(link)


def sent() -> list[Mail]:
    """Every mail that was put into the outbox, oldest first."""
    return [mail_of(letter) for letter in Letter.objects.order_by("pk")]


def mail_of(letter: Letter) -> Mail:
    message = email.message_from_bytes(bytes(letter.raw), policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    rich = message.get_body(("html",))
    html = rich.get_content() if rich else ""
    return Mail(letter.to, letter.subject, body.get_content().replace("\r\n", "\n").strip(), html)


def last() -> Mail:
    return sent()[-1]
