"""A vote held for an attacker to look at: forty people, each with a ballot of their own, in an order that is known.

`python -m tests.fund.secret_vote FOLDER` holds one in the SQLite file of MIKROVIRK_DATA, copies what lies there in the middle
and after the count into FOLDER, with the log, and prints who voted what. Then a crowd of processes tries to vote more than once.
"""

import json
import logging
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from random import Random

VOTERS, PROJECTS = 40, 12


@dataclass(frozen=True)
class Truth:
    """What the attacker wants to know: the ballot of each voter (by key of the line), in the order they voted."""

    ballots: dict[int, str]


def drawn() -> tuple[list[str], list[int]]:
    """A ballot of their own for each of the forty, and the order in which they vote."""
    dice = Random(20260)
    ballots: dict[str, None] = {}
    while len(ballots) < VOTERS:
        ballots["".join(str(dice.randrange(2)) for _ in range(PROJECTS))] = None
    return list(ballots), dice.sample(range(VOTERS), VOTERS)


def hold(folder: Path) -> Truth:
    """The vote, with a copy of everything in the middle and at the end."""
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone

    from mikrovirk.fund.services import vote_counting
    from tests import factories
    from tests.fund.clerks import lay_tables
    from tests.fund.voting_rows import AFTER, cast, make_vote, voters_of

    lay_tables()
    logging.basicConfig(filename=folder / "log", level=logging.DEBUG, force=True)
    logging.getLogger("django.db.backends").setLevel(logging.DEBUG)
    connection.force_debug_cursor = True
    vote = make_vote(voters=VOTERS, amounts=[1_000_00] * PROJECTS)
    ballots, order = drawn()
    lines = voters_of(vote)
    truth = {lines[place].pk: ballots[place] for place in order}
    for place in order:
        cast(lines[place], *map(int, ballots[place]))
    shutil.copytree(settings.DATA, folder / "middle")
    vote_counting.count(vote, by=factories.user(), at=AFTER)
    shutil.copytree(settings.DATA, folder / "end")
    assert timezone.is_aware(AFTER)
    return Truth(truth)


def crowd() -> dict[str, int]:
    """Six processes try to use the same six votes, each with another ballot: what lies in the box, and who is marked."""
    from django.db import connections

    from mikrovirk.fund.models import BallotBox
    from mikrovirk.fund.queries import votes
    from mikrovirk.fund.services import ballot_boxes
    from tests.fund.voting_rows import make_vote, voters_of

    vote = make_vote(voters=6)
    connections.close_all()
    children = [child for number in range(6) if (child := started(vote.pk, number))]
    ended = [os.waitpid(child, 0)[1] for child in children]
    in_box = ballot_boxes.ballots_in(BallotBox.objects.get(vote=vote), votes.rules_of(vote).ballot)
    marked, lines = votes.turnout(vote).voted, len(voters_of(vote))
    return {"failed": sum(map(bool, ended)), "ballots": len(in_box), "marked": marked, "lines": lines}


def started(vote: int, number: int) -> int:
    """A process that tries every line of the list, beginning at another one than the others; its id."""
    if child := os.fork():
        return child
    from mikrovirk.fund.models import Vote
    from mikrovirk.fund.services import voting
    from tests.fund.voting_rows import cast, voters_of

    status = 1
    try:
        lines = voters_of(Vote.objects.get(pk=vote))
        for line in lines[number:] + lines[:number]:
            try:
                cast(line, number % 2, 1, number // 3)
            except voting.AlreadyVoted:
                continue
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    import django

    os.environ["MIKROVIRK_LOG_LEVEL"] = "DEBUG"
    django.setup()
    print(json.dumps({"truth": hold(Path(sys.argv[1])).ballots, "crowd": crowd()}))
