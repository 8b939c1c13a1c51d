"""What the handover is made of: lines, each with where it is seen to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission

SHOWN = 30  # lines of one kind


@dataclass(frozen=True)
class Line:
    """One thing, in words. `url`: where it is seen to, empty where the reader cannot go there."""

    title: str
    note: str = ""
    url: str = ""
    action: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Group:
    """Lines of one kind, and how many more there are than are shown."""

    title: str
    lines: tuple[Line, ...]
    more_count: int = 0


@dataclass(frozen=True)
class Reader:
    """Who reads: what they may do, and whether members are named to them."""

    may: frozenset[Permission]

    @property
    def runs(self) -> bool:
        return Permission.EDIT_PROGRAMME in self.may

    @property
    def sees_names(self) -> bool:
        """The host organisation reads how things stand, not which member promised what."""
        return Permission.STEER in self.may

    def link(self, needs: Permission, name: str, network: Network, *keys: int, anchor: str = "") -> str:
        """The address of a page, where the reader may open it; else empty."""
        if needs not in self.may:
            return ""
        return reverse(name, args=[network.slug, *keys]) + anchor


def grouped(title: str, lines: Iterable[Line]) -> Group:
    """The first lines, and how many are left."""
    found = list(lines)
    return Group(title, tuple(found[:SHOWN]), max(0, len(found) - SHOWN))
