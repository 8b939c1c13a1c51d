"""What a member list would change: the people and businesses it holds beside those that are there already.

Rules:
- A person is who has the e-mail address. A business is who has the CVR number; without one on either side, it is the
  business of that name which the same person has, else the one of that name and postcode in the network.
- What is empty is filled. What differs is kept as it is, unless somebody chose the list's word for that row: members keep
  their own profile, and a list is often the older of the two.
- Spaces and capital letters make no difference.
- Somebody who has left stays out, unless chosen. Who is missing on the list is told, never taken out.
- Of people and businesses that this network does not know, nothing is shown: they are new here. Blanks in their profile
  are filled all the same.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mikrovirk.directory.domain.matching import (
    BUSINESS_FIELDS,
    Known,
    KnownMembership,
    KnownPerson,
    found_values,
    matched_businesses,
    plain,
)
from mikrovirk.directory.domain.member_lists import BusinessFound, Contents, PersonFound, Row


class Outcome(StrEnum):
    """What happens to a row of the list."""

    NEW = "new"
    FILLS = "fills"  # somebody known, of whom the list says more
    DIFFERS = "differs"  # the list says something else than what is here
    BACK = "back"  # was a member, and has left
    SAME = "same"
    MERGED = "merged"  # the same person as an earlier row
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that the list would write. `fills`: it is empty now."""

    about: str  # "person", "membership" or "business"
    field: str
    before: str | date
    after: str | date
    fills: bool
    is_shown: bool = True
    business: int | None = None  # of "business" and "also_for": which of the list's


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """What to do about one person: `changes` are all there are; `done` says which are carried out."""

    found: PersonFound
    known: KnownPerson | None
    businesses: tuple[int, ...]  # theirs, among the list's businesses
    changes: tuple[Change, ...]
    outcome: Outcome
    chosen: bool

    @property
    def joins(self) -> bool:
        return self.outcome == Outcome.NEW or (self.outcome == Outcome.BACK and self.chosen)

    @property
    def stays_out(self) -> bool:
        return self.outcome == Outcome.BACK and not self.chosen

    @property
    def done(self) -> tuple[Change, ...]:
        return () if self.stays_out else tuple(each for each in self.changes if each.fills or self.chosen)


@dataclass(frozen=True, slots=True)
class BusinessPlan:
    """What to do about one business: add it (`known` is None and `needed`), or carry out `done`."""

    found: BusinessFound
    known: int | None
    changes: tuple[Change, ...]
    row: int  # the row that its changes are shown at
    chosen: bool
    needed: bool

    @property
    def done(self) -> tuple[Change, ...]:
        return tuple(each for each in self.changes if each.fills or self.chosen) if self.needed else ()


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """One row of the list, in words for the preview."""

    row: Row
    outcome: Outcome
    changes: tuple[Change, ...] = ()
    chosen: bool = False
    left: date | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole list beside the whole network."""

    people: tuple[PersonPlan, ...]
    businesses: tuple[BusinessPlan, ...]
    rows: tuple[RowOutcome, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(row.outcome for row in self.rows)

    @property
    def joining(self) -> int:
        return sum(plan.joins for plan in self.people)

    @property
    def changing(self) -> int:
        """How many of those who are here already get something written."""
        rows = {plan.found.rows[0] for plan in self.people if plan.done and not plan.joins}
        joining = {plan.found.rows[0] for plan in self.people if plan.joins}
        return len(rows | {plan.row for plan in self.businesses if plan.done} - joining)

    @property
    def changes_nothing(self) -> bool:
        return not any(plan.joins or plan.done for plan in self.people) and not any(
            plan.done for plan in self.businesses
        )


def compare(contents: Contents, rows: Sequence[Row], known: Known, *, chosen: Collection[int] = ()) -> Comparison:
    """Say what the list would do; `chosen` are the numbers of rows whose word counts where it differs."""
    theirs: dict[int, list[int]] = {}
    for membership in contents.memberships:
        if membership.business is not None:
            theirs.setdefault(membership.person, []).append(membership.business)
    matched = matched_businesses(contents, theirs, known)
    people = tuple(
        plan_of(found, tuple(theirs.get(index, ())), contents, matched, known, chosen)
        for index, found in enumerate(contents.people)
    )
    businesses = business_plans(contents, people, matched, known, chosen)
    return Comparison(people, businesses, outcomes_of(rows, people, businesses))


# --- people ----------------------------------------------------------------------------------------------------------


def plan_of(
    found: PersonFound,
    businesses: tuple[int, ...],
    contents: Contents,
    matched: Sequence[int | None],
    known: Known,
    chosen: Collection[int],
) -> PersonPlan:
    """What to do about one person of the list."""
    here = known.people.get(found.person.email)
    changes: list[Change] = []
    if here:
        shown = here.is_ours
        pairs = (("name", here.name, found.person.name), ("phone", here.phone, found.person.phone))
        changes += [change("person", name, *pair, is_shown=shown) for name, *pair in pairs if differ(*pair)]
        if not shown:
            changes = [each for each in changes if each.fills]
    membership = here.membership if here else None
    if membership:
        changes += membership_changes(found, membership)
        changes += business_changes(businesses, membership, contents, matched, known)
    picked = found.rows[0] in chosen
    return PersonPlan(found, here, businesses, tuple(changes), standing(here, changes), picked)


def standing(here: KnownPerson | None, changes: Sequence[Change]) -> Outcome:
    if here is None or not here.is_ours:
        return Outcome.NEW
    if here.membership is None:
        return Outcome.BACK
    return outcome_of(changes)


def outcome_of(changes: Sequence[Change]) -> Outcome:
    """Of somebody who is here: does the list differ, fill, or say the same?"""
    if any(not each.fills for each in changes):
        return Outcome.DIFFERS
    return Outcome.FILLS if changes else Outcome.SAME


def membership_changes(found: PersonFound, here: KnownMembership) -> list[Change]:
    changes = []
    if differ(here.job_title, found.person.job_title):
        changes.append(change("membership", "job_title", here.job_title, found.person.job_title))
    note = note_of(found)
    if note and plain(note) not in plain(here.note):
        changes.append(change("membership", "note", here.note, note))
    if found.joined and found.joined != here.joined:
        changes.append(Change("membership", "joined_date", here.joined, found.joined, fills=False))
    return changes


def business_changes(
    indices: Sequence[int], here: KnownMembership, contents: Contents, matched: Sequence[int | None], known: Known
) -> list[Change]:
    """A business that the list gives somebody: the first they have, one more, or another one."""
    having = here.also_for | ({here.business} if here.business is not None else set())
    new = [index for index in indices if matched[index] is None or matched[index] not in having]
    if not new:
        return []
    names = [contents.businesses[index].business.name for index in new]
    if here.business is None:
        first = Change("membership", "business", "", names[0], fills=True, business=new[0])
        return [first, *(also(index, name) for index, name in zip(new[1:], names[1:], strict=True))]
    if having <= {matched[index] for index in indices}:
        return [also(index, name) for index, name in zip(new, names, strict=True)]
    before = known.businesses[here.business].values["name"] if here.business in known.businesses else ""
    return [Change("membership", "business", before, names[0], fills=False, business=new[0])]


def also(index: int, name: str) -> Change:
    return Change("membership", "also_for", "", name, fills=True, business=index)


def note_of(found: PersonFound) -> str:
    """The note of the list, and what stood in columns that have no place of their own."""
    return "\n".join([*filter(None, [found.note]), *(f"{heading}: {value}" for heading, value in found.other if value)])


# --- businesses ------------------------------------------------------------------------------------------------------


def business_plans(
    contents: Contents,
    people: Sequence[PersonPlan],
    matched: Sequence[int | None],
    known: Known,
    chosen: Collection[int],
) -> tuple[BusinessPlan, ...]:
    first_row = {number: plan.found.rows[0] for plan in people for number in plan.found.rows}
    needed: set[int] = set()
    for plan in people:
        if plan.joins:
            needed.update(plan.businesses)
        elif not plan.stays_out:
            needed.update(each.business for each in plan.done if each.business is not None)
            needed.update(index for index in plan.businesses if is_theirs(plan, matched[index]))
    plans = []
    for index, found in enumerate(contents.businesses):
        here = known.businesses[matched[index]] if matched[index] is not None else None  # type: ignore[index]
        row = first_row.get(found.rows[0], found.rows[0])
        values = found_values(found.business)
        changes: list[Change] = []
        if here:
            changes = [
                change("business", name, here.values[name], values[name], is_shown=here.is_ours)
                for name in BUSINESS_FIELDS
                if differ(here.values[name], values[name])
            ]
            if not here.is_ours:
                changes = [each for each in changes if each.fills]
        plans.append(BusinessPlan(found, matched[index], tuple(changes), row, row in chosen, index in needed))
    return tuple(plans)


def is_theirs(plan: PersonPlan, business: int | None) -> bool:
    membership = plan.known.membership if plan.known else None
    return membership is not None and (business == membership.business or business in membership.also_for)


# --- rows ------------------------------------------------------------------------------------------------------------


def outcomes_of(
    rows: Sequence[Row], people: Sequence[PersonPlan], businesses: Sequence[BusinessPlan]
) -> tuple[RowOutcome, ...]:
    by_row = {plan.found.rows[0]: plan for plan in people}
    of_business: dict[int, list[Change]] = {}
    for business in businesses:
        if business.needed:
            of_business.setdefault(business.row, []).extend(each for each in business.changes if each.is_shown)
    return tuple(outcome_of_row(row, by_row.get(row.number), of_business.get(row.number, [])) for row in rows)


def outcome_of_row(row: Row, plan: PersonPlan | None, of_business: Sequence[Change]) -> RowOutcome:
    if row.error is not None:
        return RowOutcome(row, Outcome.UNREADABLE)
    if plan is None:
        return RowOutcome(row, Outcome.MERGED)
    changes = (*(each for each in plan.changes if each.is_shown), *of_business)
    left = plan.known.left if plan.known else None
    outcome = plan.outcome
    if outcome not in (Outcome.NEW, Outcome.BACK):
        outcome = outcome_of(changes)
    return RowOutcome(row, outcome, changes, plan.chosen, left if outcome == Outcome.BACK else None)


# --- what counts as different ----------------------------------------------------------------------------------------


def change(about: str, name: str, before: str, after: str, *, is_shown: bool = True) -> Change:
    return Change(about, name, before, after, fills=not before.strip(), is_shown=is_shown)


def differ(before: str, after: str) -> bool:
    """Whether the list says something, and something else."""
    return bool(after.strip()) and plain(before) != plain(after)
