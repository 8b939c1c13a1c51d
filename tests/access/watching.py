"""Sees what a request writes before it is taken back: whose rows were changed, and what was tied to them."""

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

WRITES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
# Sessions, limits, the cache and the trail: kept of whoever asks, whatever they ask.
PASSING = {
    "accounts_tally",
    "accounts_session",
    "accounts_trailentry",
    "django_session",
    "mikrovirk_cache",
    "cache",
    "api_tokenuse",
}
KEEPS = {"accounts_user": {"last_login", "last_seen_date", "seen_date"}}  # noted whenever somebody comes
Rows = dict[object, dict[str, Any]]


class Watch:
    """Knows every row there is, and which of them are `theirs`."""

    def __init__(self, theirs: dict[str, set[object]]) -> None:
        self.models = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
        self.theirs = {table: theirs.get(model._meta.label, set()) for table, model in self.models.items()}
        self.before = {table: rows_of(model) for table, model in self.models.items()}
        self.written: set[str] = set()

    @contextmanager
    def looking(self) -> Generator[None, None, None]:
        """Note what is written to until the end of the block."""
        self.written = set()
        with connection.execute_wrapper(self._note):
            yield

    def _note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITES.match(sql):
            self.written.add(found[1])
        return execute(sql, params, many, context)

    def findings(self) -> set[str]:
        """What was done to rows of theirs; to be asked before it is taken back."""
        return {finding for table in self.written - PASSING for finding in self.done_to(table)}

    def done_to(self, table: str) -> Generator[str, None, None]:
        model = self.models.get(table)
        if model is None:
            return
        before, after, kept = self.before[table], rows_of(model), KEEPS.get(table, set())
        for pk in self.theirs[table]:
            if pk in before and pk not in after:
                yield f"{model._meta.label} {pk} is gone"
            elif pk in before:
                names = {name for name, value in after[pk].items() if before[pk][name] != value} - kept
                if names:
                    yield f"{model._meta.label} {pk} has another {', '.join(sorted(names))}"
        for pk in after.keys() - before.keys():
            for field in model._meta.concrete_fields:
                if isinstance(field, ForeignKey) and after[pk][field.attname] in self.theirs_of(field):
                    yield f"a new {model._meta.label} with their {field.name}"

    def theirs_of(self, field: ForeignKey) -> set[object]:
        return self.theirs.get(field.related_model._meta.db_table, set())  # type: ignore[union-attr]


def rows_of(model: type[Model]) -> Rows:
    return {
        row["pk"]: row
        for row in model._base_manager.annotate().values("pk", *[f.attname for f in model._meta.concrete_fields])
    }
