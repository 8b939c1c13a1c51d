"""The mail that tells members of a draft they can comment on."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

CONSULTATION = register(
    MailKind(
        key="voice.consultation",
        label=_("A draft to comment on"),
        subject=_("What do you say to this? {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We have a draft, and we would like to hear what you say before it is decided: “{title}”.\n\n"
            "{intro}\n\n"
            "You answer with one tap for each point, and you can write what you think. You need not sign in.\n\n"
            "[Read the draft and answer]({url})\n\n"
            "We read answers until {until}. Afterwards you can see at each point what we say to the comments."
        ),
        because=_("they are members, and a draft is to be commented on"),
        fold=_("[A draft waits for your comment: {title}]({url})"),
        part="voice",
        example={
            "title": "Foråret 2027",
            "intro": "Seks møder, fire steder. Emnerne kommer fra jeres svar i november.",
            "until": "mandag 14. december",
            "network": "MikroVirk",
            "url": "http://localhost:8000/networks/moen/consultations/link/eksempel/",
        },
    )
)
