"""A counted election as plain values that are kept, and back again: the same election to the last øre and lot."""

from typing import Any

from mikrovirk.fund.domain.allocation.election import Ballot, Election, Project, VoteType

Plain = dict[str, Any]


def as_plain(election: Election) -> Plain:
    """The election as values JSON can hold; equal ballots together, sorted, so that it tells nothing of who came when."""
    ballots = sorted(election.ballots, key=lambda ballot: (ballot.projects, ballot.points))
    return {
        "budget": election.budget,
        "unit": election.unit,
        "vote_type": election.vote_type.value,
        "projects": [{"id": each.id, "cost": each.cost} for each in election.projects],
        "lot_order": list(election.lot_order),
        "ballots": [
            {"projects": list(each.projects), "points": list(each.points), "count": each.count} for each in ballots
        ],
    }


def from_plain(plain: Plain) -> Election:
    """What `as_plain` made; raise NotAnElection where it was changed into none."""
    return Election(
        budget=plain["budget"],
        projects=tuple(Project(each["id"], each["cost"]) for each in plain["projects"]),
        ballots=tuple(
            Ballot(tuple(each["projects"]), tuple(each["points"]), each["count"]) for each in plain["ballots"]
        ),
        lot_order=tuple(plain["lot_order"]),
        unit=plain["unit"],
        vote_type=VoteType(plain["vote_type"]),
    )
