"""The tabs of a municipality: what goes on, networks and offers, who does what, conferences. On the pages of these apps only."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.home.menu import Entry
from mikrovirk.register.domain.municipalities import MUNICIPALITIES

CALENDAR, ENTRIES, ROLES, CONFERENCES = "calendar_of", "entries", "area", "conferences"
# The pages under a tab, by the beginning of their names; the first that fits.
BEGINNINGS = {
    "landscape": ((ENTRIES, ("entr",)), (CALENDAR, ("",))),
    "cooperation": ((CONFERENCES, ("conference",)), (ROLES, ("",))),
}


def municipality_tabs(request: HttpRequest) -> list[Entry]:
    """The tabs above a page about one municipality; none on every other page. Asks the database nothing."""
    match = request.resolver_match
    if match is None or match.app_name not in BEGINNINGS or match.kwargs.get("code") not in MUNICIPALITIES:
        return []
    here = tab_of(match.app_name, match.url_name or "")
    return [Entry(label, url, current=name == here) for name, label, url in tabs_of(match.kwargs["code"])]


def tab_of(app: str, page: str) -> str:
    """The tab a page stands under."""
    return next(tab for tab, beginnings in BEGINNINGS[app] if page.startswith(beginnings))


def tabs_of(code: str) -> Iterator[tuple[str, str, str]]:
    """(name, label, address) of each."""
    for name, app, label in (
        (CALENDAR, "landscape", _("What goes on")),
        (ENTRIES, "landscape", _("Networks and offers")),
        (ROLES, "cooperation", _("Who does what")),
        (CONFERENCES, "cooperation", _("Conferences")),
    ):
        yield name, label, reverse(f"{app}:{name}", args=[code])
