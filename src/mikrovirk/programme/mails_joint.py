"""The mails between coordinators about a meeting that two networks hold together. They go at once."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "Find nye kunder sammen",
    "when": "mandag 30. november kl. 17.30",
    "network": "MikroNet",
    "other": "MikroVirk",
    "who": "Mona Kjeldsen",
    "words": "Vi har fundet en oplægsholder, som jeres medlemmer også vil have glæde af.",
    "url": "http://localhost:8000/networks/mikronet/plan/joint/1/",
}

ASKED = register(
    MailKind(
        key="programme.joint_asked",
        label=_("To coordinators: another network asks you to hold a meeting together"),
        subject=_("{other} asks: shall we hold {title} together?"),
        body=_(
            "Hello {first_name}\n\n"
            "{who} from {other} asks {network} to hold a meeting together: {title}, {when}.\n\n"
            "{words}\n\n"
            "If you say yes, it stands among the meetings of both networks, with one sign-up. You write to your own members, "
            "and {other} never sees more of them than their name and business at the door. You can say no, and you can "
            "leave it again.\n\n"
            "[See the meeting and answer]({url})"
        ),
        because=_("another network asks yours to hold a meeting together"),
        service=True,
        example=EXAMPLE,
    )
)
ACCEPTED = register(
    MailKind(
        key="programme.joint_accepted",
        label=_("To coordinators: another network holds the meeting with you"),
        subject=_("{other} says yes to holding {title} with you"),
        body=_(
            "Hello {first_name}\n\n"
            "{who} says yes: {other} holds {title} {when} together with {network}.\n\n"
            "{words}\n\n"
            "The meeting now stands with both networks. Each of you writes to your own members.\n\n"
            "[See who holds it with you]({url})"
        ),
        because=_("you asked another network to hold a meeting together"),
        service=True,
        example=EXAMPLE,
    )
)
DECLINED = register(
    MailKind(
        key="programme.joint_declined",
        label=_("To coordinators: another network cannot hold the meeting with you"),
        subject=_("{other} cannot hold {title} with you"),
        body=_(
            "Hello {first_name}\n\n"
            "{who} from {other} says no to holding {title} {when} together this time.\n\n"
            "{words}\n\n"
            "Your meeting stands as it did. You can ask another network.\n\n"
            "[See the meeting]({url})"
        ),
        because=_("you asked another network to hold a meeting together"),
        service=True,
        example=EXAMPLE,
    )
)
WITHDRAWN = register(
    MailKind(
        key="programme.joint_withdrawn",
        label=_("To coordinators: a meeting is no longer held together"),
        subject=_("{other} no longer holds {title} with you"),
        body=_(
            "Hello {first_name}\n\n"
            "{who} from {other} has ended that you hold {title} {when} together.\n\n"
            "{words}\n\n"
            "Who has signed up keeps their place. Tell your own members if they should know.\n\n"
            "[See the meeting]({url})"
        ),
        because=_("a meeting is no longer held by both networks"),
        service=True,
        example=EXAMPLE,
    )
)
