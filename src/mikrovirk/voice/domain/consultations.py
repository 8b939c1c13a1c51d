"""What differs between two versions of a draft that members comment on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Content = Mapping[str, Any]  # title, intro, points; each point has its key and the facts below, as texts


class What(StrEnum):
    """What changed."""

    NAME = "name"  # the title of the whole draft
    INTRO = "intro"
    ORDER = "order"  # points that were there before stand in another order
    ADDED = "added"
    TAKEN_OUT = "taken_out"
    TITLE = "title"
    TEXT = "text"
    WHEN = "starts_at"
    FORMAT = "format"
    TOPIC = "topic"
    VENUE = "venue"
    SPEAKER = "speaker"


FACTS = (What.TITLE, What.WHEN, What.FORMAT, What.TOPIC, What.SPEAKER, What.VENUE, What.TEXT)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `point`: the key of the point it is about, 0 for the whole; `title`: the point's newest title."""

    what: What
    point: int = 0
    title: str = ""
    before: str = ""
    after: str = ""


def changes(before: Content, after: Content) -> tuple[Change, ...]:
    """What is different in `after`: the whole first, then point by point in its order, then what was taken out."""
    return (*_of_the_whole(before, after), *_of_the_points(before, after))


def _of_the_whole(before: Content, after: Content) -> Iterator[Change]:
    for what, key in ((What.NAME, "title"), (What.INTRO, "intro")):
        if before[key] != after[key]:
            yield Change(what, before=before[key], after=after[key])
    if _common(before, after) != _common(after, before):
        yield Change(What.ORDER)


def _common(one: Content, other: Content) -> list[int]:
    """The keys of the points of `one` that `other` has too, in order."""
    keys = {point["key"] for point in other["points"]}
    return [point["key"] for point in one["points"] if point["key"] in keys]


def _of_the_points(before: Content, after: Content) -> Iterator[Change]:
    old, new = _by_key(before["points"]), _by_key(after["points"])
    for key, point in new.items():
        if key not in old:
            yield Change(What.ADDED, key, point["title"])
            continue
        for what in FACTS:
            was, is_now = old[key].get(what.value, ""), point.get(what.value, "")
            if was != is_now:
                yield Change(what, key, point["title"], was, is_now)
    for key, point in old.items():
        if key not in new:
            yield Change(What.TAKEN_OUT, key, point["title"])


def _by_key(points: Sequence[Mapping[str, Any]]) -> dict[int, Mapping[str, Any]]:
    return {point["key"]: point for point in points}
