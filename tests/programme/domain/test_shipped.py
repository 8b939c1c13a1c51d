"""What a new network begins with fits the rules, the two source texts and the columns it is copied into."""

import pytest

from mikrovirk.programme.domain.agenda import FilledBy, Kind, has_hot_seat, minutes_of, problems_in, slots_for
from mikrovirk.programme.domain.introductions_queue import OfferState
from mikrovirk.programme.domain.shipped import ALL_WELCOME, FORMATS, TASKS, TOPICS, ShippedFormat, format_by_key
from mikrovirk.programme.domain.wording import Wording
from mikrovirk.programme.models import FilledBy as FilledByColumn
from mikrovirk.programme.models import Format, FormatItem, ItemKind, SlotOffer, TaskTemplate, Topic


def kinds(key: str) -> list[Kind]:
    return [item.kind for item in format_by_key(key).recipe]


def test_the_two_formats_are_those_of_the_source_text() -> None:
    assert [shipped.key for shipped in FORMATS] == ["1-0", "2-0"]
    assert kinds("1-0") == [Kind.WELCOME, Kind.TALK, Kind.INTRODUCTIONS, Kind.QUESTIONS, Kind.NETWORKING]
    assert kinds("2-0") == [Kind.WELCOME, Kind.TALK, Kind.HOT_SEAT, Kind.INPUT, Kind.NETWORKING]


@pytest.mark.parametrize("shipped", FORMATS, ids=lambda shipped: shipped.key)
def test_a_shipped_evening_has_no_problem_and_lasts_two_hours(shipped: ShippedFormat) -> None:
    recipe = shipped.recipe_in("da")
    assert (problems_in(recipe), minutes_of(recipe)) == ((), 120)


def test_a_format_has_three_slots_or_a_seat() -> None:
    assert [(slots_for(f.recipe_in("da"), Kind.INTRODUCTIONS), has_hot_seat(f.recipe_in("da"))) for f in FORMATS] == [
        (3, False),
        (0, True),
    ]


def test_a_recipe_speaks_the_language_asked_for() -> None:
    assert [item.title for item in format_by_key("2-0").recipe_in("da")] == [
        "Velkomst",
        "Fagligt oplæg",
        "Den varme stol eller Pralepladsen",
        "Input fra salen",
        "Netværke frit",
    ]
    assert [item.title for item in format_by_key("1-0").recipe_in("en")] == [
        "Welcome",
        "Talk",
        "3 × 3 minutes",
        "Questions",
        "Free networking",
    ]


def test_topics_are_those_of_the_source_text() -> None:
    assert [(topic.format_key, topic.name.da) for topic in TOPICS] == [
        ("1-0", "Salg"),
        ("1-0", "Markedsføring"),
        ("1-0", "Økonomi"),
        ("1-0", "Skat og moms"),
        ("2-0", "Strategi"),
        ("2-0", "Samarbejde"),
        ("2-0", "Udvikling"),
        ("2-0", "Vækstpotentiale"),
    ]
    assert [topic.for_the_newly_started for topic in TOPICS] == [True] * 4 + [False] * 4


def test_the_work_of_an_evening_can_be_shared() -> None:
    assert [(task.key, task.minutes_before, task.people) for task in TASKS] == [
        ("door", 30, 2),
        ("coffee", 30, 1),
        ("timekeeper", 0, 1),
        ("newcomers", 15, 1),
        ("room", 45, 2),
        ("pictures", 0, 1),
    ]


def test_an_unknown_format() -> None:
    with pytest.raises(KeyError):
        format_by_key("3-0")


def longest(wordings: list[Wording]) -> int:
    return max(len(text) for wording in wordings for text in (wording.da, wording.en))


@pytest.mark.parametrize(
    ("model", "field", "wordings"),
    [
        (Format, "name", [shipped.name for shipped in FORMATS]),
        (Format, "purpose", [shipped.purpose for shipped in FORMATS]),
        (FormatItem, "title", [item.title for shipped in FORMATS for item in shipped.recipe]),
        (Topic, "name", [topic.name for topic in TOPICS]),
        (Topic, "about", [topic.about for topic in TOPICS]),
        (TaskTemplate, "title", [task.title for task in TASKS]),
        (TaskTemplate, "what", [task.what for task in TASKS]),
    ],
)
def test_every_text_fits_its_column(model: type[Format], field: str, wordings: list[Wording]) -> None:
    assert longest(wordings) <= (model._meta.get_field(field).max_length or 0)


def test_every_text_is_there_in_both_languages() -> None:
    wordings = [ALL_WELCOME]
    for shipped in FORMATS:
        wordings += [shipped.purpose, shipped.expect, *[item.title for item in shipped.recipe]]
    wordings += [text for topic in TOPICS for text in (topic.name, topic.about)]
    wordings += [text for task in TASKS for text in (task.title, task.what)]
    assert [wording for wording in wordings if not wording.da or not wording.en or wording.da == wording.en] == []


def test_codes_are_those_of_the_tables() -> None:
    assert [kind.value for kind in Kind] == ItemKind.values
    assert [who.value for who in FilledBy] == FilledByColumn.values
    assert set(SlotOffer.State.values) <= {state.value for state in OfferState}
