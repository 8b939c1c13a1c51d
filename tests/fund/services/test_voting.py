"""A ballot is cast: one for each vote on the list, however often it is tried."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import signing
from django.db import connection, connections

from mikrovirk.common import sealing
from mikrovirk.fund.domain.ballots import Kind, Wrong
from mikrovirk.fund.models import BallotBox, Vote
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import ballot_boxes
from mikrovirk.fund.services import votes as preparing
from mikrovirk.fund.services import voting as services
from tests import factories
from tests.fund.voting_rows import CLOSES, NOW, cast, cast_all, make_draft, make_vote, person_of, voters_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def ballots(vote: Vote) -> list[tuple[int, ...]]:
    return list(ballot_boxes.ballots_in(BallotBox.objects.get(vote=vote), queries.rules_of(vote).ballot))


def test_a_ballot_lies_in_the_box_and_the_line_is_marked() -> None:
    vote = make_vote()
    first = voters_of(vote)[0]
    cast(first, 1, 0, 1)
    assert ballots(vote) == [(1, 0, 1)]
    assert [voter.has_voted for voter in voters_of(vote)] == [True, False, False, False, False]
    assert queries.turnout(vote) == queries.Turnout(5, 1)


def test_the_first_ballot_stands_whatever_is_tried_after_it() -> None:
    vote = make_vote()
    first = voters_of(vote)[0]
    cast(first, 1, 0, 0)
    for again in ((1, 0, 0), (0, 1, 1)):
        with pytest.raises(services.AlreadyVoted):
            cast(first, *again)
    assert ballots(vote) == [(1, 0, 0)]


def test_two_members_of_a_business_have_one_vote_between_them() -> None:
    place = factories.network()
    mill = factories.business("Møllen", cvr="25313763")
    karen, bo = factories.member(place, firm=mill), factories.member(place, firm=mill)
    vote = make_vote(place=place, voters=3, whose=Vote.Whose.BUSINESS)
    line = vote.voters.get(cvr="25313763")
    services.cast(line, (1, 0, 0), by=karen.user, at=NOW)
    with pytest.raises(services.AlreadyVoted):
        services.cast(line, (0, 1, 0), by=bo.user, at=NOW)


def test_nobody_casts_anothers_vote_or_one_that_was_struck() -> None:
    draft = make_draft()
    preparing.strike(voters_of(draft)[0], because="Er flyttet")
    vote = preparing.open_vote(draft, by=factories.user(), at=NOW)
    with pytest.raises(services.NotOnList):
        services.cast(voters_of(vote)[0], (1, 0, 0), by=factories.user(), at=NOW)
    struck = vote.voters.exclude(struck_because="").get()
    with pytest.raises(services.NotOnList):
        cast(struck, 1, 0, 0)
    assert ballots(vote) == []


@pytest.mark.parametrize(
    ("fields", "choices", "wrong"),
    [
        ({"at_least": 2}, (1, 0, 0), Wrong.TOO_FEW),
        ({"at_most": 1}, (1, 1, 0), Wrong.TOO_MANY),
        ({"kind": Kind.KNAPSACK.value}, (1, 1, 1), Wrong.TOO_DEAR),
        ({"kind": Kind.POINTS.value, "points": 10}, (9, 2, 0), Wrong.TOO_MANY_POINTS),
        ({}, (1, 0), Wrong.NOT_A_CHOICE),
    ],
)
def test_what_the_rules_do_not_allow_is_not_taken(fields: dict, choices: tuple[int, ...], wrong: Wrong) -> None:
    vote = make_vote(**fields)
    with pytest.raises(services.WrongBallot) as caught:
        cast(voters_of(vote)[0], *choices)
    assert caught.value.wrong == (wrong,)
    assert (ballots(vote), queries.turnout(vote).voted) == ([], 0)


def test_the_last_moment_counts_and_the_next_does_not() -> None:
    vote = make_vote()
    first, second, *_ = voters_of(vote)
    cast(first, 1, 0, 0, at=CLOSES)
    with pytest.raises(services.VoteClosed):
        cast(second, 1, 0, 0, at=CLOSES + timedelta(microseconds=1))


@pytest.mark.parametrize("field", ["rules", "closes_at"])
def test_rules_that_were_touched_in_the_database_stop_the_vote(field: str) -> None:
    vote = make_vote()
    touched = {"rules": {**vote.rules, "pot": 1}, "closes_at": CLOSES + timedelta(days=9)}[field]
    Vote.objects.filter(pk=vote.pk).update(**{field: touched})
    with pytest.raises(services.RulesChanged):
        cast(voters_of(vote)[0], 1, 0, 0)


def test_without_its_key_the_box_cannot_be_read_and_nobody_is_marked(keys: Path) -> None:
    vote = make_vote()
    for file in keys.glob("*.key"):
        file.unlink()
    with pytest.raises(ballot_boxes.BoxLost):
        cast(voters_of(vote)[0], 1, 0, 0)
    assert queries.turnout(vote).voted == 0


def test_a_box_that_was_exchanged_does_not_open() -> None:
    one, other = make_vote(), make_vote()
    cast(voters_of(other)[0], 1, 0, 0)
    BallotBox.objects.filter(vote=one).update(ballots=BallotBox.objects.get(vote=other).ballots)
    with pytest.raises(ballot_boxes.BoxLost):
        cast(voters_of(one)[0], 1, 0, 0)


def test_who_votes_on_paper_is_marked_and_cannot_vote_again() -> None:
    vote = make_vote(with_paper=True)
    first, second, *_ = voters_of(vote)
    token = services.mark_on_paper(first, at=NOW)
    with pytest.raises(services.AlreadyVoted):
        cast(first, 1, 0, 0)
    with pytest.raises(services.AlreadyVoted):
        services.mark_on_paper(first, at=NOW)
    assert services.undo_mark(vote, token) == first
    cast(first, 1, 0, 0)
    with pytest.raises(signing.BadSignature):
        services.undo_mark(vote, f"{token}x")
    assert (second.has_voted, ballots(vote)) == (False, [(1, 0, 0)])


def test_without_paper_nobody_is_marked() -> None:
    vote = make_vote()
    with pytest.raises(services.VoteClosed):
        services.mark_on_paper(voters_of(vote)[0], at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_and_a_crowd_at_once_put_in_one_ballot_each() -> None:
    """Six lines, each tried three times at the same moment; in memory there is one connection, so there one after the other."""
    vote = make_vote(voters=6)
    tries = [voter for voter in voters_of(vote) for _ in range(3)]
    by = {voter.pk: person_of(voter).user for voter in tries}

    def attempt(number: int) -> str:
        voter = tries[number]
        try:
            services.cast(voter, (1, 0, number % 2), by=by[voter.pk], at=NOW)
        except services.AlreadyVoted:
            return "again"
        finally:
            if not in_memory:
                connections.close_all()
        return "cast"

    in_memory = connection.vendor == "sqlite" and connection.is_in_memory_db()
    with ThreadPoolExecutor(6) as crowd:
        answers = list(map(attempt, range(len(tries))) if in_memory else crowd.map(attempt, range(len(tries))))
    assert (answers.count("cast"), answers.count("again")) == (6, 12)
    assert (len(ballots(vote)), queries.turnout(vote).voted) == (6, 6)


def test_old_keys_that_no_box_names_are_destroyed(keys: Path) -> None:
    vote = make_vote()
    cast_all(vote, [(1, 0, 0)] * 5)
    left = sealing.make_key("box")
    assert ballot_boxes.destroy_keys_without_box(now=NOW - timedelta(days=900)) == 0
    far = NOW + timedelta(days=4000)
    assert ballot_boxes.destroy_keys_without_box(now=far) == 1
    assert sealing.names_of_keys("box") == {BallotBox.objects.get(vote=vote).key}
    assert left not in sealing.names_of_keys("box")
