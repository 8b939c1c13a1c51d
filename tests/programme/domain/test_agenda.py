"""Agendas to the minute."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.programme.domain.agenda import (
    AgendaNote,
    FilledBy,
    Kind,
    RecipeItem,
    RecipeProblem,
    RecipeProblemCode,
    has_hot_seat,
    minutes_of,
    problems_in,
    slots_for,
    timed_agenda,
)

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
EVENING = [
    RecipeItem(Kind.WELCOME, 10, "Velkomst"),
    RecipeItem(Kind.TALK, 45),
    RecipeItem(Kind.INTRODUCTIONS, 15, "3 × 3 minutter", FilledBy.NEWEST_MEMBERS, slots=3, minutes_each=3),
    RecipeItem(Kind.QUESTIONS, 10),
    RecipeItem(Kind.NETWORKING, 40),
]


def at(hour: int, minute: int, day: int = 30) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


def test_an_evening_to_the_minute() -> None:
    agenda = timed_agenda(EVENING, at(17, 30))
    assert [(item.number, item.kind, f"{item.starts_at:%H.%M}–{item.ends_at:%H.%M}") for item in agenda.items] == [
        (1, Kind.WELCOME, "17.30–17.40"),
        (2, Kind.TALK, "17.40–18.25"),
        (3, Kind.INTRODUCTIONS, "18.25–18.40"),
        (4, Kind.QUESTIONS, "18.40–18.50"),
        (5, Kind.NETWORKING, "18.50–19.30"),
    ]
    assert (agenda.ends_at, agenda.spare_minutes, agenda.notes) == (at(19, 30), 0, ())
    third = agenda.items[2]
    assert (third.title, third.filled_by, third.slots, third.minutes_each) == (
        "3 × 3 minutter",
        FilledBy.NEWEST_MEMBERS,
        3,
        3,
    )


@pytest.mark.parametrize(
    ("end", "networking", "spare", "notes"),
    [
        (at(20, 0), 70, 0, ()),
        (at(19, 30), 40, 0, ()),
        (at(19, 10), 20, 0, (AgendaNote.NETWORKING_SHORTENED,)),
        (at(19, 0), 15, -5, (AgendaNote.OVERRUNS, AgendaNote.NETWORKING_SHORTENED)),
    ],
)
def test_free_networking_stretches_to_a_fixed_end(
    end: datetime, networking: int, spare: int, notes: tuple[AgendaNote, ...]
) -> None:
    agenda = timed_agenda(EVENING, at(17, 30), ends_at=end)
    assert (agenda.items[-1].minutes, agenda.spare_minutes, agenda.notes) == (networking, spare, notes)


def test_only_the_last_networking_stretches_and_what_follows_moves() -> None:
    recipe = [
        RecipeItem(Kind.NETWORKING, 10),
        RecipeItem(Kind.TALK, 30),
        RecipeItem(Kind.NETWORKING, 10),
        RecipeItem(Kind.OTHER, 5, "Farvel"),
    ]
    agenda = timed_agenda(recipe, at(17, 0), ends_at=at(18, 30))
    assert [item.minutes for item in agenda.items] == [10, 30, 45, 5]
    assert agenda.items[-1].ends_at == at(18, 30)


def test_short_networking_is_never_made_longer_than_the_recipe_when_time_is_short() -> None:
    agenda = timed_agenda([RecipeItem(Kind.TALK, 60), RecipeItem(Kind.NETWORKING, 5)], at(17, 0), ends_at=at(17, 30))
    assert [item.minutes for item in agenda.items] == [60, 5]


def test_without_networking_nothing_stretches() -> None:
    agenda = timed_agenda([RecipeItem(Kind.TALK, 60)], at(17, 0), ends_at=at(18, 30))
    assert (agenda.ends_at, agenda.spare_minutes, agenda.notes) == (at(18, 0), 30, (AgendaNote.ENDS_EARLY,))


def test_an_empty_recipe_is_an_empty_evening() -> None:
    agenda = timed_agenda([], at(17, 0))
    assert (agenda.items, agenda.ends_at) == ((), at(17, 0))


def test_past_midnight_and_over_the_change_of_the_clock_real_minutes_count() -> None:
    """On 25 October 2026 the hour from two to three comes twice."""
    start = datetime(2026, 10, 25, 1, 30, tzinfo=COPENHAGEN)
    agenda = timed_agenda([RecipeItem(Kind.NETWORKING, 120)], start)
    assert f"{agenda.ends_at:%H.%M %z}" == "02.30 +0100"
    assert timed_agenda([RecipeItem(Kind.NETWORKING, 30)], start, ends_at=agenda.ends_at).items[0].minutes == 120


@pytest.mark.parametrize(
    ("item", "slots"),
    [
        (RecipeItem(Kind.INTRODUCTIONS, 2), 0),
        (RecipeItem(Kind.INTRODUCTIONS, 6), 2),
        (RecipeItem(Kind.INTRODUCTIONS, 60), 3),
        (RecipeItem(Kind.INTRODUCTIONS, 20, slots=4, minutes_each=5), 4),
        (RecipeItem(Kind.TALK, 60), 0),
    ],
)
def test_three_times_three_minutes_unless_the_recipe_says_otherwise(item: RecipeItem, slots: int) -> None:
    assert slots_for([item, RecipeItem(Kind.HOT_SEAT, 30, slots=1)], item.kind) == slots


def test_what_a_recipe_adds_up_to() -> None:
    assert (slots_for(EVENING, Kind.INTRODUCTIONS), minutes_of(EVENING), has_hot_seat(EVENING)) == (3, 120, False)
    assert has_hot_seat([RecipeItem(Kind.HOT_SEAT, 30)])


@pytest.mark.parametrize(
    ("recipe", "expected"),
    [
        (EVENING, ()),
        ([], (RecipeProblem(RecipeProblemCode.EMPTY, blocking=True),)),
        (
            [RecipeItem(Kind.TALK, 0), RecipeItem(Kind.NETWORKING, 20)],
            (RecipeProblem(RecipeProblemCode.NO_MINUTES, 1, blocking=True),),
        ),
        (
            [RecipeItem(Kind.INTRODUCTIONS, 6)],
            (
                RecipeProblem(RecipeProblemCode.TOO_SHORT_FOR_TURNS, 1),
                RecipeProblem(RecipeProblemCode.NO_TALK),
                RecipeProblem(RecipeProblemCode.NO_NETWORKING),
            ),
        ),
        (
            [RecipeItem(Kind.NETWORKING, 20), RecipeItem(Kind.TALK, 500)],
            (
                RecipeProblem(RecipeProblemCode.TOO_LONG, blocking=True),
                RecipeProblem(RecipeProblemCode.NETWORKING_NOT_LAST, 1),
            ),
        ),
    ],
)
def test_what_is_wrong_or_unusual_in_a_recipe(recipe: list[RecipeItem], expected: tuple[RecipeProblem, ...]) -> None:
    assert problems_in(recipe) == expected


@given(
    st.lists(st.builds(RecipeItem, st.sampled_from(Kind), st.integers(1, 90)), min_size=1, max_size=10),
    st.integers(0, 400),
)
def test_items_follow_each_other_without_gaps(recipe: list[RecipeItem], evening: int) -> None:
    end = datetime(2026, 11, 30, 17 + evening // 120, evening % 60, tzinfo=COPENHAGEN)
    agenda = timed_agenda(recipe, at(17, 0), ends_at=end)
    edges = [agenda.starts_at, *[item.ends_at for item in agenda.items]]
    assert [item.starts_at for item in agenda.items] == edges[:-1]
    assert all(item.minutes >= 1 for item in agenda.items)
    assert (agenda.spare_minutes == 0) == (agenda.ends_at == end)
