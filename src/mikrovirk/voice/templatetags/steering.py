"""`{% load steering %}`: how a decision stands, and how long somebody has been in the group, in words."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.voice.domain.steering import Standing, Tenure
from mikrovirk.voice.models import Decision
from mikrovirk.voice.queries.decisions import standing_of

register = template.Library()

KINDS = {
    Standing.OPEN: ("wait", "hourglass"),
    Standing.OVERDUE: ("bad", "warning"),
    Standing.DONE: ("good", "check"),
    Standing.LATER: ("", "calendar"),
    Standing.NO: ("", "close"),
    Standing.WITHDRAWN: ("", "undo"),
}


@register.inclusion_tag("ui/_badge.html")
def standing_badge(decision: Decision) -> dict[str, Any]:
    """The state of a decision as a badge: a word, an icon and a colour."""
    standing = standing_of(decision)
    kind, icon = KINDS[standing]
    return {"label": standing_in_words(standing), "kind": kind, "icon": icon}


def standing_in_words(standing: Standing) -> str:
    return {
        Standing.OPEN: _("To do"),
        Standing.OVERDUE: _("Overdue"),
        Standing.DONE: _("Done"),
        Standing.LATER: _("Later"),
        Standing.NO: _("No"),
        Standing.WITHDRAWN: _("Withdrawn"),
    }[standing]


@register.filter
def how_long(tenure: Tenure) -> str:
    """ "2 år og 3 måneder", "under en måned"."""
    years = ngettext("%(count)s year", "%(count)s years", tenure.years) % {"count": tenure.years}
    months = ngettext("%(count)s month", "%(count)s months", tenure.months) % {"count": tenure.months}
    if tenure.years and tenure.months:
        return _("%(years)s and %(months)s") % {"years": years, "months": months}
    if tenure.years:
        return years
    return months if tenure.months else _("less than a month")


@register.filter
def at_key(values: dict[Any, Any], key: Any) -> Any:
    """What stands in a dict under that key; "" where nothing does."""
    return values.get(key, "")
