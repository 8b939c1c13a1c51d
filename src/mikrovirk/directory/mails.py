"""The mails of the directory: asking to become a member, and being welcome."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {"network": "MikroVirk", "url": "https://mikrovirk.example/…"}

register(
    MailKind(
        key="directory.confirm_membership",
        label=_("Confirm that you want to be a member"),
        subject=_("Confirm that you want to be a member of {network}"),
        body=_(
            "Hi {first_name}\n\n"
            "Somebody, most likely you, wrote on our page that you want to be a member of {network}. "
            "Press the button and the button on the page it opens, and you are in.\n\n"
            "[Become a member]({url})\n\n"
            "Was it not you? Then do nothing. Without your yes we forget the address after 14 days."
        ),
        because=_("the address was given on the page where one becomes a member"),
        service=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key="directory.already_member",
        label=_("You are a member already"),
        subject=_("You are already a member of {network}"),
        body=_(
            "Hi {first_name}\n\n"
            "Your address was given on the page where one becomes a member of {network}. You are one already, so there "
            "is nothing to do. On your page you see your sign-ups and what others can read about you.\n\n"
            "[See my page]({url})"
        ),
        because=_("the address was given on the page where one becomes a member"),
        service=True,
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key="directory.new_member",
        label=_("To the coordinator: a new member"),
        subject=_("New member of {network}: {who}"),
        body=_(
            "Hi {first_name}\n\n"
            "{who} has become a member of {network}.\n\n"
            "Business: {business}\n\n"
            "Invited by: {inviter}\n\n"
            "[See the member]({url})"
        ),
        because=_("somebody became a member by the public page, and you coordinate the network"),
        service=True,
        example={**EXAMPLE, "who": "Lise Holm", "business": "Systuen", "inviter": "Per Bo"},
    )
)
register(
    MailKind(
        key="directory.welcome",
        label=_("Welcome to a new member"),
        subject=_("Welcome to {network}"),
        body=_(
            "Hi {first_name}\n\n"
            "Good to have you in {network}. You are welcome at every meeting, and so is anybody you bring.\n\n"
            "Tell the others in three lines what you offer and what you seek. That makes it easier to help each other.\n\n"
            "[Write about my business]({url})\n\n"
            "{steps}\n\n"
            "[See where to begin]({begin})\n\n"
            "We meet next:\n{dates}\n\n"
            "[See every meeting]({meetings})"
        ),
        because=_("they became a member"),
        fold=_("[Welcome to {network}: see the next meetings]({meetings})"),
        example={
            **EXAMPLE,
            "steps": "Værktøjskassen har en hylde til dig, der lige er begyndt.",
            "begin": "https://mikrovirk.example/…",
            "dates": "mandag 30. november kl. 17.30: Salg uden at sælge",
            "meetings": "https://mikrovirk.example/…",
        },
    )
)
