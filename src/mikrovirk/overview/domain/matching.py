"""Which business of the register a member's business is: by CVR number, else by name and place.

A number decides alone: a business with one is never looked for by name. Without a number the name must be the same when legal
forms, capitals and marks are left out, and so must the postcode or, where we know none, the town. A name that fits two businesses
of the same place matches neither: a wrong match would count a stranger as reached.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from mikrovirk.directory.domain.search_words import folded

# What Danes write after a name and what the register writes in it; said with and without full stops.
FORMS = "aps a/s as ivs i/s p/s k/s k/s enk pmv amba a.m.b.a smba s.m.b.a fmba f.m.b.a".split()
_FORM = re.compile(rf"(?<![\w/])(?:{'|'.join(sorted(map(re.escape, FORMS), key=len, reverse=True))})\.?(?![\w/])")
_OWNER = re.compile(r"\s+v(?:ed|[./])\s*.*$")  # "Frisør Hanne v/Hanne Holm": the register adds the owner
_WORD = re.compile(r"[^\W_]+")


class How(StrEnum):
    """What a match rests on."""

    NUMBER = "number"
    POSTCODE = "postcode"  # the name, and the postcode
    TOWN = "town"  # the name, and the town


@dataclass(frozen=True, slots=True)
class Ours:
    """A member's business as the network has it."""

    key: int
    cvr: str
    name: str
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """A living business of the register with all its names and where it lies."""

    unit_id: str
    names: tuple[str, ...]
    postcode: str = ""
    towns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Matching:
    """`found`: our business → the register's number, and how; `unclear`: the name fits several; `missing`: it fits none."""

    found: Mapping[int, tuple[str, How]] = field(default_factory=dict)
    unclear: frozenset[int] = frozenset()
    missing: frozenset[int] = frozenset()

    @property
    def unit_ids(self) -> frozenset[str]:
        return frozenset(unit_id for unit_id, _how in self.found.values())


def by_names(registered: Iterable[Registered]) -> dict[str, list[Registered]]:
    """The businesses by each of their names, as names are compared: made once for a municipality."""
    found: dict[str, list[Registered]] = {}
    for each in registered:
        for name in frozenset[str]().union(*map(names_of, each.names)):
            found.setdefault(name, []).append(each)
    return found


def matched(ours: Sequence[Ours], numbers: Iterable[str], by_name: Mapping[str, Sequence[Registered]]) -> Matching:
    """Match our businesses. `numbers` are those the register knows as living; `by_name` where names are looked for."""
    known = frozenset(numbers)
    found: dict[int, tuple[str, How]] = {}
    unclear: set[int] = set()
    missing: set[int] = set()
    for business in ours:
        if business.cvr:
            if business.cvr in known:
                found[business.key] = (business.cvr, How.NUMBER)
            else:
                missing.add(business.key)
            continue
        fitting = by_place(business, by_name)
        if len(fitting) == 1:
            ((unit_id, how),) = fitting.items()
            found[business.key] = (unit_id, how)
        else:
            (unclear if fitting else missing).add(business.key)
    return Matching(found, frozenset(unclear), frozenset(missing))


def by_place(business: Ours, by_name: Mapping[str, Sequence[Registered]]) -> dict[str, How]:
    """The businesses of the register with that name in the same place."""
    same = {each.unit_id: each for name in names_of(business.name) for each in by_name.get(name, ())}
    if business.postcode:
        return {unit_id: How.POSTCODE for unit_id, each in same.items() if each.postcode == business.postcode}
    town = folded(business.town).strip()
    if not town:
        return {}
    return {
        unit_id: How.TOWN for unit_id, each in same.items() if town in {folded(name).strip() for name in each.towns}
    }


def names_of(name: str) -> frozenset[str]:
    """What a name is compared by: without its legal form, and also without the owner behind "v/"; empty of a name without words."""
    plain = _FORM.sub(" ", name.casefold())
    return frozenset(filter(None, (words(plain), words(_OWNER.sub("", plain)))))


def words(text: str) -> str:
    return " ".join(_WORD.findall(folded(text)))
