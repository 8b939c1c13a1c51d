"""The mails about a meeting as a whole: invitation, change, cancellation."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "MikroVirk 1.0: Moms uden mavepine",
    "when": "mandag 30. november kl. 17.30",
    "facts": "Hvornår: mandag 30. november kl. 17.30–20.00\nHvor: Møn Bibliotek, Storegade 27, 4780 Stege",
    "was": "mandag 23. november kl. 17.30, Møn Bibliotek",
    "summary": "Få styr på momsen, før den får styr på dig.",
    "talk": "Fagligt oplæg: Moms uden mavepine ved Tove Tal, Tal & Tanker",
    "expect": "Værktøj til at drive din forretning, og tre nye medlemmer fortæller om sig selv på 3 × 3 minutter.",
    "welcome": "Alle er velkomne, også du, som ikke er medlem endnu.",
    "why": "Oplægsholderen er blevet syg.",
    "network": "MikroVirk",
    "answer_url": "http://localhost:8000/s/eksempel/",
    "payment_url": "https://betaling.example/suppe",
    "tasks_url": "http://localhost:8000/o/eksempel/",
    "meeting_url": "http://localhost:8000/networks/mikrovirk/meetings/1/",
}

INVITATION = register(
    MailKind(
        key="programme.invitation",
        label=_("Invitations to meetings"),
        subject=_("Come to {title} {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "We would like to see you at {title}.\n\n"
            "{facts}\n\n"
            "{talk}\n\n"
            "{summary}\n\n"
            "{expect}\n\n"
            "{welcome}\n\n"
            "[Say whether you come]({answer_url})\n\n"
            "You can [pay here]({payment_url}) already now.\n\n"
            "Would you like to lend a hand? [Take one of the evening's small tasks]({tasks_url}).\n\n"
            "[See the whole agenda]({meeting_url})"
        ),
        because=_("a new meeting is planned"),
        monthly=True,
        fold=_("[{title}, {when}]({meeting_url})"),
        example=EXAMPLE,
    )
)

CHANGE = register(
    MailKind(
        key="programme.change",
        label=_("Changes to a meeting"),
        subject=_("Changed: {title} is now {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "{title} has been changed.\n\n"
            "{facts}\n\n"
            "Before: {was}\n\n"
            "If you have signed up, you still have your place. Does it no longer suit you, you can cancel here.\n\n"
            "[See or change your answer]({answer_url})\n\n"
            "You can [pay here]({payment_url}) already now."
        ),
        because=_("the day, the hour or the venue was changed"),
        service=True,  # corrects what the reader has in the calendar already
        drafted=True,
        example=EXAMPLE,
    )
)

CANCELLATION = register(
    MailKind(
        key="programme.cancellation",
        label=_("Cancelled meetings"),
        subject=_("Cancelled: {title} {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "We are sorry: {title} {when} has been cancelled.\n\n"
            "{why}\n\n"
            "You need not do anything. If the invitation stands in your calendar, it disappears by itself.\n\n"
            "[See the other meetings]({meetings_url})"
        ),
        because=_("the meeting was cancelled"),
        service=True,
        drafted=True,
        example={**EXAMPLE, "meetings_url": "http://localhost:8000/networks/mikrovirk/meetings/"},
    )
)
