"""The joint calendar for everybody: as a list, as a month, and one activity."""

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from mikrovirk.landscape.forms.calendar import CalendarFilter
from mikrovirk.landscape.models import Audience, Language, OutsideEvent
from mikrovirk.landscape.queries import calendar as queries
from mikrovirk.landscape.queries import files
from mikrovirk.landscape.queries.asked import EVERYWHERE, Asked
from mikrovirk.landscape.queries.month import month_of
from mikrovirk.landscape.views.asking import asked_of, title_of, where
from mikrovirk.networks.queries import keeping_of
from mikrovirk.register.domain.municipalities import named

# What could end a script element early, written so that it cannot; still the same JSON.
JSON_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@login_not_required
@require_safe
def listing(request: HttpRequest, code: str = EVERYWHERE) -> HttpResponse:
    """What goes on from now on, or in the days that were chosen; 30 a page."""
    asked = asked_of(request, code)
    now = timezone.now()
    found = queries.Listing(queries.coming(asked, now), now=now)
    page = Paginator(found, queries.PER_PAGE).get_page(request.GET.get("page"))
    context = about(request, asked) | {
        "page": page,
        "lines": page.object_list,
        "days": asked.first_date or asked.last_date,
        "address": reverse("landscape:calendar_of", args=[code]),
    }
    return render(request, "landscape/calendar.html", context)


@login_not_required
@require_safe
def month(request: HttpRequest, code: str = EVERYWHERE) -> HttpResponse:
    """One month, day by day; this one unless ?month=2026-12 says which."""
    asked = asked_of(request, code)
    now = timezone.now()
    first = month_in(request.GET.get("month", ""), timezone.localdate(now))
    context = about(request, asked) | {
        "month": month_of(asked, first, now=now),
        "today": timezone.localdate(now),
        "address": reverse("landscape:month", args=[code]),
    }
    return render(request, "landscape/month.html", context)


def month_in(text: str, today: date) -> date:
    """The first day of the month that was asked for; raise Http404 for what is none."""
    if not text:
        return today.replace(day=1)
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Http404 from None
    if not 2000 <= found.year <= 2200:
        raise Http404
    return found


def about(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What both ways of showing it need: the filter, and the ways out."""
    now = timezone.now()
    form = CalendarFilter(asked=asked, towns=queries.towns_in(asked.code, now), sources=queries.sources_in(asked.code))
    codes = queries.municipalities()
    return {
        "asked": asked,
        "code": asked.code,
        "title": title_of(asked.code),
        "form": form,
        "narrowed": asked.is_narrowed,
        "query": asked.as_query,
        "places": [(each, named(each)) for each in codes] if len(codes) > 1 else [],
        "keeps": bool(keeping_of(request.user)),
        "site_address": settings.SITE_URL,
    }


@login_not_required
@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity of somebody else: what we know of it, and where they tell more."""
    row = shown_activity(pk)
    (line,) = queries.lines_of([(row.starts_at, queries.OUTSIDE, row.pk)], now=timezone.now(), whole=True)
    context = {
        "line": line,
        "code": row.municipality_code,
        "title": title_of(row.municipality_code),
        "municipality": where(row.municipality_code),
        "website": row.feed.website,
        "audience": Audience(line.audience).label if line.audience != Audience.EVERYBODY else "",
        "language": Language(line.language).label if line.language != Language.DANISH else "",
        "structured": structured(line),
    }
    return render(request, "landscape/activity.html", context)


def shown_activity(pk: int) -> OutsideEvent:
    """The activity, or the one it is shown under; raise Http404."""
    row = get_object_or_404(OutsideEvent.objects.select_related("feed", "same_as__feed"), pk=pk)
    return row.same_as or row


@login_not_required
@require_safe
def activity_ics(request: HttpRequest, pk: int) -> HttpResponse:
    """One activity for anybody's calendar."""
    row = shown_activity(pk)
    response = HttpResponse(files.one_event(row, name=row.feed.name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="activity-{row.pk}.ics"'
    return response


def structured(line: queries.Line) -> SafeString:
    """The activity for search engines (schema.org), naming whose it is."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": line.title,
        "startDate": line.first_day.isoformat() if line.all_day else line.starts_at.isoformat(),
        "endDate": line.last_day.isoformat() if line.all_day else line.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if line.is_cancelled else 'Scheduled'}",
        "organizer": [{"@type": "Organization", "name": name} for name in line.sources],
        "url": line.link or settings.SITE_URL + line.url,
    }
    if line.where:
        told["location"] = {"@type": "Place", "name": line.where}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308  every < > and & is escaped just before
