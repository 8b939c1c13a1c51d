"""Writes: a ballot is cast. The voter's line and the box are written together, and nothing else is."""

from datetime import datetime

from django.core import signing
from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain.ballots import Choices, Wrong, problems
from mikrovirk.fund.models import Vote, Voter
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import ballot_boxes

MARK = "fund.vote.mark"
MARK_CAN_BE_UNDONE = 600  # seconds


class VoteClosed(Exception):
    """The vote is not open: not yet, no longer, or called off."""


class AlreadyVoted(Exception):
    """This vote is used; what lies in the box stays there, whoever tries again."""


class NotOnList(Exception):
    """They have no vote here."""


class RulesChanged(Exception):
    """The rules in the database are not those the vote opened with."""


class WrongBallot(Exception):
    """The ballot cannot be taken; `wrong` says why."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__(", ".join(wrong))
        self.wrong = wrong


@transaction.atomic
def cast(voter: Voter, choices: Choices, *, by: User, at: datetime) -> None:
    """Put the ballot into the box and mark the voter's line, both or neither.

    Raise AlreadyVoted for each try after the first, however close (a double tap, a page sent again), WrongBallot,
    VoteClosed, NotOnList, RulesChanged or ballot_boxes.BoxLost; then nothing was changed. `at` is looked at and not kept.
    """
    box = ballot_boxes.locked_box(voter.vote)  # one ballot after the other
    vote = Vote.objects.get(pk=voter.vote_id)
    if box is None or vote.state != Vote.State.OPEN or at > vote.closes_at:
        raise VoteClosed
    ballot = fixed_rules(vote).ballot
    if wrong := problems(ballot, choices):
        raise WrongBallot(wrong)
    if not voter.people.filter(user=by).exists():
        raise NotOnList
    mark(voter)
    ballot_boxes.put_in(box, ballot, choices)


def fixed_rules(vote: Vote) -> queries.Rules:
    """The rules the vote opened with; raise RulesChanged where they, or the moment it closes, were touched since."""
    rules = queries.rules_of(vote)
    if queries.digest_of(vote.rules) != vote.rules_digest or rules.closes_at != vote.closes_at:
        raise RulesChanged
    return rules


def mark(voter: Voter) -> None:
    """The vote is used; raise AlreadyVoted or NotOnList. Only whether, never when or how."""
    free = Voter.objects.filter(pk=voter.pk, struck_because="", has_voted=False)
    if not free.update(has_voted=True):
        raise AlreadyVoted if Voter.objects.filter(pk=voter.pk, struck_because="").exists() else NotOnList


@transaction.atomic
def mark_on_paper(voter: Voter, *, at: datetime) -> str:
    """Somebody got a ballot on paper: their vote is used. The answer takes it back within ten minutes, and is kept nowhere.

    Raise AlreadyVoted, NotOnList or VoteClosed.
    """
    box = ballot_boxes.locked_box(voter.vote)
    vote = Vote.objects.get(pk=voter.vote_id)
    if box is None or vote.state != Vote.State.OPEN or not vote.with_paper or at > vote.closes_at:
        raise VoteClosed
    mark(voter)
    return signing.dumps(voter.pk, salt=MARK)


@transaction.atomic
def undo_mark(vote: Vote, token: str) -> Voter:
    """The wrong line was marked: free it again; raise signing.BadSignature for what is too old or not ours, or VoteClosed."""
    key = signing.loads(token, salt=MARK, max_age=MARK_CAN_BE_UNDONE)
    if ballot_boxes.locked_box(vote) is None:
        raise VoteClosed
    voter = Voter.objects.get(pk=key, vote=vote)
    Voter.objects.filter(pk=voter.pk).update(has_voted=False)
    return voter
