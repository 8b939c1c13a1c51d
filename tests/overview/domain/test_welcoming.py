"""The steps of a newcomer, what is late, and who suits as their host."""

from datetime import date, timedelta

import pytest

from mikrovirk.overview.domain.welcoming import Candidate, Counts, Match, Path, Step, counted, hosts_for

DAY = date(2027, 1, 11)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("path", "step", "due"),
    [
        (Path(DAY), Step.WAITS, after(7)),
        (Path(DAY, hosted=after(1)), Step.HOSTED, after(7)),
        (Path(DAY, answered=after(2)), Step.ANSWERED, after(23)),
        (Path(DAY, hosted=after(1), answered=after(2), meeting=after(30)), Step.INVITED, after(31)),
        (Path(DAY, meeting=after(30), welcomed=after(30)), Step.WELCOMED, None),
        (Path(DAY, closed=after(3)), Step.CLOSED, None),
        (Path(DAY, closed=after(3), welcomed=after(9)), Step.WELCOMED, None),  # they came all the same
    ],
)
def test_the_step_and_when_the_next_is_due(path: Path, step: Step, due: date | None) -> None:
    assert (path.step, path.due()) == (step, due)


def test_late_is_the_day_after_it_was_due() -> None:
    path = Path(DAY)
    assert [path.is_late(after(days)) for days in (6, 7, 8)] == [False, False, True]
    assert not Path(DAY, welcomed=DAY).is_late(after(1000))


def test_the_counts() -> None:
    paths = [Path(DAY), Path(after(5)), Path(DAY, welcomed=after(1)), Path(DAY, closed=after(1))]
    assert counted(paths, today=after(9)) == Counts(all=4, under_way=2, late=1, welcomed=1, closed=1)
    assert counted([], today=DAY) == Counts()


def test_the_counts_of_an_earlier_day_know_nothing_of_what_came_after() -> None:
    paths = [Path(DAY, welcomed=after(3)), Path(DAY, answered=after(1), closed=after(5)), Path(after(4))]
    assert counted(paths, today=after(2)) == Counts(all=2, under_way=2)
    assert counted(paths, today=after(3)) == Counts(all=2, under_way=1, welcomed=1)
    assert counted(paths, today=after(6)) == Counts(all=3, under_way=1, welcomed=1, closed=1)


def words(*found: str) -> frozenset[str]:
    return frozenset(found)


def test_trade_and_village_before_village_before_trade_before_time() -> None:
    candidates = [
        Candidate(1, words("frisør"), words("vordingborg"), 0),
        Candidate(2, words("keramik"), words("vordingborg"), 0),
        Candidate(3, words("frisør"), words("stege"), 0),
        Candidate(4, words("keramik"), words("stege"), 9),
        Candidate(5, words(), words(), 0),
    ]
    assert hosts_for(words("keramik"), words("stege"), candidates) == [
        Match(4, same_trade=True, same_place=True),
        Match(3, same_trade=False, same_place=True),
        Match(2, same_trade=True, same_place=False),
        Match(1, same_trade=False, same_place=False),
        Match(5, same_trade=False, same_place=False),
    ]


def test_of_two_alike_the_one_with_least_to_do_and_then_the_one_who_said_yes_first() -> None:
    candidates = [Candidate(key, words("keramik"), words(), count) for key, count in ((3, 1), (7, 0), (5, 0))]
    assert [match.key for match in hosts_for(words("keramik"), words(), candidates)] == [5, 7, 3]


def test_nothing_known_of_the_newcomer_matches_nobody() -> None:
    assert hosts_for(words(), words(), [Candidate(1, words(), words(), 0)]) == [Match(1, False, False)]
