"""What the weekly page is made of: things to do, each with the address of the service that does it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from mikrovirk.networks.models import Network


@dataclass(frozen=True)
class Thing:
    """One thing to do. `post`: pressing the button does it; else it leads to the page where it is done."""

    title: str
    why: str
    action: str
    url: str
    due_at: datetime  # what is due first stands first
    post: bool = False
    fields: tuple[tuple[str, str], ...] = field(default=())
    more: str = ""  # the words of a second, quieter link
    more_url: str = ""


Source = Callable[[Network, datetime], Iterator[Thing]]


class ToDo(Protocol):
    """One thing to see to, as an app below says it."""

    @property
    def title(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def due_at(self) -> datetime: ...


def told_by(to_do: Callable[[Network, datetime], Iterable[ToDo]]) -> Source:
    """A source that stands in the app it is about."""

    def source(network: Network, now: datetime) -> Iterator[Thing]:
        for each in to_do(network, now):
            yield Thing(each.title, each.why, each.action, each.url, each.due_at)

    return source
