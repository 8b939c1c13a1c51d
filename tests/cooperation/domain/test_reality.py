"""Plan and reality."""

from datetime import date, timedelta

import pytest

from mikrovirk.cooperation.domain.reality import Done, Outcome, compare
from mikrovirk.cooperation.domain.roles import TaskLine

TODAY = date(2027, 1, 11)
TASK = TaskLine(10, "Find oplægsholdere", parts={1: "responsible", 2: "contributes"})


def ago(days: int, party: int | None = None, task: int = 10) -> Done:
    return Done(task, TODAY - timedelta(days=days), party)


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        ([], Outcome.NOT_DONE),
        ([ago(365, 1)], Outcome.NOT_DONE),
        ([ago(364, 1)], Outcome.AS_AGREED),
        ([ago(0, 1)], Outcome.AS_AGREED),
        ([ago(30, 2)], Outcome.BY_OTHERS),
        ([ago(30, 2), ago(20, 1)], Outcome.AS_AGREED),
        ([ago(30)], Outcome.AS_AGREED),
        ([ago(30, 2), ago(20)], Outcome.AS_AGREED),
        ([ago(400, 1), ago(-7, 1)], Outcome.COMING),
        ([ago(30, 1, task=11)], Outcome.NOT_DONE),
    ],
)
def test_what_came_of_a_task(done: list[Done], outcome: Outcome) -> None:
    assert [each.outcome for each in compare([TASK], done, today=TODAY)] == [outcome]


def test_how_often_when_and_by_whom() -> None:
    (found,) = compare([TASK], [ago(-7, 1), ago(20, 2), ago(400, 1), ago(30, 1), ago(10, 2)], today=TODAY)
    assert (found.count, found.last, found.next) == (3, TODAY - timedelta(days=10), TODAY + timedelta(days=7))
    assert found.by == (1, 2)
