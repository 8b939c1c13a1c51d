"""Pages for everybody: the meetings of a network, and one meeting. They cost few queries and little template."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.networks import queries as network_queries
from mikrovirk.networks.permissions import Permission
from mikrovirk.programme import attached
from mikrovirk.programme.drawing import locator
from mikrovirk.programme.models import Meeting, SignUp
from mikrovirk.programme.queries import attending, feeds, joint, on_stage, one_meeting, public
from mikrovirk.programme.queries.one_meeting import MeetingFacts

MAP_FRESH_SECONDS = 24 * 60 * 60
# What could end a script element early, written so that it cannot; still the same JSON.
JSON_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@login_not_required
@require_safe
def meetings(request: HttpRequest, network_slug: str) -> HttpResponse:
    """The network's coming meetings, or with ?archive=1 those that were held; 20 a page."""
    network = public.network_facts(network_slug)
    if network is None:
        raise Http404
    in_archive = "archive" in request.GET
    shown = public.archive if in_archive else public.coming
    page = public.page_of(shown(network.pk, now=timezone.now()), page_number(request))
    if in_archive:  # nobody needs to know how many places were left
        page = replace(page, lines=[{**line, "places": ""} for line in page.lines])
    if page.number > 1 and not page.lines:
        raise Http404
    context = {
        "network": network,
        "network_url": f"/networks/{network.slug}/",
        "page": page,
        "in_archive": in_archive,
        "previous_number": page.number - 1,
        "next_number": page.number + 1,
        "may_follow": network.is_open and network.has_part("subscriptions"),
    }
    return render(request, "programme/public_meetings.html", context)


def page_number(request: HttpRequest) -> int:
    """The page asked for with ?page=; raise Http404 for what is no page."""
    text = request.GET.get("page", "1")
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise Http404
    return int(text)


@login_not_required
@require_safe
def meeting(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """Everything about one meeting, for anybody; a draft only for those who plan it."""
    user = signed_in(request)
    facts = facts_or_404(user, network_slug, pk)
    now = timezone.now()
    own = attending.own_answer(user, facts.pk) if user else None
    agenda = one_meeting.agenda_lines(facts.pk, facts.starts_at)
    staged = facts.parts & {line["kind"] for line in agenda}  # parts have the names of the agenda items they are about
    context = {
        "on_stage": on_stage.on_stage_at(facts.pk, facts.network_pk, user, parts=staged),
        "facts": {**vars(facts), "url": facts.url, "is_cancelled": facts.is_cancelled, "is_draft": facts.is_draft},
        "network": facts.network,
        "agenda": agenda,
        "own": own,
        "is_over": facts.is_over(now),
        "has_begun": facts.has_begun(now),
        "can_sign_up": can_sign_up(facts, own, now),
        "may_follow": facts.has_part("subscriptions"),
        "can_be_shared": facts.state == Meeting.State.PUBLISHED and not facts.has_begun(now),
        "changed": was_changed_lately(facts, now),
        "structured": structured(facts),
        "attached": attached.links_at(attached.Place.PUBLIC, shown_to_everybody(facts), now=now),
        "together": joint.together([facts.pk]).get(facts.pk, []) if facts.is_joint else [],
        "picture": picture_of(facts),
        **in_words(facts),
    }
    if user and own:
        context["own_url"] = f"/s/{links.sign('signup', facts.pk, user.pk)}/"
    return render(request, "programme/public_meeting.html", context)


def picture_of(facts: MeetingFacts) -> str:
    """Where the speaker's picture is; "" for none."""
    place = [facts.network_slug, facts.talk_pk]
    return reverse("programme:speaker_picture", args=place) if facts.talk_picture else ""


def shown_to_everybody(facts: MeetingFacts) -> attached.MeetingShown:
    return attached.MeetingShown(
        facts.pk, facts.network_slug, facts.state, facts.starts_at, facts.ends_at, bool(facts.recap)
    )


def signed_in(request: HttpRequest) -> User | None:
    """Who is signed in; nobody is looked up for a request without a session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return None
    return request.user


def facts_or_404(user: User | None, network_slug: str, pk: int) -> MeetingFacts:
    """The meeting if everybody may see it, or if it is a draft that `user` plans; raise Http404."""
    planned = network_queries.networks_for(user, needs=Permission.EDIT_PROGRAMME) if user else None
    facts = one_meeting.meeting_facts(pk, network_slug=network_slug, drafts_of=planned)
    if facts is None:
        raise Http404
    return facts


def can_sign_up(facts: MeetingFacts, own: str | None, now: datetime) -> bool:
    """Whether the page offers to sign up: while it is open, to who has not."""
    has_answered = own in (SignUp.State.COMING, SignUp.State.WAITING)
    return facts.state == Meeting.State.PUBLISHED and not facts.has_begun(now) and not has_answered


def was_changed_lately(facts: MeetingFacts, now: datetime) -> bool:
    is_new = now - facts.changed_at < one_meeting.CHANGED_LATELY
    return facts.sequence > 0 and is_new and not facts.is_cancelled and not facts.is_over(now)


def in_words(facts: MeetingFacts) -> dict[str, Any]:
    """The few things that every page about a meeting puts into words."""
    return {
        "when": dates.span(facts.starts_at, facts.ends_at),
        "network_url": f"/networks/{facts.network_slug}/",
        "iso": public.leaf(facts.starts_at)["iso"],
        "place": facts.place,
        "places": "" if facts.is_cancelled else public.places_in_words(facts.free, facts.places_taken),
        "is_full": facts.free == 0,
        "has_map": facts.latitude is not None and facts.longitude is not None,
        "directions": directions(facts),
    }


def directions(facts: MeetingFacts) -> str:
    """Where the way to the venue is shown: a link that somebody follows by choice; our page asks nobody for a map."""
    if facts.latitude is not None and facts.longitude is not None:
        north, east = f"{facts.latitude:.5f}", f"{facts.longitude:.5f}"
        return f"https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}"
    if facts.venue_address or facts.venue_town:
        words = f"{facts.venue_address or ''} {facts.venue_postcode or ''} {facts.venue_town or ''}"
        return f"https://www.openstreetmap.org/search?{urlencode({'query': ' '.join(words.split())})}"
    return ""


def structured(facts: MeetingFacts) -> SafeString:
    """The meeting for search engines: JSON that cannot end the element it stands in."""
    text = json.dumps(one_meeting.structured_event(facts), ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(JSON_ESCAPES))  # noqa: S308  every < > and & is escaped just before


@login_not_required
@require_safe
def meeting_ics(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """One meeting for anybody's calendar."""
    shown = Meeting.objects.filter(network__slug=network_slug, state__in=public.SHOWN)
    found = get_object_or_404(shown.select_related("network", "venue", "format"), pk=pk)
    text = feeds.one_meeting(found)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{network_slug}-{pk}.ics"'
    return response


@login_not_required
@require_safe
def meeting_map(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """Where the meeting is, drawn by us; 404 where nobody has said where the venue lies."""
    facts = one_meeting.meeting_facts(pk, network_slug=network_slug)
    if facts is None or facts.latitude is None or facts.longitude is None:
        raise Http404
    drawn = locator.draw(float(facts.latitude), float(facts.longitude), name=facts.venue_name or "")
    response = HttpResponse(drawn, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=MAP_FRESH_SECONDS)
    return response
