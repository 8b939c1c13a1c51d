"""The mails about a case's decision: to the applicant, to those they apply with, and to who is asked to assess or decide."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "fund": "Idépuljen",
    "title": "Fælles julemarked",
    "decided": "Du får 8.000 kr. til “Fælles julemarked” af de 12.500 kr., du har søgt.",
    "why": "Tre netværk går sammen om markedet, men lyset kan lånes af kommunen.",
    "now": "Du får et brev med vilkårene og siger ja til det på din side senest om 14 dage, ellers bortfalder tilsagnet.",
    "complaint": "Er du uenig? Skriv til os: puljen@kommune.example.",
    "number": "7",
    "when": "mandag 30. november kl. 12.00",
    "amount": "5.000 kr.",
    "url": "http://localhost:8000/fund/idepuljen/applications/1/decision/",
}

GRANTED = register(
    MailKind(
        key="fund.decision_granted",
        label=_("You get money from the fund"),
        subject=_("Yes to “{title}”"),
        body=_(
            "Hello {first_name}\n\n"
            "{decided}\n\n"
            "Why:\n\n{why}\n\n"
            "{now}\n\n"
            "[Read the whole decision]({url})\n\n"
            "How to complain:\n\n{complaint}"
        ),
        because=_("they applied for money from the fund"),
        service=True,
        example=EXAMPLE,
    )
)

REFUSED = register(
    MailKind(
        key="fund.decision_refused",
        label=_("You do not get money from the fund"),
        subject=_("Answer to your application: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "{decided}\n\n"
            "Why:\n\n{why}\n\n"
            "What you can do now:\n\n{now}\n\n"
            "[Read the whole decision]({url})\n\n"
            "How to complain:\n\n{complaint}"
        ),
        because=_("they applied for money from the fund"),
        service=True,
        example={**EXAMPLE, "decided": "Du får denne gang ikke penge til “Fælles julemarked”. Du har søgt 12.500 kr."},
    )
)

OFFICE = {**EXAMPLE, "url": "http://localhost:8000/fund/idepuljen/office/cases/1/"}

ASSESS = register(
    MailKind(
        key="fund.assess",
        label=_("You are asked to assess an application"),
        subject=_("Will you assess number {number}: {title}?"),
        body=_(
            "Hello {first_name}\n\n"
            "You are asked to give points to an application to {fund}: “{title}”, number {number}.\n\n"
            "First you say whether you have an interest in it. You see what the others gave when your own points are in.\n\n"
            "[Open the case]({url})"
        ),
        because=_("they assess applications for the fund"),
        service=True,
        example=OFFICE,
    )
)

QUICK = register(
    MailKind(
        key="fund.quick_waits",
        label=_("A small application waits for your decision"),
        subject=_("Decide by {when}: {title}"),
        body=_(
            "Hello {first_name}\n\n"
            "“{title}” (number {number}) asks {fund} for {amount}. It is on the quick track: you decide it by {when}.\n\n"
            "[Open the case]({url})"
        ),
        because=_("they decide small applications for the fund"),
        service=True,
        example=OFFICE,
    )
)
