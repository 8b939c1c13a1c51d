"""The joint calendar on somebody else's website: a small script, a frame where scripts are not wanted, and a page that explains."""

from pathlib import Path

from csp.constants import NONE
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from mikrovirk.landscape.forms.calendar import CalendarFilter
from mikrovirk.landscape.queries import calendar as queries
from mikrovirk.landscape.queries.asked import Asked
from mikrovirk.landscape.views.asking import asked_of, title_of

FRESH_SECONDS = 3600
IN_A_FRAME = 6
SCRIPT = Path(__file__).parent.parent / "static" / "landscape" / "widget.js"
# Any website may show the little page; it runs no script, takes no form, and sets no cookie.
FRAME_POLICY = {"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]}


@login_not_required
@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """The widget's script, at an address that never changes."""
    response = HttpResponse(SCRIPT.read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


@login_not_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """How to put the calendar on a website: choose what it shows, see it, copy it."""
    asked = asked_of(request, code)
    now = timezone.now()
    context = {
        "code": code,
        "title": title_of(code),
        "form": CalendarFilter(asked=asked, towns=queries.towns_in(code, now), sources=queries.sources_in(code)),
        "narrowed": asked.is_narrowed,
        "address": reverse("landscape:widget_page", args=[code]),
        "snippets": snippets(asked),
        "frame_address": reverse("landscape:widget_frame", args=[code]) + asked.as_query,
        "site_address": settings.SITE_URL,
    }
    return render(request, "landscape/widget_page.html", context)


def snippets(asked: Asked) -> dict[str, str]:
    """What is put into another website's page, by script and by frame."""
    context = {
        "site": settings.SITE_URL,
        "code": asked.code,
        "query": asked.as_query,
        "frame": settings.SITE_URL + reverse("landscape:widget_frame", args=[asked.code]) + asked.as_query,
        "title": title_of(asked.code),
    }
    return {kind: render_to_string(f"landscape/_snippet_{kind}.html", context).strip() for kind in ("script", "frame")}


@login_not_required
@require_safe
@xframe_options_exempt
@csp_replace(FRAME_POLICY)  # type: ignore[arg-type]  # its types know no further arguments
def frame(request: HttpRequest, code: str) -> HttpResponse:
    """The next few, to stand in a frame on another website."""
    asked = asked_of(request, code)
    now = timezone.now()
    context = {
        "title": title_of(code),
        "lines": queries.Listing(queries.coming(asked, now), now=now)[0:IN_A_FRAME],
        "more": settings.SITE_URL + reverse("landscape:calendar_of", args=[code]) + asked.as_query,
        "site_address": settings.SITE_URL,
    }
    return render(request, "landscape/widget_frame.html", context)
