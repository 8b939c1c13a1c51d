"""Which copies there are, which counts, and what is in them."""

from datetime import date

import pytest

from mikrovirk.register.queries import copies
from tests.factories import register


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings) -> None:
    settings.DATA = tmp_path


def test_nothing_was_ever_brought_in() -> None:
    assert (copies.copies(), copies.current(), copies.which_count()) == ([], None, {})


def test_the_newest_day_comes_first_and_each_country_has_one_that_counts() -> None:
    old = register.write_copy(register.company("10000001"), as_of=date(2025, 1, 1))
    new = register.write_copy(register.company("10000001"), as_of=date(2026, 1, 1), is_current=False)
    norway = register.write_copy(country="NO", source="brreg", as_of=date(2025, 6, 1))
    assert copies.copies() == [new, norway, old]
    assert copies.copies("DK") == [new, old]
    assert (copies.current(), copies.current("NO"), copies.current("FR")) == (old, norway, None)


def test_a_folder_without_a_manifest_is_no_copy() -> None:
    copy = register.write_copy(register.company("10000001"))
    (copy.folder / "manifest.json").unlink()
    assert (copies.copies(), copies.current()) == ([], None)


def test_tables_by_name_in_sql_and_for_ibis() -> None:
    copy = register.write_copy(
        register.company("10000001", municipality="0376"), register.place("1000000001", parent="10000001")
    )
    with copies.connect(copy) as connection:
        found = connection.execute(
            "SELECT kind, unit_id, municipality, valid_to FROM unit_address ORDER BY 1"
        ).fetchall()
    assert found == [("company", "10000001", "0376", None), ("place", "1000000001", "0390", None)]
    assert copies.tables(copy)["unit_parent"].count().execute() == 1
    assert copies.tables(copy)["unit_change"].count().execute() == 0
