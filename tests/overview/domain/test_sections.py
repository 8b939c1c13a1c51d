"""Every code finds its section of today, and the expression over whole tables says the same."""

import duckdb
import ibis
import pytest

from mikrovirk.overview.domain.indicators.segments import section
from mikrovirk.overview.domain.indicators.sizes import size_class
from mikrovirk.overview.domain.sections import section_today
from mikrovirk.register.domain.industries import SECTION_OF_DIVISION
from mikrovirk.register.domain.size_classes import class_of


@pytest.mark.parametrize(
    ("scheme", "code", "letter"),
    [
        ("DB25", "620100", "K"),
        ("DB07", "620100", "K"),  # computers: J in DB07
        ("DB07", "581100", "J"),  # publishing stays
        ("DB03", "221100", "J"),
        ("DB03", "726000", "K"),
        ("DB07", "642010", "L"),
        ("DB07", "452010", "T"),  # repair of cars, with the trade in them before 2025
        ("DB07", "451110", "G"),
        ("DB03", "502010", "T"),
        ("DB07", "999999", "X"),
        ("DB03", "980000", "X"),
        ("NACE2", "9602", "T"),
        ("", "620100", "X"),
        ("DB07", "", "X"),
    ],
)
def test_section_today(scheme: str, code: str, letter: str) -> None:
    assert section_today(scheme, code) == letter


def test_the_expression_says_the_same_of_every_division() -> None:
    pairs = [(scheme, f"{number:03}000") for scheme in SECTION_OF_DIVISION for number in range(1000)]
    backend = ibis.duckdb.from_connection(duckdb.connect())
    backend.con.execute("CREATE TABLE codes (scheme VARCHAR, code VARCHAR)")
    backend.con.executemany("INSERT INTO codes VALUES (?, ?)", pairs[::7])
    table = backend.table("codes")
    query = backend.compile(table.select("scheme", "code", letter=section(table.scheme, table.code)))
    found = backend.con.execute(query).fetchall()
    assert found == [(scheme, code, section_today(scheme, code)) for scheme, code, _ in found]
    assert len(found) > 500


def test_size_classes_are_those_of_the_register() -> None:
    pairs = [
        (low, high) for low in (None, 0, 1, 2, 5, 9, 10, 50, 99, 100, 500) for high in (None, 0, 1, 4, 9, 19, 99, 199)
    ]
    backend = ibis.duckdb.from_connection(duckdb.connect())
    backend.con.execute("CREATE TABLE sizes (low INTEGER, high INTEGER)")
    backend.con.executemany("INSERT INTO sizes VALUES (?, ?)", pairs)
    table = backend.table("sizes")
    query = backend.compile(table.select("low", "high", name=size_class(table.low, table.high)))
    found = backend.con.execute(query).fetchall()
    assert found == [(low, high, class_of(low, high)) for low, high, _ in found]
