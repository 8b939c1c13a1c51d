"""Why a feed could not be fetched, in words for its owner."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Mapping[str, Promise] = {
    # --- addresses that are not asked ---
    "not_an_address": _("This is not a web address. It begins with https:// and has no spaces."),
    "scheme": _("We only read addresses that begin with http:// or https://."),
    "user_in_address": _("The address holds a user name. A calendar for everybody has an address without one."),
    "port": _("We do not ask servers on that port."),
    "number": _("The address is written as a number. Write the name of the website."),
    "not_public": _("The address leads to a computer that is not on the open internet."),
    # --- trouble on the way ---
    "no_such_name": _("There is no website of that name."),
    "no_answer": _("The website does not answer."),
    "slow": _("The website took too long to answer."),
    "tls": _("The connection is not safe: the website's certificate does not fit."),
    "redirects": _("The website sends us on and on."),
    "too_large": _("There is too much: more than 5 MB."),
    "encoding": _("The website answers in a packing that we cannot open."),
    "garbled": _("The website's answer broke off or cannot be read."),
    # --- what the server said ---
    "gone": _("There is nothing at this address any more (404)."),
    "closed": _("The calendar is not open to everybody: the website asks who we are."),
    "busy": _("The website asks us to come back later."),
    "status": _("The website reports an error of its own."),
    # --- reading it ---
    "empty": _("The calendar is suddenly empty. We keep what was there until we have looked again."),
    "unreadable": _("What we got took too long to read, so we stopped."),
}


def said(reason: str) -> str:
    """The sentence for a reason; "" for none."""
    return str(WORDS.get(reason, "")) if reason else ""
