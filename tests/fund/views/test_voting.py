"""The vote as everybody sees it, and as a voter uses it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.fund.domain.allocation import Method, Rule, allocate
from mikrovirk.fund.domain.pabulib import read
from mikrovirk.fund.models import BallotBox, Vote
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import ballot_boxes, vote_counting, votes
from mikrovirk.mailing.models import Message
from tests import factories
from tests.fund.voting_rows import cast_all, make_draft, make_vote, person_of, voters_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture(autouse=True)
def _open_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Votes of these tests close in two days."""
    now = timezone.now()
    monkeypatch.setattr("tests.fund.voting_rows.NOW", now)
    monkeypatch.setattr("tests.fund.voting_rows.CLOSES", now + timedelta(days=2))


def address(vote: Vote, name: str = "vote") -> str:
    return reverse(f"fund:{name}", args=[vote.call.fund.slug, vote.pk])


def signed_in(client: Client, vote: Vote, place: int = 0) -> Client:
    client.force_login(person_of(voters_of(vote)[place]).user)
    return client


def text_of(answer: Any) -> str:
    """The page with every space alike."""
    return str(answer.content.decode().replace("\xa0", " "))


def ballots(vote: Vote) -> list[tuple[int, ...]]:
    return list(ballot_boxes.ballots_in(BallotBox.objects.get(vote=vote), queries.rules_of(vote).ballot))


def test_everybody_reads_what_is_voted_on_and_by_which_rules(client: Client) -> None:
    vote = make_vote(voters=4, at_least=1, at_most=2)
    page = text_of(client.get(address(vote)))
    for words in (
        "Projekt 1",
        "40.000 kr.",
        "80.000 kr.",
        "4 personer",
        "Mindst 1 projekt",
        "Log ind og stem",
        "0 af 4",
    ):
        assert words in page
    assert 'type="checkbox"' not in page


def test_a_vote_that_is_not_open_yet_is_not_there(client: Client) -> None:
    draft = make_draft()
    assert client.get(address(draft)).status_code == 404
    client.force_login(person_of(voters_of(draft)[0]).user)
    assert client.get(address(draft)).status_code == 404


def test_a_voter_looks_at_the_ballot_casts_it_and_has_a_receipt(client: Client) -> None:
    vote = make_vote()
    signed_in(client, vote)
    assert text_of(client.get(address(vote))).count('type="checkbox"') == 3
    looked = text_of(client.post(address(vote), {"p1": "on", "p3": "on"}))
    assert "Er det din stemme?" in looked
    assert "2 projekter til 70.000 kr. af puljens 80.000 kr." in looked
    assert ballots(vote) == []
    answer = client.post(address(vote, "vote_cast"), {"p1": "1", "p3": "1"})
    assert answer["Location"] == address(vote, "vote_receipt")
    assert ballots(vote) == [(1, 0, 1)]
    receipt = text_of(client.get(answer["Location"]))
    assert "Din stemme ligger i kassen" in receipt
    assert "Projekt" not in receipt
    assert "Du har stemt" in text_of(client.get(address(vote)))


def test_sent_again_it_leads_to_the_same_receipt_and_one_mail(client: Client) -> None:
    vote = make_vote()
    signed_in(client, vote)
    for given in ({"p1": "1"}, {"p1": "1"}, {"p2": "1"}):
        assert client.post(address(vote, "vote_cast"), given)["Location"] == address(vote, "vote_receipt")
    assert ballots(vote) == [(1, 0, 0)]
    [mail] = Message.objects.filter(kind="fund.vote_receipt")
    assert "Projekt" not in str(mail.context)


def test_what_the_rules_do_not_allow_keeps_what_was_chosen_and_says_why(client: Client) -> None:
    vote = make_vote(kind="knapsack")
    signed_in(client, vote)
    page = text_of(client.post(address(vote), {"p1": "on", "p2": "on", "p3": "on"}))
    assert "Det, du har valgt, koster 105.000 kr., og der er 80.000 kr. i puljen" in page
    assert page.count("checked") == 3
    client.post(address(vote, "vote_cast"), {"p1": "1", "p2": "1", "p3": "1"})
    assert ballots(vote) == []


def test_points_are_typed_and_come_back_to_be_changed(client: Client) -> None:
    vote = make_vote(kind="points", points=10)
    signed_in(client, vote)
    assert "Du giver 9 af dine 10 point." in text_of(client.post(address(vote), {"p1": "7", "p2": "2"}))
    assert 'value="7"' in text_of(client.post(address(vote), {"p1": "7", "p2": "2", "change": "1"}))
    assert "Du har givet 11 point" in text_of(client.post(address(vote), {"p1": "7", "p2": "4"}))
    client.post(address(vote, "vote_cast"), {"p1": "7", "p2": "2"})
    assert ballots(vote) == [(7, 2, 0)]


def test_who_is_not_on_the_list_reads_and_does_not_vote(client: Client) -> None:
    vote = make_vote()
    client.force_login(factories.user())
    page = text_of(client.get(address(vote)))
    assert "Du står ikke på listen" in page
    assert client.post(address(vote, "vote_cast"), {"p1": "1"}).status_code == 404
    assert client.get(address(vote, "vote_receipt"))["Location"] == address(vote)
    assert ballots(vote) == []


def test_who_has_two_businesses_votes_for_each(client: Client) -> None:
    place = factories.network()
    person = factories.member(place, firm=factories.business("Møllen", cvr="25313763"))
    person.memberships.get().also_for.add(factories.business("Systuen", cvr="10403782"))
    vote = make_vote(place=place, voters=3, whose="business")
    client.force_login(person.user)
    assert "Møllen" in text_of(client.get(address(vote)))
    first, second = queries.votes_of(person.user, vote)
    client.post(address(vote, "vote_cast"), {"voter": first.pk, "p1": "1"})
    receipt = text_of(client.get(address(vote, "vote_receipt")))
    assert f"?voter={second.pk}" in receipt
    client.post(address(vote, "vote_cast"), {"voter": second.pk, "p2": "1"})
    assert ballots(vote) == [(0, 1, 0), (1, 0, 0)]


def test_after_the_last_moment_nothing_is_taken(client: Client) -> None:
    vote = make_vote()
    signed_in(client, vote)
    Vote.objects.filter(pk=vote.pk).update(closes_at=timezone.now() - timedelta(seconds=1))
    answer = client.post(address(vote, "vote_cast"), {"p1": "1"}, follow=True)
    assert "Afstemningen er slut" in text_of(answer)
    assert ballots(vote) == []


def counted(**fields: Any) -> Vote:
    vote = make_vote(completion="none", **fields)
    cast_all(vote, [(1, 0, 0), (1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 0, 0)])
    vote_counting.count(vote, by=factories.user(), at=timezone.now() + timedelta(days=3))
    return vote


def test_the_result_is_public_with_every_ballot_as_a_file(client: Client) -> None:
    vote = counted()
    page = text_of(client.get(address(vote)))
    assert "5 af 5 stemte (100 procent)" in page
    assert page.count("Får pengene") == 1
    answer = client.get(address(vote, "vote_file"))
    election = read(answer.content.decode()).election
    assert sorted(election.supporters.values()) == [1, 1, 3]
    assert 'filename="' in answer["Content-Disposition"]


def test_whoever_takes_the_file_divides_the_pot_as_we_did_also_where_the_lot_decides(client: Client) -> None:
    for _ in range(3):  # drawn anew each time
        vote = make_vote(rule="greedy", amounts=[50_000_00] * 3, voters=3)
        cast_all(vote, [(1, 0, 0), (0, 1, 0), (0, 0, 1)])
        made = vote_counting.count(vote, by=factories.user(), at=timezone.now() + timedelta(days=3))
        file = read(text_of(client.get(address(vote, "vote_file"))))
        assert list(allocate(file.election, Rule(Method.GREEDY)).funded) == made.funded
        assert (file.meta["rule"], file.meta["completion"]) == ("greedy", "none")


def test_an_unused_vote_stands_on_the_members_own_page(client: Client) -> None:
    vote = make_vote(place=factories.network(municipality_code="0390"))
    signed_in(client, vote)
    page = text_of(client.get("/me/"))
    assert "Du har en stemme om “Aktiviteter i foråret”" in page
    assert address(vote) in page
    client.post(address(vote, "vote_cast"), {"p1": "1"})
    assert address(vote) not in text_of(client.get("/me/"))


def test_before_the_count_there_is_no_file_and_no_result(client: Client) -> None:
    vote = make_vote()
    assert client.get(address(vote, "vote_file")).status_code == 404
    assert "Får pengene" not in text_of(client.get(address(vote)))


def test_a_vote_called_off_says_why(client: Client) -> None:
    vote = make_vote()
    votes.cancel(vote, because="Et projekt manglede på sedlen.", by=factories.user(), at=timezone.now())
    assert "Et projekt manglede på sedlen." in text_of(client.get(address(vote)))


@pytest.mark.parametrize("count", [1, 3, 9])
def test_the_page_asks_the_same_however_many_projects(
    client: Client, count: int, django_assert_max_num_queries
) -> None:
    vote = make_vote(amounts=[10_000_00] * count)
    signed_in(client, vote)
    client.get(address(vote))
    with django_assert_max_num_queries(12):
        client.get(address(vote))
