"""Mails that answer an early warning: to those who drifted away, to the newcomers, and to who could be a substitute."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "Salg uden at sælge",
    "when": "mandag 31. august",
    "network": "MikroVirk",
    "next": "Næste gang er mandag 30. november kl. 17.30: “Bliv valgt”.",
    "last": "",
    "able": "én person",
    "url": "http://localhost:8000/networks/mikrovirk/meetings/",
}

DRIFTED = register(
    MailKind(
        key="health.drifted",
        label=_("We have missed you"),
        subject=_("We have missed you, {first_name}"),
        body=_(
            "Hello {first_name}\n\n"
            "You were last with us at “{title}” on {when}, and since then your chair has been empty. I came to think of you and "
            "would like to hear how you are.\n\n"
            "Is there something we should do differently, or a topic you would come for? Just answer this mail. A line is enough.\n\n"
            "{next}\n\n"
            "[See the next meetings]({url})"
        ),
        because=_("they used to come, and have not been to the last three meetings"),
        part="health",
        example=EXAMPLE,
    )
)

NEWCOMERS = register(
    MailKind(
        key="health.newcomers",
        label=_("A welcome to those who are new"),
        subject=_("Welcome to {network}, {first_name}"),
        body=_(
            "Hello {first_name}\n\n"
            "You are new in {network}, and I would like to welcome you properly.\n\n"
            "{last}\n\n"
            "The first time in a room full of strangers is the hardest. Just answer this mail if you come, and one of us meets you at "
            "the door and introduces you to two you should know. You can also have three minutes to tell of your business.\n\n"
            "{next}\n\n"
            "[See the next meetings]({url})"
        ),
        because=_("they are new, and nobody has welcomed them yet, or they came once and not again"),
        part="health",
        example=EXAMPLE,
    )
)

SUBSTITUTE = register(
    MailKind(
        key="health.substitute",
        label=_("Could you take over for an evening?"),
        subject=_("Could you take over for an evening in {network}?"),
        body=_(
            "Hello {first_name}\n\n"
            "Just now {able} could run a meeting in {network}. Should I fall ill, somebody must be able to open the door and begin.\n\n"
            "Will you run the next meeting while I look on? The screen says what is on and when, and I am beside you. After that you can "
            "do it alone, and the network does not hang on one person.\n\n"
            "{next}\n\n"
            "[See how the network is]({url})"
        ),
        because=_("they are in the steering group, and too few could run a meeting"),
        part="health",
        example=EXAMPLE,
    )
)
