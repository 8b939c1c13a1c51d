"""The mails about a grant: accept it, what was paid or not, the report, and the end."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.mails_applications import EXAMPLE as APPLICATION
from mikrovirk.mailing.kinds import MailKind, register

EXAMPLE = {
    **APPLICATION,
    "accept_by": "mandag 14. december",
    "report_by": "mandag 1. februar",
    "why": "Kvitteringen for lokalet er ikke til at læse.",
    "report_url": "http://localhost:8000/fund/idepuljen/applications/1/report/",
}


def about_a_grant(key: str, label: object, subject: object, body: object) -> MailKind:
    """A mail about somebody's own grant: it goes at once."""
    return register(
        MailKind(
            key=f"fund.{key}",
            label=label,  # type: ignore[arg-type]
            subject=subject,  # type: ignore[arg-type]
            body=body,  # type: ignore[arg-type]
            because=_("you have a grant from the fund"),
            service=True,
            example=EXAMPLE,
        )
    )


ACCEPT_SOON = about_a_grant(
    "accept_soon",
    _("Reminder: accept your grant"),
    _("Say yes to your grant by {accept_by}: {title}"),
    _(
        "Hello {first_name}\n\n"
        "You have a grant of {amount} from {fund} for “{title}”, and have not said yes yet. If nobody says yes by {accept_by}, it lapses.\n\n"
        "[See the agreement and say yes]({url})\n\n"
        "If you do not want it after all, say so there, and others get the chance."
    ),
)

LAPSED = about_a_grant(
    "lapsed",
    _("A grant has lapsed"),
    _("The grant has lapsed: {title}"),
    _(
        "Hello {first_name}\n\n"
        "Nobody said yes to the grant for “{title}” by {accept_by}, so it has lapsed, and the money is in the pot again.\n\n"
        "If that was a mistake, write to {contact} as soon as you can. You are welcome to apply again.\n\n"
        "[See the application]({url})"
    ),
)

PAID = about_a_grant(
    "paid",
    _("Money is on its way"),
    _("We have paid {amount}: {title}"),
    _(
        "Hello {first_name}\n\n"
        "We have paid {amount} for “{title}” to the account you named. It takes a day or two.\n\n"
        "[See what was paid and what is left]({url})"
    ),
)

CLAIM_REFUSED = about_a_grant(
    "claim_refused",
    _("A claim for payment could not be approved"),
    _("We cannot pay yet: {title}"),
    _(
        "Hello {first_name}\n\n"
        "We have looked at what you sent for “{title}” and cannot pay it as it is:\n\n"
        "{why}\n\n"
        "Put it right and send it again; the grant still stands.\n\n"
        "[See the case and send it again]({url})\n\n"
        "Do you disagree? Answer on the page, or write to {contact}."
    ),
)

REPORT_SOON = about_a_grant(
    "report_soon",
    _("Reminder: tell what came of it"),
    _("Tell us what came of it by {report_by}: {title}"),
    _(
        "Hello {first_name}\n\n"
        "How did “{title}” go? Answer two questions and send a picture by {report_by}. It takes five minutes.\n\n"
        "[Tell what came of it]({report_url})\n\n"
        "Has it been moved? Write to {contact}, and we move the day."
    ),
)

REPORT_LATE = about_a_grant(
    "report_late",
    _("Reminder: the report is late"),
    _("We miss your report: {title}"),
    _(
        "Hello {first_name}\n\n"
        "We should have heard what came of “{title}” by {report_by}. Two questions and a picture: we cannot close the case before.\n\n"
        "[Tell what came of it]({report_url})\n\n"
        "Is something in the way? Write to {contact}, and we find a way."
    ),
)

REPORT_AGAIN = about_a_grant(
    "report_again",
    _("Something is missing in the report"),
    _("A little more, please: {title}"),
    _(
        "Hello {first_name}\n\n"
        "Thank you for the report on “{title}”. Before we can close the case we need this:\n\n"
        "{why}\n\n"
        "[Go on with the report]({report_url})"
    ),
)

ENDED = about_a_grant(
    "ended",
    _("The case is closed"),
    _("Thank you: {title}"),
    _(
        "Hello {first_name}\n\n"
        "Thank you for what you made of “{title}”. Everything is paid and told, and the case is closed. Keep the receipts for five years.\n\n"
        "[See what others can read about it]({url})"
    ),
)
