"""The office of a vote: rules, list, opening, paper, counting."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.fund.models import Call, FundRole, PaperTyping, Vote, VoteCount
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import votes
from mikrovirk.mailing.models import Message
from tests import factories
from tests.factories.fund import make_application
from tests.fund.voting_rows import caseworker, cast, make_draft, make_vote, voters_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


@pytest.fixture(autouse=True)
def _open_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Votes of these tests close in two days."""
    now = timezone.now()
    monkeypatch.setattr("tests.fund.voting_rows.NOW", now)
    monkeypatch.setattr("tests.fund.voting_rows.CLOSES", now + timedelta(days=2))


def address(vote: Vote, name: str, *more: object) -> str:
    return reverse(f"fund:{name}", args=[vote.call.fund.slug, vote.pk, *more])


def text_of(answer: Any) -> str:
    return str(answer.content.decode().replace("\xa0", " "))


def handled(client: Client, vote: Vote) -> User:
    somebody = caseworker(vote.call.fund)
    client.force_login(somebody)
    return somebody


def over(vote: Vote) -> Vote:
    """The same vote an hour after its last moment."""
    closes = timezone.now() - timedelta(hours=1)
    vote.rules["closes_at"] = closes.isoformat()
    vote.closes_at, vote.rules_digest = closes, queries.digest_of(vote.rules)
    vote.save()
    return vote


NAMES = ("office_vote", "office_vote_edit", "office_voters", "office_voter_add")


@pytest.mark.parametrize("name", NAMES)
def test_others_find_no_such_page(client: Client, name: str) -> None:
    vote = make_draft()
    client.force_login(factories.user())
    assert client.get(address(vote, name)).status_code == 404
    elsewhere = caseworker(make_draft().call.fund)
    client.force_login(elsewhere)
    assert client.get(address(vote, name)).status_code == 404


def test_a_vote_is_prepared_for_a_call_and_opened(client: Client) -> None:
    draft = make_draft(voters=4)
    call = draft.call
    votes.cancel(draft, because="", by=factories.user(), at=timezone.now())
    place = factories.network(municipality_code="0390")
    for _ in range(3):
        factories.member(place)
    client.force_login(caseworker(call.fund))
    page = text_of(client.get(reverse("fund:office_votes", args=[call.fund.slug])))
    new = reverse("fund:office_vote_new", args=[call.fund.slug, call.pk])
    assert new in page
    form = {
        "networks": [place.pk],
        "whose": "person",
        "list_date": timezone.localdate().isoformat(),
        "kind": "approval",
        "at_least": "2",
        "at_most": "1",
        "completion": "add1",
        "closes": (timezone.localdate() + timedelta(days=9)).isoformat(),
        "hour": "20:00",
    }
    assert "færre, end man mindst skal vælge" in text_of(client.post(new, form))
    answer = client.post(new, {**form, "at_most": ""}, follow=True)
    made = Vote.objects.get()
    assert (made.at_least, made.at_most, queries.turnout(made).on_list) == (2, 0, 3)
    assert timezone.localtime(made.closes_at).hour == 20
    page = text_of(answer)
    for words in ("80.000 kr.", "3 stemmer", "Projekt 2", "Åbn afstemningen"):
        assert words in page
    client.post(address(made, "office_vote_open"))
    assert Vote.objects.get().state == Vote.State.OPEN
    assert "Fra nu af ligger dens regler" in text_of(client.get(address(made, "office_vote")))


def test_what_is_missing_to_open_is_said(client: Client) -> None:
    draft = make_draft(amounts=[])
    handled(client, draft)
    page = text_of(client.get(address(draft, "office_vote")))
    assert "Ingen ansøgning opfylder alle betingelser endnu" in page
    assert address(draft, "office_vote_open") not in page
    client.post(address(draft, "office_vote_open"))
    assert Vote.objects.get().state == Vote.State.DRAFT


def test_the_rules_of_a_draft_are_changed_and_those_of_an_open_vote_stand(client: Client) -> None:
    draft = make_draft()
    handled(client, draft)
    page = client.get(address(draft, "office_vote_edit"))
    given = {name: value for name, value in page.context["form"].initial.items() if value not in (None, False)}
    given |= {
        "kind": "knapsack",
        "networks": [draft.networks.get().pk],
        "hour": "20:00",
        "list_date": str(given["list_date"]),
        "closes": str(given["closes"]),
    }
    draft.call.fund.municipalities = []
    draft.call.fund.save()
    assert client.post(address(draft, "office_vote_edit"), given).status_code == 302
    assert Vote.objects.get().kind == "knapsack"
    votes.open_vote(Vote.objects.get(), by=factories.user(), at=timezone.now())
    assert "ligger fast" in text_of(client.get(address(draft, "office_vote_edit"), follow=True))


def test_lines_are_added_and_struck_with_a_reason(client: Client) -> None:
    draft = make_draft()
    handled(client, draft)
    guest = factories.person("Else Skov")
    add = address(draft, "office_voter_add")
    assert "Ingen her har den adresse." in text_of(client.post(add, {"email": "x@y.example", "because": "Ny"}))
    client.post(add, {"email": guest.email.upper(), "because": "Listen var bagud"})
    assert "Vedkommende står på listen." in text_of(client.post(add, {"email": guest.email, "because": "Igen"}))
    first = voters_of(draft)[0]
    strike = address(draft, "office_voter_strike", first.pk)
    client.post(strike, {"because": "Er flyttet"})
    page = text_of(client.get(address(draft, "office_voters")))
    for words in ("Else Skov", "Listen var bagud", "Er flyttet"):
        assert words in page
    client.post(strike)
    assert not draft.voters.exclude(struck_because="").exists()
    assert "Else Skov" not in text_of(client.get(address(draft, "office_voters"), {"q": "Holm"}))


def test_the_voters_are_written_to_once(client: Client) -> None:
    vote = make_vote(voters=3)
    handled(client, vote)
    cast(voters_of(vote)[0], 1, 0, 0)
    assert "2 personer på listen har ikke stemt" in text_of(client.get(address(vote, "office_vote")))
    for _ in range(2):
        client.post(address(vote, "office_vote_invite"))
    assert Message.objects.filter(kind="fund.vote_invitation").count() == 2
    assert set(Message.objects.filter(kind="fund.vote_invitation").values_list("state", flat=True)) == {"queued"}


def test_paper_is_handed_out_and_a_wrong_line_is_undone(client: Client) -> None:
    vote = make_vote(with_paper=True)
    handled(client, vote)
    first, second, *_ = voters_of(vote)
    assert client.get(address(vote, "office_ballots_pdf"))["Content-Type"] == "application/pdf"
    marked = client.post(address(vote, "office_voter_on_paper", first.pk))
    assert first.name in text_of(marked)
    assert "udlevér ikke en stemmeseddel" in text_of(
        client.post(address(vote, "office_voter_on_paper", first.pk), follow=True)
    )
    client.post(address(vote, "office_voter_undo"), {"token": marked.context["token"]})
    client.post(address(vote, "office_voter_on_paper", second.pk))
    assert [each.has_voted for each in voters_of(vote)[:2]] == [False, True]
    assert "for længe siden" in text_of(client.post(address(vote, "office_voter_undo"), {"token": "x"}, follow=True))


def test_who_has_voted_stands_on_the_list_only_while_paper_is_handed_out(client: Client) -> None:
    vote, online = make_vote(with_paper=True), make_vote()
    for each in (vote, online):
        handled(client, each)
        cast(voters_of(each)[0], 1, 0, 0)
    client.force_login(FundRole.objects.get(fund=vote.call.fund).user)
    assert "Har stemt" in text_of(client.get(address(vote, "office_voters")))
    over(vote)
    assert "Har stemt" not in text_of(client.get(address(vote, "office_voters")))
    client.force_login(FundRole.objects.get(fund=online.call.fund).user)
    assert "Har stemt" not in text_of(client.get(address(online, "office_voters")))


def type_in(client: Client, vote: Vote, sheets: dict[int, dict[str, str]]) -> None:
    for number, crosses in sheets.items():
        answer = client.post(address(vote, "office_paper"), {"number": number, **crosses})
        assert answer.status_code == 302
    client.post(address(vote, "office_paper_done"))


def test_two_people_type_the_paper_see_where_they_differ_and_it_is_counted(client: Client) -> None:
    vote = make_vote(with_paper=True, voters=3)
    worker, decider = handled(client, vote), caseworker(vote.call.fund, FundRole.Name.DECIDER)
    client.post(address(vote, "office_voter_on_paper", voters_of(vote)[0].pk))
    over(vote)
    type_in(client, vote, {1: {"p1": "on", "p2": "on"}})
    client.force_login(decider)
    type_in(client, vote, {1: {"p1": "on"}, 2: {"is_spoilt": "on", "p1": "on"}})
    page = text_of(client.get(address(vote, "office_paper")))
    for words in ("Se på de her sedler igen", "1, 2", "Kun tastet ind af den ene af jer", "kan ikke tælles med"):
        assert words in page
    client.force_login(worker)
    assert "skal tastes ind af to personer" in text_of(client.post(address(vote, "office_vote_count"), follow=True))
    client.force_login(decider)
    client.post(address(vote, "office_paper_remove", 2))
    client.post(address(vote, "office_paper"), {"number": 1, "p1": "on", "p2": "on"})
    assert "I to har tastet det samme" in text_of(client.get(address(vote, "office_paper")))
    assert client.post(address(vote, "office_vote_count")).status_code == 404  # a decider does not count
    client.force_login(worker)
    page = text_of(client.post(address(vote, "office_vote_count"), follow=True))
    assert "Stemmerne er talt" in page
    assert sorted(VoteCount.objects.get().supporters.values()) == [0, 1, 1]
    assert not PaperTyping.objects.exists()
    assert "bliver det det samme" in text_of(client.post(address(vote, "office_vote_recount"), follow=True))


def test_a_sheet_that_breaks_the_rules_is_kept_on_the_page_with_the_reason(client: Client) -> None:
    vote = over(make_vote(with_paper=True, at_most=1))
    handled(client, vote)
    page = text_of(client.post(address(vote, "office_paper"), {"number": 1, "p1": "on", "p2": "on"}))
    assert "Du har valgt 2 projekter. Vælg højst 1." in page
    assert PaperTyping.objects.get().count == 0


def test_where_marks_and_ballots_differ_the_reason_is_asked_for(client: Client) -> None:
    vote = make_vote(with_paper=True)
    handled(client, vote)
    client.post(address(vote, "office_voter_on_paper", voters_of(vote)[0].pk))
    over(vote)
    page = text_of(client.post(address(vote, "office_vote_count")))
    assert "1 er krydset af på listen, og der er 0 stemmesedler." in page
    client.post(address(vote, "office_vote_count"), {"because": "En seddel kom ikke tilbage"})
    public = text_of(client.get(reverse("fund:vote", args=[vote.call.fund.slug, vote.pk])))
    assert "En seddel kom ikke tilbage" in public


def test_who_applies_in_the_call_handles_nothing(client: Client) -> None:
    vote = make_vote(with_paper=True)
    worker = handled(client, vote)
    make_application(vote.call, factories.person().__class__.objects.create(user=worker))
    assert "Aflys" not in text_of(client.get(address(vote, "office_vote")))
    for name, *more in (
        ("office_voter_on_paper", voters_of(vote)[0].pk),
        ("office_vote_cancel",),
    ):
        answer = client.post(address(vote, name, *more), {"because": "Fordi"}, follow=True)
        assert "Du søger selv i denne runde" in text_of(answer)
    over(vote)
    assert "Du søger selv" in text_of(client.post(address(vote, "office_paper"), {"number": 1}, follow=True))
    assert "Du søger selv" in text_of(client.post(address(vote, "office_vote_count"), follow=True))
    assert Vote.objects.get(pk=vote.pk).state == Vote.State.OPEN


def test_a_vote_is_called_off_with_a_reason(client: Client) -> None:
    vote = make_vote()
    handled(client, vote)
    assert client.post(address(vote, "office_vote_cancel")).status_code == 200
    assert Vote.objects.get().state == Vote.State.OPEN
    client.post(address(vote, "office_vote_cancel"), {"because": "Et projekt manglede"})
    assert "Et projekt manglede" in text_of(client.get(address(vote, "office_vote")))
    assert Call.objects.get().state == Call.State.ASSESSING


@pytest.mark.parametrize("count", [3, 9])
def test_the_list_asks_the_same_however_many(client: Client, count: int, django_assert_max_num_queries) -> None:
    vote = make_vote(voters=count, with_paper=True)
    handled(client, vote)
    client.get(address(vote, "office_voters"))
    with django_assert_max_num_queries(14):
        client.get(address(vote, "office_voters"))
