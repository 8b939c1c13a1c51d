from datetime import date

import pytest

from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.page.asking import Asked, area_of, asked, token

NEWEST = date(2026, 11, 1)


def test_an_empty_address_asks_for_the_newest_day_in_the_usual_way() -> None:
    assert asked("0390", {}, newest=NEWEST) == Asked(Area("0390"), NEWEST)
    assert asked("0390", {}, newest=NEWEST).as_query() == ""


def test_every_choice_comes_back_in_the_link() -> None:
    query = {"postcode": "4780", "on": "2020-02-29", "with": "0376-4800", "with_holdings": "1", "span": "3"}
    found = asked("0390", query, newest=NEWEST)
    assert found.area == Area("0390", "4780")
    assert found.beside == Area("0376", "4800")
    assert found.choices == Choices(with_holdings=True, span=3)
    assert found.as_query() == "?postcode=4780&on=2020-02-29&with=0376-4800&with_holdings=1&span=3"
    assert found.as_query(postcode=None, **{"with": None}) == "?on=2020-02-29&with_holdings=1&span=3"


@pytest.mark.parametrize("typed", ["i går", "2020-13-01", "31.12.2020", "'; drop table"])
def test_what_is_no_day_is_kept_to_be_said(typed: str) -> None:
    found = asked("0390", {"on": typed}, newest=NEWEST)
    assert (found.on, found.on_typed, found.chose_day) == (NEWEST, typed, False)


def test_a_day_after_the_copy_is_the_copys() -> None:
    assert asked("0390", {"on": "2030-01-01"}, newest=NEWEST).on == NEWEST


@pytest.mark.parametrize(
    "query",
    [{"postcode": "47800"}, {"postcode": "abcd"}, {"postcode": "４７８０"}, {"with": "9999"}, {"with": "0376-x"}],
)
def test_what_is_no_area_is_left_out(query: dict[str, str]) -> None:
    found = asked("0390", query, newest=NEWEST)
    assert (found.area, found.beside) == (Area("0390"), None)


@pytest.mark.parametrize("area", [Area(), Area("0376"), Area("0376", "4800")])
def test_an_area_survives_an_address(area: Area) -> None:
    assert area_of(token(area)) == area
