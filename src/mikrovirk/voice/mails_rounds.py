"""The personal mail that asks everybody the same, and the one that asks again."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "network": "MikroVirk",
    "asked": "Hvordan kan netværket blive bedre for dig?",
    "questions": "1. Hvad har du fået mest ud af?\n\n2. Hvad savner du?",
    "deadline": "søndag 24. januar",
    "url": "https://example.org/a/…/",
}

# The mails of a round carry the sender's own words; these stand where a round has none.
ASK = register(
    MailKind(
        key="voice.ask",
        label=_("We ask everybody"),
        subject=_("How can {network} be better for you?"),
        body=_(
            "Dear {first_name}\n\n"
            "You are in {network}, and so I ask you personally.\n\n"
            "{questions}\n\n"
            "Just answer this mail, as briefly or as long as you like. Or answer on a page, also without your name:\n\n"
            "[Answer with two taps]({url})\n\n"
            "I am glad to have your answer by {deadline} at the latest. The steering group reads everything that comes in, "
            "and you hear what comes of it."
        ),
        because=_("you ask the members for their opinion"),
        personal=True,
        replies_taken=True,
        part="voice",
        example=EXAMPLE,
    )
)
ASK_AGAIN = register(
    MailKind(
        key="voice.ask_again",
        label=_("We ask once more those who have not answered"),
        subject=_("I would still like to hear from you: {asked}"),
        body=_(
            "Dear {first_name}\n\n"
            "A while ago I asked what you think, and I have not heard from you. That is quite all right. But there is time "
            "until {deadline}, and two lines are enough.\n\n"
            "{questions}\n\n"
            "Just answer this mail, or press here:\n\n"
            "[Answer with two taps]({url})\n\n"
            "I do not ask again after this."
        ),
        because=_("they have not answered, and the deadline is near"),
        personal=True,
        replies_taken=True,
        part="voice",
        example=EXAMPLE,
    )
)
