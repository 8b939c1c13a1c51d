"""Where an idea stands."""

import pytest

from mikrovirk.fund.domain.ideas import Standing, standing


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ([], Standing.IN_THE_BOX),
        (["withdrawn", "lapsed"], Standing.IN_THE_BOX),
        (["draft"], Standing.BEING_WRITTEN),
        (["refused"], Standing.REFUSED),
        (["not_eligible"], Standing.REFUSED),
        (["refused", "draft"], Standing.BEING_WRITTEN),  # they try again
        (["refused", "sent"], Standing.APPLIED),
        (["sent", "granted"], Standing.GRANTED),
        (["granted", "closed"], Standing.DONE),
    ],
)
def test_the_best_of_its_applications_counts(states: list[str], found: Standing) -> None:
    assert standing(applications=states) == found


def test_what_is_off_the_list_or_part_of_another_says_so_first() -> None:
    assert standing(is_hidden=True, is_merged=True, applications=["granted"]) == Standing.HIDDEN
    assert standing(is_merged=True, applications=["granted"]) == Standing.MERGED
    assert standing(is_waiting=True, is_hidden=True) == Standing.WAITING
