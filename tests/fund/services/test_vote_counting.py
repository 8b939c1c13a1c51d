"""The count: ballots and paper together, the pot divided, and the same again."""

from itertools import product

import pytest

from mikrovirk.common import sealing
from mikrovirk.fund.domain import counted
from mikrovirk.fund.domain.allocation import Completion, Method, allocate
from mikrovirk.fund.domain.allocation.election import VoteType
from mikrovirk.fund.domain.ballots import Kind
from mikrovirk.fund.models import Application, BallotBox, Call, PaperTyping, Vote, VoteCount
from mikrovirk.fund.queries import divisions
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import paper_votes, voting
from mikrovirk.fund.services import vote_counting as services
from tests import factories
from tests.factories.fund import make_application
from tests.fund.voting_rows import AFTER, CLOSES, NOW, cases_of, cast, cast_all, make_vote, voters_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def count(vote: Vote, **more: str) -> VoteCount:
    return services.count(vote, by=factories.user(), at=AFTER, **more)


def by_title(vote: Vote, numbers: dict[str, int]) -> dict[str, int]:
    titles = {str(case.pk): case.title for case in cases_of(vote)}
    return {titles[key]: number for key, number in numbers.items()}


def test_the_ballots_are_counted_and_the_pot_is_divided() -> None:
    vote = make_vote(completion="none")
    cast_all(vote, [(1, 0, 0), (1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 0, 0)])
    made = count(vote)
    assert by_title(vote, made.supporters) == {"Projekt 1": 3, "Projekt 2": 1, "Projekt 3": 1}
    assert (made.on_list_count, made.voted_count, made.ballot_count, made.paper_count) == (5, 5, 5, 0)
    first = str(cases_of(vote)[0].pk)
    assert made.funded == [first]  # three voters with 16.000 kroner each pay 40.000; nobody else has enough
    election, rule = queries.election_of(vote.call)  # type: ignore[misc]
    assert allocate(election, rule).funded == (first,)
    assert (rule.method, rule.completion, election.budget) == (Method.EQUAL_SHARES, Completion.NONE, 80_000_00)
    assert divisions.election_of(Call.objects.get(pk=vote.call_id)) == (election, rule)


def test_by_most_votes_what_fits_is_bought_in_that_order() -> None:
    vote = make_vote(rule=Call.Rule.GREEDY)
    cast_all(vote, [(0, 1, 1), (0, 1, 1), (1, 1, 0), (1, 0, 1), (0, 0, 1)])
    [_first, second, third] = cases_of(vote)
    assert count(vote).funded == [str(third.pk), str(second.pk)]


def test_points_are_counted_as_points() -> None:
    vote = make_vote(kind=Kind.POINTS.value, points=10, points_for_one=8)
    cast_all(vote, [(8, 2, 0), (0, 5, 5), (1, 1, 8), (0, 0, 0), (8, 0, 0)])
    made = count(vote)
    assert by_title(vote, made.votes) == {"Projekt 1": 17, "Projekt 2": 8, "Projekt 3": 13}
    assert by_title(vote, made.supporters) == {"Projekt 1": 3, "Projekt 2": 3, "Projekt 3": 2}
    assert counted.from_plain(made.election).vote_type is VoteType.CUMULATIVE


def test_of_two_that_are_tied_in_all_else_the_lot_decides() -> None:
    vote = make_vote(rule=Call.Rule.GREEDY, amounts=[50_000_00, 50_000_00], voters=4)
    cast_all(vote, [(1, 0), (1, 0), (0, 1), (0, 1)])
    assert count(vote).funded == [queries.rules_of(vote).lot_order[0]]


def test_paper_counts_with_the_rest_and_spoilt_sheets_are_said() -> None:
    vote = make_vote(with_paper=True)
    on_phone, *on_paper = voters_of(vote)
    cast(on_phone, 1, 0, 0)
    for voter in on_paper:
        voting.mark_on_paper(voter, at=NOW)
    sheets = {3: (1, 0, 0), 1: (0, 1, 0), 2: (0, 1, 1), 4: None}
    for _ in range(2):
        typing = paper_votes.begin(vote, by=factories.user(), at=AFTER)
        for number, sheet in sheets.items():
            paper_votes.type_sheet(typing, number, sheet)
        paper_votes.finish(typing)
    made = count(vote)
    assert by_title(vote, made.supporters) == {"Projekt 1": 2, "Projekt 2": 2, "Projekt 3": 1}
    assert (made.ballot_count, made.paper_count, made.spoilt_count, made.voted_count) == (4, 3, 1, 5)
    assert not PaperTyping.objects.exists()


@pytest.mark.parametrize("state", ["one", "undone", "different"])
def test_paper_that_is_not_typed_twice_and_alike_is_not_counted(state: str) -> None:
    vote = make_vote(with_paper=True)
    first = paper_votes.begin(vote, by=factories.user(), at=AFTER)
    paper_votes.type_sheet(first, 1, (1, 0, 0))
    paper_votes.finish(first)
    if state != "one":
        second = paper_votes.begin(vote, by=factories.user(), at=AFTER)
        paper_votes.type_sheet(second, 1, (0, 1, 0) if state == "different" else (1, 0, 0))
        paper_votes.finish(second, is_done=state != "undone")
    with pytest.raises(services.PaperNotReady):
        count(vote, difference_because="Ligegyldigt")


def test_a_mark_without_a_ballot_needs_a_public_reason() -> None:
    vote = make_vote(with_paper=True)
    cast(voters_of(vote)[0], 1, 0, 0)
    voting.mark_on_paper(voters_of(vote)[1], at=NOW)
    with pytest.raises(services.NeedsBecause) as caught:
        count(vote)
    assert (caught.value.marked, caught.value.found) == (2, 1)
    assert (
        count(vote, difference_because="En seddel kom ikke tilbage").difference_because == "En seddel kom ikke tilbage"
    )


def test_nobody_counts_while_one_can_vote_or_twice_or_with_an_interest() -> None:
    vote = make_vote()
    with pytest.raises(services.StillOpen):
        services.count(vote, by=factories.user(), at=CLOSES)
    applicant = factories.person()
    make_application(vote.call, applicant)
    with pytest.raises(paper_votes.HasInterest):
        services.count(vote, by=applicant.user, at=AFTER)
    count(vote)
    with pytest.raises(services.VoteClosed):
        count(vote)
    assert VoteCount.objects.count() == 1


def test_what_was_withdrawn_meanwhile_is_not_divided_and_the_others_are_counted_as_they_stand() -> None:
    vote = make_vote(rule=Call.Rule.GREEDY)
    cast_all(vote, [(1, 1, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1), (1, 0, 0)])
    [first, second, third] = cases_of(vote)
    Application.objects.filter(pk=first.pk).update(state="withdrawn", withdrawn_at=NOW)
    made = count(vote)
    assert made.supporters == {str(second.pk): 1, str(third.pk): 2}
    assert made.funded == [str(third.pk), str(second.pk)]
    assert made.ballot_count == 5  # two of them name nothing that is left


def test_after_the_count_box_and_key_are_gone(django_capture_on_commit_callbacks) -> None:
    vote = make_vote()
    with django_capture_on_commit_callbacks(execute=True):
        count(vote)
    assert (BallotBox.objects.count(), sealing.names_of_keys("box")) == (0, set())
    assert Call.objects.get(pk=vote.call_id).state == Call.State.ASSESSING


def test_a_count_that_fails_leaves_box_and_key(django_capture_on_commit_callbacks) -> None:
    vote = make_vote()
    voters_of(vote)[0].__class__.objects.filter(vote=vote).update(has_voted=True)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(services.NeedsBecause):
        count(vote)
    assert sealing.names_of_keys("box") == {BallotBox.objects.get().key}


@pytest.mark.parametrize(("kind", "most"), [(Kind.APPROVAL, 1), (Kind.POINTS, 3), (Kind.KNAPSACK, 1)])
def test_a_recount_equals(kind: Kind, most: int) -> None:
    vote = make_vote(kind=kind.value, points=4, voters=8, completion="add1u")
    given = [each for each in product(range(most + 1), repeat=3) if sum(each) <= 2][:8]
    cast_all(vote, given + [(0, 0, 0)] * (8 - len(given)))
    made = count(vote)
    for _ in range(2):
        assert services.recount(VoteCount.objects.get(pk=made.pk)) == services.Recount(True, True, True)


@pytest.mark.parametrize("part", ["ballots", "supporters", "votes", "funded", "ballot_count", "lot_order", "budget"])
def test_whatever_is_changed_in_a_count_the_recount_finds(part: str) -> None:
    vote = make_vote()
    cast_all(vote, [(1, 0, 0), (1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 0, 0)])
    made = count(vote)
    if part == "ballots":
        made.election["ballots"][-1]["count"] += 1
    elif part == "lot_order":
        made.election["lot_order"].reverse()
    elif part == "budget":
        made.election["budget"] += 1
    elif part == "funded":
        made.funded = []
    elif part == "ballot_count":
        made.ballot_count, made.difference_because = 6, "Skjult"
    else:
        numbers = getattr(made, part)
        numbers[next(iter(numbers))] += 1
    made.save()
    assert not services.recount(VoteCount.objects.get(pk=made.pk)).equals


def test_a_vote_without_ballots_divides_nothing() -> None:
    made = count(make_vote())
    assert (made.ballot_count, made.funded, set(made.supporters.values())) == (0, [], {0})
    assert services.recount(made).equals
