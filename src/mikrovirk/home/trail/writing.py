"""Writing the trail: one row when a page of the list was shown, or its form did something. A page costs one statement more.

Whoever looks at the same page again, or at a piece of it, within ten minutes is looking still: nothing more is written down.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core.cache import caches
from django.db import DatabaseError
from django.db.models import Subquery
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from mikrovirk.accounts.models import TrailEntry
from mikrovirk.directory.models import Person
from mikrovirk.home.trail.pages import PAGES, About, Page

logger = logging.getLogger(__name__)
SAME_LOOK = 600  # seconds, remembered by each web process for itself


class TrailMiddleware:
    """Stands behind signing in; an anonymous reader, a member's own pages and every public page cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        found = request.resolver_match
        page = PAGES.get(found.view_name) if found else None
        if page and found and (what := what_happened(page, request, response)) and request.user.is_authenticated:
            write(request, what, page, found.kwargs, at=timezone.now())
        return response


def what_happened(page: Page, request: HttpRequest, response: HttpResponseBase) -> str | None:
    """The page was shown, or its form did something."""
    is_asked = page.about is About.ASKED
    if is_asked and not hasattr(request, "trail_about"):
        return None
    if (request.method == "GET" or is_asked) and response.status_code == HTTPStatus.OK:
        return page.seen
    if request.method == "POST" and response.status_code in (HTTPStatus.FOUND, HTTPStatus.SEE_OTHER):
        return page.changed
    return None


def write(request: HttpRequest, what: str, page: Page, kwargs: dict[str, Any], *, at: datetime) -> None:
    """One row. That it cannot be written is a fault to be told of, and no reason to hide the page."""
    place = next((str(kwargs[name]) for name in ("network_slug", "fund_slug", "code") if name in kwargs), "")
    row = {
        "by_id": request.user.pk,
        "what": what,
        "place": place[:60],
        "about_id": getattr(request, "trail_about", None) or user_of(page.about, kwargs),
        "is_change": what == page.changed,
    }
    key = f"looked:{row['by_id']}:{what}:{place}:{getattr(request, 'trail_about', None) or kwargs.get('pk')}"
    if not row["is_change"] and caches["local"].get(key):
        return
    try:
        TrailEntry.objects.create(**row, at=at)
    except DatabaseError:
        logger.exception("the trail could not be written")
    else:
        caches["local"].set(key, True, SAME_LOOK)


def user_of(about: About, kwargs: dict[str, Any]) -> Any:
    """Whom the address names: a number, or the question that the one statement asks along."""
    if about is About.PERSON:
        return Subquery(Person.objects.filter(pk=kwargs["pk"]).values("user_id")[:1])
    return kwargs["pk"] if about is About.USER else None
