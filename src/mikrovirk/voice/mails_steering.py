"""The mails round a steering meeting: to the group, to a guest, and to whoever sees to a decision."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "Styregruppemøde",
    "when": "mandag 30. november kl. 16.00",
    "facts": "Hvornår: mandag 30. november kl. 16.00–17.30\nHvor: Møn Bibliotek, Stege",
    "agenda": "- 1. To beslutninger er over tiden\n- 2. 14 input fra medlemmerne har ikke fået svar\n- 3. Eventuelt",
    "minutes": "Til stede var: Karen Holm og Bo Lind\n\n1. To beslutninger er over tiden\nBo ringer til biblioteket.",
    "url": "http://localhost:8000/networks/mikrovirk/steering/meetings/1/",
    "network": "MikroVirk",
    "guest": "Tove Tal",
    "until": "tirsdag 1. december kl. 17.30",
    "decision": "Møde kl. 8 i marts",
    "reason": "14 har skrevet, at de ikke kan om aftenen.",
    "due": "mandag 1. marts",
}

INVITE = register(
    MailKind(
        key="voice.steering_invite",
        label=_("Invitation to the steering group"),
        subject=_("Steering meeting: {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "The steering group of {network} meets.\n\n"
            "{facts}\n\n"
            "What we take up:\n\n"
            "{agenda}\n\n"
            "[See the agenda and what lies behind it]({url})\n\n"
            "The meeting lies in the attached calendar file. If you cannot come, answer this mail."
        ),
        because=_("they are in the steering group"),
        service=True,
        drafted=True,
        part="steering_room",
        example=EXAMPLE,
    )
)

MOVED = register(
    MailKind(
        key="voice.steering_moved",
        label=_("A steering meeting was moved"),
        subject=_("The steering meeting was moved: {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "The steering meeting of {network} is at another time or place than you were told.\n\n"
            "{facts}\n\n"
            "[See the agenda]({url})\n\n"
            "Your calendar follows by the attached file."
        ),
        because=_("they were invited to the meeting"),
        service=True,
        drafted=True,
        part="steering_room",
        example=EXAMPLE,
    )
)

CANCELLED = register(
    MailKind(
        key="voice.steering_cancelled",
        label=_("A steering meeting was called off"),
        subject=_("The steering meeting on {when} is called off"),
        body=_(
            "Hello {first_name}\n\n"
            "The steering meeting of {network} on {when} is called off. What was to be taken up stands in the steering room.\n\n"
            "[Open the steering room]({url})"
        ),
        because=_("they were invited to the meeting"),
        service=True,
        drafted=True,
        part="steering_room",
        example=EXAMPLE,
    )
)

MINUTES = register(
    MailKind(
        key="voice.steering_minutes",
        label=_("Minutes of the steering group"),
        subject=_("Minutes of the steering group: {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "Here are the minutes of the steering meeting on {when}.\n\n"
            "{minutes}\n\n"
            "[Read them in the steering room]({url})"
        ),
        because=_("they are in the steering group"),
        service=True,
        drafted=True,
        part="steering_room",
        example=EXAMPLE,
    )
)

GUEST = register(
    MailKind(
        key="voice.steering_guest",
        label=_("Link for a guest at a steering meeting"),
        subject=_("Steering meeting in {network}: {when}"),
        body=_(
            "Hello {guest}\n\n"
            "You are a guest at the steering meeting of {network}.\n\n"
            "{facts}\n\n"
            "Behind the link are the agenda, the drafts we take up, and the minutes as they are written. You need no account. "
            "The link is yours and works until {until}.\n\n"
            "[See the agenda]({url})"
        ),
        because=_("they are invited as a guest"),
        service=True,
        drafted=True,
        part="steering_room",
        example={**EXAMPLE, "url": "http://localhost:8000/g/eksempel/"},
    )
)

OWNER = register(
    MailKind(
        key="voice.decision_owner",
        label=_("You see to a decision"),
        subject=_("You see to this: {decision}"),
        body=_(
            "Hello {first_name}\n\n"
            "The steering group of {network} has decided: “{decision}”, and you said you would see to it.\n\n"
            "Because: {reason}\n\n"
            "By when: {due}\n\n"
            "[See it, say when it is done, or hand it back]({url})"
        ),
        because=_("they see to the decision"),
        service=True,
        drafted=True,
        part="steering_room",
        example={**EXAMPLE, "url": "http://localhost:8000/networks/mikrovirk/steering/decisions/1/mine/"},
    )
)
