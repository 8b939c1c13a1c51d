"""Mails about the sessions somebody has chosen at a meeting."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "Erhvervskonference 2027",
    "when": "tirsdag 16. marts kl. 9.00–15.30",
    "session": "Salg uden at sælge",
    "at": "kl. 10.15–11.00, Store sal",
    "changes": "- »Salg uden at sælge«: nu kl. 10.15–11.00, Store sal (før kl. 10.15–11.00, Lokale 2)",
    "instead": "Du har derfor ikke længere plads i »Moms uden mavepine«, som er på samme tid.",
    "network": "MikroVirk",
    "url": "https://example.org/s/…/sessions/",
}

CHANGES = register(
    MailKind(
        key="programme.session_changes",
        label=_("Changes to sessions one has chosen"),
        subject=_("Changed: what you have chosen at {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "Something you have chosen at {title} has been changed.\n\n"
            "{changes}\n\n"
            "You need not do anything if it still suits you. Otherwise choose something else.\n\n"
            "[See your programme]({url})"
        ),
        because=_("the hour or the room of a session they had chosen was changed"),
        service=True,
        drafted=True,
        example=EXAMPLE,
    )
)

PLACE = register(
    MailKind(
        key="programme.session_place",
        label=_("A place in a session from its waiting list"),
        subject=_("You have got a place: {session}"),
        body=_(
            "Hello {first_name}\n\n"
            "A place became free in “{session}” at {title}, and it is yours.\n\n"
            "{at}\n\n"
            "{instead}\n\n"
            "[See your programme]({url})\n\n"
            "Do you no longer want it? Then give it up, so that the next on the list can have the place."
        ),
        because=_("a place became free in a session they waited for"),
        service=True,
        example=EXAMPLE,
    )
)
