"""The seats of an evening's tables: how many at each, which are taken already, and everybody's first place."""

from collections.abc import Sequence
from random import Random

from .table_patterns import known_pattern

# Every round's tables, with None on each seat that is still free.
Frame = list[list[list[int | None]]]


def table_sizes(people: int, tables_of: int) -> tuple[int, ...]:
    """How many sit at each table, the larger first: at most `tables_of`, or one more where somebody would sit alone."""
    if tables_of < 2:  # a table is for two
        raise ValueError("a table is for at least two")
    if not people:
        return ()
    tables = -(-people // tables_of)
    if people // tables < 2:
        tables = max(1, people // 2)
    each, larger = divmod(people, tables)
    return (each + 1,) * larger + (each,) * (tables - larger)


def frame_of(people: Sequence[str], kept: Sequence[Sequence[Sequence[str]]], *, rounds: int, tables_of: int) -> Frame:
    """Every round's tables: those `kept` without who left and with chairs for the late, then the free ones.

    A kept round can have more chairs than people, one more at a table at most: where the late may choose.
    """
    number = {person: place for place, person in enumerate(people)}
    frame: Frame = []
    for each in kept:
        tables: list[list[int | None]] = [[number[person] for person in table if person in number] for table in each]
        _add_chairs(tables, len(people) - sum(map(len, tables)), tables_of)
        frame.append(tables)
    sizes = table_sizes(len(people), tables_of)
    return frame + [[[None] * size for size in sizes] for _ in range(rounds - len(kept))]


def _add_chairs(tables: list[list[int | None]], late: int, tables_of: int) -> None:
    """Free seats for the late, the smallest tables first; a new table only when an extra chair at each is too few.

    A table that everybody has left stays empty, so that the others keep their numbers.
    """
    open_tables = [table for table in tables if table]
    missing = late - sum(max(0, tables_of + 1 - len(table)) for table in open_tables)
    new: list[list[int | None]] = [[] for _ in range(-(-missing // (tables_of + 1)))] if missing > 0 else []
    tables.extend(new)
    filled = 0
    for _ in range(late):
        table = min(open_tables + new, key=len)
        table.append(None)
        filled = max(filled, len(table))
    for table in open_tables + new:
        if len(table) == filled - 1:
            table.append(None)


def sizes_in(frame: Frame, people: int) -> list[list[int]]:
    """How many will sit at each table of each round, the tables in no certain order."""
    found = []
    for tables in frame:
        sizes = sorted((len(table) for table in tables if None in table), reverse=True)
        empty = sum(map(len, tables)) - people
        taken = [len(table) for table in tables if None not in table]
        found.append([size - (place < empty) for place, size in enumerate(sizes)] + taken)
    return found


def first_draft(frame: Frame, dice: Random, *, use_pattern: bool) -> list[list[list[int]]]:
    """Everybody on a seat: by a known pattern where the whole evening is free and there is one, else by chance."""
    people = list(range(sum(map(len, frame[0]))))
    free = all(seat is None for tables in frame for table in tables for seat in table)
    pattern = known_pattern([len(table) for table in frame[0]], len(frame)) if free and use_pattern else None
    if pattern:
        dice.shuffle(people)
        return [
            [[people[place] for place, at in enumerate(turn) if at == table] for table in range(len(frame[0]))]
            for turn in pattern
        ]
    return [_filled(tables, dice) for tables in frame]


def _filled(tables: list[list[int | None]], dice: Random) -> list[list[int]]:
    """Everybody else by chance on the free seats; the numbers after the people's are chairs that stay empty."""
    seated = {seat for table in tables for seat in table}
    chairs = sum(map(len, tables))
    waiting = [person for person in range(chairs) if person not in seated]
    dice.shuffle(waiting)
    return [[waiting.pop() if seat is None else seat for seat in table] for table in tables]
