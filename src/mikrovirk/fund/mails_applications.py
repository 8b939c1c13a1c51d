"""The mails about an application: receipt, those one applies with, questions and answers, and a withdrawal."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "fund": "Idépuljen",
    "call": "Aktiviteter i foråret",
    "title": "Fælles julemarked",
    "number": "7",
    "amount": "12.500 kr.",
    "deadline": "mandag 30. november kl. 12.00",
    "url": "http://localhost:8000/fund/idepuljen/applications/1/",
    "who": "Karen Holm",
    "name": "Bo Lind",
    "summary": "Et marked for alle små virksomheder i kommunen.",
    "text": "Hvem rydder op bagefter?",
    "contact": "puljen@kommune.example",
    "quick": "Du får svar senest mandag 7. december.",
    "again": "Du kan søge igen indtil mandag 30. november kl. 12.00.",
}

DRAFT_WAITS = register(
    MailKind(
        key="fund.draft_waits",
        label=_("Your application is not sent yet"),
        subject=_("Your application is not sent yet: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "You have begun “{title}” for {fund}, {call}, and it is not sent yet. The deadline is {deadline}.\n\n"
            "[Go on with the application]({url})\n\n"
            "Would you rather not? Then do nothing: nothing is sent without you."
        ),
        because=_("they have a draft, and the deadline is near"),
        service=True,
        example={**EXAMPLE, "url": "http://localhost:8000/fund/idepuljen/applications/1/edit/"},
    )
)

RECEIVED = register(
    MailKind(
        key="fund.application_received",
        label=_("We have your application"),
        subject=_("We have your application: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We have received “{title}” for {fund}, {call}. It has number {number}, and you ask for {amount}.\n\n"
            "{quick}\n\n"
            "You can change it or take it back until {deadline}. What we have is what you sent last.\n\n"
            "[See your application and where it stands]({url})\n\n"
            "Questions? Answer on the page, or write to {contact}."
        ),
        because=_("they sent an application"),
        service=True,
        example=EXAMPLE,
    )
)

CHANGED = register(
    MailKind(
        key="fund.application_changed",
        label=_("We have your change"),
        subject=_("We have your change: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We have received your change to “{title}” (number {number}). You now ask for {amount}.\n\n"
            "{quick}\n\n"
            "You can change it again or take it back until {deadline}.\n\n"
            "[See your application]({url})"
        ),
        because=_("they changed an application"),
        service=True,
        example=EXAMPLE,
    )
)

WITHDRAWN = register(
    MailKind(
        key="fund.application_withdrawn",
        label=_("Your application is taken back"),
        subject=_("Your application is taken back: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "“{title}” (number {number}) is taken back from {fund}, {call}. Nobody assesses it any more.\n\n"
            "{again}\n\n"
            "[See the application]({url})"
        ),
        because=_("they took an application back"),
        service=True,
        example=EXAMPLE,
    )
)

TOGETHER = register(
    MailKind(
        key="fund.together",
        label=_("Do you apply together with us?"),
        subject=_("{who} asks: do you apply together? {title}"),
        body=_(
            "Hello {name}\n\n"
            "{who} has sent an application to {fund} and writes that you apply together: “{title}”.\n\n"
            "{summary}\n\n"
            "They ask for {amount}. Say yes or no; until you have said yes you are not part of it.\n\n"
            "[See the application and answer]({url})\n\n"
            "A yes means that you can see the case, and that you cannot take part in deciding it."
        ),
        because=_("somebody names them as a co-applicant"),
        service=True,
        example={**EXAMPLE, "url": "http://localhost:8000/fund/link/together/eksempel/"},
    )
)

TOGETHER_ANSWERED = register(
    MailKind(
        key="fund.together_answered",
        label=_("A co-applicant has answered"),
        subject=_("{who} has answered: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "You asked {who} to apply together with you: “{title}”.\n\n"
            "The answer: {answer}\n\n"
            "[See the application]({url})"
        ),
        because=_("somebody they named as a co-applicant answered"),
        service=True,
        example={**EXAMPLE, "answer": "Ja"},
    )
)

ASKED = register(
    MailKind(
        key="fund.asked",
        label=_("A question about your application"),
        subject=_("A question about your application: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "We have a question about “{title}” (number {number}):\n\n"
            "{text}\n\n"
            "[Answer on the page]({url})\n\n"
            "Answer there rather than by mail, so that question and answer stay with the case."
        ),
        because=_("the fund's people ask about their application"),
        service=True,
        example=EXAMPLE,
    )
)

ANSWERED = register(
    MailKind(
        key="fund.answered",
        label=_("The applicant has written"),
        subject=_("{who} has written about number {number}: {title}"),
        body=_("Hello {first_name}\n\n{who} writes about “{title}”:\n\n{text}\n\n[Open the case]({url})"),
        because=_("an applicant wrote about a case they handle"),
        service=True,
        example={**EXAMPLE, "url": "http://localhost:8000/fund/idepuljen/office/cases/1/"},
    )
)

HELP_ANSWERED = register(
    MailKind(
        key="fund.help_answered",
        label=_("An answer about help"),
        subject=_("The help you asked for: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "You asked for help with “{title}”: {help}.\n\n"
            "{answer}\n\n"
            "[See your application]({url})\n\n"
            "Questions? Write to {contact}."
        ),
        because=_("they asked for help in kind"),
        service=True,
        example={**EXAMPLE, "help": "Et sted at være", "answer": "Ja: Stege Bibliotek låner jer salen."},
    )
)
