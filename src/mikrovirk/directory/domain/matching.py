"""Who and what a member list means, among those that are known already.

A person is who has the e-mail address. A business is who has the CVR number; without one on either side, it is the business
of that name which the same person has, else the one of that name and postcode in the network.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mikrovirk.directory.domain.member_lists import Business, Contents

BUSINESS_FIELDS = ("name", "cvr", "address", "postcode", "town", "industry", "website", "offers", "seeks")


@dataclass(frozen=True, slots=True)
class KnownMembership:
    """Somebody's membership in the network that the list is for."""

    pk: int
    business: int | None
    also_for: frozenset[int]
    job_title: str
    joined: date
    note: str


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody with the same e-mail address; `person` is None where there is no profile yet."""

    user: int
    person: int | None
    name: str
    phone: str
    membership: KnownMembership | None = None
    left: date | None = None  # the last day as a member, of who is none now
    businesses: tuple[int, ...] = ()  # theirs in any network

    @property
    def is_ours(self) -> bool:
        return self.membership is not None or self.left is not None


@dataclass(frozen=True, slots=True)
class KnownBusiness:
    """A business that the list may mean; `values` by BUSINESS_FIELDS."""

    pk: int
    values: Mapping[str, str]
    is_ours: bool = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already: people by e-mail address, businesses by key."""

    people: Mapping[str, KnownPerson] = field(default_factory=dict)
    businesses: Mapping[int, KnownBusiness] = field(default_factory=dict)


def matched_businesses(contents: Contents, theirs: Mapping[int, Sequence[int]], known: Known) -> tuple[int | None, ...]:
    """For each business of the list the key of the same one here, or None. Each one here is matched at most once.

    `theirs`: a person's place in the list's people → the places of their businesses.
    """
    matches = Matches(contents, known)
    matches.by_number()
    matches.by_owner(theirs)
    matches.by_place()
    return tuple(matches.found)


class Matches:
    """The businesses of a list beside those that are known, matched step by step from the surest sign to the weakest."""

    def __init__(self, contents: Contents, known: Known) -> None:
        self.wanted = [found.business for found in contents.businesses]
        self.people = contents.people
        self.known = known
        self.found: list[int | None] = [None] * len(self.wanted)
        self.taken: set[int] = set()

    def take(self, index: int, candidates: Iterable[int]) -> None:
        """Match the first candidate that is free and can be the one."""
        for pk in candidates:
            here = self.known.businesses.get(pk)
            if here and pk not in self.taken and could_be(self.wanted[index], here.values):
                self.found[index] = pk
                self.taken.add(pk)
                return

    def by_number(self) -> None:
        numbers = {each.values["cvr"]: each.pk for each in self.known.businesses.values() if each.values["cvr"]}
        for index, business in enumerate(self.wanted):
            if business.cvr in numbers:
                self.found[index] = numbers[business.cvr]
                self.taken.add(numbers[business.cvr])

    def by_owner(self, theirs: Mapping[int, Sequence[int]]) -> None:
        for person, indices in theirs.items():
            here = self.known.people.get(self.people[person].person.email)
            for index in indices:
                if here and self.found[index] is None:
                    self.take(index, here.businesses)

    def by_place(self) -> None:
        places: dict[tuple[str, str], list[int]] = {}
        for each in self.known.businesses.values():
            if each.is_ours:
                places.setdefault((plain(each.values["name"]), each.values["postcode"]), []).append(each.pk)
        for index, business in enumerate(self.wanted):
            if self.found[index] is None:
                self.take(index, places.get((plain(business.name), business.postcode), ()))


def could_be(found: Business, here: Mapping[str, str]) -> bool:
    """Whether two descriptions can be of one business: the same name, no two CVR numbers, no two postcodes."""
    if any(getattr(found, name) and here[name] and getattr(found, name) != here[name] for name in ("cvr", "postcode")):
        return False
    return bool(found.name) and plain(found.name) == plain(here["name"])


def found_values(found: Business) -> dict[str, str]:
    return {name: getattr(found, name) for name in BUSINESS_FIELDS}


def plain(text: str) -> str:
    """`text` without what makes no difference: capitals, and how many spaces."""
    return " ".join(text.split()).casefold()
