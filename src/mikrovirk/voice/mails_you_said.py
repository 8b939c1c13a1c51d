"""The mail that tells all members what came of what they said."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

YOU_SAID = register(
    MailKind(
        key="voice.you_said",
        label=_("You said, we did"),
        subject=_("You said, we did: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "You told us what you would like of {network}. This is what came of it.\n\n"
            "{rows}\n\n"
            "[Read all of it]({url})\n\n"
            "Answer this mail if there is something we have not understood."
        ),
        because=_("they are members of the network"),
        fold=_("You said, we did: {url}"),
        part="voice",
        example={
            "title": "Møde kl. 8 i marts",
            "rows": "**Mødetider** (14 har sagt det)\nVi gør det: Møde kl. 8 i marts. Fordi mange ikke kan om aftenen. "
            "Læs mere: http://localhost:8000/networks/mikrovirk/you-said/#beslutning-1",
            "url": "http://localhost:8000/networks/mikrovirk/you-said/",
            "network": "MikroVirk",
        },
    )
)
