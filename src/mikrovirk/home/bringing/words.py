"""Codes of a preview in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mikrovirk.directory.domain.tables import Outcome

OUTCOMES: dict[Outcome, Promise | str] = {
    Outcome.NEW: _("New"),
    Outcome.FILLS: _("Says more"),
    Outcome.SAME: _("Nothing new"),
    Outcome.ASIDE: _("Set aside"),
}
BADGES = {Outcome.NEW: "new", Outcome.FILLS: "good", Outcome.ASIDE: "bad"}
TOLD: dict[str, Promise | str] = {
    # why a row is set aside
    "nobody": _("There is neither a name nor an e-mail address."),
    "cpr": _("There is a CPR number in the row. It is not kept, and the row is left out."),
    "no_meeting": _("We cannot tell which meeting it is. Say so under Columns."),
    "not_held": _("The meeting has not been held yet, or only just. Use the meeting’s own list."),
    "called_off": _("The meeting was called off."),
    "no_day": _("There is no day that can be read. Write it as in 4-3-2026."),
    "no_name": _("There is neither a name nor a CVR number."),
    "not_ours": _("No member comes for this business. It comes along with its member in the member list."),
    "twice": _("It stands in the list already."),
    # what is worth knowing
    "usual_hour": _("No hour is named: 17.30 is used."),
    "draft": _("Still to come: laid as a draft that only you see."),
    "new_meeting": _("The meeting is not here yet and is added."),
    "new_person": _("New here: added as a guest."),
    "by_name": _("Known by the name: a member is called that."),
    "name_only": _("Without an e-mail: kept as a name on the list."),
    "differs": _("Something else stands here already; that is kept."),
    "came": _("Came"),
    "coming": _("Signed up, and did not come"),
    "waiting": _("Was on the waiting list"),
    "cancelled": _("Signed off"),
}


def told(codes: tuple[str, ...]) -> list[str]:
    return [str(TOLD[code]) for code in codes]
