"""Parts of a pot as they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from mikrovirk.fund.models import Share
from mikrovirk.fund.queries.calls import ShareUse
from mikrovirk.register.domain.municipalities import named


@dataclass(frozen=True)
class ShareRow:
    """A part of the pot: its kind and key in words, and how far it is used (in øre)."""

    share: Share
    name: str
    used: int
    left: int


def share_rows(uses: Iterable[ShareUse]) -> list[ShareRow]:
    """The parts of a pot as they are shown, a municipality by its name."""
    return [ShareRow(use.share, name_of(use.share), use.used, use.left) for use in uses]


def name_of(share: Share) -> str:
    return named(share.key) if share.kind == Share.Kind.MUNICIPALITY else share.key
