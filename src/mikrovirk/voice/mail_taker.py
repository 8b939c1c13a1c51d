"""Puts the words of a mail that came in into the stream, when the coordinator says so."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.queries import incoming
from mikrovirk.mailing.services.takers import CannotGiveBack, Taker, register
from mikrovirk.voice.domain.replies import read as read_reply
from mikrovirk.voice.models import Input, Source
from mikrovirk.voice.services.replies import asked_of
from mikrovirk.voice.services.stream import receive

KEY = "voice.stream"


def own_words(mail: IncomingMail) -> str:
    """What the person wrote themselves; where the reader of replies finds nothing, the whole mail."""
    if mail.state == IncomingMail.State.UNREADABLE:
        return incoming.words_of(mail)
    return read_reply(bytes(mail.raw), asked_of(incoming.sent_as(mail))).text or incoming.words_of(mail)


def take(mail: IncomingMail, text: str, by: User, at: datetime) -> None:
    """One input, by the person whose mail it is; of a stranger the name is kept."""
    assert mail.network is not None
    person = Person.objects.filter(user=mail.user).first() if mail.user else None
    receive(
        mail.network,
        source=Source.MAIL,
        text=text,
        at=mail.received_at,
        source_key=source_key(mail),
        person=person,
        author_name="" if person else (str(mail.user or "") or mail.sender_name or mail.sender)[:160],
        flags=mail.flags,
    )


def give_back(mail: IncomingMail) -> None:
    """Take the input out again, unless it has an outcome already."""
    found = Input.objects.filter(network=mail.network, source_key=source_key(mail))
    if found.exclude(outcome="").exists():
        raise CannotGiveBack
    found.delete()


def source_key(mail: IncomingMail) -> str:
    return f"incoming:{mail.pk}"


register(
    Taker(
        key=KEY,
        label=_("Put it in the stream"),
        done=_("Put in the stream of what members say."),
        words=own_words,
        take=take,
        give_back=give_back,
        part="voice",
    )
)
