"""Votes of our own as Pabulib files, and files written back as they were."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings

from mikrovirk.fund.domain.allocation import Ballot, Election, Project, VoteType
from mikrovirk.fund.domain.pabulib import pabulib_of, read, write
from mikrovirk.fund.domain.pabulib.writing import decimal
from tests.fund.domain.allocation.test_properties import elections


def canonical(election: Election) -> dict[tuple[object, ...], int]:
    """How many voters said what, whatever the order; points of nothing are not said."""
    found: dict[tuple[object, ...], int] = {}
    for ballot in election.ballots:
        said = (
            sorted(election.points_of(ballot)) if election.vote_type is not VoteType.ORDINAL else list(ballot.projects)
        )
        key = tuple(each for each in said if isinstance(each, str) or each[1])
        found[key] = found.get(key, 0) + ballot.count
    return found


def test_a_vote_of_our_own() -> None:
    ballots = (Ballot(("b",)), Ballot(("a", "b"), count=2), Ballot(()))
    election = Election(1_000_050, (Project("a", 50_000), Project("b", 1_250)), ballots)
    made = pabulib_of(
        election, names={"a": "Messe; og kaffe"}, meta={"description": "Puljen 2027", "currency": "DKK"}, funded=("a",)
    )
    assert write(made) == (
        "META\nkey;value\ndescription;Puljen 2027\ncountry;\nunit;\ninstance;\n"
        "num_projects;2\nnum_votes;4\nbudget;10000.5\nvote_type;approval\ncurrency;DKK\n"
        'PROJECTS\nproject_id;cost;votes;name;selected\na;500;2;"Messe; og kaffe";1\nb;12.5;3;b;0\n'
        "VOTES\nvoter_id;vote\n1;\n2;a,b\n3;a,b\n4;b\n"
    )


def test_points_and_rankings() -> None:
    projects = (Project("a", 5), Project("b", 6))
    points = Election(9, projects, (Ballot(("a", "b"), (Fraction(1, 2), 2)),), unit=1, vote_type=VoteType.CUMULATIVE)
    made = write(pabulib_of(points, names={}, meta={}))
    assert (
        "project_id;cost;votes;score;name\na;5;1;0.5;a\nb;6;1;2;b\nVOTES\nvoter_id;vote;points\n1;a,b;0.5,2\n" in made
    )
    ranking = Election(9, projects, (Ballot(("b", "a")),), unit=1, vote_type=VoteType.ORDINAL)
    made = write(pabulib_of(ranking, names={}, meta={}))
    assert "vote_type;ordinal\nmax_length;2\n" in made
    assert made.endswith("VOTES\nvoter_id;vote\n1;b,a\n")


def test_a_vote_without_voters_can_be_read_again() -> None:
    election = Election(10, (Project("a", 5),), (), unit=1)
    assert read(write(pabulib_of(election, names={}, meta={}))).election.ballots == ()


@settings(max_examples=60, deadline=None, derandomize=True)
@given(elections())
def test_what_was_written_reads_the_same(election: Election) -> None:
    if election.unit == 3:
        return  # no currency has three parts
    found = read(write(pabulib_of(election, names={}, meta={}))).election
    factor = Fraction(found.unit, election.unit)
    assert found.budget == election.budget * factor
    assert [(each.id, each.cost) for each in found.projects] == [
        (each.id, each.cost * factor) for each in election.projects
    ]
    assert canonical(found) == canonical(election)


def test_amounts_in_digits() -> None:
    assert [decimal(Fraction(*each)) for each in ((5, 1), (5, 4), (1, 100), (1001, 10))] == [
        "5",
        "1.25",
        "0.01",
        "100.1",
    ]
    with pytest.raises(ValueError, match="no end"):
        decimal(Fraction(1, 3))


def test_real_files_are_written_back_with_nothing_lost(shared_data: Path) -> None:
    for path in sorted((shared_data / "pabulib").glob("*.pb")):
        if "Lodz" in path.name:
            continue
        found = read(path.read_text("utf-8"))
        again = read(write(found))
        assert (again.meta, again.projects, again.votes, again.election) == (
            found.meta,
            found.projects,
            found.votes,
            found.election,
        )
        assert found.notes == (), path.name
