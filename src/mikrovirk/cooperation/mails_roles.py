"""The mails about who does what: a version to sign, and that it is time to look at it again."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "place": "Vordingborg",
    "number": "2",
    "note": "Biblioteket låner lokaler ud om aftenen.",
    "review": "mandag 1. november 2027",
    "party": "Vordingborg Bibliotekerne",
    "network": "MikroVirk",
    "url": "https://mikrovirk.example/cooperation/link/…/",
}

register(
    MailKind(
        key="cooperation.sign",
        label=_("To the parties: a division of roles to sign"),
        subject=_("Who does what in {place}: version {number} waits for your yes"),
        body=_(
            "Hi {first_name}\n\n"
            "The parties in {place} have written down who does what for the small businesses. You are asked to sign version "
            "{number} on behalf of {party}.\n\n"
            "{note}\n\n"
            "The link shows the whole text and what has changed. There you can sign, decline and say why, or write a "
            "comment. You need no account, and nothing happens before you press a button there.\n\n"
            "[Read and answer]({url})\n\n"
            "It is looked at again at the latest {review}."
        ),
        because=_("their organisation is a party in the division of roles, and a new version waits for signatures"),
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key="cooperation.review",
        label=_("To the parties: it is time to look at the division of roles again"),
        subject=_("Who does what in {place}: time to look at it again"),
        body=_(
            "Hi {first_name}\n\n"
            "You are a party in the division of roles in {place} on behalf of {party}. It was agreed to look at it again at "
            "the latest {review}.\n\n"
            "The link shows what was agreed. Write there what should be different; the others see it in the draft.\n\n"
            "[See what was agreed]({url})"
        ),
        because=_("the division of roles is to be looked at again soon, or should have been"),
        example=EXAMPLE,
    )
)
