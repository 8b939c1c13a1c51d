"""Sheets of paper that two people typed in."""

from mikrovirk.fund.domain.paper_ballots import Difference, as_text, differences, from_text, valid

FIRST = {1: (1, 0), 2: (0, 1), 3: None}


def test_the_same_typed_twice_differs_nowhere() -> None:
    assert differences(FIRST, dict(reversed(FIRST.items()))) == ()


def test_each_difference_is_named_by_the_number_of_the_sheet() -> None:
    second = {1: (1, 0), 2: (1, 1), 4: None}
    assert differences(FIRST, second) == (
        Difference(2, (0, 1), (1, 1)),
        Difference(3, None, None, is_missing=True),
        Difference(4, None, None, is_missing=True),
    )


def test_a_sheet_that_cannot_be_counted_differs_from_one_without_a_cross() -> None:
    assert differences({1: None}, {1: (0, 0)}) == (Difference(1, None, (0, 0)),)


def test_what_counts_has_neither_number_nor_order() -> None:
    assert valid(FIRST) == ((0, 1), (1, 0))
    assert valid({9: (1, 0), 5: (0, 1)}) == valid(FIRST)


def test_what_was_typed_is_read_as_it_was_written() -> None:
    assert as_text({12: (0, 10), 3: None}) == "3 -\n12 0 10"
    assert from_text(as_text(FIRST)) == FIRST
    assert from_text("") == {}
