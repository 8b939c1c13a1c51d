"""Writing a network to a file."""

import hashlib
import json
import secrets
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import FileField, ForeignKey, Model, Q, QuerySet

from mikrovirk import __version__
from mikrovirk.directory.models import Person
from mikrovirk.home.moving.references import CHANGES, names_another, nothing
from mikrovirk.home.moving.tables import (
    OF_PEOPLE,
    SHARED,
    STAYS_HERE,
    OfPeople,
    Table,
    all_tables,
    own_tables,
    pointed_at,
)
from mikrovirk.home.moving.values import Dialect, keys_in_link
from mikrovirk.networks.models import Network

FORMAT = 1
Value = TypeVar("Value")
AT_ONCE = 2000  # rows in memory
Said = Callable[[str, int], None]  # the table and how many of its rows are written


@dataclass
class Left:
    """What went into the file."""

    counts: dict[str, int] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # name → SHA-256
    missing: list[str] = field(default_factory=list)  # files that rows name and nobody has
    loose: int = 0  # references to rows of other networks, left empty
    sealed: int = (
        0  # words that stay in a room: their keys never leave this installation, so nobody can read them there
    )


def leave(network: Network, target: Path, *, at: datetime, said: Said = lambda table, count: None) -> Left:
    """Write `network` and all that belongs to it to `target`; a file that is there is replaced when the new one is whole."""
    growing = target.with_name(target.name + ".part")
    growing.touch(mode=0o600)
    try:
        with transaction.atomic(), zipfile.ZipFile(growing, "w", zipfile.ZIP_DEFLATED) as archive:
            left = Leaving(network, archive, at, said).write()
        growing.rename(target)
    finally:
        growing.unlink(missing_ok=True)
    return left


class Leaving:
    """One network on its way into a file."""

    def __init__(self, network: Network, archive: zipfile.ZipFile, at: datetime, said: Said) -> None:
        self.network, self.archive, self.at, self.said = network, archive, at, said
        self.mark = secrets.token_hex(8)
        self.dialect = Dialect(self.mark)
        self.left = Left()
        self.rows = Rows(network)
        self.file_names: set[str] = set()

    def write(self) -> Left:
        for table in self.rows.tables:
            self.write_table(table)
        for name in sorted(self.file_names):
            self.write_file(name)
        manifest = {
            "format": FORMAT,
            "version": __version__,
            "mark": self.mark,
            "network": self.network.slug,
            "name": self.network.name,
            "written_at": self.at.isoformat(),
            "tables": {
                label: {"rows": count, "sha256": self.left.checksums[label]}
                for label, count in self.left.counts.items()
            },
            "files": self.left.files,
            "missing": self.left.missing,
        }
        self.archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        return self.left

    def write_table(self, table: Table) -> None:
        """A line with the columns, then the rows by their keys."""
        files = [n for n, name in enumerate(table.columns) if isinstance(table.model._meta.get_field(name), FileField)]
        sealed = table.columns.index("sealed") if "sealed" in table.columns else None
        digest, count = hashlib.sha256(), 0
        with self.archive.open(f"tables/{table.label}.ndjson", "w") as out:
            out.write(line(table.columns))
            for row in self.rows.of(table):
                values = [
                    self.written(table.label, name, value) for name, value in zip(table.columns, row, strict=True)
                ]
                self.file_names |= {values[n] for n in files if values[n]}
                self.left.sealed += sealed is not None and values[sealed] is not None
                written = line(values)
                digest.update(written)
                out.write(written)
                count += 1
        self.left.counts[table.label], self.left.checksums[table.label] = count, digest.hexdigest()
        self.left.loose = self.rows.loose
        self.said(table.label, count)

    def written(self, label: str, column: str, value: Any) -> Any:
        """A value as it stands in the file. What it says of people who do not go along names nobody."""
        change = CHANGES.get(label, {}).get(column)
        if change and change is not nothing:
            value = change(value, self.rows.key_if_it_goes)
        return self.dialect.written(value, lambda purpose, keys: keys_in_link(purpose, keys, self.rows.key_if_it_goes))

    def write_file(self, name: str) -> None:
        if not default_storage.exists(name):
            self.left.missing.append(name)
            return
        digest = hashlib.sha256()
        with default_storage.open(name, "rb") as read, self.archive.open(f"files/{name}", "w") as out:
            while piece := read.read(1 << 20):
                digest.update(piece)
                out.write(piece)
        self.left.files[name] = digest.hexdigest()


class Rows:
    """The rows of one network, table by table, as tuples of column values; `only` of some tables, if any are named."""

    def __init__(self, network: Network, *, only: Collection[str] = ()) -> None:
        self.network = network
        self.tables = [table for table in all_tables().values() if not only or table.label in only]
        self.own = [table for table in self.tables if table.label in own_tables()]
        self.keys: dict[str, set[int]] = {}  # of the rows that go, by table
        self.loose = 0
        for table in self.own:
            self.keys[table.label] = set(self.of_network(table).values_list("pk", flat=True))
        self.keys |= self.shared()
        for each in OF_PEOPLE:
            if only and each.label not in only:
                continue
            self.keys[each.label] = self.keys.get(each.label, set()) | set(self.of_those_who_go(each))

    def shared(self) -> dict[str, set[int]]:
        """Which people, businesses and organisations go along: those the network's own rows point at."""
        found: dict[str, set[int]] = {label: set() for label in SHARED}
        for table in self.own:
            for column in pointing(table, SHARED):
                pointed = self.of_network(table).exclude(**{column.name: None}).order_by()
                found[pointed_at(column)] |= set(pointed.values_list(column.attname, flat=True).distinct())
        people, users = Person.objects.order_by(), found["accounts.User"]
        users |= {
            user
            for keys in in_pieces(sorted(found["directory.Person"]))
            for user in people.filter(pk__in=keys).values_list("user", flat=True)
        }
        found["directory.Person"] |= {
            pk for keys in in_pieces(sorted(users)) for pk in people.filter(user__in=keys).values_list("pk", flat=True)
        }
        return found

    def key_if_it_goes(self, label: str, key: int) -> int:
        """The key; below 0, which is nobody's, where it is of somebody or something that does not go along."""
        stays = label in STAYS_HERE or (label in SHARED and key not in self.keys[label])
        return -key if key > 0 and stays else key

    def of_network(self, table: Table) -> "QuerySet[Any]":
        where = Q(**{table.network: self.network}) if table.network else Q(pk=self.network.pk)
        return table.model._default_manager.filter(where)

    def of_those_who_go(self, each: OfPeople) -> Iterator[int]:
        model = Table(each.label).model
        rows = model._default_manager.filter(**({f"{each.without}__isnull": True} if each.without else {})).order_by()
        there = [self.keys[pointed_at(column_of(model, name))] for name in each.people]
        columns = ["pk", *each.people, *([each.about] if each.about else [])]
        for pk, *values in rows.values_list(*columns).iterator(AT_ONCE):
            named = all(key in keys for key, keys in zip(values, there, strict=False))
            if named and not (each.about and names_another(values[-1], self.keys)):
                yield pk

    def of(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """The rows in the order of their keys. What points at a row that does not go along is left empty."""
        loose = [(n, self.keys[label]) for n, label in enumerate(labels_of(table)) if label in self.keys]
        columns = table.columns
        for keys in in_pieces(sorted(self.keys[table.label])):
            rows = table.model._default_manager.filter(pk__in=keys).order_by("pk").values_list(*columns)
            for row in rows:
                values = list(row)
                for n, there in loose:
                    if values[n] is not None and values[n] not in there:
                        values[n] = None
                        self.loose += 1
                yield tuple(values)


def labels_of(table: Table) -> list[str]:
    """For each column the table that it points at, or nothing."""
    found = []
    for name in table.columns:
        column = table.model._meta.get_field(name)
        found.append(pointed_at(column) if isinstance(column, ForeignKey) else "")
    return found


def column_of(model: type[Model], name: str) -> "ForeignKey[Any, Any]":
    column = model._meta.get_field(name)
    assert isinstance(column, ForeignKey)
    return column


def pointing(table: Table, at: Iterable[str]) -> Iterator["ForeignKey[Any, Any]"]:
    for column in table.model._meta.concrete_fields:
        if isinstance(column, ForeignKey) and pointed_at(column) in at:
            yield column


def in_pieces(values: Iterable[Value], size: int = AT_ONCE) -> Iterator[list[Value]]:
    """The values, so many at a time."""
    left = iter(values)
    while piece := list(islice(left, size)):
        yield piece


def line(values: Any) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
