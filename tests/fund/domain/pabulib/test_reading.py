"""Pabulib files as they are found: every ballot type, and every trap."""

import pytest

from mikrovirk.fund.domain.allocation import Ballot, Project, VoteType
from mikrovirk.fund.domain.pabulib import NotPabulib, read

USUAL = {"vote_type": "approval", "budget": "1000"}
PROJECTS = "project_id;cost;name\n1;500;Fælles messe\n2;250;Kaffevogn"
VOTES = "voter_id;vote\nv1;1,2\nv2;2\nv3;"


def file(meta: dict[str, str] | None = None, projects: str = PROJECTS, votes: str = VOTES) -> str:
    said = "\n".join(f"{key};{value}" for key, value in {**USUAL, **(meta or {})}.items())
    return f"META\nkey;value\n{said}\nPROJECTS\n{projects}\nVOTES\n{votes}\n"


def test_approvals() -> None:
    found = read(file({"currency": "DKK"}))
    assert (found.election.budget, found.election.unit, found.election.vote_type) == (1000, 1, VoteType.APPROVAL)
    assert found.election.projects == (Project("1", 500), Project("2", 250))
    assert found.election.ballots == (Ballot(("1", "2")), Ballot(("2",)), Ballot(()))
    assert (found.election.voters, found.names, found.notes) == (3, {"1": "Fælles messe", "2": "Kaffevogn"}, ())
    assert found.meta == {"vote_type": "approval", "budget": "1000", "currency": "DKK"}
    assert found.votes == (
        {"voter_id": "v1", "vote": "1,2"},
        {"voter_id": "v2", "vote": "2"},
        {"voter_id": "v3", "vote": ""},
    )


def test_equal_ballots_are_counted_together() -> None:
    found = read(file(votes="voter_id;vote\n1;1,2\n2;2,1\n3;1, 2"))
    assert found.election.ballots == (Ballot(("1", "2"), count=3),)


def test_one_choice() -> None:
    found = read(file({"vote_type": "choose-1"}, votes="voter_id;vote\n1;2\n2;2"))
    assert (found.election.vote_type, found.election.ballots) == (VoteType.CHOOSE_ONE, (Ballot(("2",), count=2),))


@pytest.mark.parametrize("vote_type", ["cumulative", "scoring"])
def test_points(vote_type: str) -> None:
    """A project with no points is not named; halves are points too."""
    found = read(file({"vote_type": vote_type}, votes="voter_id;points;vote\n1;3,1;2,1\n2;0,2;1,2\n3;;\n4;2.5;1"))
    assert found.election.vote_type is VoteType.CUMULATIVE
    assert [(each.projects, [str(points) for points in each.points]) for each in found.election.ballots] == [
        (("1", "2"), ["1", "3"]),
        (("2",), ["2"]),
        ((), []),
        (("1",), ["5/2"]),
    ]


def test_rankings() -> None:
    found = read(file({"vote_type": "ordinal", "max_length": "3"}, votes="voter_id;vote\n1;2,1\n2;1,2"))
    assert found.election.ballots == (Ballot(("2", "1")), Ballot(("1", "2")))
    assert (found.election.longest, found.election.votes) == (2, {"1": 3, "2": 3})


def test_amounts_with_decimals_become_whole_parts() -> None:
    """“400000.0” is 400,000 and nothing more; 12.50 makes everything be counted in hundredths."""
    assert read(file({"budget": "400000.0"})).election.unit == 1
    found = read(file({"budget": "400000,00"}, projects="project_id;cost\n1;12.50\n2;250")).election
    assert (found.budget, found.unit, [each.cost for each in found.projects]) == (4_000_000, 10, [125, 2500])
    assert read(file(projects="project_id;cost\n1;.25\n2;3.")).election.projects == (
        Project("1", 25),
        Project("2", 300),
    )


def test_what_spreadsheets_and_other_systems_do_to_files() -> None:
    """A mark at the beginning, Windows line ends, spaces, empty lines, other cases, cells left out or too many at the end."""
    text = file(projects="Project_ID;Cost;Name\n 1 ;500;\n\n2;250;;;", votes="voter_id;vote;age\n1;1 , 2\n2;2;44")
    found = read("\ufeff" + text.replace("META", "meta").replace("\n", "\r\n"))
    assert found.election.ballots == (Ballot(("1", "2")), Ballot(("2",)))
    assert found.projects[0] == {"project_id": "1", "cost": "500", "name": ""}
    assert found.votes[1]["age"] == "44"


def test_ids_and_texts_with_the_formats_own_signs() -> None:
    projects = 'project_id;cost;name\nden gamle smedje;500;"Messe; med ""kaffe""\nog kage"\nc, d;250;META'
    found = read(file(projects=projects, votes="voter_id;vote\n1;den gamle smedje\n2;c, d"))
    assert found.names == {"den gamle smedje": 'Messe; med "kaffe"\nog kage', "c, d": "META"}
    assert found.election.ballots == (Ballot(("den gamle smedje",)), Ballot(("c, d",)))


def test_counts_that_do_not_go_with_the_rows_are_noted() -> None:
    projects = "project_id;cost;votes\n1;500;1\n2;250;7"
    assert read(file({"num_votes": "4", "num_projects": "2"}, projects=projects)).notes == (
        "META says num_votes 4, but there are 3",
        "project 2: votes says 7, but there are 2",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "the section META is missing"),
        ("budget;5\n", "line 1: expected META, found “budget”"),
        ("META\nkey;value\nbudget;5\nvote_type;approval\nPROJECTS\nproject_id;cost\n", "the section VOTES is missing"),
        ("META\nkey;value\nMETA\n", "line 3: META is there twice"),
        ("META\nkey\n", "line 2: META has the columns key and value"),
        (
            file({"vote_type": "veto"}),
            "vote_type is one of approval, choose-1, cumulative, scoring, ordinal, found “veto”",
        ),
        (file().replace("budget;1000\n", ""), "META: the budget is missing"),
        (file({"budget": "much"}), "line 4: budget: expected an amount such as 12500 or 12500.50, found “much”"),
        (file({"budget": "-5"}), "line 4: budget: expected an amount"),
        (file({"budget": "1.000.000"}), "line 4: budget: expected an amount"),
        (file({"budget": "0.0000001"}), "line 4: budget: expected an amount"),
        (file(projects="project_id;name\n1;x"), "line 6: PROJECTS has no column cost"),
        (file(projects="project_id;cost;cost\n1;5;5"), "line 6: PROJECTS has the column cost twice"),
        (file(projects="project_id;cost\n1;5\n1;6"), "line 8: project 1 is there twice"),
        (file(projects="project_id;cost\n;5"), "line 7: project_id is empty"),
        (
            file(projects="project_id;cost\n1;5;6"),
            "line 7: 3 cells, but 2 columns (a semicolon in a text needs quotes)",
        ),
        (file(votes="voter_id;vote\n1;1\n1;2"), "line 12: voter 1 is there twice"),
        (file(votes="voter_id;vote\n1;9"), "line 11: there is no project “9”"),
        (file(votes="voter_id;vote\n1;1,,2"), "line 11: there is no project “”"),
        (file(votes="voter_id;vote\n1;2,1,2"), "line 11: project 2 is there twice"),
        (file({"vote_type": "choose-1"}), "line 11: 2 projects, but each voter chooses one"),
        (file({"vote_type": "cumulative"}), "line 11: a vote by points needs the column points"),
        (file({"vote_type": "cumulative"}, votes="voter_id;vote;points\n1;1,2;3"), "line 11: 2 projects, but 1 points"),
        (file({"vote_type": "scoring"}, votes="voter_id;vote;points\n1;1;-3"), "line 11: points: expected an amount"),
        (file(votes='voter_id;vote\n1;"1'), "line 11: unexpected end of data"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(NotPabulib) as caught:
        read(text)
    assert says in str(caught.value)
