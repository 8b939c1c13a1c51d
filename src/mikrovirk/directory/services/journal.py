"""What an import wrote, so that it can be taken back exactly, and only where nobody has written since."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Field, Model

# Made by machine from other fields, or noted when somebody only read: no sign that somebody changed the row.
NOT_WRITTEN_BY_PEOPLE = frozenset({"search_text", "report_read_at"})


def fingerprint(row: Model) -> str:
    """A short text that is another one as soon as a field of the row is."""
    fields = [field for field in row._meta.concrete_fields if field.name not in NOT_WRITTEN_BY_PEOPLE]
    text = "\x1f".join(f"{field.attname}={as_text(field, row)}" for field in fields)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def as_text(field: "Field[Any, Any]", row: Model) -> str:
    """The field's value; a moment is the same one in whichever zone it was written."""
    value = getattr(row, field.attname)
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else field.value_to_string(row)


def stored(value: Any) -> Any:
    """A field's value as JSON keeps it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


class Journal:
    """Collects what is written; `entries` is what the import keeps."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []

    def made(self, rows: Iterable[Model]) -> None:
        """These rows were not there before."""
        self.entries += [
            {"model": row._meta.label_lower, "pk": row.pk, "before": None, "after": fingerprint(row)} for row in rows
        ]

    def changed(self, row: Model, before: Mapping[str, Any]) -> None:
        """The row's fields had these values before; what they have now is noted beside them."""
        self.entries.append(
            {
                "model": row._meta.label_lower,
                "pk": row.pk,
                "before": {name: stored(value) for name, value in before.items()},
                "after": {name: stored(getattr(row, name)) for name in before},
            }
        )

    def joined(self, pairs: Iterable[tuple[int, int]]) -> None:
        """These memberships (first) were given one more business (second)."""
        self.entries += [
            {"model": "also_for", "pk": membership, "before": None, "after": business} for membership, business in pairs
        ]
