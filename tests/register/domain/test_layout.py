"""The layout is a contract: what every table must have for the indicators to be written once."""

from mikrovirk.register.domain.layout import BY_NAME, KEY, TABLES


def test_every_table_says_whose_row_it_is() -> None:
    assert {table.name: table.columns[:3] for table in TABLES} == {table.name: KEY for table in TABLES}


def test_all_but_two_tables_hold_periods() -> None:
    periods = {
        table.name for table in TABLES if [column.name for column in table.columns[-2:]] == ["valid_from", "valid_to"]
    }
    assert set(BY_NAME) - periods == {"unit", "unit_change"}


def test_no_column_stands_twice_in_a_table() -> None:
    names = {table.name: [column.name for column in table.columns] for table in TABLES}
    assert {table for table, columns in names.items() if len(columns) != len(set(columns))} == set()
