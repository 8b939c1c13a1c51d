"""A counted election is kept whole."""

import json
from random import Random

from mikrovirk.fund.domain.allocation.election import Ballot, Election, Project, VoteType
from mikrovirk.fund.domain.counted import as_plain, from_plain

BALLOTS = (Ballot(("7",), (10,), 2), Ballot(("7", "12"), (4, 6)), Ballot((), ()))
ELECTION = Election(
    budget=100_000_01,
    projects=(Project("12", 40_000_00), Project("7", 60_000_50)),
    ballots=BALLOTS,
    lot_order=("7", "12"),
    vote_type=VoteType.CUMULATIVE,
)


def test_what_is_kept_is_the_same_election() -> None:
    kept = from_plain(json.loads(json.dumps(as_plain(ELECTION))))
    assert (kept.budget, kept.unit, kept.vote_type, kept.lot_order) == (
        100_000_01,
        100,
        VoteType.CUMULATIVE,
        ("7", "12"),
    )
    assert (kept.projects, set(kept.ballots)) == (ELECTION.projects, set(BALLOTS))
    assert (kept.votes, kept.supporters, kept.voters) == ({"12": 6, "7": 24}, {"12": 1, "7": 3}, 4)


def test_what_is_kept_does_not_tell_the_order_of_the_ballots() -> None:
    shuffled = list(BALLOTS)
    Random(3).shuffle(shuffled)
    other = Election(
        budget=100_000_01,
        projects=ELECTION.projects,
        ballots=tuple(shuffled),
        lot_order=("7", "12"),
        vote_type=VoteType.CUMULATIVE,
    )
    assert as_plain(other) == as_plain(ELECTION)
