"""A programme with several things at a time: where it clashes, and how it is drawn as tracks beside hours.

Sessions, tracks, rooms and speakers are known by key. A session ends before the next begins at the same minute.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Slot:
    """One session as the grid knows it. `track` None: for everybody, or beside the tracks."""

    key: int
    starts_at: datetime
    ends_at: datetime
    track: int | None = None
    room: int | None = None
    speakers: tuple[Hashable, ...] = ()
    is_for_all: bool = False

    def overlaps(self, other: "Slot") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


# --- clashes ---------------------------------------------------------------------------------------------------------


class ClashCode(StrEnum):
    """What two sessions at the same hour have in common that can be in one place only."""

    ROOM = "room"
    SPEAKER = "speaker"
    EVERYBODY = "everybody"  # something goes on beside what is for everybody


@dataclass(frozen=True, slots=True)
class Clash:
    """Two sessions that cannot both be so; `what` is the key of the room or of the speaker."""

    code: ClashCode
    first: int
    second: int
    what: Hashable = None


def clashes(slots: Iterable[Slot]) -> list[Clash]:
    """Every clash, in the order of the hours."""
    found: list[Clash] = []
    open_now: list[Slot] = []
    for slot in sorted(slots, key=lambda slot: (slot.starts_at, slot.key)):
        open_now = [other for other in open_now if other.overlaps(slot)]
        for other in open_now:
            found += between(other, slot)
        open_now.append(slot)
    return found


def between(first: Slot, second: Slot) -> list[Clash]:
    """What two sessions at the same hour clash about."""
    found = []
    if first.room is not None and first.room == second.room:
        found.append(Clash(ClashCode.ROOM, first.key, second.key, first.room))
    shared = [speaker for speaker in first.speakers if speaker in second.speakers]
    found += [Clash(ClashCode.SPEAKER, first.key, second.key, speaker) for speaker in shared]
    if first.is_for_all or second.is_for_all:
        found.append(Clash(ClashCode.EVERYBODY, first.key, second.key))
    return found


# --- the grid --------------------------------------------------------------------------------------------------------


class Beside(StrEnum):
    """Columns that are no track."""

    ALL = "all"  # what is for everybody, where something else goes on at the same time
    OTHER = "other"  # what belongs to no track


ColumnKey = int | Beside


@dataclass(frozen=True, slots=True)
class Column:
    """A track; `width` is how many of its sessions go on at the same time at most."""

    key: ColumnKey
    width: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A session, or nothing (None), over so many rows and columns of the table."""

    key: int | None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """From one moment to the next at which something begins or ends; without a cell of its own in a break."""

    starts_at: datetime
    ends_at: datetime
    cells: tuple[Cell, ...]
    is_break: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One day as a table."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return sum(column.width for column in self.columns)


def grid(slots: Sequence[Slot], tracks: Sequence[int]) -> Grid:
    """Draw the sessions of one day: tracks as columns in the given order, and a row for each stretch of time.

    What is in no track goes across all columns, unless something else goes on: then it stands in a column of its own.
    Tracks without a session that day have no column.
    """
    ordered = sorted(slots, key=lambda slot: (slot.starts_at, slot.key))
    across = {slot.key for slot in ordered if in_no_track(slot, tracks) and is_alone(slot, ordered)}
    column_of = {slot.key: column_key(slot, tracks) for slot in ordered if slot.key not in across}
    columns, lane_of = lay_out(ordered, column_of, [Beside.ALL, *tracks, Beside.OTHER])
    width = max(sum(column.width for column in columns), 1)
    moments = sorted({moment for slot in ordered for moment in (slot.starts_at, slot.ends_at)})
    rows = []
    for number, (start, end) in enumerate(pairwise(moments)):
        going_on = [slot for slot in ordered if slot.starts_at <= start < slot.ends_at]
        lanes = lanes_at(going_on, lane_of, width)
        cells = tuple(
            Cell(slot.key, moments.index(slot.ends_at) - number, wide) if slot else Cell(None, 1, wide)
            for slot, wide in lanes
            if slot is None or slot.starts_at == start
        )
        rows.append(Row(start, end, cells if going_on else (Cell(None, 1, width),), is_break=not going_on))
    return Grid(tuple(columns), tuple(rows))


def lanes_at(going_on: Sequence[Slot], lane_of: dict[int, int], width: int) -> list[tuple[Slot | None, int]]:
    """From left to right what goes on in each lane, and over how many: what has no lane goes across them all."""
    by_lane = {lane_of[slot.key]: slot for slot in going_on if slot.key in lane_of}
    across = [slot for slot in going_on if slot.key not in lane_of]
    return [(across[0], width)] if across else [(by_lane.get(lane), 1) for lane in range(width)]


def is_alone(slot: Slot, others: Iterable[Slot]) -> bool:
    return not any(slot.overlaps(other) for other in others if other.key != slot.key)


def in_no_track(slot: Slot, tracks: Sequence[int]) -> bool:
    return slot.is_for_all or slot.track not in tracks


def column_key(slot: Slot, tracks: Sequence[int]) -> ColumnKey:
    if slot.track is None or in_no_track(slot, tracks):
        return Beside.ALL if slot.is_for_all else Beside.OTHER
    return slot.track


def lay_out(
    ordered: Sequence[Slot], column_of: dict[int, ColumnKey], order: Sequence[ColumnKey]
) -> tuple[list[Column], dict[int, int]]:
    """The columns that are needed, and for each session the lane it stands in, counted over all columns."""
    columns: list[Column] = []
    lane_of: dict[int, int] = {}
    first = 0
    for key in order:
        ends: list[datetime] = []  # of the last session in each lane of this column
        for slot in ordered:
            if column_of.get(slot.key) != key:
                continue
            lane = next((n for n, end in enumerate(ends) if end <= slot.starts_at), len(ends))
            ends[lane : lane + 1] = [slot.ends_at]
            lane_of[slot.key] = first + lane
        if ends:
            columns.append(Column(key, len(ends)))
            first += len(ends)
    return columns, lane_of


# --- tables ----------------------------------------------------------------------------------------------------------


def tables_for(people: Sequence[tuple[int, str]], tables: int) -> dict[int, int]:
    """Which table (from 1) each of the people (key, business) sits at: dealt out evenly, those of one business apart."""
    order = sorted(range(len(people)), key=lambda n: (people[n][1] == "", people[n][1], n))
    return {people[n][0]: place % tables + 1 for place, n in enumerate(order)} if tables else {}
