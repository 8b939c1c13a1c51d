"""Calendars one can subscribe to: a network's meetings, and those of the whole site."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mikrovirk.networks.models import Network
from mikrovirk.programme.queries import feeds

FRESH_SECONDS = 900


@login_not_required
@require_safe
def network_feed(request: HttpRequest, network_slug: str) -> HttpResponse:
    """All meetings of one network; a cancelled one stays in it, marked so."""
    network = get_object_or_404(Network.objects.only("pk", "name"), slug=network_slug)
    return answer(request, network, name=network.name)


@login_not_required
@require_safe
def site_feed(request: HttpRequest) -> HttpResponse:
    """The meetings of all networks: the latest and the next."""
    return answer(request, None, name=_("Meetings of the networks"))


def answer(request: HttpRequest, network: Network | None, *, name: str) -> HttpResponse:
    """The feed; or that nothing is new, without reading the meetings, to a program that says what it has."""
    now = timezone.now()
    if "If-None-Match" in request.headers or "If-Modified-Since" in request.headers:
        etag, changed_at = feeds.stamp_of(network) if network else feeds.stamp_of_all(now)
        if isinstance(get_conditional_response(request, etag, int(changed_at.timestamp())), HttpResponseNotModified):
            return HttpResponseNotModified(headers={"ETag": etag})
    feed = feeds.feed_of(network, name=name) if network else feeds.feed_of_all(now, name=name)
    response = HttpResponse(feed.text, content_type="text/calendar; charset=utf-8")
    response["ETag"] = feed.etag
    response["Last-Modified"] = http_date(feed.changed_at.timestamp())
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response
