"""Mails to who had the hot seat or the brag spot: what the room gave, and later what came of it. Neither names the content."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "title": "MikroVirk 2.0: Bliv valgt",
    "when": "mandag 30. november kl. 17.30",
    "network": "MikroVirk",
    "seat": "Den varme stol",
    "topic": "Hvordan får jeg flere kunder om vinteren?",
    "until": "tirsdag 1. december kl. 20.00",
    "since": "mandag 16. november",
    "url": "http://localhost:8000/seat/eksempel/",
}

TAKE_HOME = register(
    MailKind(
        key="live.seat_take_home",
        label=_("What the room gave, to take home"),
        subject=_("What the room gave you at “{title}”"),
        body=_(
            "Hello {first_name}\n\n"
            "Thank you for telling us in {seat}. What the room gave you is kept for you on a page of your own, and you can "
            "take it home as a PDF.\n\n"
            "What is only for those in the room you can get until {until}. After that nobody can read it.\n\n"
            "[See what the room gave]({url})"
        ),
        because=_("they had the hot seat or the brag spot"),
        service=True,  # about the reader's own turn
        drafted=True,
        part="hot_seat",
        example=EXAMPLE,
    )
)

CAME_OF_IT = register(
    MailKind(
        key="live.seat_came_of_it",
        label=_("What came of the hot seat or the brag spot?"),
        subject=_("What came of your turn in {network}?"),
        body=_(
            "Hello {first_name}\n\n"
            "On {since} you had {seat} in {network}, and the room thought along with you.\n\n"
            "“{topic}”\n\n"
            "What came of it? Answer with two taps, and write a few words if you like. Where it has become something, others "
            "would like to hear of it: you decide whether it is told.\n\n"
            "[Answer here]({url})"
        ),
        because=_("it is 14 or 60 days since they had the hot seat or the brag spot"),
        fold=_("What came of your turn in {network}? {url}"),
        part="hot_seat",
        example=EXAMPLE,
    )
)
