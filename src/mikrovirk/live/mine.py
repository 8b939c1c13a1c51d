"""What belongs to one phone: its own cards and answers, and which buttons it has pressed.

Pieces are made by functions that other modules of this app register; a phone fetches all of them when it comes in and
whenever the region "mine" changes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from mikrovirk.live.models import Ballot, Evening, Phone, Question, Support
from mikrovirk.live.regions import Audience, Payload, region


@dataclass
class Mine:
    """`html` by the name of its place on the page ([data-mine=name]); `pressed`: keys of buttons ([data-key])."""

    html: dict[str, str] = field(default_factory=dict)
    pressed: set[str] = field(default_factory=set)


Add = Callable[[Evening, Phone, Mine], None]
_pieces: list[Add] = []


def piece(add: Add) -> Add:
    """Register a function that adds to what is one phone's own."""
    _pieces.append(add)
    return add


def mine_of(evening: Evening, phone: Phone) -> dict[str, Any]:
    """Everything that is this phone's own, as its script reads it."""
    mine = Mine()
    for add in _pieces:
        add(evening, phone, mine)
    return {"html": mine.html, "pressed": sorted(mine.pressed)}


@region("mine", Audience.PHONE)
def mine_part(evening: Evening, audience: Audience) -> Payload:
    """Only says that there is something new to fetch."""
    return {}


@piece
def answers(evening: Evening, phone: Phone, mine: Mine) -> None:
    supported = Support.objects.filter(phone=phone, question__evening=evening).values_list("question", flat=True)
    asked = Question.objects.filter(phone=phone, evening=evening).values_list("pk", flat=True)
    ballots = Ballot.objects.filter(phone=phone, poll__evening=evening).values_list("poll", "choice")
    mine.pressed |= {f"support:{pk}" for pk in supported} | {f"own:{pk}" for pk in asked}
    mine.pressed |= {f"ballot:{poll}:{choice}" for poll, choice in ballots}
