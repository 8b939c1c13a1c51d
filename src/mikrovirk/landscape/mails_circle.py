"""The mails of the coordinators' circle. Each coordinator chooses whether to get them, kind by kind."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "subject": "Hvordan får I folk til at blive til netværkstiden?",
    "text": "Halvdelen går lige efter oplægget. Hvad gør I?",
    "who": "Mona Kjeldsen",
    "network": "MikroVirk",
    "url": "http://localhost:8000/circle/questions/1/",
}

register(
    MailKind(
        key="landscape.circle_question",
        label=_("To coordinators: another coordinator asks something"),
        subject=_("{who} asks: {subject}"),
        body=_(
            "Hello {first_name}\n\n"
            "{who}, who runs {network}, asks the other coordinators:\n\n"
            "{text}\n\n"
            "Do you know? A few words are enough.\n\n"
            "[See the question and answer]({url})"
        ),
        because=_("you run a network, and another coordinator asked something"),
        fold=_("[{who} asks: {subject}]({url})"),
        example=EXAMPLE,
    )
)
register(
    MailKind(
        key="landscape.circle_answer",
        label=_("To coordinators: an answer to what you asked or answered"),
        subject=_("{who} answers: {subject}"),
        body=_(
            "Hello {first_name}\n\n"
            "{who}, who runs {network}, answers “{subject}”:\n\n"
            "{text}\n\n"
            "[See all the answers]({url})"
        ),
        because=_("you asked the other coordinators something, or answered it"),
        fold=_("[{who} answers: {subject}]({url})"),
        example={**EXAMPLE, "text": "Vi serverer suppen efter oplægget og ikke før."},
    )
)
