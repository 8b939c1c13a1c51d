"""Writes: two people type in the ballots on paper, each without seeing what the other typed."""

from datetime import datetime

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.fund.domain import paper_ballots as rules
from mikrovirk.fund.domain.ballots import problems
from mikrovirk.fund.domain.paper_ballots import Difference, Sheet
from mikrovirk.fund.models import BallotBox, PaperTyping, Vote
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import ballot_boxes
from mikrovirk.fund.services.voting import VoteClosed, WrongBallot, fixed_rules

LARGEST_NUMBER = 99_999


class TwoTypeAlready(Exception):
    """Two others type in this vote's paper."""


class HasInterest(Exception):
    """Who applies in the call handles no ballots."""


class NotYetClosed(Exception):
    """Sheets are typed in when the vote is over."""


@transaction.atomic
def begin(vote: Vote, *, by: User, at: datetime) -> PaperTyping:
    """The typing of `by`, begun where there is none; raise TwoTypeAlready, HasInterest, VoteClosed or NotYetClosed."""
    box = ballot_boxes.locked_box(vote)
    if box is None or not vote.with_paper:
        raise VoteClosed
    if at <= vote.closes_at:
        raise NotYetClosed
    if queries.has_interest(by, vote):
        raise HasInterest
    if own := vote.typings.filter(by=by).first():
        return own
    taken = set(vote.typings.values_list("place", flat=True))
    place = next((place for place in (1, 2) if place not in taken), None)
    if place is None:
        raise TwoTypeAlready
    typing = PaperTyping(vote=vote, place=place, by=by)
    write(typing, {}, box)
    typing.save()
    return typing


@transaction.atomic
def type_sheet(typing: PaperTyping, number: int, sheet: Sheet) -> None:
    """Keep what stands on a sheet (None: it cannot be counted); typed again it replaces. Raise WrongBallot or VoteClosed."""
    box, locked = both_locked(typing)
    ballot = fixed_rules(locked.vote).ballot
    if sheet is not None and (wrong := problems(ballot, sheet)):
        raise WrongBallot(wrong)
    sheets = read(locked, box)
    sheets[number] = sheet
    write(locked, sheets, box)
    locked.save()


@transaction.atomic
def remove_sheet(typing: PaperTyping, number: int) -> None:
    """Take back a sheet that was typed under a wrong number; raise VoteClosed."""
    box, locked = both_locked(typing)
    sheets = read(locked, box)
    sheets.pop(number, None)
    write(locked, sheets, box)
    locked.save()


@transaction.atomic
def finish(typing: PaperTyping, *, is_done: bool = True) -> None:
    """Say that all sheets are typed (or not after all); when both say so they are compared. Raise VoteClosed."""
    _box, locked = both_locked(typing)
    locked.is_done = is_done
    locked.save(update_fields=["is_done"])


def both_locked(typing: PaperTyping) -> tuple[BallotBox, PaperTyping]:
    box = ballot_boxes.locked_box(typing.vote)
    if box is None:
        raise VoteClosed
    return box, PaperTyping.objects.select_for_update(of=("self",)).select_related("vote").get(pk=typing.pk)


def read(typing: PaperTyping, box: BallotBox) -> dict[int, Sheet]:
    """What was typed, by the number of the sheet; raise BoxLost."""
    bound = f"paper {typing.vote_id} {typing.place}"
    return rules.from_text(ballot_boxes.opened(typing.sheets, key=box.key, bound_to=bound))


def write(typing: PaperTyping, sheets: dict[int, Sheet], box: BallotBox) -> None:
    bound = f"paper {typing.vote_id} {typing.place}"
    typing.sheets = ballot_boxes.sealed(rules.as_text(sheets), key=box.key, bound_to=bound)
    typing.count = len(sheets)


def typed_by(typing: PaperTyping) -> dict[int, Sheet]:
    """What one of the two typed, for their own eyes."""
    box = BallotBox.objects.filter(vote=typing.vote_id).first()
    return read(typing, box) if box else {}


def differences(vote: Vote) -> tuple[Difference, ...]:
    """Where the two typings differ, once both are done; nothing before, so that neither copies the other."""
    box = BallotBox.objects.filter(vote=vote).first()
    typings = list(vote.typings.all())
    if box is None or len(typings) != 2 or not all(typing.is_done for typing in typings):
        return ()
    first, second = (read(typing, box) for typing in typings)
    return rules.differences(first, second)
