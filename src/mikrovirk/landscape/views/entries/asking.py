"""What the pages of the register have in common: which part of it is asked for, and what it is called."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.landscape.forms.entries import EntryFilter
from mikrovirk.landscape.queries.asked import EVERYWHERE
from mikrovirk.landscape.queries.entries import listing
from mikrovirk.landscape.queries.entries.asked import EntriesAsked, entries_asked_in
from mikrovirk.landscape.views.asking import where
from mikrovirk.networks.queries import keeping_of
from mikrovirk.register.domain.municipalities import MUNICIPALITIES


def entries_asked(request: HttpRequest, code: str) -> EntriesAsked:
    """What the address asks for; raise Http404 for a municipality there is not."""
    if code != EVERYWHERE and code not in MUNICIPALITIES:
        raise Http404
    return entries_asked_in(code, request.GET)


def title_of(code: str) -> str:
    """What the register is called."""
    name = where(code)
    return _("Networks and offers in %(place)s") % {"place": name} if name else _("Networks and offers")


def about(request: HttpRequest, asked: EntriesAsked, way: str) -> dict[str, Any]:
    """What every way of showing it needs. `way`: the name of its address."""
    return {
        "asked": asked,
        "code": asked.code,
        "title": title_of(asked.code),
        "form": EntryFilter(asked=asked, there=listing.choices_in(asked.code)),
        "narrowed": asked.is_narrowed,
        "query": asked.as_query,
        "way": way,
        "address": reverse("landscape:" + way, args=[asked.code]),
        "keeps": asked.code in MUNICIPALITIES and asked.code in keeping_of(request.user),
    }
