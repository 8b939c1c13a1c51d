"""Mails about the three minutes after they were told: who held out a hand, the contact of both, and being shown as new."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.live.services.hands import AFTERWARDS, CONTACT
from mikrovirk.live.services.newest import SHOWN
from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "MikroVirk 1.0: Moms uden mavepine",
    "network": "MikroVirk",
    "business": "Sofies Systue",
    "headline": "3 rakte en hånd ud",
    "hands": "3 i salen rakte en hånd ud til dig. Sig ja eller nej til hver af dem: Siger du ja, får I hinandens kontakt.",
    "shown": "Må vi vise dig i “Nye i netværket”? Det bestemmer du på samme side.",
    "other": "Frode Bak",
    "facts": "Frode Bak\nBaks Bogholderi\nfrode@firma.example\n27 52 65 44",
    "address": "http://localhost:8000/networks/mikrovirk/new/",
    "url": "http://localhost:8000/k/eksempel/",
}

HANDS = register(
    MailKind(
        key=AFTERWARDS,
        label=_("After the three minutes: who held out a hand"),
        subject=_("After your three minutes: {headline}"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for telling us about yourself at “{title}”.\n\n"
            "{hands}\n\n"
            "{shown}\n\n"
            "[See it and answer]({url})"
        ),
        because=_("they told about themselves at the meeting"),
        service=True,  # about the reader's own three minutes
        drafted=True,
        part="introductions",
        example=EXAMPLE,
    )
)

CONTACTS = register(
    MailKind(
        key=CONTACT,
        label=_("You have each other's contact"),
        subject=_("Here is how to reach {other}"),
        body=_(
            "Hello {first_name}\n\n"
            "At “{title}” one of you held out a hand to the other, and now you have both said yes. So here you have each "
            "other's contact:\n\n"
            "{facts}\n\n"
            "Write or call within the week, while you both remember what it was about."
        ),
        because=_("both agreed to have each other's contact"),
        service=True,  # about what both have just agreed to
        part="introductions",
        example=EXAMPLE,
    )
)

SHOWN_AS_NEW = register(
    MailKind(
        key=SHOWN,
        label=_("You are shown as new in the network"),
        subject=_("You are shown as new in {network}"),
        body=_(
            "Hello {first_name}\n\n"
            "You said yes to everybody seeing your name, {business} and your three texts. They stand here:\n\n"
            "{address}\n\n"
            "You can change the texts or take it back at any time. Then it is gone from the pages at once.\n\n"
            "[Change it or take it back]({url})"
        ),
        because=_("they agreed to be shown to everybody"),
        service=True,  # the receipt of the reader's own consent
        part="introductions",
        example=EXAMPLE,
    )
)
