"""What makes the ledger's entries append only in the database itself, on SQLite and on PostgreSQL.

A later migration that alters the table of entries on SQLite makes the table anew, and its triggers go: call `lay` again there.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "fund_ledgerentry"
REFUSAL = "entries of the ledger are never changed or deleted"

SQLITE = [
    f"CREATE TRIGGER {TABLE}_keeps_{word} BEFORE {word} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for word in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    (
        f"CREATE OR REPLACE FUNCTION {TABLE}_keeps() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    ),
    (
        f"CREATE TRIGGER {TABLE}_keeps_rows BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_keeps()"
    ),
    f"CREATE TRIGGER {TABLE}_keeps_all BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_keeps()",
]
SQLITE_BACK = [f"DROP TRIGGER IF EXISTS {TABLE}_keeps_{word}" for word in ("UPDATE", "DELETE")]
POSTGRESQL_BACK = [
    f"DROP TRIGGER IF EXISTS {TABLE}_keeps_rows ON {TABLE}",
    f"DROP TRIGGER IF EXISTS {TABLE}_keeps_all ON {TABLE}",
]


def lay(connection: BaseDatabaseWrapper) -> None:
    """Let the database refuse to change or delete an entry."""
    run(connection, POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the guard away."""
    run(connection, POSTGRESQL_BACK if connection.vendor == "postgresql" else SQLITE_BACK)


def run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
