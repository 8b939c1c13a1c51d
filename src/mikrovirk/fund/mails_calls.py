"""The mails about a call, and to those who get a role in a fund."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    "fund": "Idépuljen",
    "call": "Aktiviteter i foråret",
    "title": "Fælles julemarked",
    "because": "Byrådet har flyttet pengene til næste år.",
    "contact": "puljen@kommune.example",
    "url": "http://localhost:8000/fund/idepuljen/",
    "role": "Sagsbehandler",
}

CALLED_OFF = register(
    MailKind(
        key="fund.call_called_off",
        label=_("The call is called off"),
        subject=_("{call} is called off"),
        body=_(
            "Hello {first_name}\n\n"
            "{fund} has called off the call “{call}”. The reason: {because}\n\n"
            "So no decision is made about “{title}”. What you wrote is kept, and you can use it again another time.\n\n"
            "[See your application]({url})\n\n"
            "Questions? Write to {contact}."
        ),
        because=_("they applied to a call that was called off"),
        service=True,
        example=EXAMPLE,
    )
)

ROLE_GIVEN = register(
    MailKind(
        key="fund.role_given",
        label=_("You have a role in the fund"),
        subject=_("You are {role} in {fund}"),
        body=_(
            "Hello {first_name}\n\n"
            "You have been made {role} in {fund}. On the fund's page you see what waits for you.\n\n"
            "[Go to the fund]({url})"
        ),
        because=_("they got a role in a fund"),
        service=True,
        example=EXAMPLE,
    )
)
