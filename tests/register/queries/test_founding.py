"""Since when a business has been in the register."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mikrovirk.register.queries.founding import founded_on
from tests.factories.register import company, place, row, write_copy


@pytest.fixture(autouse=True)
def _own_register(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def test_the_first_day_of_the_company_counts() -> None:
    write_copy(
        company("10000001", start=date(2021, 5, 1)),
        row(
            "unit_life", "10000001", valid_from=date(2012, 3, 4), valid_to=date(2016, 1, 1)
        ),  # it was closed, and began anew
        place("10000002", parent="10000001", start=date(2001, 1, 1)),
        company("10000003", start=None),
    )
    found = {number: founded_on(number) for number in ("10000001", "10000002", "10000003", "10000004", "")}
    assert found == {**dict.fromkeys(("10000002", "10000003", "10000004", "")), "10000001": date(2012, 3, 4)}


def test_without_a_register_nothing_is_known() -> None:
    assert founded_on("10000001") is None
