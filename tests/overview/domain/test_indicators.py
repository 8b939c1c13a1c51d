"""The named expressions give what pages say, on DuckDB; and Spark gives the same (see the soak test)."""

from datetime import date
from typing import Any

import ibis
import pytest

from mikrovirk.overview.domain.definitions import DEFINITIONS
from mikrovirk.overview.domain.figures import Figures
from mikrovirk.overview.domain.indicators.named import INDICATORS
from mikrovirk.overview.domain.indicators.segments import segments
from mikrovirk.overview.queries.figures import Area, Choices, figures
from mikrovirk.register.queries import copies
from tests.overview.indicators_told import answers, of_page
from tests.overview.walking.test_walk import UNTIL, made_up

__all__ = ["made_up"]


def test_every_definition_has_an_expression() -> None:
    assert list(INDICATORS) == list(DEFINITIONS)


@pytest.mark.parametrize("on", [UNTIL, date(2018, 7, 15)], ids=str)
def test_expressions_give_what_pages_say(made_up: Any, settings: Any, on: date) -> None:
    settings.DATA, _units = made_up
    copy = copies.current()
    assert copy is not None
    tables = copies.tables(copy)
    backend: Any = tables["unit"].get_backend()
    backend.con.execute(f"CREATE TABLE segments AS {ibis.to_sql(segments(tables), dialect='duckdb')}").fetchall()
    found = {key: answers(backend, of(backend.table("segments"), on)) for key, of in INDICATORS.items()}
    for municipality in ("0390", "0376"):
        page: Figures = figures(Area(municipality), on=on, choices=Choices())
        told = {
            key: {
                part: value
                for (kind, where, part), value in rows.items()
                if (kind, where) == ("company", municipality) and value
            }
            for key, rows in found.items()
        }
        assert told == of_page(page)
