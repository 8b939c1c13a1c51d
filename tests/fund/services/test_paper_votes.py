"""Ballots on paper, typed in by two people."""

import pytest

from mikrovirk.fund.domain.paper_ballots import Difference
from mikrovirk.fund.models import PaperTyping, Vote
from mikrovirk.fund.services import paper_votes as services
from mikrovirk.fund.services.voting import VoteClosed, WrongBallot
from tests import factories
from tests.factories.fund import make_application
from tests.fund.voting_rows import AFTER, CLOSES, NOW, make_vote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture
def vote() -> Vote:
    return make_vote(with_paper=True, at_most=2)


@pytest.fixture
def two(vote: Vote) -> tuple[PaperTyping, PaperTyping]:
    return tuple(services.begin(vote, by=factories.user(), at=AFTER) for _ in range(2))  # type: ignore[return-value]


def test_two_people_type_and_a_third_is_refused(vote: Vote, two: tuple[PaperTyping, PaperTyping]) -> None:
    first, second = two
    assert (first.place, second.place) == (1, 2)
    assert services.begin(vote, by=first.by, at=AFTER) == first
    with pytest.raises(services.TwoTypeAlready):
        services.begin(vote, by=factories.user(), at=AFTER)


def test_sheets_are_typed_when_the_vote_is_over_and_not_by_who_applies(vote: Vote) -> None:
    with pytest.raises(services.NotYetClosed):
        services.begin(vote, by=factories.user(), at=CLOSES)
    applicant = factories.person()
    make_application(vote.call, applicant)
    with pytest.raises(services.HasInterest):
        services.begin(vote, by=applicant.user, at=AFTER)
    with pytest.raises(VoteClosed):
        services.begin(make_vote(), by=factories.user(), at=AFTER)


def test_what_differs_shows_when_both_are_done_and_not_before(vote: Vote, two: tuple[PaperTyping, PaperTyping]) -> None:
    first, second = two
    services.type_sheet(first, 1, (1, 0, 0))
    services.type_sheet(first, 2, (0, 1, 1))
    services.finish(first)
    services.type_sheet(second, 1, (1, 0, 0))
    services.type_sheet(second, 2, None)
    assert services.differences(vote) == ()
    services.finish(second)
    assert services.differences(vote) == (Difference(2, (0, 1, 1), None),)
    services.type_sheet(second, 2, (0, 1, 1))
    assert services.differences(vote) == ()
    assert [typing.count for typing in vote.typings.all()] == [2, 2]


def test_a_sheet_typed_again_replaces_and_can_be_taken_back(two: tuple[PaperTyping, PaperTyping]) -> None:
    first, _second = two
    services.type_sheet(first, 7, (1, 0, 0))
    services.type_sheet(first, 7, (0, 1, 0))
    services.type_sheet(first, 8, (0, 0, 0))
    services.remove_sheet(first, 8)
    assert services.typed_by(PaperTyping.objects.get(pk=first.pk)) == {7: (0, 1, 0)}


def test_what_the_rules_do_not_allow_cannot_be_typed_as_a_ballot(two: tuple[PaperTyping, PaperTyping]) -> None:
    with pytest.raises(WrongBallot):
        services.type_sheet(two[0], 1, (1, 1, 1))


def test_what_was_typed_lies_locked_in_the_database(two: tuple[PaperTyping, PaperTyping]) -> None:
    services.type_sheet(two[0], 7, (1, 0, 0))
    assert b"7 1 0 0" not in bytes(PaperTyping.objects.get(pk=two[0].pk).sheets)
    assert NOW < AFTER
