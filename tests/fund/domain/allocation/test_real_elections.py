"""Real elections from Pabulib, three of them decided by equal shares in fact, and 480 profiles with known outcomes.

The files lie outside the repository; `test_a_small_election_made_by_hand` needs none.
"""

import json
from pathlib import Path

import pytest

from mikrovirk.fund.domain.allocation import Ballot, Election, Project, allocate
from mikrovirk.fund.domain.pabulib import read
from tests.fund.domain.allocation import elections as e

RULES = {
    "none": e.SHARES,
    "add1-stop-when-exhaustive": e.ADD1_EXHAUSTIVE,
    "add1 (published)": e.ADD1,
    "greedy": e.GREEDY,
}
LARGE = "Poland_Lodz_2022.pb"  # 90,494 voters
ELECTIONS = (
    "France_Toulouse_2022_17_-_Mirail-Universite_Reynerie_Bellefontaine.pb",
    "Netherlands_Amsterdam_289.pb",
    "Netherlands_Amsterdam_522.pb",
    "Netherlands_Amsterdam_643.pb",
    "Netherlands_Assen_2024.pb",
    "Poland_Swiecie_2023.pb",
    "Poland_Wieliczka_2023_Green_Budget.pb",
    "Switzerland_Zurich_S5.pb",
)


def outcomes(folder: Path, name: str) -> dict[str, list[str]]:
    election = read((folder / name).read_text("utf-8")).election
    named = json.loads((folder / "expected.json").read_text())[name]
    return {rule: sorted(allocate(election, RULES[rule]).funded) for rule in named}


def expected(folder: Path, name: str) -> dict[str, list[str]]:
    named: dict[str, list[str]] = json.loads((folder / "expected.json").read_text())[name]
    return {rule: sorted(ids) for rule, ids in named.items()}


@pytest.fixture
def pabulib(shared_data: Path) -> Path:
    return shared_data / "pabulib"


def test_a_small_election_made_by_hand() -> None:
    """Three small groups and a large one: by votes the large one takes nearly all."""
    text = (
        "META\nkey;value\nbudget;900\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;500\n2;350\n3;150\n4;100\n"
        "VOTES\nvoter_id;vote\n" + "".join(f"{voter};1,2\n" for voter in range(1, 7)) + "7;3\n8;3\n9;4\n"
    )
    election = read(text).election
    made = {rule: sorted(allocate(election, RULES[rule]).funded) for rule in RULES}
    assert made == {
        "none": ["2", "3", "4"],  # 100 each: six pay 350 first, then lack 500; two have 200 for 150
        "add1-stop-when-exhaustive": ["2", "3", "4"],
        "add1 (published)": ["2", "3", "4"],  # at 142 each the six could pay both
        "greedy": ["2", "1"][::-1],
    }


@pytest.mark.parametrize("name", ELECTIONS)
def test_an_election_comes_out_as_it_did(pabulib: Path, name: str) -> None:
    assert outcomes(pabulib, name) == expected(pabulib, name)


@pytest.mark.soak
def test_a_large_election_comes_out_as_it_did(pabulib: Path) -> None:
    assert outcomes(pabulib, LARGE) == expected(pabulib, LARGE)


def test_every_election_that_is_named_is_looked_at(pabulib: Path) -> None:
    assert sorted(json.loads((pabulib / "expected.json").read_text())) == sorted([*ELECTIONS, LARGE])


def test_profiles_of_equal_costs_are_bought_one_of_the_known_ways(pabulib: Path) -> None:
    """The winners are one of the known committees, or part of one (their tools fill the committee up)."""
    profiles = json.loads((pabulib / "unit_cost_equal_shares.json").read_text())
    wrong = []
    for each in profiles:
        projects = tuple(Project(str(number), 1) for number in range(each["num_cand"]))
        ballots = tuple(Ballot(tuple(map(str, ballot))) for ballot in each["profile"])
        funded = {int(id) for id in allocate(Election(each["k"], projects, ballots, unit=1), e.SHARES).funded}
        known = [
            set(found) for key, all_ in each["results"].items() if key.startswith("equal-shares|") for found in all_
        ]
        if not any(funded <= found for found in known):
            wrong.append(each["file"])
    assert (len(profiles), wrong) == (480, [])
