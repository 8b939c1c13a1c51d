"""Writes a compared member list into the network: a fixed number of statements for each thousand rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model

from mikrovirk.accounts.models import User
from mikrovirk.directory.domain.comparison import BusinessPlan, Change, Comparison, PersonPlan, note_of
from mikrovirk.directory.domain.matching import BUSINESS_FIELDS
from mikrovirk.directory.models import Business, Membership, Person
from mikrovirk.directory.services.businesses import fresh_slugs
from mikrovirk.directory.services.journal import Journal
from mikrovirk.directory.services.search_texts import text_of_business, text_of_person
from mikrovirk.networks.models import Network, Role

AlsoFor = Membership.also_for.through
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Written:
    """What was written: the journal to undo it by, and how many businesses are new."""

    journal: Journal
    businesses: int


def write(comparison: Comparison, network: Network, *, on: date) -> Written:
    """Write the whole comparison; must run in a transaction."""
    journal = Journal()
    businesses = write_businesses(comparison.businesses, journal)
    new = sum(plan.known is None and plan.needed for plan in comparison.businesses)
    people = write_people([plan for plan in comparison.people if not plan.stays_out], journal)
    joining = [plan for plan in comparison.people if plan.joins]
    write_new_memberships(joining, people, businesses, network, journal, on=on)
    staying = [plan for plan in comparison.people if plan.done and not plan.joins]
    write_changed_memberships(staying, businesses, journal)
    return Written(journal, new)


# --- businesses ------------------------------------------------------------------------------------------------------


def write_businesses(plans: Sequence[BusinessPlan], journal: Journal) -> dict[int, int]:
    """Add and change businesses; a place in the list's businesses → its key."""
    keys = {index: plan.known for index, plan in enumerate(plans) if plan.known is not None}
    new = [index for index, plan in enumerate(plans) if plan.known is None and plan.needed]
    slugs = fresh_slugs(plans[index].found.business.name for index in new)
    rows = [
        Business(slug=slug, **{name: getattr(plans[index].found.business, name) for name in BUSINESS_FIELDS})
        for index, slug in zip(new, slugs, strict=True)
    ]
    for row in rows:
        row.search_text = text_of_business(row)
    Business.objects.bulk_create(rows)
    journal.made(rows)
    change_rows(Business, {plan.known: plan.done for plan in plans if plan.known and plan.done}, journal)
    return keys | {index: row.pk for index, row in zip(new, rows, strict=True)}


def change_rows(model: type[Row], changes: Mapping[int, Sequence[Change]], journal: Journal) -> None:
    """Write each row's changes to fields of its own."""
    if not changes:
        return
    found = model._default_manager.in_bulk(changes.keys())
    touched: set[str] = set()
    for pk, row in found.items():
        before = {change.field: getattr(row, change.field) for change in changes[pk]}
        for change in changes[pk]:
            setattr(row, change.field, change.after)
        touched |= before.keys()
        journal.changed(row, before)
        if isinstance(row, Business):
            row.search_text = text_of_business(row)
            touched.add("search_text")
    model._default_manager.bulk_update(found.values(), sorted(touched), batch_size=500)


# --- people ----------------------------------------------------------------------------------------------------------


def write_people(plans: Sequence[PersonPlan], journal: Journal) -> dict[str, Person]:
    """Add users and profiles, fill and change names and phones; e-mail address → profile (new ones, and key only of old)."""
    users = {plan.found.person.email: new_user(plan) for plan in plans if plan.known is None}
    User.objects.bulk_create(users.values())
    journal.made(users.values())
    people = {
        plan.found.person.email: Person(pk=plan.known.person) for plan in plans if plan.known and plan.known.person
    }
    new = [new_person(plan, users) for plan in plans if plan.found.person.email not in people]
    Person.objects.bulk_create(new)
    journal.made(new)
    change_people([plan for plan in plans if plan.known], journal)
    fresh = [plan.found.person.email for plan in plans if plan.found.person.email not in people]
    return people | dict(zip(fresh, new, strict=True))


def new_user(plan: PersonPlan) -> User:
    user = User(email=plan.found.person.email, full_name=plan.found.person.name)
    user.set_unusable_password()
    return user


def new_person(plan: PersonPlan, users: Mapping[str, User]) -> Person:
    found = plan.found.person
    user_key = plan.known.user if plan.known else users[found.email].pk
    name = (plan.known.name if plan.known else "") or found.name
    return Person(user_id=user_key, phone=found.phone, search_text=text_of_person(name, found.email, found.phone))


def change_people(plans: Iterable[PersonPlan], journal: Journal) -> None:
    """Names stand with the user, phones with the profile."""
    names: dict[int, list[Change]] = {}
    phones: dict[int, list[Change]] = {}
    for plan in plans:
        assert plan.known
        for change in plan.done:
            if change.about == "person" and change.field == "name":
                renamed = Change("person", "full_name", change.before, change.after, change.fills)
                names.setdefault(plan.known.user, []).append(renamed)
            elif change.about == "person" and plan.known.person:
                phones.setdefault(plan.known.person, []).append(change)
    change_rows(User, names, journal)
    change_rows(Person, phones, journal)
    if names or phones:
        refresh_people({*phones}, {*names})


def refresh_people(people: set[int], users: set[int]) -> None:
    rows = list(Person.objects.filter(pk__in=people) | Person.objects.filter(user__in=users))
    rows = list(Person.objects.select_related("user").filter(pk__in=[row.pk for row in rows]))
    for row in rows:
        row.search_text = text_of_person(row.name, row.email, row.phone)
    Person.objects.bulk_update(rows, ["search_text"], batch_size=500)


# --- memberships -----------------------------------------------------------------------------------------------------


def write_new_memberships(
    plans: Sequence[PersonPlan],
    people: Mapping[str, Person],
    businesses: Mapping[int, int],
    network: Network,
    journal: Journal,
    *,
    on: date,
) -> None:
    """Add memberships with the roles that go with them."""
    persons = [people[plan.found.person.email] for plan in plans]
    memberships = [
        Membership(
            person_id=person.pk,
            network=network,
            business_id=businesses[plan.businesses[0]] if plan.businesses else None,
            job_title=plan.found.person.job_title,
            joined_date=joined_of(plan, on),
            came=Membership.Came.IMPORT,
            note=note_of(plan.found),
        )
        for plan, person in zip(plans, persons, strict=True)
    ]
    Membership.objects.bulk_create(memberships)
    journal.made(memberships)
    more = [
        (membership.pk, businesses[index])
        for membership, plan in zip(memberships, plans, strict=True)
        for index in plan.businesses[1:]
    ]
    add_businesses(more, journal)
    users = dict(Person.objects.filter(pk__in=[person.pk for person in persons]).values_list("pk", "user_id"))
    having = set(Role.objects.filter(network=network, name=Role.Name.MEMBER).values_list("user_id", flat=True))
    roles = [
        Role(user_id=users[each.person_id], name=Role.Name.MEMBER, network=network, since_date=each.joined_date)
        for each in memberships
        if users[each.person_id] not in having
    ]
    Role.objects.bulk_create(roles)
    journal.made(roles)


def joined_of(plan: PersonPlan, on: date) -> date:
    """The list's date; who comes back joins today, and nobody joins in the future."""
    if plan.found.joined and plan.found.joined <= on and not (plan.known and plan.known.left):
        return plan.found.joined
    return on


def write_changed_memberships(plans: Sequence[PersonPlan], businesses: Mapping[int, int], journal: Journal) -> None:
    changes: dict[int, list[Change]] = {}
    more: list[tuple[int, int]] = []
    for plan in plans:
        assert plan.known
        if plan.known.membership is None:
            continue
        for change in plan.done:
            if change.field == "also_for":
                more.append((plan.known.membership.pk, businesses[known_index(change)]))
            elif change.about == "membership":
                changes.setdefault(plan.known.membership.pk, []).append(as_written(change, businesses))
    change_rows(Membership, changes, journal)
    add_businesses(more, journal)


def as_written(change: Change, businesses: Mapping[int, int]) -> Change:
    """The change as the table has it: a business is a key there."""
    if change.field != "business":
        return change
    key: Any = businesses[known_index(change)]
    return Change("membership", "business_id", "", key, change.fills)


def known_index(change: Change) -> int:
    assert change.business is not None
    return change.business


def add_businesses(pairs: Sequence[tuple[int, int]], journal: Journal) -> None:
    AlsoFor.objects.bulk_create(
        AlsoFor(membership_id=membership, business_id=business) for membership, business in pairs
    )
    journal.joined(pairs)
