"""`{% load overview %}{% area_tabs code "figures" True %}`: the pages of a municipality beside each other."""

from functools import lru_cache
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Key, what it is called, where it leads, whether it is only for those who see inside the municipality. In their order.
TABS: tuple[tuple[str, str | Promise, str, bool], ...] = (
    ("figures", _("The figures"), "overview:municipality", False),
    ("compare", _("Compare"), "overview:compare", False),
    ("coverage", _("Whom the networks reach"), "overview:coverage", True),
    ("goals", _("Goals"), "overview:goals", True),
    ("newcomers", _("Newcomers"), "overview:newcomers", True),
    ("potential", _("Potential"), "overview:potential", True),
    ("reports", _("Memos and reports"), "overview:reports", True),
)


@lru_cache(maxsize=1024)
def where(name: str, code: str) -> str | None:
    try:
        return reverse(name, args=[code])
    except NoReverseMatch:
        return None


@register.inclusion_tag("ui/_tabs.html")
def area_tabs(code: str, current: str, inside: bool = True) -> dict[str, Any]:
    """The tabs of one municipality; `inside`: with those for who sees inside it. `current` is the key of the page one is on."""
    entries = [
        {"label": label, "url": url, "current": key == current}
        for key, label, name, only_inside in TABS
        if (inside or not only_inside) and (url := where(name, code))
    ]
    return {"entries": entries, "label": _("The municipality")}
