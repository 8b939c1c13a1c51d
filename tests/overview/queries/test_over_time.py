from datetime import date

import pytest

from mikrovirk.overview.domain.figures import Area, Choices
from mikrovirk.overview.domain.suppression import told
from mikrovirk.overview.queries.figures import figures
from mikrovirk.overview.queries.over_time import FOLLOWED, through_time
from mikrovirk.overview.services import cubes
from mikrovirk.register.queries import copies

DAYS = [date(year, 1, 1) for year in (2012, 2021, 2026)]
CHOICES = (Choices(), Choices(with_holdings=True, with_handovers=True, without_protected=True))


@pytest.mark.parametrize("choices", CHOICES)
def test_all_years_at_once_are_the_same_as_each_by_itself(register_nearby, choices: Choices) -> None:
    copy = copies.current()
    assert copy
    cubes.build_missing()
    area = Area("0390")
    together = through_time(area, DAYS, choices, copy)
    apart = [told(figures(area, on=day, choices=choices, only=FOLLOWED)) for day in DAYS]
    assert [found.on for found in together] == DAYS
    for one, other in zip(together, apart, strict=True):
        assert {key: one[key] for key in FOLLOWED} == {key: other[key] for key in FOLLOWED}


def test_a_postcode_is_counted_without_cubes(register_nearby) -> None:
    copy = copies.current()
    assert copy
    found = through_time(Area("0390", "4780"), DAYS[-1:], Choices(), copy)
    assert {row.key for row in found[0]} == FOLLOWED


def test_no_days_give_nothing(register_nearby) -> None:
    copy = copies.current()
    assert copy
    assert through_time(Area("0390"), [], Choices(), copy) == []
