"""Mails that only a person can answer are sent on to the network's contact, who reads mail oftener than our pages.

Only where the coordinator switched that on: it is a standing rule like any other, and what came in before stays on the
page. A reply goes to whoever wrote. What is sent on stays on the page too, where it can be put where it belongs.
"""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mikrovirk.mailing import reason_words
from mikrovirk.mailing.domain import text
from mikrovirk.mailing.mails import SENT_ON
from mikrovirk.mailing.models import IncomingMail, Letter, Rule
from mikrovirk.mailing.queries import incoming
from mikrovirk.networks.models import Network

FRESH = timedelta(days=2)  # an older one is found on the page; so long a server is tried, too
A_DAY = timedelta(days=1)
AT_MOST = 50  # a day and network: more is a flood, and stays on the page


def send_on(*, at: datetime) -> int:
    """Queue what has come since the rule was switched on and waits for a person; return how many. Each is sent on once."""
    rule = Rule.objects.filter(network=OuterRef("network"), kind=SENT_ON.key, on_since__lte=OuterRef("received_at"))
    fresh = incoming.waiting_for_people().filter(Exists(rule), forwarded_at=None, received_at__gt=at - FRESH)
    sent = 0
    for pk in fresh.order_by("received_at", "pk").values_list("pk", flat=True):
        mail = IncomingMail.objects.select_related("network", "message__mailing").get(pk=pk)
        assert mail.network is not None
        if may_be_sent_on(mail) and sent_on_lately(mail.network, at=at) < AT_MOST:
            sent += queue(mail, mail.network, at=at)
    return sent


def may_be_sent_on(mail: IncomingMail) -> bool:
    """Only what somebody known wrote: what strangers send to an address of ours is not carried to anybody's mailbox."""
    assert mail.network is not None
    is_known = mail.message_id is not None or mail.user_id is not None
    contact = mail.network.contact_email
    return bool(contact) and is_known and "@" in mail.sender and mail.sender.lower() != contact.lower()


def sent_on_lately(network: Network, *, at: datetime) -> int:
    return IncomingMail.objects.filter(network=network, forwarded_at__gt=at - A_DAY).count()


def queue(mail: IncomingMail, network: Network, *, at: datetime) -> bool:
    """Put it into the outbox; False where another worker did."""
    changed = IncomingMail.objects.filter(pk=mail.pk, forwarded_at=None).update(forwarded_at=at)
    if changed:
        letter = written(mail, network)
        Letter.objects.create(
            sender=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            to=network.contact_email,
            subject=letter["Subject"][:300],
            raw=letter.as_bytes(policy=SMTP),
            due_at=at,
            expires_at=at + FRESH,
        )
    return bool(changed)


def written(mail: IncomingMail, network: Network) -> EmailMessage:
    """The mail as the contact gets it: in the writer's name, from our address, with the way to its page below."""
    name = mail.sender_name or mail.sender
    letter = EmailMessage()
    with translation.override(settings.LANGUAGE_CODE):
        via = _("%(name)s via %(network)s") % {"name": name, "network": network.name}
        values = {
            "why": reason_words.in_words(mail.why),
            "files": ", ".join(mail.attachments),
            "writer": name,
            "url": settings.SITE_URL + reverse("mailing:incoming_mail", args=[network.slug, mail.pk]),
        }
        below = text.compile_body(str(SENT_ON.body)).fill(values).text.strip()
    letter["From"] = formataddr((via, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    letter["To"] = network.contact_email
    letter["Reply-To"] = formataddr((mail.sender_name, mail.sender)) if mail.sender.isascii() else mail.sender
    letter["Subject"] = mail.subject or "…"
    letter["Auto-Submitted"] = "auto-forwarded"  # absences and the like answer nothing (RFC 3834)
    words = incoming.words_of(mail) or mail.calendar.get("comment", "")
    # Below the mark of a signature, so that the contact's mail program leaves it out of what it quotes to the writer.
    letter.set_content(f"{words}\n\n-- \n{below}\n", cte="quoted-printable")
    return letter
