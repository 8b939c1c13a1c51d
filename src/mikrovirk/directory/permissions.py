"""Which fields of a profile somebody sees: each has its own audience."""

from enum import IntEnum

from mikrovirk.directory.models import Audience


class Viewer(IntEnum):
    """How close whoever looks is to the person; who is closer sees at least as much."""

    ANYBODY = 0
    MEMBER = 1  # of a network that the person is in
    OFFICE = 2  # coordinates a network that the person is or was in
    SELF = 3


NEEDS = {Audience.PUBLIC: Viewer.ANYBODY, Audience.MEMBERS: Viewer.MEMBER, Audience.NOBODY: Viewer.OFFICE}


def may_see(audience: str, viewer: Viewer) -> bool:
    """Whether a field shown to `audience` is shown to `viewer`."""
    return viewer >= NEEDS[Audience(audience)]
