"""Many rows at once: hundreds of thousands a second, straight into the tables, each field as the model would have it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from mikrovirk.config.jobs import look_at_the_rows

AT_ONCE = 20_000
PLAIN = (models.AutoField, models.CharField, models.TextField, models.IntegerField, models.ForeignKey)


class Rows:
    """Rows of one table. `same`: what all of them have; `own`: the fields that each brings, in that order, `id` left out.

    The keys are counted from 1: the table is empty, or `first` says where to go on.
    """

    def __init__(self, model: type[models.Model], *own: str, first: int = 1, **same: Any) -> None:
        self.model, self.own, self.first, self.next = model, ("id", *own), first, first
        sample = model(**same)
        fields = [field for field in model._meta.concrete_fields if field.attname not in self.own]
        self.columns = [self.field(name).column for name in self.own] + [field.column for field in fields]
        self.rest = tuple(self.stored(field, field.pre_save(sample, add=True)) for field in fields)
        self.conversions = [
            (place, conversion)
            for place, name in enumerate(self.own)
            if (conversion := self.conversion(self.field(name)))
        ]
        self.waiting: list[tuple[Any, ...]] = []

    @property
    def made(self) -> int:
        """How many rows were added."""
        return self.next - self.first

    def field(self, name: str) -> Any:
        return next(field for field in self.model._meta.concrete_fields if field.attname == name or field.name == name)

    def stored(self, field: Any, value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    def conversion(self, field: Any) -> Callable[[Any], Any] | None:
        """How a value is made what the database takes; None where it is that already."""
        if isinstance(field, PLAIN):
            return None
        convert: Callable[[Any], Any] = lambda value: self.stored(field, value)  # noqa: E731  one line for two kinds
        return lru_cache(100_000)(convert) if isinstance(field, models.DateField) else convert

    def add(self, *values: Any) -> int:
        """Add a row; its key."""
        key, row = self.next, [self.next, *values]
        self.next += 1
        for place, convert in self.conversions:
            row[place] = convert(row[place])
        self.waiting.append((*row, *self.rest))
        if len(self.waiting) == AT_ONCE:
            self.write()
        return key

    def write(self) -> None:
        """Write what waits."""
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                    for row in self.waiting:
                        copy.write_row(row)
            else:
                places = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", self.waiting)
        self.waiting = []


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction; the database counts on from the keys that were given."""
    with _sqlite_at_the_end() if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
                cursor.execute(statement)
    if connection.vendor == "sqlite":
        look_at_the_rows()  # as the worker does once a day
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as PostgreSQL does by itself after a while


@contextmanager
def _sqlite_at_the_end() -> Iterator[None]:
    """Look after references and make the indexes once for all rows, not row by row."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA cache_size = -400000")  # KiB
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        indexes = cursor.fetchall()
        for name, _sql in indexes:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    yield
    with connection.cursor() as cursor, transaction.atomic():
        for _name, sql in indexes:
            cursor.execute(sql)
        connection.check_constraints()
