"""The votes that dividing a pot is measured on are sound, and a missed goal is said."""

import random
from pathlib import Path

import pytest

from benchmarks.allocation import changes, line, measure, monotonicity
from benchmarks.allocation_world import vote
from mikrovirk.fund.domain.allocation import Ballot, Election, Project
from mikrovirk.fund.domain.pabulib import read


def test_a_made_up_vote_is_whole_and_the_same_every_time() -> None:
    text = vote(12, 30, budget=400_000, seed=1)
    found = read(text)
    assert text == vote(12, 30, budget=400_000, seed=1) != vote(12, 30, budget=400_000, seed=2)
    assert (len(found.election.projects), found.election.voters, found.notes) == (12, 30, ())
    assert all(0 < project.cost <= 400_000 for project in found.election.projects)
    assert sum(project.cost for project in found.election.projects) == pytest.approx(3 * 400_000, rel=0.2)


def test_ours_is_measured_with_its_memory_and_winners(tmp_path: Path) -> None:
    path = tmp_path / "vote.pb"
    path.write_text(
        "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;9\nVOTES\nvoter_id;vote\n1;a\n"
    )
    found = measure(path)
    assert found["funded"] == ["a"]
    assert 0 < found["seconds"] < 1
    assert found["memory"] > 5


def test_a_winner_is_made_cheaper_or_gets_one_more_of_those_who_voted() -> None:
    election = Election(100, (Project("a", 60), Project("b", 9)), (Ballot(("a",)), Ballot(("b",), count=2)), unit=1)
    made = dict(changes(election, "a", random.Random(1)))
    assert [made[f"cheaper by {share}"].by_id["a"].cost for share in ("1%", "10%", "30%")] == [59, 54, 42]
    more = made["one more supporter"]
    assert (more.voters, more.supporters) == (3, {"a": 2, "b": 2})


def test_what_is_not_promised_is_counted() -> None:
    assert [each.split(":")[0] for each in monotonicity(votes=2)] == [
        f"a winner then loses, {world}, {rule}"
        for world in ("60 × 25", "small")
        for rule in ("none", "Add1", "by votes")
    ]


@pytest.mark.parametrize("ok", [True, False])
def test_a_missed_goal_is_said(ok: bool, capsys: pytest.CaptureFixture[str]) -> None:
    assert line("made up 60 × 25", "0.1 s", "100 times", ok) is ok
    assert ("MISSED" in capsys.readouterr().out) is not ok
