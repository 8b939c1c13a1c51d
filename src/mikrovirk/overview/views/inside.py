"""Which municipality a page is about, and whether the reader may see inside it."""

from dataclasses import dataclass

from django.http import Http404

from mikrovirk.accounts.http import MemberRequest
from mikrovirk.overview.permissions import Access, access_of
from mikrovirk.register.domain.municipalities import MUNICIPALITIES


@dataclass(frozen=True)
class Inside:
    """A municipality with what the reader may do there."""

    code: str
    name: str
    access: Access

    @property
    def may_set_goals(self) -> bool:
        return self.access.may_set_goals(self.code)

    @property
    def may_see_names(self) -> bool:
        """Names of newcomers are for those who answer them; an administrator looks after the installation, not the people."""
        return self.code in self.access.inside


def inside(request: MemberRequest, code: str) -> Inside:
    """The municipality, for those who see what goes on there; for the others there is no such page."""
    access = access_of(request.user)
    found = MUNICIPALITIES.get(code)
    if found is None or not access.sees_inside(code):
        raise Http404
    return Inside(code, found.name, access)


def to_set_goals(request: MemberRequest, code: str) -> Inside:
    """The same, for those who write the goals."""
    place = inside(request, code)
    if not place.may_set_goals:
        raise Http404
    return place


def to_welcome(request: MemberRequest, code: str) -> Inside:
    """The same, for those who see who the newcomers are."""
    place = inside(request, code)
    if not place.may_see_names:
        raise Http404
    return place
