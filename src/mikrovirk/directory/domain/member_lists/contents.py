"""The rows of a member list → the people and businesses that are to be in the network, duplicates merged."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

from ..search_words import folded
from .cells import one_line
from .results import Business, MemberList, Person, Row, WarningCode


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person, and the numbers of the rows that tell of them; blanks are filled from the later rows."""

    person: Person
    rows: tuple[int, ...]
    note: str = ""
    joined: date | None = None
    other: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BusinessFound:
    """A business, and the numbers of the rows that tell of it."""

    business: Business
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """Who comes for which business: places in `Contents.people` and `.businesses`, and the first row that says so."""

    person: int
    business: int | None
    row: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a member list brings, in the order of its rows."""

    people: tuple[PersonFound, ...]
    businesses: tuple[BusinessFound, ...]
    memberships: tuple[Membership, ...]


Key = tuple[str, ...]


def contents_of(member_list: MemberList) -> Contents:
    """Return the people and businesses of the rows without an error."""
    rows = member_list.good_rows
    business_keys = _business_keys(rows)
    people: dict[Key, list[Row]] = {}
    businesses: dict[Key, list[Row]] = {}
    pairs: dict[tuple[Key, Key | None], int] = {}
    for row, business_key in zip(rows, business_keys, strict=True):
        people.setdefault((row.person.email,), []).append(row)
        if business_key:
            businesses.setdefault(business_key, []).append(row)
        pairs.setdefault(((row.person.email,), business_key), row.number)
    person_at = {key: at for at, key in enumerate(people)}
    business_at = {key: at for at, key in enumerate(businesses)}
    return Contents(
        people=tuple(_person(told) for told in people.values()),
        businesses=tuple(_business(told) for told in businesses.values()),
        memberships=tuple(
            Membership(person_at[person], business_at[business] if business else None, number)
            for (person, business), number in pairs.items()
        ),
    )


def _business_keys(rows: Sequence[Row]) -> list[Key | None]:
    """Return for each row what makes its business the same as another row's; None where there is none.

    The number is, where it is valid. A row whose number fails its check is a business of its own, unless it repeats a person's
    earlier row. Without a number it is the name, case ignored, and the postcode; they also lead to the one business that
    another row gives a number.
    """
    keys = [_business_key(row) for row in rows]
    numbered: dict[Key, set[Key]] = {}
    for row, key in zip(rows, keys, strict=True):
        if key and key[0] == "cvr":
            numbered.setdefault(_name_key(row.business), set()).add(key)
    return [next(iter(numbered[key])) if key in numbered and len(numbered[key]) == 1 else key for key in keys]


def _business_key(row: Row) -> Key | None:
    if row.business.cvr:
        return ("cvr", row.business.cvr)
    if not row.business.name:
        return None
    if WarningCode.CVR_INVALID in row.warnings:
        return ("own", row.person.email, *_name_key(row.business))
    return _name_key(row.business)


def _name_key(business: Business) -> Key:
    return ("name", one_line(business.name).casefold(), business.postcode)


Told = TypeVar("Told", Person, Business)


def _filled(told: Sequence[Told]) -> Told:
    """Return the first of several accounts, its blanks filled from the others."""
    first, *later = told
    blanks = [field.name for field in fields(first) if not getattr(first, field.name)]
    found = {name: next(filter(None, (getattr(each, name) for each in later)), "") for name in blanks}
    return replace(first, **found)


def _person(rows: Sequence[Row]) -> PersonFound:
    notes = dict.fromkeys(row.note for row in rows if row.note)
    return PersonFound(
        person=_filled([row.person for row in rows]),
        rows=tuple(row.number for row in rows),
        note="\n".join(notes),
        joined=min((row.joined for row in rows if row.joined), default=None),
        other=tuple(dict.fromkeys(pair for row in rows for pair in row.other)),
    )


def _business(rows: Sequence[Row]) -> BusinessFound:
    return BusinessFound(_filled([row.business for row in rows]), tuple(row.number for row in rows))


def summary(member_list: MemberList) -> dict[str, object]:
    """Return the counts and row numbers that `mikrovirk members import --json` prints for a file in an empty network."""
    contents = contents_of(member_list)
    return {
        "data_rows": len(member_list.rows),
        "people": len(contents.people),
        "businesses": len(contents.businesses),
        "errors": {str(row.number): str(row.error) for row in member_list.unreadable_rows},
        "warnings": {str(row.number): str(code) for row in member_list.good_rows for code in row.warnings},
        "duplicates": [row.number for row in member_list.good_rows if row.duplicate_of is not None],
    }


def same_name(one: str, other: str) -> bool:
    """Say whether two rows mean the same person, spelling and middle names apart."""
    few, many = sorted((set(folded(one).split()), set(folded(other).split())), key=len)
    return few <= many
