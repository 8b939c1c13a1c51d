"""Which conference a page is about, and whether the reader holds it together with others."""

from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.accounts.limits import Limit
from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Conference
from mikrovirk.cooperation.queries import conferences as queries
from mikrovirk.networks.queries import keeping_of
from mikrovirk.register.domain.municipalities import MUNICIPALITIES, named

Row = TypeVar("Row", bound=Model)
WISHES = Limit("conference", 30)  # in ten minutes: a whole hall may stand behind one internet address


@dataclass(frozen=True)
class Area:
    """A municipality of which the reader keeps the common matters."""

    code: str
    name: str


def area(request: MemberRequest, code: str) -> Area:
    """Raise Http404 for a municipality there is not, or whose common matters are not the reader's to keep."""
    if code not in MUNICIPALITIES or code not in keeping_of(request.user):
        raise Http404
    return Area(code, named(code))


def held_here(request: MemberRequest, code: str, pk: int) -> tuple[Area, Conference]:
    """A conference the reader holds together with the others of the municipality."""
    place = area(request, code)
    return place, get_object_or_404(queries.kept_by(request.user), municipality_code=code, pk=pk)


def read_by(user: User | AnonymousUser, pk: int) -> Conference:
    """A conference the reader may open."""
    return get_object_or_404(queries.shown_to(user), pk=pk)


def row_of(rows: "QuerySet[Row]", pk: int) -> Row:
    """The row, or a 404."""
    return get_object_or_404(rows, pk=pk)


def is_too_many(request: HttpRequest) -> bool:
    """Whether this internet address has sent more in ten minutes than a hall has to send."""
    return not WISHES.count(request)
