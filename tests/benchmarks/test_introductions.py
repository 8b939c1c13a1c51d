"""What whom to meet is measured beside is right on rooms that can be reckoned by hand, and a missed goal is said."""

from itertools import combinations

import pytest

from benchmarks.introductions import command, graph, linear_bound, three_matchings
from benchmarks.introductions import line as said

FIVE = dict.fromkeys(combinations(range(5), 2), 10)  # three each: 15 places, so seven pairs, and the bound says 7.5
FOUR = {(0, 1): 9, (2, 3): 7, (0, 2): 5, (1, 3): 5, (0, 3): 1, (1, 2): 1}  # everybody meets everybody


def test_the_linear_bound_of_a_room_of_five_is_half_a_pair_too_high() -> None:
    assert linear_bound(graph(5, FIVE)) == pytest.approx(75)


def test_three_matchings_of_four_are_everybody_with_everybody() -> None:
    assert three_matchings(4, FOUR) == 28


def test_the_command_proves_what_the_linear_bound_cannot() -> None:
    used, answer = command(5, FIVE)
    assert (answer["score"], answer["bound"], answer["optimal"]) == (70, 70, True)
    assert 0 < used < 10


@pytest.mark.parametrize("ok", [True, False])
def test_a_missed_goal_is_said(ok: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert said("even, 100", "loss 0.60%", "0.50%", ok) is ok
    assert ("MISSED" in capsys.readouterr().out) is not ok
