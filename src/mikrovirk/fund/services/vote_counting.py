"""Writes: the ballots are counted and the pot divided; done again it comes out the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain import ballots as ballot_rules
from mikrovirk.fund.domain import counted, paper_ballots
from mikrovirk.fund.domain.allocation import Election, Project, allocate
from mikrovirk.fund.domain.ballots import Choices
from mikrovirk.fund.domain.paper_ballots import Sheet
from mikrovirk.fund.models import Application, BallotBox, Call, Vote, VoteCount
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import ballot_boxes, paper_votes
from mikrovirk.fund.services.voting import VoteClosed, fixed_rules


class StillOpen(Exception):
    """One can still vote."""


class PaperNotReady(Exception):
    """The sheets are not typed in twice and alike."""


class NeedsBecause(Exception):
    """There are not as many ballots as marks on the list; that needs a reason, which is public."""

    def __init__(self, marked: int, found: int) -> None:
        super().__init__(f"{marked} marked, {found} found")
        self.marked = marked
        self.found = found


@dataclass(frozen=True)
class Recount:
    """Whether a count comes out again as it is kept: the election, the sums, and what it buys."""

    election: bool
    sums: bool
    funded: bool

    @property
    def equals(self) -> bool:
        return self.election and self.sums and self.funded


@transaction.atomic
def count(vote: Vote, *, by: User, at: datetime, difference_because: str = "") -> VoteCount:
    """Empty the box, add the paper, divide the pot and keep all of it, once; then the key of the box is destroyed.

    Raise StillOpen, PaperNotReady, NeedsBecause, paper_votes.HasInterest, VoteClosed (counted before, or called off),
    voting.RulesChanged or ballot_boxes.BoxLost; then nothing was changed.
    """
    box = ballot_boxes.locked_box(vote)
    locked = Vote.objects.select_for_update(of=("self",)).select_related("call__fund").get(pk=vote.pk)
    if box is None or locked.state != Vote.State.OPEN:
        raise VoteClosed
    if at <= locked.closes_at:
        raise StillOpen
    if queries.has_interest(by, locked):
        raise paper_votes.HasInterest
    rules, sheets = fixed_rules(locked), paper_of(locked, box)
    on_paper = paper_ballots.valid(sheets)
    everything = tuple(sorted([*ballot_boxes.ballots_in(box, rules.ballot), *on_paper]))
    spoilt, turnout = len(sheets) - len(on_paper), queries.turnout(locked)
    if turnout.voted != len(everything) + spoilt and not difference_because:
        raise NeedsBecause(turnout.voted, len(everything) + spoilt)
    election = election_from(locked, rules, everything)
    made = VoteCount.objects.create(
        vote=locked,
        **kept(election, rules),
        on_list_count=turnout.on_list,
        voted_count=turnout.voted,
        ballot_count=len(everything),
        paper_count=len(on_paper),
        spoilt_count=spoilt,
        difference_because=difference_because[:300],
        by=by,
        at=at,
    )
    close(locked)
    return made


def paper_of(vote: Vote, box: BallotBox) -> dict[int, Sheet]:
    """The sheets as both typed them; raise PaperNotReady."""
    typings = list(vote.typings.all())
    if not typings:
        return {}
    if len(typings) != 2 or not all(typing.is_done for typing in typings) or paper_votes.differences(vote):
        raise PaperNotReady
    return paper_votes.read(typings[0], box)


def election_from(vote: Vote, rules: queries.Rules, ballots: Sequence[Choices]) -> Election:
    """The election without the projects that were withdrawn, or fell out, while people voted."""
    standing = Application.objects.filter(pk__in=[int(each.key) for each in rules.projects], state="sent")
    kept_keys = {str(key) for key in standing.values_list("pk", flat=True)}
    places = [place for place, each in enumerate(rules.projects) if each.key in kept_keys]
    projects = [Project(rules.projects[place].key, rules.projects[place].amount) for place in places]
    left = [tuple(choices[place] for place in places) for choices in ballots]
    return Election(
        budget=rules.pot,
        projects=tuple(projects),
        ballots=ballot_rules.for_election(rules.ballot, projects, left),
        lot_order=tuple(key for key in rules.lot_order if key in kept_keys),
        vote_type=ballot_rules.vote_type(rules.ballot),
    )


def kept(election: Election, rules: queries.Rules) -> dict[str, object]:
    """What is kept of an election, and what follows from it."""
    plain = counted.as_plain(election)
    return {
        "election": plain,
        "digest": queries.digest_of(plain),
        "supporters": election.supporters,
        "votes": election.votes,
        "funded": list(allocate(election, rules.division).funded),
    }


def close(vote: Vote) -> None:
    """The box is empty: it, the typings and the key go, and the call waits for its decisions."""
    vote.state = Vote.State.COUNTED
    vote.save(update_fields=["state"])
    Call.objects.filter(pk=vote.call_id, state=Call.State.VOTING).update(state=Call.State.ASSESSING)
    ballot_boxes.destroy(vote)


def recount(made: VoteCount) -> Recount:
    """Count the kept ballots again and divide the pot again; nothing is written."""
    election = counted.from_plain(made.election)
    again = kept(election, queries.rules_of(made.vote))
    return Recount(
        election=again["digest"] == made.digest and election.voters == made.ballot_count,
        sums=again["supporters"] == made.supporters and again["votes"] == made.votes,
        funded=again["funded"] == made.funded,
    )
