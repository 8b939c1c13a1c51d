"""The mails to a speaker: the ask, the reminder a week before, the thanks the morning after."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "MikroVirk 1.0",
    "when": "mandag 30. november kl. 17.30",
    "facts": "Hvornår: mandag 30. november kl. 17.30–20.00\nHvor: Møn Bibliotek, Storegade 27, 4780 Stege",
    "topic": "Emnet er skat og moms.",
    "expect": "Værktøj til at drive din forretning, og tre nye medlemmer fortæller om sig selv på 3 × 3 minutter.",
    "talk_hours": "Dit oplæg er kl. 17.45–18.30.",
    "lacking": "Vi mangler dine tre linjer og et billede af dig.",
    "summary": "28 deltog. 12 har svaret, og aftenen fik i gennemsnit 4,6 af 5.",
    "quotes": "»Endelig forstod jeg momsen.«",
    "network": "MikroVirk",
    "speaker_url": "http://localhost:8000/t/eksempel/",
}

TALK_ASK = register(
    MailKind(
        key="programme.talk_ask",
        label=_("Asking a speaker"),
        subject=_("Will you give a talk at {network} {when}?"),
        body=_(
            "Hello {first_name}\n\n"
            "{network} is a network for micro-businesses of every trade. Every meeting starts from a professional talk, "
            "and we would like you to give the next one.\n\n"
            "{facts}\n\n"
            "{talk_hours}\n\n"
            "{topic}\n\n"
            "{expect}\n\n"
            "You can say yes or no here. You need no account, and you can fill in title, picture and equipment when it suits you.\n\n"
            "[Answer here]({speaker_url})"
        ),
        because=_("you asked this speaker"),
        service=True,  # about the reader's own part in an evening
        drafted=True,
        example=EXAMPLE,
    )
)

TALK_REMINDER = register(
    MailKind(
        key="programme.talk_reminder",
        label=_("Reminding a speaker"),
        subject=_("In a week you give your talk: {when}"),
        body=_(
            "Hello {first_name}\n\n"
            "We look forward to your talk in a week.\n\n"
            "{facts}\n\n"
            "{talk_hours}\n\n"
            "{lacking}\n\n"
            "[See your talk]({speaker_url})\n\n"
            "You can put slides, links and checklists there as well. They stay with your talk, so members can find them again."
        ),
        because=_("the speaker's talk is in a week"),
        service=True,
        drafted=True,
        example=EXAMPLE,
    )
)

TALK_THANKS = register(
    MailKind(
        key="programme.talk_thanks",
        label=_("Thanking a speaker"),
        subject=_("Thank you for your talk"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for your talk at {title}.\n\n"
            "{summary}\n\n"
            "{quotes}\n\n"
            "Do you have slides, links or a checklist that those who came can use? Put them with your talk here.\n\n"
            "[Add material]({speaker_url})"
        ),
        because=_("the speaker's talk was yesterday"),
        service=True,
        drafted=True,
        example=EXAMPLE,
    )
)
