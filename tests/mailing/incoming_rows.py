"""Mails that came in, in every state their pages know, for the tests that read every page."""

from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.mailing.models import IncomingMail, Message
from mikrovirk.mailing.services import incoming, looking
from mikrovirk.networks.models import Network
from tests.mailing import came_in


def furnish(network: Network, coordinator: User) -> None:
    """What waits (a reply with a file, a stranger's, a calendar's proposal, one unreadable), and what was dealt with."""
    invited = Message.objects.filter(mailing__network=network, kind="programme.invitation")
    message = invited.select_related("user").latest("pk")
    reader = message.user
    answers = {"In_Reply_To": message.message_id, "sender": f"{reader.full_name} <{reader.email}>"}
    asks = take_in(came_in.reply(text="Må jeg tage min hund med?", **answers))
    IncomingMail.objects.filter(pk=asks.pk).update(attachments=["Hunden.jpg"], forwarded_at=timezone.now())
    proposal = came_in.calendar("meeting-1@meetings.mikrovirk", method="COUNTER", starts="20301126T180000")
    rows = [
        take_in(came_in.reply(text="Hvad er I for nogle?", sender="fremmed@andet.example")),
        take_in(came_in.calendar_reply(came_in.INBOUND, proposal, method="COUNTER")),
        take_in(b"\x00\xff"),
        take_in(came_in.absence(came_in.INBOUND)),
        take_in(came_in.report(message.message_id, status="5.2.2", words="552 5.2.2 Mailbox full")),
    ]
    IncomingMail.objects.filter(pk__in=[row.pk for row in rows]).update(network=network)
    for number, put_away in enumerate((looking.answered, looking.throw_away)):
        put_away(take_in(came_in.reply(text=f"Tak nr. {number}", **answers)), by=coordinator, at=timezone.now())
    forgotten = take_in(came_in.reply(text="For længe siden", **answers))
    incoming.taken(forgotten, at=timezone.now())
    IncomingMail.objects.filter(pk=forgotten.pk).update(raw=b"", subject="")


def take_in(raw: bytes) -> IncomingMail:
    return incoming.take_in(raw, via="imap", at=timezone.now())
