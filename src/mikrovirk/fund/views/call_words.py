"""Parts of a pot as they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from mikrovirk.fund.forms.call_rows import ShareForm
from mikrovirk.fund.models import Share
from mikrovirk.fund.queries.calls import ShareUse


@dataclass(frozen=True)
class ShareRow:
    """A part of the pot: its kind and key in words, and how far it is used (in øre)."""

    share: Share
    name: str
    used: int
    left: int


def share_rows(uses: Iterable[ShareUse]) -> list[ShareRow]:
    """The parts of a pot as they are shown, a municipality by its name."""
    return [ShareRow(use.share, ShareForm.shown(use.share), use.used, use.left) for use in uses]
