"""Which municipality's agreement a page is about, and what the reader may do with it."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from mikrovirk.accounts.models import User
from mikrovirk.cooperation.models import Agreement, Task
from mikrovirk.cooperation.queries import agreements as queries
from mikrovirk.register.domain.municipalities import MUNICIPALITIES


@dataclass(frozen=True)
class Where:
    """The page's municipality and its agreement, and the reader's standing there."""

    code: str
    agreement: Agreement
    place: str
    standing: queries.Standing


def known(code: str) -> str:
    """The code; raise Http404 for a municipality there is not."""
    if code not in MUNICIPALITIES:
        raise Http404
    return code


def at(request: HttpRequest, code: str) -> Where:
    """For anybody; raise Http404 where no agreement was begun."""
    agreement = queries.agreement_of(known(code))
    if agreement is None:
        raise Http404
    reader: User | AnonymousUser = request.user
    place = queries.place_of(queries.codes_of(agreement))
    return Where(code, agreement, place, queries.standing_of(reader, agreement))


def inside(request: HttpRequest, code: str, *, edits: bool = False) -> Where:
    """For the parties, and (`edits`) for those alone who keep the municipality; raise Http404 for others."""
    found = at(request, code)
    if not found.standing or (edits and not found.standing.edits):
        raise Http404
    return found


def task_in(where: Where, pk: int, *, removed: bool = False) -> Task:
    """A task of the draft; raise Http404."""
    task = where.agreement.tasks.filter(pk=pk, removed_at__isnull=not removed).first()
    if task is None:
        raise Http404
    return task
