"""A table that is brought in: kept with the columns somebody said last time, carried out once, undone once, then forgotten."""

from datetime import timedelta

import pytest

from mikrovirk.directory.domain.tables import HeadedTable, TableRow, Wanted
from mikrovirk.directory.models import Business, TableImport
from mikrovirk.directory.queries.tables import table_of
from mikrovirk.directory.services import tables
from mikrovirk.directory.services.imports import ImportNotOpen
from mikrovirk.directory.services.journal import Journal
from mikrovirk.networks.models import Network
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TABLE = HeadedTable(("Navn", "By"), (TableRow(2, ("Systuen", "Stege")),))
WANTED = (Wanted("name", "navn"), Wanted("town", "by"))


@pytest.fixture
def place() -> Network:
    return factories.network()


def kept(place: Network) -> TableImport:
    return tables.keep_table(
        place, TABLE, subject="businesses", wanted=WANTED, file_name="010170-1234.csv", by=None, at=NOW
    )


def write(_table: TableImport) -> tuple[Journal, dict[str, int]]:
    journal = Journal()
    journal.made([Business.objects.create(name="Systuen")])
    return journal, {"new": 1}


def undo(table: TableImport) -> TableImport:
    return tables.undo_table(table, order=(Business,), afterwards=lambda _table: None, at=NOW)


def test_columns_are_guessed_until_somebody_says_what_they_are(place: Network) -> None:
    first = kept(place)
    assert (first.columns, first.file_name) == ({"name": 0, "town": 1}, "xxxxxx-xxxx.csv")
    tables.choose_columns(first, TABLE, columns={"name": 0, "gone": 1}, answers={})
    assert kept(place).columns == {"name": 0}  # a field that there is no more is let go
    assert tables.keep_table(
        factories.network("andet"), TABLE, subject="businesses", wanted=WANTED, file_name="", by=None, at=NOW
    ).columns == {"name": 0, "town": 1}


def test_it_is_carried_out_once_and_undone_once(place: Network) -> None:
    done = tables.carry_out_table(kept(place), write=write, by=None, at=NOW)
    with pytest.raises(ImportNotOpen):
        tables.carry_out_table(done, write=write, by=None, at=NOW)
    with pytest.raises(ImportNotOpen):
        tables.choose_columns(done, TABLE, columns={}, answers={})
    assert Business.objects.count() == 1
    undone = undo(done)
    assert (undone.counts, Business.objects.count()) == ({"new": 1, "kept": []}, 0)
    with pytest.raises(ImportNotOpen):
        undo(done)


def test_what_it_said_is_thrown_away_in_time(place: Network) -> None:
    kept(place)
    done = tables.carry_out_table(kept(place), write=write, by=None, at=NOW)
    assert tables.forget_tables(before=NOW) == 0
    assert tables.forget_tables(before=NOW + timedelta(seconds=1)) == 2
    left = TableImport.objects.get()
    assert (left.pk, table_of(left).rows, left.journal) == (done.pk, (), [])
    with pytest.raises(ImportNotOpen):
        undo(left)
