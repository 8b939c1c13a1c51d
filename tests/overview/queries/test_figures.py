"""Cases counted by hand: what the register of a village would say, and what must not be mistaken for a birth or a death."""

from datetime import date
from typing import Any

import pytest

from mikrovirk.overview.queries.figures import Area, Choices, NoCopy, figures
from mikrovirk.overview.services import cubes
from tests.factories.register import company, place, row, write_copy

ON = date(2026, 6, 30)
HERE = Area("0390")


@pytest.fixture
def counted(settings: Any, tmp_path: Any) -> Any:
    """Writes units into a copy and gives the figures of Vordingborg. (That cubes say the same is walked through elsewhere.)"""
    settings.DATA = tmp_path

    def count(*units: Any, on: date = ON, area: Area = HERE, **choices: Any) -> Any:
        write_copy(*units, as_of=on)
        return figures(area, on=on, choices=Choices(**choices))

    return count


def test_without_a_register_nothing_is_said(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    with pytest.raises(NoCopy):
        figures(HERE, on=ON, choices=Choices())


def test_micro_businesses_and_their_share(counted: Any) -> None:
    found = counted(
        company("10000001", employed=(0, 0)),
        company("10000002", employed=(2, 4)),
        company("10000003", employed=(10, 19), form="80", form_label="ApS"),
        company("10000004", employed=None),
        company("10000005", employed=(5, 9), municipality="0376"),
    )
    assert (found["businesses"].value, found["micro_businesses"].value, found["micro_share_of_businesses"].value) == (
        4,
        3,
        0.75,
    )
    # the middle of 2 to 4 and of 10 to 19; the bounds stand beside
    assert found["jobs"].value == 3 + 14
    assert [(part.key, part.value) for part in found["jobs"].parts] == [(("least",), 12), (("most",), 23)]
    assert found["micro_share_of_jobs"].value == 3 / 17
    assert found["sole_proprietors"].value == 3
    sizes = {part.key[0]: part.value for part in found["by_size"].parts if part.value}
    assert sizes == {"0": 1, "1-4": 1, "10-19": 1, "unknown": 1}


def test_where_nobodys_number_is_known_nothing_is_said_of_size(counted: Any) -> None:
    found = counted(company("10000001", employed=None), company("10000002", employed=None))
    assert (found["businesses"].value, found["micro_businesses"].value, found["jobs"].value) == (2, None, None)


def test_what_is_no_business_is_counted_only_if_chosen(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    copy = write_copy(
        company("10000001"),
        company("10000002", industry="642020"),
        company("10000003", industry="682040"),
        company("10000004", form="115", form_label="FFO"),
        company("10000005", form="20", form_label="DØD"),
        company("10000006", is_pseudo=True),
        as_of=ON,
    )
    cubes.build(copy)

    def businesses(**choices: bool) -> Any:
        return figures(HERE, on=ON, choices=Choices(**choices))["businesses"].value

    assert businesses() == 1
    assert [businesses(**{f"with_{sort}": True}) for sort in ("holdings", "letting", "associations", "others")] == [
        2,
        2,
        2,
        3,
    ]
    found = figures(HERE, on=ON, choices=Choices())["uncertain"]
    assert found.value == 5
    parts = {part.key[0]: part.value for part in found.parts if part.value}
    assert parts == {"holdings": 1, "letting": 1, "associations": 1, "others": 2}


def test_births_and_deaths_of_twelve_whole_months(counted: Any) -> None:
    """30 June is the end of a whole month: the period is July to June."""
    found = counted(
        company("10000001", start=date(2025, 7, 1)),
        company("10000002", start=date(2025, 6, 30)),
        company("10000003", start=date(2026, 6, 30)),
        company("10000004", end=date(2026, 7, 1)),  # last there on 30 June
        company("10000005", end=date(2025, 7, 1)),  # last there the day before the period
        company("10000006"),
    )
    assert found.period == (date(2025, 7, 1), date(2026, 7, 1))
    assert (found["births"].value, found["deaths"].value) == (2, 1)
    # those of 1 July: the second, fourth and sixth, and the first, who began that day
    assert found["churn"].value == 3 / 4
    assert found["deaths"].preliminary


def test_a_pause_of_less_than_two_years_is_neither_an_end_nor_a_start(counted: Any) -> None:
    short, long = company("10000001", end=date(2025, 8, 1)), company("10000002", end=date(2023, 8, 1))
    found = counted(
        short,
        row("unit_life", "10000001", valid_from=date(2026, 3, 1)),
        long,
        row("unit_life", "10000002", valid_from=date(2026, 3, 1)),
    )
    assert (found["births"].value, found["deaths"].value) == (1, 0)
    assert found["businesses"].value == 2


def test_a_sole_proprietor_who_becomes_a_company_at_the_same_place_is_no_birth_and_no_death(counted: Any) -> None:
    handed = (
        company("10000001", end=date(2026, 2, 1)),
        company("10000002", start=date(2026, 1, 20), form="80", form_label="ApS"),
        place("1000000001", parent="10000001", end=date(2026, 2, 1)),
        row("unit_parent", "1000000001", kind="place", parent_id="10000002", valid_from=date(2026, 2, 1)),
        row("unit_life", "1000000001", kind="place", valid_from=date(2026, 2, 1)),
    )
    found = counted(*handed)
    assert (found["births"].value, found["deaths"].value) == (0, 0)
    found = counted(*handed, with_handovers=True)
    assert (found["births"].value, found["deaths"].value) == (1, 1)


def test_a_merger_is_no_death(counted: Any) -> None:
    found = counted(
        company("10000001", end=date(2026, 2, 1)),
        row("unit_change", "10000001", change="merger", on_date=date(2026, 1, 10)),
        company("10000002", end=date(2026, 2, 1)),
        row("unit_change", "10000002", change="merger", on_date=date(2025, 11, 10)),
    )
    assert found["deaths"].value == 1


def moved(unit_id: str, on: date, *, to: str, come: str = "0376", **more: Any) -> Any:
    """A company that moves on the day."""
    rows = company(unit_id, municipality=come, **more)
    there = [(table, {**columns, "valid_to": on} if table == "unit_address" else columns) for table, columns in rows]
    return [*there, *row("unit_address", unit_id, municipality=to, postcode="4760", valid_from=on)]


def test_moves_between_municipalities(counted: Any) -> None:
    found = counted(
        moved("10000001", date(2026, 2, 1), to="0390"),
        moved("10000002", date(2026, 2, 1), to="0390", come="0390"),  # a new address here is no move
        moved("10000003", date(2026, 2, 1), to="0376", come="0390"),
        moved("10000004", date(2025, 6, 1), to="0390"),  # before the period
        moved("10000005", date(2026, 2, 1), to="0390", end=date(2026, 1, 1)),  # was not there any more
    )
    assert (found["moves_in"].value, found["moves_out"].value) == (1, 1)
    assert [part.key for part in found["moves_in"].parts] == [("0376",)]
    assert found["businesses"].value == 3


def test_the_reform_of_2007_moved_nobody(counted: Any) -> None:
    found = counted(
        moved("10000001", date(2007, 1, 1), to="0390", come="0397", start=date(1999, 1, 1)), on=date(2007, 6, 30)
    )
    assert (found["moves_in"].value, found["businesses"].value) == (0, 1)


def test_a_number_older_than_two_years_is_not_known_any_more(counted: Any) -> None:
    old, fresh = company("10000001", employed=None), company("10000002", employed=None)
    size = {"series": "year", "low": 5, "high": 9, "valid_from": date(2023, 1, 1)}
    found = counted(
        old,
        row("unit_size", "10000001", **size, valid_to=date(2024, 1, 1)),
        fresh,
        row("unit_size", "10000002", **{**size, "valid_from": date(2024, 1, 1)}, valid_to=date(2025, 1, 1)),
    )
    assert {part.key[0]: part.value for part in found["by_size"].parts if part.value} == {"5-9": 1, "unknown": 1}


def test_the_month_goes_before_the_quarter_and_that_before_the_year(counted: Any) -> None:
    unit = company("10000001", employed=None)
    sizes = [
        row("unit_size", "10000001", series=series, low=low, high=low, valid_from=date(2026, 1, 1), valid_to=to)
        for series, low, to in (
            ("year", 30, date(2027, 1, 1)),
            ("month", 3, date(2026, 2, 1)),
            ("quarter", 12, date(2026, 4, 1)),
        )
    ]
    assert counted(unit, *sizes)["jobs"].value == 3


def test_survival_follows_those_that_began_together(counted: Any) -> None:
    """Born July 2020 to June 2021, seen on 30 June 2026."""
    began = date(2020, 9, 1)
    found = counted(
        company("10000001", start=began),
        company("10000002", start=began, end=date(2022, 1, 1)),
        company("10000003", start=began, end=date(2021, 9, 1)),  # not there on the very day
        company("10000004", start=began, end=date(2025, 9, 2)),
        company("10000005", start=date(2019, 9, 1), end=date(2019, 10, 1)),
    )
    assert [(part.key[0], part.value) for part in found["survival"].parts] == [
        ("1", 0.75),
        ("2", 0.5),
        ("3", 0.5),
        ("4", 0.5),
        ("5", 0.5),
    ]
    assert found["survival"].of == 4


def test_a_register_of_the_living_says_nothing_of_ends(counted: Any) -> None:
    found = counted(company("10000001"))
    assert (found["deaths"].value, found["survival"].value, found["churn"].value) == (None, None, None)


def grown(unit_id: str, before: int, after: int, **more: Any) -> Any:
    """A company with so many employed up to 2023 and since."""
    size = {"series": "month", "employed": None}
    return [
        *company(unit_id, employed=None, **more),
        *row(
            "unit_size",
            unit_id,
            **size,
            low=before,
            high=before,
            valid_from=date(2015, 1, 1),
            valid_to=date(2023, 1, 1),
        ),
        *row("unit_size", unit_id, **size, low=after, high=after, valid_from=date(2023, 1, 1)),
    ]


def test_growth_from_micro(counted: Any) -> None:
    found = counted(
        grown("10000001", 4, 14),
        grown("10000002", 2, 3),
        grown("10000003", 20, 25),
        grown("10000004", 6, 6, end=date(2024, 1, 1)),
        company("10000005", start=date(2025, 1, 1), employed=(5, 5)),
    )
    assert {part.key: part.value for part in found["transitions"].parts} == {
        ("1-4", "10-19"): 1,
        ("1-4", "1-4"): 1,
        ("20-49", "20-49"): 1,
        ("5-9", "ended"): 1,
    }
    assert (found["jobs_of_former_micro"].value, found["jobs_of_former_micro"].of) == (17, 6)
    # +10 +1 −6 from those that were micro, +5 from a new one, +5 from the larger
    assert (found["micro_share_of_net_new_jobs"].value, found["micro_share_of_net_new_jobs"].of) == (10 / 15, 15)


def test_a_day_after_the_copy_is_answered_as_of_the_copy(counted: Any) -> None:
    counted(company("10000001"))
    found = figures(HERE, on=date(2030, 1, 1), choices=Choices())
    assert (found.on, found["businesses"].value) == (ON, 1)


def test_only_what_is_wanted(counted: Any) -> None:
    counted(company("10000001"))
    found = figures(HERE, on=date(2020, 1, 1), choices=Choices(), only={"businesses", "births"})
    assert [row.key for row in found] == ["businesses", "births"]
