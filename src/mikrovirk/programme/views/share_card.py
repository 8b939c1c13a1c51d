"""The picture shown where somebody shares a meeting."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mikrovirk.common import dates
from mikrovirk.programme.drawing import share_card
from mikrovirk.programme.queries import one_meeting

KEPT_SECONDS = 24 * 60 * 60
FRESH_SECONDS = 60 * 60


@login_not_required
@require_safe
def card(request: HttpRequest, network_slug: str, pk: int) -> HttpResponse:
    """The card as PNG; drawn once for each text that stands on it."""
    facts = one_meeting.meeting_facts(pk, network_slug=network_slug)
    if facts is None:
        raise Http404
    text = share_card.CardText(
        network=facts.network_name,
        title=facts.title,
        when=dates.span(facts.starts_at, facts.ends_at),
        where=facts.place,
        welcome=_("Everybody is welcome, also if you are not a member yet."),
        crossed_out=_("Cancelled") if facts.is_cancelled else "",
    )
    key = hashlib.sha256(repr(text).encode()).hexdigest()[:32]
    etag = f'"{key}"'
    if isinstance(get_conditional_response(request, etag), HttpResponseNotModified):
        return HttpResponseNotModified(headers={"ETag": etag})
    cache = caches["local"]
    picture = cache.get(f"card:{key}")
    if picture is None:
        picture = share_card.draw(text)
        cache.set(f"card:{key}", picture, KEPT_SECONDS)
    response = HttpResponse(picture, content_type="image/png", headers={"ETag": etag})
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response
