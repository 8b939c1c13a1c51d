"""Reads: what of the stage and the tasks still waits for the coordinator."""

from dataclasses import dataclass
from datetime import datetime

from mikrovirk.networks.models import Network


@dataclass(frozen=True)
class OpenQuestion:
    """Something to settle, for the weekly page; texts are in the reader's language. `post`: pressing it does it."""

    title: str
    why: str
    action: str
    url: str
    post: bool
    fields: tuple[tuple[str, str], ...]
    due_at: datetime
    more: str = ""
    more_url: str = ""


def open_questions(network: Network, now: datetime) -> list[OpenQuestion]:
    """What of the stage of coming meetings nobody has seen to; only for parts that are on."""
    return []
