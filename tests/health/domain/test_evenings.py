"""What was known on a day."""

from datetime import date

from mikrovirk.health.domain.evenings import Answer, Evening, Meeting, held

MEETINGS = [
    Meeting("b", "møn", date(2026, 2, 23)),
    Meeting("a", "møn", date(2026, 1, 26)),
    Meeting("c", "møn", date(2026, 3, 30)),
    Meeting("d", "stege", date(2026, 3, 30)),
]
ANSWERS = [
    Answer("a", "ida", True, date(2026, 1, 20)),
    Answer("a", "bo", True, date(2026, 1, 20)),
    Answer("a", "bo", False, date(2026, 1, 25)),
    Answer("b", "ida", False, date(2026, 2, 1)),
    Answer("b", "ida", True, date(2026, 2, 2)),
    Answer("b", "eva", True, date(2026, 2, 24)),
    Answer("c", "ida", True, date(2026, 2, 1)),
    Answer("elsewhere", "ida", True, date(2026, 1, 1)),
]


def test_meetings_and_answers_up_to_the_day_count_and_the_newest_answer_of_each() -> None:
    assert held(MEETINGS, ANSWERS, as_of=date(2026, 2, 23)) == {
        "møn": (
            Evening("a", date(2026, 1, 26), frozenset({"ida"})),
            Evening("b", date(2026, 2, 23), frozenset({"ida"})),
        )
    }


def test_what_was_said_after_the_meeting_is_known_once_it_was_said() -> None:
    (_, second) = held(MEETINGS, ANSWERS, as_of=date(2026, 2, 24))["møn"]
    assert (second.came, second.count) == (frozenset({"ida", "eva"}), 2)


def test_before_the_first_meeting_there_is_no_series() -> None:
    assert held(MEETINGS, ANSWERS, as_of=date(2026, 1, 25)) == {}


def test_the_order_of_the_rows_does_not_matter() -> None:
    day = date(2026, 12, 31)
    assert held(MEETINGS[::-1], ANSWERS[::-1], as_of=day) == held(MEETINGS, ANSWERS, as_of=day)
