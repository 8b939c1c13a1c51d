"""Empties the database after a test that committed: only the tables that have rows, which is a handful of some 250.

Django's own way truncates every table, and then makes the rows about models and permissions anew that it threw away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase

MADE_WITH_THE_TABLES = {"auth_permission", "django_content_type"}


def empty_after_tests() -> None:
    """From now on every test of this process that commits has its database emptied so."""

    def fixture_teardown(self: Any) -> None:
        empty(connection)

    TransactionTestCase._fixture_teardown = fixture_teardown


def empty(database: BaseDatabaseWrapper) -> None:
    """Delete every row that a test has left, whatever refers to it."""
    with database.cursor() as cursor:
        if filled := filled_tables(database, cursor):
            with references_unwatched(database, cursor):
                for table in filled:
                    cursor.execute(f"DELETE FROM {database.ops.quote_name(table)}")


def filled_tables(database: BaseDatabaseWrapper, cursor: Any) -> list[str]:
    tables = database.introspection.django_table_names(only_existing=True, include_views=False)
    asked = sorted(set(tables) - MADE_WITH_THE_TABLES)
    found = []
    for start in range(0, len(asked), 100):  # SQLite takes no more than 500 in one question
        some = asked[start : start + 100]
        questions = (f"SELECT '{each}' WHERE EXISTS (SELECT 1 FROM {database.ops.quote_name(each)})" for each in some)
        cursor.execute(" UNION ALL ".join(questions))
        found += [name for (name,) in cursor.fetchall()]
    return found


@contextmanager
def references_unwatched(database: BaseDatabaseWrapper, cursor: Any) -> Iterator[None]:
    """The database itself does not look after foreign keys meanwhile (PostgreSQL: nor run triggers)."""
    postgres = database.vendor == "postgresql"
    cursor.execute("SET session_replication_role = replica" if postgres else "PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        cursor.execute("SET session_replication_role = DEFAULT" if postgres else "PRAGMA foreign_keys = ON")
