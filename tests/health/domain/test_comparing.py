"""Quartiles of enough others, rounded; nothing where they are too few."""

from typing import Any

from mikrovirk.health.domain.comparing import Compared, compared, to_step


def measures(median: float, share: float | None = None) -> dict[str, Any]:
    active = None if share is None else {"share": share}
    return {"attendance": {"median": median}, "active": active}


OTHERS = [measures(10, 0.31), measures(14, 0.42), measures(18, 0.55), measures(22, 0.66), measures(31)]


def test_a_measure_that_five_others_have() -> None:
    """Four others have a share of active members: it is left out."""
    assert compared(measures(20.5, 0.5), OTHERS) == (Compared("attendance", 20.5, 14, 18, 22, 5),)


def test_what_the_network_itself_does_not_have_is_not_compared() -> None:
    assert compared({"attendance": None}, OTHERS) == ()


def test_four_others_are_too_few() -> None:
    assert compared(measures(20), OTHERS[:4]) == ()


def test_shares_are_told_in_steps_of_five_per_cent() -> None:
    others = [measures(10, share) for share in (0.31, 0.42, 0.56, 0.66, 0.99, 1.0)]
    (_attendance, active) = compared(measures(10, 0.5), others)
    assert (active.lower, active.middle, active.upper, active.others) == (0.45, 0.6, 0.9, 6)
    assert [to_step(value, 0.05) for value in (0.0, 0.024, 0.025, -0.31)] == [0.0, 0.0, 0.05, -0.3]
