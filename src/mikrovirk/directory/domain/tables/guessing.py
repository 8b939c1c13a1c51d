"""Which column of a table is what: by its heading, and where that says nothing by what stands below it."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mikrovirk.directory.domain.member_lists.headings import compact
from mikrovirk.directory.domain.tables.results import HeadedTable

HALF = 0.5


@dataclass(frozen=True)
class Wanted:
    """A field that a table may have. `spellings`: its headings, parted by commas; `looks`: what a value of it is like."""

    field: str
    spellings: str
    looks: Callable[[str], bool] | None = None

    @property
    def known(self) -> tuple[str, ...]:
        """The spellings as they are compared, the surest first."""
        return tuple(compact(spelling) for spelling in self.spellings.split(","))


def guessed(table: HeadedTable, wanted: Sequence[Wanted]) -> dict[str, int]:
    """Where each field stands, by its position from 0; what cannot be told is left out."""
    found: dict[str, int] = {}
    headings = [spelt(heading) for heading in table.headings]
    for each in wanted:
        named = (at for known in each.known for at, heading in enumerate(headings) if known in heading)
        at = next((at for at in named if at not in found.values()), None)
        if at is not None:
            found[each.field] = at
    for each in wanted:
        if each.looks and each.field not in found:
            at = looking_like(table, each.looks, besides=found.values())
            if at is not None:
                found[each.field] = at
    return found


def spelt(heading: str) -> set[str]:
    """The ways to compare a heading: whole, without what stands in brackets, and its first words."""
    return {compact(each) for each in (heading, re.sub(r"\(.*?\)|\*", "", heading), re.split(r"[?:(]", heading)[0])} - {
        ""
    }


def looking_like(table: HeadedTable, looks: Callable[[str], bool], *, besides: Iterable[int]) -> int | None:
    """The first column most of whose values look right."""
    taken = set(besides)
    for at in range(len(table.headings)):
        values = [value for value in table.column(at) if value]
        if at not in taken and values and sum(map(looks, values)) > len(values) * HALF:
            return at
    return None


def mark_of(headings: Iterable[str]) -> str:
    """A short text that is the same for tables with the same headings."""
    return hashlib.blake2b("\x1f".join(map(compact, headings)).encode(), digest_size=8).hexdigest()
