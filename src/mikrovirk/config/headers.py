"""Headers of every answer that Django's own middlewares leave out: what a page may use, who may keep it, who may hold it.

Beside them stand the policy without inline script (`csp`), and Django's: nosniff, HSTS, referrers, frames, openers.
"""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from mikrovirk.accounts.strangers import is_link
from mikrovirk.home.trail.pages import PAGES

# What our own pages use is left out: full screen and keeping the screen awake (an evening), sharing, the clipboard, passkeys.
NOT_USED = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "geolocation"),
    *("gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment"),
    *("serial", "usb", "xr-spatial-tracking"),
)
PERMISSIONS = ", ".join(f"{name}=()" for name in NOT_USED)


class HeadersMiddleware:
    """The outermost of ours, so that a refusal and a fault have them too. What a view set itself is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        found = request.resolver_match
        is_closed = found is not None and (getattr(found.func, "login_required", True) or is_link(found))
        if is_closed:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if is_closed or is_signed_in(request):
            only_for_the_reader(response, never_kept=found is not None and found.view_name in PAGES)
        if found is not None and found.view_name == "account_logout" and request.method == "POST":
            response.headers.setdefault("Clear-Site-Data", '"cache"')
        return response


def is_signed_in(request: HttpRequest) -> bool:
    """Asked already by whatever let the reader in; a request that was refused before that has no user."""
    return hasattr(request, "user") and request.user.is_authenticated


def only_for_the_reader(response: HttpResponseBase, *, never_kept: bool) -> None:
    """No cache on the way holds it, no other site shows it as a picture; other people's data are not even kept by the browser."""
    if "public" in response.headers.get("Cache-Control", ""):
        return
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    if never_kept:
        patch_cache_control(response, private=True, no_store=True)
    elif "Cache-Control" not in response.headers:
        patch_cache_control(response, private=True, no_cache=True)
