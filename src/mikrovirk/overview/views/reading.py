"""What the overview's views begin with: who asks, for which municipality, and of which copy of the register."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview.page.asking import Asked, asked
from mikrovirk.overview.page.showing import copy_now
from mikrovirk.overview.permissions import Access, access_of
from mikrovirk.overview.queries.figures import NoCopy
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named
from mikrovirk.register.queries.copies import Copy

View = Callable[..., HttpResponse]


def access_to(request: HttpRequest, municipality: str = "") -> Access:
    """What the reader may see; a page that is not theirs is not there. `municipality`: its code, which must be one."""
    if municipality and municipality not in MUNICIPALITIES:
        raise Http404
    access = access_of(request.user)
    if not access.may_open:
        raise Http404
    return access


def asked_of(request: HttpRequest, code: str, copy: Copy) -> Asked:
    """What the address asks for."""
    return asked(code, request.GET, newest=copy.as_of)


def without_register(request: HttpRequest, code: str) -> HttpResponse:
    """Says that no register was read in; who may read one in gets the way there."""
    access = access_to(request, code)
    try:
        way = reverse("register:imports") if access.everything else ""
    except NoReverseMatch:
        way = ""
    context = {"code": code, "name": named(code) if code else "", "inside": access.sees_inside(code), "import_url": way}
    return render(request, "overview/no_register.html", context)


def with_register(view: View) -> View:
    """For a page that needs the register: where none was read in, it says so and how to begin. Gives the view `copy`."""

    @wraps(view)
    def answer(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, copy=copy_now(), **kwargs)
        except NoCopy:
            return without_register(request, kwargs.get("code", ""))

    return answer
