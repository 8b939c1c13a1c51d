"""Who may read what of an evening afterwards.

What belongs to the hot seat or the brag spot is told as openly as the member who took it chose: to everybody, to members
only, or to nobody outside the room. What the room said meanwhile (questions, polls, agreements) follows it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from mikrovirk.live.domain.running import Action, Turn, fold

SEAT_KINDS = frozenset({"hot_seat", "input"})


class Reader(StrEnum):
    """Whom something of the evening may be told to."""

    EVERYBODY = "everybody"
    MEMBERS = "members"
    NOBODY = "nobody"  # it stays in the room


READERS = {"open": Reader.EVERYBODY, "members": Reader.MEMBERS, "room": Reader.NOBODY}


def reader_of(openness: str) -> Reader:
    """Whom something of that openness may be told to; nobody, where the openness is not known."""
    return READERS.get(openness, Reader.NOBODY)


def readers_by_turn(
    turns: Iterable[Turn], openness: Mapping[int, str], *, otherwise: str = "members"
) -> dict[str, Reader]:
    """For each turn's key whom what was said in it may be told to.

    `openness` is by the key of the application; `otherwise` is for a seat that was taken without one.
    """
    return {turn.key: _reader_of_turn(turn, openness, otherwise) for turn in turns}


def _reader_of_turn(turn: Turn, openness: Mapping[int, str], otherwise: str) -> Reader:
    if turn.kind not in SEAT_KINDS:
        return Reader.EVERYBODY
    if turn.application is None:
        return reader_of(otherwise)
    return reader_of(openness.get(turn.application, "room"))


def turn_at(turns: Sequence[Turn], actions: Iterable[Action], moment: datetime) -> str:
    """The key of the turn that was on at that moment; empty where none was."""
    return fold(turns, [action for action in actions if action.at <= moment]).now_on or ""
