"""The tasks a first draft begins with: what such an area usually has to see to. All of them can be changed or taken out."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Suggested(NamedTuple):
    """A task as it is suggested, under its heading."""

    group: str | Promise
    title: str | Promise
    about: str | Promise


OVERVIEW, SUPPORT, MEETINGS, VISIBLE, STRATEGY = (
    _("Overview"),
    _("Support"),
    _("The meetings"),
    _("Being seen"),
    _("Strategy"),
)

SUGGESTED = (
    Suggested(
        OVERVIEW,
        _("Know the small businesses and their networks"),
        _("Count them once a year, and say which villages and trades are not reached."),
    ),
    Suggested(
        OVERVIEW,
        _("Keep the joint calendar and the list of networks and offers"),
        _("Ask for what is missing, and take out what is over."),
    ),
    Suggested(SUPPORT, _("Give money to what networks do"), _("Call for applications, decide and pay.")),
    Suggested(SUPPORT, _("Gather ideas from small businesses"), _("All year, and answer each of them.")),
    Suggested(
        SUPPORT,
        _("Do the office work of the networks"),
        _("Invitations, sign-up, coffee: what volunteers should not be worn out by."),
    ),
    Suggested(MEETINGS, _("Plan the season"), _("Formats, days and topics, half a year ahead.")),
    Suggested(MEETINGS, _("Find speakers for the talks"), _("One talk for each meeting.")),
    Suggested(MEETINGS, _("Lend rooms"), _("Without rent, also in the evening.")),
    Suggested(
        MEETINGS, _("Welcome the newest"), _("Three times three minutes, and somebody who says hello at the door.")
    ),
    Suggested(
        MEETINGS,
        _("Ask the members, and tell them what came of it"),
        _("A personal mail once a year, and the draft in the hall before it is decided."),
    ),
    Suggested(
        VISIBLE,
        _("Tell newly started and established businesses of the networks"),
        _("On websites, in the newsletter, when somebody registers a business."),
    ),
    Suggested(
        STRATEGY, _("Hold strategic conferences"), _("On needs, spread and potential; once a year with all parties.")
    ),
    Suggested(
        STRATEGY,
        _("Bring the small businesses into the strategies for business and settlement"),
        _("Hear the networks before the plans are made."),
    ),
    Suggested(STRATEGY, _("Follow up on what was agreed"), _("Twice a year: what was promised, what came of it.")),
)
