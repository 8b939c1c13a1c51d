"""When two entries in two calendars are the same activity, and which old entry a new one continues."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

SMALL = frozenset("i på og at en et den det de for med til om af fra hos in the a of and to for with at on".split())
WORD = re.compile(r"[a-z0-9æøå]+")
ALIKE = 0.6  # of all words in both titles: shared
NEAR = timedelta(minutes=30)  # between two starts of the same activity: doors open, talk begins


@dataclass(frozen=True)
class Entry:
    """An activity in one calendar. `source`: which one; entries of one source are never the same."""

    key: int
    source: int
    title: str
    starts_at: datetime
    place: str = ""
    uid: str = ""
    all_day: bool = False


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The words that carry a title, in small letters, without accents."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("é", "e").replace("ü", "u").replace("ö", "ø")
    words = frozenset(WORD.findall(plain))
    return words - SMALL or words


def alike(one: str, other: str) -> bool:
    """Whether two titles mean the same: the same words, or most of them, or all of one's inside the other's.

    A single shared word is too little: "Netværksmøde" is many meetings.
    """
    first, second = words_of(one), words_of(other)
    shared = first & second
    if not shared:
        return False
    if first == second:
        return True
    if len(shared) < 2:
        return False
    return len(shared) / len(first | second) >= ALIKE or shared in (first, second)


def is_same(one: Entry, other: Entry) -> bool:
    """Whether two entries of two calendars are one activity."""
    if one.source == other.source or one.all_day != other.all_day:
        return False
    if one.uid and one.uid == other.uid and one.starts_at == other.starts_at:
        return True
    if abs(one.starts_at - other.starts_at) > (timedelta(0) if one.all_day else NEAR):
        return False
    if not alike(one.title, other.title):
        return False
    places = words_of(one.place), words_of(other.place)
    return not all(places) or bool(places[0] & places[1])


def leaders(entries: Sequence[Entry]) -> dict[int, int]:
    """For each entry that is shown under another one: which. The earlier in the sequence leads."""
    led: dict[int, int] = {}
    by_day: Mapping[object, list[Entry]] = grouped(entries)
    for same_day in by_day.values():
        for place, entry in enumerate(same_day):
            for earlier in same_day[:place]:
                if earlier.key not in led and entry.key not in led and is_same(earlier, entry):
                    led[entry.key] = earlier.key
    return led


def grouped(entries: Iterable[Entry]) -> dict[object, list[Entry]]:
    found: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.starts_at.date()].append(entry)
    return found


def continued(old: Iterable[Entry], new: Iterable[Entry]) -> dict[int, int]:
    """Entries of one calendar whose UID changed: for the number of a new one, the number of the old one that it continues.

    First those with the same title and start, then those with the same title on the same day, then the only one left with that title.
    """
    waiting, rest, found = list(old), list(new), dict[int, int]()
    for signature in (by_start, by_day, by_title):
        places: dict[object, list[Entry]] = defaultdict(list)
        for entry in waiting:
            places[signature(entry)].append(entry)
        wanted = Counter(signature(entry) for entry in rest)
        for entry in rest:
            sign = signature(entry)
            fitting = places[sign] if words_of(entry.title) else []
            if fitting and (signature is not by_title or (len(fitting) == 1 and wanted[sign] == 1)):
                found[entry.key] = fitting.pop(0).key
        taken = set(found.values())
        waiting = [entry for entry in waiting if entry.key not in taken]
        rest = [entry for entry in rest if entry.key not in found]
    return found


def by_start(entry: Entry) -> object:
    return entry.starts_at, words_of(entry.title)


def by_day(entry: Entry) -> object:
    return entry.starts_at.date(), words_of(entry.title)


def by_title(entry: Entry) -> object:
    return words_of(entry.title)
