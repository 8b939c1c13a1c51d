"""The parts of the product that can be switched off: everything beyond members, meetings and mail."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """One part: its key in `Network.parts`, its name, and what it does for the network in a sentence."""

    key: str
    name: str | Promise
    does: str | Promise


PARTS = (
    Part(
        "introductions", _("3 × 3 minutes"), _("The newest members are offered three minutes each at the 1.0 meetings.")
    ),
    Part(
        "hot_seat",
        _("The hot seat and the brag spot"),
        _("Members apply to take the hot seat or the brag spot at the 2.0 meetings."),
    ),
    Part("cards", _("Whom to meet"), _("Everybody at a meeting gets up to three people to look for, with the reason.")),
    Part("tasks", _("Tasks"), _("Members take a task for the evening with one tap, so the work is shared.")),
    Part("feedback", _("How was it?"), _("Those who came are asked how it was, in two taps.")),
    Part("attendees", _("Who else comes"), _("Those who agree are shown to the others who come.")),
    Part("directory", _("Public directory"), _("Businesses that choose to be seen get a page and can be found.")),
    Part("toolbox", _("The toolbox"), _("Slides, links and checklists from the talks, gathered and searchable.")),
    Part(
        "voice",
        _("The members' voice"),
        _("Members are asked, what they say is gathered in one place, and they are told what came of it."),
    ),
    Part("topics", _("Topics"), _("Members suggest topics and say which they would come for.")),
    Part("planner", _("The season planner"), _("Lays a season out of wishes, speakers and venues, and says why.")),
    Part(
        "steering_room", _("The steering room"), _("Agenda, minutes and decisions of the steering group in one place.")
    ),
    Part("health", _("How is the network?"), _("Early warnings when fewer come or too few carry the work.")),
    Part("subscriptions", _("Meetings by mail"), _("Anybody can get the meetings by mail without being a member.")),
    Part(
        "invitations",
        _("Whom to invite"),
        _("Businesses nearby that no network reaches yet, to invite by letter or visit."),
    ),
)
KEYS = frozenset(part.key for part in PARTS)
