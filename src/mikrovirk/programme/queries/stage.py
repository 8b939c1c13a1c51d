"""Who is on stage, and what the coordinator should decide about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Network


@dataclass(frozen=True)
class OpenQuestion:
    """Something to decide, as the weekly page shows it; texts are translated already."""

    title: str
    why: str
    action: str
    url: str
    due_at: datetime
    post: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    more: str = ""
    more_url: str = ""


def open_questions(network: Network, now: datetime) -> list[OpenQuestion]:
    return []


def export_of(user: User) -> dict[str, Any]:
    return {}
