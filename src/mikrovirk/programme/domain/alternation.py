"""Formats in turn: 1.0, 2.0, 1.0, 2.0 … also after one has been changed or an extra meeting put in."""

from collections.abc import Collection, Sequence


def alternate(
    formats: Sequence[str], turn: Sequence[str], *, after: int = 0, fixed: Collection[int] = ()
) -> tuple[str, ...]:
    """Let the meetings after number `after` follow in turn; earlier ones and those in `fixed` keep their format.

    `formats` are the keys of a season's meetings in order of date; numbers count from 1. A meeting that keeps a format
    of the turn counts as that turn (after a 1.0 comes a 2.0); one that keeps a format outside the turn, such as a
    conference, counts as none. Without a turn nothing changes.
    """
    if not turn:
        return tuple(formats)
    place = 0  # in the turn, of the next meeting
    result = []
    for number, key in enumerate(formats, start=1):
        if number > after and number not in fixed:
            key = turn[place]
        place = place_after(key, turn, place)
        result.append(key)
    return tuple(result)


def place_after(key: str, turn: Sequence[str], place: int) -> int:
    """The place that follows the nearest turn, from `place` on, that has this format."""
    for step in range(len(turn)):
        if turn[(place + step) % len(turn)] == key:
            return (place + step + 1) % len(turn)
    return place
