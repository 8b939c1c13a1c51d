"""A plan for the season names rows by their key; in another installation the keys are others."""

from mikrovirk.home.moving.references import planned, wished


def later(label: str, old: int) -> int:
    """All keys are 1,000 higher."""
    return old + 1000


def earlier(label: str, new: int) -> int:
    return new - 1000 if new > 1000 else new


def test_every_id_gets_its_new_key_also_in_a_sentence() -> None:
    answer = {
        "plan": [{"topic": "topic-1", "speaker": "speaker-0", "newest": ["person-2"], "date": "2031-01-27"}],
        "because": [{"da": "topic-1 ønskes af flere (3); Møde 1-0.", "about": "topic"}],
        "support": 12,
    }
    moved = planned(answer, later)
    assert moved == {
        "plan": [
            {
                "topic": "topic-1001",
                "speaker": "speaker-0",
                "newest": ["person-1002"],
                "date": "2031-01-27",
            }
        ],
        "because": [{"da": "topic-1001 ønskes af flere (3); Møde 1-0.", "about": "topic"}],
        "support": 12,
    }
    assert planned(moved, earlier) == answer


def test_whoever_does_not_go_along_is_nobody_afterwards() -> None:
    left = planned("person-9", lambda label, old: -old)
    assert left == "person--9"
    assert planned(left, later) == left


def test_what_is_fixed_and_the_meetings_of_a_running_season_follow() -> None:
    wishes = {
        "hour": "17:30",
        "fixed": {"3": {"topic": 4, "date": "2031-01-27"}},
        "meetings": {"1": 8},
        "published": {"plan": [{"number": 1, "venue": "venue-5", "speaker": "talk-6"}]},
    }
    moved = wished(wishes, later)
    assert moved == {
        "hour": "17:30",
        "fixed": {"3": {"topic": 1004, "date": "2031-01-27"}},
        "meetings": {"1": 1008},
        "published": {"plan": [{"number": 1, "venue": "venue-1005", "speaker": "talk-1006"}]},
    }
    assert wished(moved, earlier) == wishes
