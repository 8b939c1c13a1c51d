"""Replies to the personal mail: what people wrote lands in the stream; machines and empty mails do not count."""

from datetime import datetime

from django.db import transaction

from mikrovirk.common.cpr import masked
from mikrovirk.directory.models import Person
from mikrovirk.mailing.domain.incoming import reasons
from mikrovirk.mailing.models import IncomingMail
from mikrovirk.mailing.queries import incoming as mail_queries
from mikrovirk.mailing.queries.incoming import Sent
from mikrovirk.mailing.services import incoming
from mikrovirk.networks.queries import has_part
from mikrovirk.voice import mails_rounds as mails
from mikrovirk.voice.domain import replies
from mikrovirk.voice.domain.replies import Asked, AskedPerson, Reply, Round
from mikrovirk.voice.models import Ask, Input, InputRound, Source
from mikrovirk.voice.services import answering
from mikrovirk.voice.services.stream import About, receive

AT_ONCE = 200  # mails dealt with in one run; the rest follows in the next


def take_replies(*, at: datetime) -> int:
    """Deal with what came in; return how many inputs that gave."""
    count = 0
    for kind in (mails.ASK.key, mails.ASK_AGAIN.key):
        for mail in mail_queries.new_answers(kind)[:AT_ONCE]:
            count += take_reply(mail, at=at) is not None
    return count


@transaction.atomic
def take_reply(mail: IncomingMail, *, at: datetime) -> Input | None:
    """The person's own words as an input; None for a mail without any, or one that a person must look at."""
    sent, ask = mail_queries.sent_as(mail), ask_of(mail)
    if sent is None or ask is None:
        incoming.leave_to_people(mail, why=reasons.NO_ROUND)
        return None
    if not has_part(ask.round.network, "voice"):
        incoming.leave_to_people(mail, why=reasons.PART_OFF)
        return None
    if not incoming.taken(mail, at=at, why=reasons.HEARD):
        return None
    reply = replies.read(bytes(mail.raw), asked_of(sent))
    if reply.kind in (replies.Kind.AUTO_REPLY, replies.Kind.BOUNCE) or not reply.text.strip():
        incoming.explain(mail, why=reasons.EMPTY if reply.kind == replies.Kind.EMPTY else reasons.MACHINE)
        return None
    return keep(mail, ask, reply)


def keep(mail: IncomingMail, ask: Ask, reply: Reply) -> Input:
    """The reply in the stream. Until the deadline it counts as an answer; afterwards it is heard all the same."""
    still_read = ask.round.state != InputRound.State.CONCLUDED
    row = receive(
        ask.round.network,
        source=Source.ROUND_MAIL,
        text=reply.text,
        at=mail.received_at,
        source_key=f"mail:{mail.pk}",
        person=ask.person,
        about=About(round=ask.round if still_read else None),
        is_unsure=not reply.sure,
        flags={*reply.flags, *mail.flags},
    )
    if answering.is_open(ask.round, at=mail.received_at):
        answering.mark_answered(ask, at=mail.received_at)
    return row


def ask_of(mail: IncomingMail) -> Ask | None:
    """Who was asked by the mail that this one answers. Who has been taken off a round's list since is on none."""
    message = mail.message
    round_pk = message.occasion.split(":")[1] if message and message.occasion.startswith("round:") else ""
    if message is None or not round_pk.isdecimal():
        return None
    person = Person.objects.filter(user=message.user).first()
    asks = Ask.objects.select_related("round__network", "person__user")
    return asks.filter(round=int(round_pk), person=person).first()


def asked_of(sent: Sent | None) -> Asked:
    """What is known of the mail that was sent, as the reader of replies takes it; nothing where there was none."""
    if sent is None:
        return Asked("", {}, {})
    known = Round("round", sent.subject, sent.text, sent.message_id, sent.sent_at)
    person = AskedPerson(sent.token, "round", sent.name, sent.email)
    return Asked(sent.inbound, {"round": known}, {sent.token: person})


def settle(row: Input, *, text: str) -> None:
    """What somebody who read the whole mail says the person wrote."""
    row.text, row.is_unsure = masked(text.strip()), False
    row.save(update_fields=["text", "is_unsure"])
