"""Taking an import back: everything as it was, but for what somebody has written or used since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import DateField, ForeignObjectRel, Model

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Business, MemberImport, Membership, Person
from mikrovirk.directory.services.imports import ImportNotOpen
from mikrovirk.directory.services.journal import fingerprint, stored
from mikrovirk.directory.services.search_texts import outdated_businesses, outdated_people
from mikrovirk.networks.models import Role

CHANGED, USED = "changed", "used"
# Who is referred to is taken last.
ORDER: tuple[type[Model], ...] = (Membership, Role, Person, User, Business)


@dataclass
class Undoing:
    """What stays, and why: model → key → CHANGED or USED."""

    kept: dict[type[Model], dict[int, str]] = field(default_factory=lambda: defaultdict(dict))

    def keep(self, model: type[Model], keys: Collection[int], why: str) -> None:
        for key in keys:
            self.kept[model].setdefault(key, why)


@transaction.atomic
def undo_import(member_import: MemberImport, *, at: datetime) -> MemberImport:
    """Take the import back; `counts["kept"]` says what stayed and why. Raise ImportNotOpen."""
    locked = MemberImport.objects.select_for_update().get(pk=member_import.pk)
    if locked.state != MemberImport.State.DONE or not locked.journal:
        raise ImportNotOpen
    undoing = take_back(locked.journal, ORDER)
    locked.counts = locked.counts | {"kept": list(names_of(undoing))}
    locked.state, locked.undone_at = MemberImport.State.UNDONE, at
    locked.save(update_fields=["counts", "state", "undone_at"])
    return locked


def take_back(journal: list[dict[str, Any]], order: Iterable[type[Model]]) -> Undoing:
    """Put back what a journal tells of, and say what stays; `order`: whose rows are taken away, the referring ones first."""
    undoing = Undoing()
    put_back_fields([entry for entry in journal if isinstance(entry["before"], dict)], undoing)
    take_back_businesses([entry for entry in journal if entry["model"] == "also_for"])
    made: dict[type[Model], dict[int, str]] = defaultdict(dict)
    for entry in journal:
        if entry["before"] is None and entry["model"] != "also_for":
            made[apps.get_model(entry["model"])][entry["pk"]] = entry["after"]
    for model in order:
        take_away(model, made[model], undoing)
    return undoing


def put_back_fields(entries: list[dict[str, Any]], undoing: Undoing) -> None:
    """Give changed fields their old values, row by row, where they still have what the import wrote."""
    by_model: dict[type[Model], list[dict[str, Any]]] = defaultdict(list)
    for entry in entries:
        by_model[apps.get_model(entry["model"])].append(entry)
    for model, of_model in by_model.items():
        rows = model._default_manager.in_bulk([entry["pk"] for entry in of_model])
        restored = []
        touched: set[str] = set()
        for entry in of_model:
            row = rows.get(entry["pk"])
            if row is None:
                continue
            if any(stored(getattr(row, name)) != value for name, value in entry["after"].items()):
                undoing.keep(model, [row.pk], CHANGED)
                continue
            for name, value in entry["before"].items():
                setattr(row, name, as_field(model, name, value))
            touched |= entry["before"].keys()
            restored.append(row)
        if restored:
            model._default_manager.bulk_update(restored, sorted(touched), batch_size=500)
    refresh(by_model)


def as_field(model: type[Model], name: str, value: Any) -> Any:
    column = next(each for each in model._meta.concrete_fields if name in (each.name, each.attname))
    return column.to_python(value) if isinstance(column, DateField) else value


def refresh(by_model: dict[type[Model], list[dict[str, Any]]]) -> None:
    """What people and businesses are found by follows what they are called again."""
    users = [entry["pk"] for entry in by_model.get(User, ())]
    persons = [entry["pk"] for entry in by_model.get(Person, ())]
    businesses = [entry["pk"] for entry in by_model.get(Business, ())]
    people = Person.objects.select_related("user")
    stale = list(outdated_people(people.filter(pk__in=persons) | people.filter(user__in=users)))
    Person.objects.bulk_update(stale, ["search_text"], batch_size=500)
    stale_businesses = list(outdated_businesses(Business.objects.filter(pk__in=businesses)))
    Business.objects.bulk_update(stale_businesses, ["search_text"], batch_size=500)


def take_back_businesses(entries: list[dict[str, Any]]) -> None:
    through = Membership.also_for.through
    wanted = {(entry["pk"], entry["after"]) for entry in entries}
    rows = through.objects.filter(membership_id__in={pk for pk, _ in wanted}) if wanted else through.objects.none()
    keys = [pk for pk, *pair in rows.values_list("pk", "membership_id", "business_id") if tuple(pair) in wanted]
    through.objects.filter(pk__in=keys).delete()


def take_away(model: type[Model], made: dict[int, str], undoing: Undoing) -> None:
    """Delete the rows of `model` that the import made, but for those changed, in use, or belonging to what stays."""
    rows = model._default_manager.in_bulk(made.keys())
    changed = {key for key, row in rows.items() if fingerprint(row) != made[key]}
    undoing.keep(model, changed, CHANGED)
    free = rows.keys() - changed
    if model is Role:
        free -= roles_of_kept_members(rows, undoing)
    used = used_among(model, free)
    undoing.keep(model, used, USED)
    model._default_manager.filter(pk__in=free - used).delete()


def roles_of_kept_members(rows: dict[int, Any], undoing: Undoing) -> set[int]:
    kept = set(Membership.objects.filter(pk__in=undoing.kept[Membership]).values_list("person__user_id", "network_id"))
    return {key for key, role in rows.items() if (role.user_id, role.network_id) in kept}


def used_among(model: type[Model], keys: Collection[int], *, but_by: type[Model] | None = None) -> set[int]:
    """Those that any other row of the database refers to by now, rows of `but_by` left aside."""
    used: set[int] = set()
    for relation in relations_to(model) if keys else ():
        if relation.related_model is but_by:
            continue
        column = relation.field.attname
        others = relation.related_model._default_manager  # type: ignore[union-attr]
        used.update(others.filter(**{f"{column}__in": keys}).values_list(column, flat=True))
    return used


def relations_to(model: type[Model]) -> Iterator[ForeignObjectRel]:
    """Every foreign key to `model` in the product; a model's own list of further businesses goes with it."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
            continue
        if relation.related_model._meta.auto_created is not model:  # type: ignore[union-attr]
            yield relation


def names_of(undoing: Undoing) -> Iterator[dict[str, str]]:
    """What stayed, by name: each person and each business once."""
    kept = undoing.kept
    why: dict[int, str] = {}
    for person, reason in (
        *((row.person_id, kept[Membership][row.pk]) for row in Membership.objects.filter(pk__in=kept[Membership])),
        *kept[Person].items(),
        *((row.pk, kept[User][row.user_id]) for row in Person.objects.filter(user__in=kept[User])),
    ):
        why.setdefault(person, reason)
    people = Person.objects.filter(pk__in=why).order_by("user__full_name").select_related("user")
    yield from ({"what": "person", "name": str(person), "why": why[person.pk]} for person in people)
    # A business stays with its people: it is named only where it stays by itself.
    businesses = Business.objects.filter(pk__in=kept[Business]).exclude(memberships__person__in=why).order_by("name")
    yield from ({"what": "business", "name": row.name, "why": kept[Business][row.pk]} for row in businesses)
    for model, others in kept.items():
        if model not in ORDER:
            rows = model._default_manager.filter(pk__in=others).order_by("pk")
            yield from ({"what": model._meta.model_name or "", "name": str(row), "why": others[row.pk]} for row in rows)
