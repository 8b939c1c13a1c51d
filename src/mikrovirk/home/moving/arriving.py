"""Reading a network from a file: everything or nothing, and both sides compared before it counts."""

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import FileField, ForeignKey, Max

from mikrovirk.home.moving.comparing import written_again
from mikrovirk.home.moving.leaving import FORMAT, Said, in_pieces
from mikrovirk.home.moving.references import CHANGES
from mikrovirk.home.moving.tables import SHARED, Table, all_tables, pointed_at
from mikrovirk.home.moving.values import Dialect, keys_in_link
from mikrovirk.networks.models import Network


class CannotArrive(Exception):
    """Nothing was changed; the message says why and what to do."""


@dataclass
class Arrived:
    """What has come, and whether both sides are the same."""

    slug: str
    counts: dict[str, int] = field(default_factory=dict)
    same: dict[str, bool] = field(default_factory=dict)  # by table: the checksum of the rows as they are here now
    known: dict[str, int] = field(
        default_factory=dict
    )  # people and businesses that were here already, left as they are
    files: int = 0


def arrive(source: Path, *, slug: str = "", said: Said = lambda table, count: None) -> Arrived:
    """Bring the network in `source` in, as `slug` if that is given; raise CannotArrive."""
    stored: list[str] = []
    try:
        with zipfile.ZipFile(source) as archive, transaction.atomic():
            return Arriving(archive, slug, said, stored).read()
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        forget(stored)
        raise CannotArrive(f"{source.name} is damaged or not the file of a network: {error}") from error
    except BaseException:
        forget(stored)
        raise


def forget(names: Sequence[str]) -> None:
    for name in names:
        default_storage.delete(name)


class Arriving:
    """One network on its way out of a file."""

    def __init__(self, archive: zipfile.ZipFile, slug: str, said: Said, stored: list[str]) -> None:
        self.archive, self.said, self.stored = archive, said, stored
        self.tables = all_tables()
        self.manifest = json.loads(archive.read("manifest.json"))
        if self.manifest.get("format") != FORMAT:
            raise CannotArrive(
                f"the file was written by version {self.manifest.get('version')}: bring this installation to the same version"
            )
        self.slug = slug or self.manifest["network"]
        self.dialect = Dialect(self.manifest["mark"])
        self.offset = 0  # between the keys of what belongs to the network alone, there and here
        self.keys_change = False
        self.shared: dict[str, dict[int, int]] = {label: {} for label in SHARED}
        self.known: dict[str, set[int]] = {label: set() for label in SHARED}  # by their new keys
        self.renamed: dict[str, str] = {}  # files
        self.made_free: set[str] = set()  # tables in which a name was taken and another one was given
        self.arrived = Arrived(self.slug)

    def read(self) -> Arrived:
        self.refuse_what_is_here()
        self.offset = self.free_offset()
        for name, digest in self.manifest["files"].items():
            self.store(name, digest)
        for label, known_by in SHARED.items():
            self.read_shared(self.tables[label], known_by)
        self.keys_change = bool(self.offset) or any(o != n for keys in self.shared.values() for o, n in keys.items())
        for label in self.manifest["tables"]:
            if label not in self.shared:
                self.read_own(self.tables[label])
        self.set_sequences()
        self.compare()
        return self.arrived

    def refuse_what_is_here(self) -> None:
        """The same network twice would be two: their meetings have the same identity in people's calendars."""
        if unknown := set(self.manifest["tables"]) - set(self.tables):
            raise CannotArrive(f"this version does not know {', '.join(sorted(unknown))}: bring it up to date first")
        if Network.objects.filter(slug=self.slug).exists():
            raise CannotArrive(f"there is a network called {self.slug!r} already: give another name with --as")
        uid = self.tables["programme.Meeting"].columns.index("uid")
        meetings = self.tables["programme.Meeting"].model._default_manager
        for rows in in_pieces(self.rows_of("programme.Meeting")):
            if meetings.filter(uid__in=[row[uid] for row in rows]).exists():
                raise CannotArrive("this network is here already: its meetings are known")

    def free_offset(self) -> int:
        """0 where every row can keep its key, else so much that all keys are free."""
        highest, taken = 0, False
        for label, facts in self.manifest["tables"].items():
            if label in self.shared or not facts["rows"]:
                continue
            rows = self.tables[label].model._default_manager
            here = rows.aggregate(highest=Max("pk"))["highest"] or 0
            highest = max(highest, here)
            taken = taken or bool(here)
        return highest if taken else 0

    # --- rows --------------------------------------------------------------------------------------------------------

    def rows_of(self, label: str) -> Iterator[list[Any]]:
        """The rows as they stand in the file; raise CannotArrive where its columns are other ones than ours."""
        with self.archive.open(f"tables/{label}.ndjson") as lines:
            columns = json.loads(lines.readline())
            if columns != self.tables[label].columns:
                raise CannotArrive(f"{label} has other columns in the file: use the version that wrote it")
            for each in lines:
                yield json.loads(each)

    def read_shared(self, table: Table, known_by: str) -> None:
        """People, businesses and organisations: known ones are found again, the others get a key that is free."""
        rows = list(self.rows_of(table.label))
        place = table.columns.index(known_by)
        objects = table.model._default_manager
        words = {row[0]: row[place] for row in rows if row[place] not in ("", None)}
        if known_by == "user_id":
            words = {key: self.shared["accounts.User"][word] for key, word in words.items()}
        here: dict[Any, int] = {}
        for some in in_pieces(words.values(), 500):
            here |= dict(objects.filter(**{f"{known_by}__in": some}).values_list(known_by, "pk"))
        taken = set(objects.values_list("pk", flat=True))
        free = max(taken | {row[0] for row in rows}, default=0) + 1
        keys = self.shared[table.label]
        new = []
        for row in rows:
            if row[0] in words and words[row[0]] in here:
                keys[row[0]] = here[words[row[0]]]
                self.known[table.label].add(keys[row[0]])
                continue
            keys[row[0]], free = (free, free + 1) if row[0] in taken else (row[0], free)
            new.append(row)
        self.make_names_free(table, new)
        for some in in_pieces(new):
            self.keep(table, some)
        self.arrived.known[table.label] = len(self.known[table.label])
        self.count(table.label, len(rows))

    def make_names_free(self, table: Table, rows: list[list[Any]]) -> None:
        """A business without a number may have the address of another one that is here."""
        if table.label != "directory.Business":
            return
        place = table.columns.index("slug")
        taken = set(table.model._default_manager.values_list("slug", flat=True))
        for row in rows:
            wished, number = row[place], 2
            while row[place] in taken:
                row[place], number = f"{wished[:74]}-{number}", number + 1
                self.made_free.add(table.label)
            taken.add(row[place])

    def read_own(self, table: Table) -> None:
        count = 0
        for some in in_pieces(self.rows_of(table.label)):
            self.keep(table, some)
            count += len(some)
        self.count(table.label, count)

    def count(self, label: str, count: int) -> None:
        self.arrived.counts[label] = count
        self.said(label, count)

    def keep(self, table: Table, rows: Sequence[list[Any]]) -> None:
        model = table.model
        made = []
        for row in rows:
            values = dict(zip(table.columns, row, strict=True))
            for column in model._meta.concrete_fields:
                if column.attname in values:
                    values[column.attname] = self.here(table, column, values[column.attname])
            if table.label == "networks.Network":
                values["slug"] = self.slug
            made.append(model(**values))
        self.mend(table, made)
        model._default_manager.bulk_create(made, batch_size=500)

    def mend(self, table: Table, rows: Sequence[Any]) -> None:
        """What must be one of a kind in an installation, and means nothing beyond the evening."""
        if table.label == "live.Evening" and self.offset:
            codes = set(table.model._default_manager.values_list("code", flat=True))
            for row in rows:
                if row.code in codes:
                    row.code = f"{row.pk:x}"[-8:].upper().rjust(5, "X")

    def here(self, table: Table, column: Any, value: Any) -> Any:
        """A value of the file as it is kept here."""
        if column.primary_key:
            return self.key_of(table.label, value)
        if isinstance(column, ForeignKey):
            return None if value is None else self.key_of(pointed_at(column), value)
        if isinstance(column, FileField):
            return self.renamed.get(value, value)
        change = CHANGES.get(table.label, {}).get(column.name) if self.keys_change else None
        value = self.dialect.stored(column, value, self.values_of_link)
        return change(value, self.key_of) if change else value

    def key_of(self, label: str, old: int) -> int:
        """The key that a row of the file has here; what is nobody's stays so."""
        if old <= 0:
            return old
        return self.shared[label][old] if label in self.shared else old + self.offset

    def values_of_link(self, purpose: str, values: Sequence[Any]) -> list[Any]:
        return keys_in_link(purpose, values, self.key_of)

    # --- files -------------------------------------------------------------------------------------------------------

    def store(self, name: str, digest: str) -> None:
        """Keep a file, under another name where that one is taken; raise CannotArrive if it is not what was written."""
        with self.archive.open(f"files/{name}") as read:
            if hashlib.file_digest(read, "sha256").hexdigest() != digest:  # type: ignore[arg-type]
                raise CannotArrive(f"the file {name} is damaged")
        with self.archive.open(f"files/{name}") as read:
            kept = default_storage.save(name, read)
        self.stored.append(kept)
        if kept != name:
            self.renamed[name] = kept
        self.arrived.files += 1

    # --- afterwards --------------------------------------------------------------------------------------------------

    def set_sequences(self) -> None:
        """The next row of each table gets a key of its own (PostgreSQL does not look at keys that were given)."""
        models = [self.tables[label].model for label in self.manifest["tables"]]
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)

    def compare(self) -> None:
        """Write every row again as it is here now, with the keys it had: the checksums must be the file's."""
        for label, facts in self.manifest["tables"].items():
            keys = (row[0] for row in self.rows_of(label))
            count, digest = written_again(self.tables[label], keys, self)
            self.arrived.same[label] = count == facts["rows"] and digest == facts["sha256"]
        different = {label for label, same in self.arrived.same.items() if not same} - self.may_differ()
        if different:
            raise CannotArrive(f"what has come is not what was written: {', '.join(sorted(different))}")

    def may_differ(self) -> set[str]:
        """What cannot be the same where others were before: whoever is known here stays as they are here."""
        known = {label for label, keys in self.known.items() if keys}
        renamed = {"networks.Network"} if self.slug != self.manifest["network"] else set()
        return (
            known
            | renamed
            | ({"directory.MemberImport", "directory.TableImport", "live.Evening"} if self.keys_change else set())
            | self.made_free
        )
