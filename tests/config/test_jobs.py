"""Once a day SQLite looks at its rows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from mikrovirk.config import jobs
from tests import factories

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.django_db
def test_the_rows_are_looked_at_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[int] = []
    monkeypatch.setattr(jobs, "look_at_the_rows", lambda: turns.append(1))
    for minutes in (0, 1, 60):
        jobs.run(now=NOW + timedelta(minutes=minutes))
    assert len(turns) == (1 if connection.vendor == "sqlite" else 0)


@pytest.mark.django_db
def test_sqlite_then_knows_how_many_rows_there_are() -> None:
    if connection.vendor != "sqlite":
        return
    factories.network("moen")
    jobs.look_at_the_rows()
    with connection.cursor() as cursor:
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'networks_network' AND idx IS NOT NULL LIMIT 1")
        assert cursor.fetchone()[0].startswith("1 ")
