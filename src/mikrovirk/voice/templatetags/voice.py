"""`{% load voice %}{% steering_tabs network "reports" %}`: the pages of the steering group beside each other."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of

register = template.Library()

# Key, the part it belongs to ("": always there), what it is called, where it leads. In the order in which they stand.
TABS: tuple[tuple[str, str, str | Promise, str], ...] = (
    ("reports", "", _("Reports"), "home:reports"),
    ("stream", "voice", _("What members say"), "voice:stream"),
    ("rounds", "voice", _("Input rounds"), "voice:rounds"),
    ("steering", "steering_room", _("The steering room"), "voice:steering"),
    ("consultations", "voice", _("Drafts"), "voice:consultations"),
    ("you_said", "voice", _("You said, we did"), "voice:you_said"),
    ("planner", "planner", _("Season planner"), "voice:planner"),
    ("wishes", "topics", _("Topics"), "voice:wishes"),
    ("health", "health", _("How is it going?"), "health:health"),
    ("handover", "", _("Handover"), "home:handover"),
)


@register.inclusion_tag("ui/_tabs.html")
def steering_tabs(network: Network, current: str) -> dict[str, Any]:
    """The tabs of the parts that are on; `current` is the key of the page one is on."""
    on = parts_of(network)
    entries = [
        {"label": label, "url": reverse(where, args=[network.slug]), "current": key == current}
        for key, part, label, where in TABS
        if not part or part in on
    ]
    return {"entries": entries, "label": _("The steering group")}
