"""What is about one or two is never told, also not by a whole less the rest."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.overview.domain.figures import Area, Choices, Figure, Figures, Part
from mikrovirk.overview.domain.suppression import left_out, told

ON = date(2026, 11, 1)


def figures(*rows: Figure) -> Figures:
    return Figures(Area("0390"), ON, Choices(), ON, None, rows)


def parts(**counts: int) -> tuple[Part, ...]:
    return tuple(Part((key,), count) for key, count in counts.items())


@pytest.mark.parametrize(
    ("counts", "out"),
    [
        ({"a": 5, "b": 9}, set()),
        ({"a": 0, "b": 9}, set()),  # nobody is nobody
        ({"a": 2, "b": 9, "c": 4}, {"a", "c"}),  # the whole less the rest would say two
        ({"a": 1, "b": 1, "c": 9}, {"a", "b", "c"}),  # together they are two
        ({"a": 1, "b": 2, "c": 9}, {"a", "b"}),
        ({"a": 2, "b": 0, "c": 3}, {"a", "c"}),
    ],
)
def test_parts_left_out_of_a_told_whole(counts: dict[str, int], out: set[str]) -> None:
    assert left_out({(key,): count for key, count in counts.items()}) == {(key,) for key in out}


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 12), max_size=8))
def test_no_part_can_be_reckoned_from_the_others(counts: dict[str, int]) -> None:
    """What is left out is nothing, or at least two parts that are three or more together, where there are so many at all."""
    found = left_out({(key,): count for key, count in counts.items()})
    shown = {key: count for key, count in counts.items() if (key,) not in found}
    hidden = sum(counts.values()) - sum(shown.values())
    assert not [count for count in shown.values() if 0 < count < 3]
    if found and len([count for count in counts.values() if count]) > 1 and sum(counts.values()) >= 3:
        assert hidden >= 3
        assert len(found) > 1


def test_a_size_class_of_two_takes_another_with_it_and_their_jobs() -> None:
    sizes = parts(**{"0": 40, "1-4": 20, "5-9": 8, "10-19": 4, "20-49": 2, "50-99": 6, "100+": 0, "unknown": 3})
    jobs = parts(**{"0": 0, "1-4": 45, "5-9": 50, "10-19": 52, "20-49": 61, "50-99": 430})
    page = told(
        figures(
            Figure("businesses", 83),
            Figure("micro_businesses", 71, of=83),
            Figure("by_size", 83, parts=sizes),
            Figure("jobs_by_size", 638, parts=jobs),
        )
    )
    for key in ("by_size", "jobs_by_size"):
        assert {part.key[0] for part in page[key].parts if part.suppressed} == {"10-19", "20-49"}
    assert page["micro_businesses"].value == 71


def test_where_all_but_one_are_micro_neither_number_is_told() -> None:
    page = told(
        figures(
            Figure("businesses", 30),
            Figure("micro_businesses", 29, of=30),
            Figure("micro_share_of_businesses", 29 / 30, of=30),
            Figure("micro_jobs", 40),
            Figure("jobs", 90),
        )
    )
    assert {row.key: row.value for row in page} == {
        "businesses": 30,
        "micro_businesses": None,
        "micro_share_of_businesses": None,
        "micro_jobs": None,
        "jobs": 90,
    }
    assert page["micro_businesses"].suppressed


def test_an_industry_with_one_larger_business_does_not_say_of_how_many() -> None:
    industries = (Part(("A",), 20, of=20), Part(("G",), 30, of=31), Part(("F",), 12, of=17), Part(("B",), 1, of=1))
    page = told(
        figures(
            Figure("businesses", 69), Figure("micro_businesses", 63, of=69), Figure("by_industry", 63, parts=industries)
        )
    )
    assert [(part.key[0], part.value, part.of) for part in page["by_industry"].parts] == [
        ("A", 20, 20),
        ("G", 30, None),
        ("F", None, None),
        ("B", None, None),
    ]


def test_births_and_deaths_do_not_give_each_other_away() -> None:
    rows = (Figure("births", 9), Figure("deaths", 2), Figure("churn", 0.11, of=100), Figure("birth_rate", 0.09, of=100))
    page = told(figures(Figure("businesses", 100), *rows, Figure("death_rate", 0.02, of=100)))
    assert {row.key: row.value for row in page if row.value is None} == {
        "deaths": None,
        "churn": None,
        "death_rate": None,
    }


def test_a_point_of_the_curve_at_which_one_is_gone_is_left_out() -> None:
    curve = (Part(("1",), 0.9, of=10), Part(("2",), 0.7, of=10), Part(("3",), 0.2, of=10), Part(("4",), 0.0, of=10))
    page = told(figures(Figure("survival", 0.0, of=10, parts=curve)))
    assert [part.value for part in page["survival"].parts] == [None, 0.7, None, 0.0]


def test_a_row_of_the_matrix_is_as_careful_as_any_table() -> None:
    cells = tuple(
        Part(key, count) for key, count in {("0", "0"): 30, ("0", "1-4"): 2, ("0", "ended"): 9, ("1-4", "0"): 5}.items()
    )
    page = told(figures(Figure("transitions", 46, parts=cells)))
    assert {part.key for part in page["transitions"].parts if part.suppressed} == {("0", "1-4"), ("0", "ended")}
