"""What a token may be made for. Each scope opens less than its owner may see, never more."""

from collections.abc import Iterable
from enum import StrEnum


class Scope(StrEnum):
    """What may be read with a token, besides what everybody may read."""

    MEETINGS = "meetings:read"  # drafts too, and how many come
    SIGN_UPS = "sign-ups:read"  # who comes, by name
    MEMBERS = "members:read"  # the member list with addresses
    FIGURES = "figures:read"  # how alive a network is: numbers without names


def known(names: Iterable[str]) -> list[Scope]:
    """The scopes among `names`, each once, in the order they are listed in; what is none is left out."""
    wanted = set(names)
    return [scope for scope in Scope if scope in wanted]
