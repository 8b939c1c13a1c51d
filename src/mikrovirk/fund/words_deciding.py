"""What keeps a case from being decided, in words."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.fund.queries.deciding import Hindrance

HINDRANCES = {
    Hindrance.NOT_WAITING: _("The case does not wait for a decision any more."),
    Hindrance.STILL_OPEN: _("It can be changed until the deadline, so it is decided after it."),
    Hindrance.VOTING: _("The members vote. It is decided when the vote is counted."),
    Hindrance.NOT_CHECKED: _("A caseworker ticks the conditions of the call first."),
    Hindrance.NOT_ELIGIBLE: _("It does not meet the conditions of the call, so it can only be refused for that."),
    Hindrance.IS_ELIGIBLE: _("It is not said of any condition that it is not met."),
    Hindrance.NOT_DIVIDED: _("Divide the pot by the rule of the call first. Then it is decided."),
    Hindrance.TOO_MUCH: _("It is more than was asked for."),
    Hindrance.NOTHING: _("Write an amount above nothing."),
}

AID = {
    "not-assessed": _(
        "Say first whether the support is aid to a business: see the section about it on the case's page."
    ),
    "excluded": _("It is aid of a kind that may not be given as de minimis aid."),
    "not-declared": _("The applicant has not declared earlier aid yet. Ask them to."),
    "other-number": _("The declaration is for another CVR number than the application's."),
    "no-rate": _("The rate of the euro for the day is missing. A bookkeeper or caseworker writes it down."),
    "over": _("With this the business would get more than EUR 300,000 in three years."),
}


def in_the_way(code: str) -> str:
    """Why the rules on de minimis aid stand in the way."""
    return str(AID[code])
