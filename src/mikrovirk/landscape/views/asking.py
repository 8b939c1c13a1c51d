"""What the pages of the joint calendar have in common: which calendar is asked for, and what it is called."""

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from mikrovirk.landscape.queries.asked import EVERYWHERE, Asked, asked_in
from mikrovirk.networks.queries import installation
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named


def asked_of(request: HttpRequest, code: str) -> Asked:
    """What the address asks for; raise Http404 for a municipality there is not."""
    if code != EVERYWHERE and code not in MUNICIPALITIES:
        raise Http404
    return asked_in(code, request.GET)


def where(code: str) -> str:
    """The municipality's name, or the region's; "" where the region has none."""
    return named(code) if code != EVERYWHERE else installation().region


def title_of(code: str) -> str:
    """What the calendar is called."""
    name = where(code)
    return _("What goes on in %(place)s") % {"place": name} if name else _("What goes on")


def number_in(request: HttpRequest) -> int:
    """The page asked for with ?page=; raise Http404 for what is no page."""
    text = request.GET.get("page", "1")
    if not (text.isdecimal() and text.isascii()) or not 1 <= int(text) <= 10_000:
        raise Http404
    return int(text)
