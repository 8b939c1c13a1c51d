"""What has come, written once more as it stands here with the keys it had there: it must be what the file holds."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from django.db.models import FileField, ForeignKey

from mikrovirk.home.moving.leaving import in_pieces, line
from mikrovirk.home.moving.references import CHANGES
from mikrovirk.home.moving.tables import Table, pointed_at
from mikrovirk.home.moving.values import Dialect, keys_in_link


class Way(Protocol):
    """How keys and names changed on the way."""

    dialect: Dialect
    offset: int
    keys_change: bool

    @property
    def shared(self) -> Mapping[str, Mapping[int, int]]: ...  # by table: key there → key here

    @property
    def renamed(self) -> Mapping[str, str]: ...  # files: name there → name here

    def key_of(self, label: str, old: int) -> int: ...


def written_again(table: Table, keys: Iterable[int], way: Way) -> tuple[int, str]:
    """How many rows there are of those with these keys of the file, and the checksum of them."""
    digest, count = hashlib.sha256(), 0
    back = Back(table, way)
    for some in in_pieces(keys):
        here = [way.key_of(table.label, key) for key in some]
        rows = table.model._default_manager.filter(pk__in=here).values_list(*table.columns)
        for values in sorted((back.row(row) for row in rows), key=lambda values: values[0]):
            digest.update(line(values))
            count += 1
    return count, digest.hexdigest()


class Back:
    """A row as it is here, as it would stand in the file."""

    def __init__(self, table: Table, way: Way) -> None:
        self.way, self.label = way, table.label
        self.fields = [table.model._meta.get_field(name) for name in table.columns]
        self.old = {label: {new: old for old, new in keys.items()} for label, keys in way.shared.items()}
        self.names = {kept: name for name, kept in way.renamed.items()}

    def row(self, values: Sequence[Any]) -> list[Any]:
        return [self.value(column, value) for column, value in zip(self.fields, values, strict=True)]

    def value(self, column: Any, value: Any) -> Any:
        if column.primary_key:
            return self.key(self.label, value)
        if isinstance(column, ForeignKey):
            return None if value is None else self.key(pointed_at(column), value)
        if isinstance(column, FileField):
            return self.names.get(value, value)
        change = CHANGES.get(self.label, {}).get(column.name) if self.way.keys_change else None
        value = change(value, self.key) if change else value
        return self.way.dialect.written(value, lambda purpose, values: keys_in_link(purpose, values, self.key))

    def key(self, label: str, new: int) -> int:
        if new <= 0:
            return new
        return self.old[label].get(new, new) if label in self.old else new - self.way.offset
