"""What changed between two sets of figures."""

from mikrovirk.overview.domain.reports import Change, changes, most_changed


def test_every_figure_of_now_in_its_order() -> None:
    rows = changes({"b": 10, "c": 5}, {"a": 1, "b": 12, "c": None})
    assert rows == [Change("a", None, 1), Change("b", 10, 12), Change("c", 5, None)]
    assert [(row.difference, row.share) for row in rows] == [(None, None), (2, 0.2), (None, None)]


def test_only_some_figures() -> None:
    assert changes({"a": 1}, {"a": 2, "b": 3}, ["b"]) == [Change("b", None, 3)]


def test_from_nothing_there_is_a_difference_but_no_share() -> None:
    row = Change("a", 0, 4)
    assert (row.difference, row.share) == (4, None)


def test_what_changed_most_first_and_nothing_small() -> None:
    rows = [
        Change("a", 100, 101),
        Change("b", 100, 110),
        Change("c", 100, 80),
        Change("d", 100, 110),
        Change("e", 0, 9),
    ]
    assert [row.key for row in most_changed(rows)] == ["c", "b", "d"]
    assert [row.key for row in most_changed(rows, at_most=1)] == ["c"]
