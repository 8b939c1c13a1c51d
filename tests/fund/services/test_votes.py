"""A vote is prepared, its list drawn up, opened with its rules fixed, or cancelled."""

from datetime import timedelta

import pytest

from mikrovirk.common import sealing
from mikrovirk.directory.models import Membership
from mikrovirk.fund.models import BallotBox, Call, FundRole, Vote
from mikrovirk.fund.queries import votes as queries
from mikrovirk.fund.services import vote_counting
from mikrovirk.fund.services import votes as services
from tests import factories
from tests.factories.fund import make_application
from tests.fund.voting_rows import AFTER, CLOSES, NOW, cases_of, make_draft, make_vote, voters_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def names(vote: Vote) -> list[str]:
    return list(vote.voters.values_list("name", flat=True))


def test_the_list_holds_who_was_a_member_on_the_day() -> None:
    place = factories.network()
    day = NOW.date()
    factories.member(place, "Var der", joined=day - timedelta(days=1))
    factories.member(place, "Kom på dagen", joined=day)
    factories.member(place, "Kom bagefter", joined=day + timedelta(days=1))
    gone = factories.member(place, "Gik før", joined=day - timedelta(days=9))
    gone.memberships.update(left_date=day)
    factories.member(factories.network(), "Et andet netværk")
    assert names(make_draft(place=place, voters=0)) == ["Kom på dagen", "Var der"]


def test_who_is_in_two_networks_has_one_vote() -> None:
    place, other = factories.network(), factories.network()
    person = factories.member(place, "Karen Holm")
    Membership.objects.create(
        person=person, network=other, joined_date=NOW.date(), came=Membership.Came.OFFICE, business=None
    )
    vote = make_draft(place=place, voters=0)
    services.change(vote, networks=[place, other], fields={})
    assert names(vote) == ["Karen Holm"]


def test_a_business_has_one_vote_for_its_number_however_many_its_people() -> None:
    place = factories.network()
    mill = factories.business("Møllen", cvr="25313763")
    factories.member(place, "Karen", firm=mill)
    factories.member(place, "Bo", firm=mill)
    two = factories.member(place, "Ida", firm=factories.business("Havnens Café"))
    two.memberships.get().also_for.add(factories.business("Systuen", cvr="10403782"))
    vote = make_draft(place=place, voters=0, whose=Vote.Whose.BUSINESS)
    assert [(each.name, each.cvr, each.people.count()) for each in vote.voters.all()] == [
        ("Havnens Café", "", 1),
        ("Møllen", "25313763", 2),
        ("Systuen", "10403782", 1),
    ]
    assert [each.name for each in queries.votes_of(two.user, vote)] == ["Havnens Café", "Systuen"]


def test_what_is_added_and_struck_by_hand_stays_when_the_list_is_drawn_up_anew() -> None:
    vote = make_draft(voters=3)
    [first, *_rest] = voters_of(vote)
    services.strike(first, because="Er flyttet til Norge")
    guest = factories.person("Else Skov")
    services.add_to_list(vote, guest, because="Blev medlem samme dag, listen var bagud")
    with pytest.raises(services.AlreadyOnList):
        services.add_to_list(vote, guest, because="Igen")
    services.draw_up_list(vote)
    assert "Else Skov" in names(vote)
    assert list(vote.voters.exclude(struck_because="").values_list("name", flat=True)) == [first.name]
    assert queries.turnout(vote) == queries.Turnout(3, 0)
    services.strike(vote.voters.get(name=first.name), because="")
    services.strike(vote.voters.get(name="Else Skov"), because="Var en fejl")
    assert queries.turnout(vote).on_list == 3
    assert "Else Skov" not in names(vote)


def test_opening_fixes_the_rules_the_ballot_the_list_and_the_lot() -> None:
    vote = make_vote(voters=4, at_least=1, at_most=2)
    rules = queries.rules_of(vote)
    assert [(each.title, each.amount, each.place) for each in rules.projects] == [
        ("Projekt 1", 40_000_00, 1),
        ("Projekt 2", 35_000_00, 2),
        ("Projekt 3", 30_000_00, 3),
    ]
    assert sorted(each.lot for each in rules.projects) == [1, 2, 3]
    assert (rules.pot, rules.on_list_count, rules.closes_at) == (80_000_00, 4, CLOSES)
    assert vote.rules_digest == queries.digest_of(vote.rules)
    assert Call.objects.get(pk=vote.call_id).state == Call.State.VOTING
    assert sealing.names_of_keys("box") == {BallotBox.objects.get(vote=vote).key}


def test_the_lot_is_drawn_by_chance() -> None:
    draws = {queries.rules_of(make_vote(voters=3, amounts=[1_000_00] * 6)).lot_order for _ in range(4)}
    assert len({tuple(sorted(range(6), key=order.__getitem__)) for order in draws}) > 1


def test_once_open_neither_rules_nor_list_change() -> None:
    vote = make_vote()
    for attempt in (
        lambda: services.change(vote, networks=[], fields={"at_most": 1}),
        lambda: services.draw_up_list(vote),
        lambda: services.strike(voters_of(vote)[0], because="For sent"),
        lambda: services.add_to_list(vote, factories.person(), because="For sent"),
        lambda: services.open_vote(vote, by=factories.user(), at=NOW),
        lambda: services.prepare(vote.call, networks=[], fields={"list_date": NOW.date(), "closes_at": CLOSES}),
    ):
        with pytest.raises(services.IsFixed):
            attempt()


def test_an_application_changed_afterwards_stands_on_the_ballot_as_it_was() -> None:
    vote = make_vote()
    vote.call.applications.update(amount=1_00, title="Noget andet")
    assert [each.amount for each in queries.rules_of(Vote.objects.get(pk=vote.pk)).projects] == [
        40_000_00,
        35_000_00,
        30_000_00,
    ]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"voters": 2}, "too-few-voters"),
        ({"amounts": []}, "no-projects"),
        ({"closes_at": NOW}, "closes"),
        ({"rule": Call.Rule.SCORE}, "not-by-vote"),
    ],
)
def test_what_would_be_no_vote_does_not_open(fields: dict[str, object], why: str) -> None:
    draft = make_draft(**fields)
    with pytest.raises(services.CannotOpen) as caught:
        services.open_vote(draft, by=factories.user(), at=NOW)
    assert caught.value.why == why
    assert not BallotBox.objects.exists()


def test_it_opens_after_the_deadline_of_the_call_and_with_money_only() -> None:
    draft = make_draft()
    draft.call.deadline_at = NOW
    draft.call.save()
    with pytest.raises(services.CannotOpen, match="deadline"):
        services.open_vote(draft, by=factories.user(), at=NOW)


def test_only_what_meets_the_conditions_is_on_the_ballot() -> None:
    draft = make_draft()
    [first, second, _third] = cases_of(draft)
    condition = draft.call.conditions.create(position=1, text="Til gavn for flere", is_general_benefit=True)
    first.checks.create(condition=condition, is_met=True, reason="Ja", at=NOW)
    second.checks.create(condition=condition, is_met=False, reason="Nej", at=NOW)
    make_application(draft.call, state="withdrawn", withdrawn_at=NOW)
    opened = services.open_vote(draft, by=factories.user(), at=NOW)
    assert [each.key for each in queries.rules_of(opened).projects] == [str(first.pk)]


def test_a_vote_that_is_called_off_leaves_no_ballots_and_room_for_another(
    django_capture_on_commit_callbacks,
) -> None:
    vote = make_vote()
    with django_capture_on_commit_callbacks(execute=True):
        services.cancel(vote, because="Et projekt manglede på stemmesedlen", by=factories.user(), at=NOW)
    kept = Vote.objects.get(pk=vote.pk)
    assert (kept.state, kept.cancelled_because) == (Vote.State.CANCELLED, "Et projekt manglede på stemmesedlen")
    assert (BallotBox.objects.count(), sealing.names_of_keys("box")) == (0, set())
    assert Call.objects.get(pk=vote.call_id).state == Call.State.ASSESSING
    again = services.prepare(vote.call, networks=[], fields={"list_date": NOW.date(), "closes_at": CLOSES})
    services.cancel(again, because="", by=factories.user(), at=NOW)
    assert not Vote.objects.filter(pk=again.pk).exists()


def test_half_a_year_after_the_count_the_names_are_forgotten() -> None:
    vote, other = make_vote(), make_vote()
    made = vote_counting.count(vote, by=factories.user(), at=AFTER)
    assert services.forget_lists(now=AFTER + timedelta(days=183)) == 0
    assert services.forget_lists(now=AFTER + timedelta(days=184)) == 1
    assert (vote.voters.count(), other.voters.count(), made.on_list_count) == (0, 5, 5)
    assert vote_counting.recount(made).equals


def test_the_list_of_many_is_drawn_up_in_a_fixed_number_of_queries(django_assert_max_num_queries) -> None:
    vote = make_draft(voters=12)
    with django_assert_max_num_queries(14):
        services.draw_up_list(vote)


def test_whose_votes_wait(django_assert_num_queries) -> None:
    vote = make_vote()
    user = voters_of(vote)[0].people.get().user
    with django_assert_num_queries(1):
        assert queries.waiting_for(user, at=NOW) == [vote]
    assert queries.waiting_for(user, at=CLOSES + timedelta(seconds=1)) == []
    assert queries.waiting_for(factories.user(), at=NOW) == []


def test_who_may_see_a_vote_in_the_office() -> None:
    vote = make_draft()
    assert queries.public_votes().count() == 0
    decider = factories.user()
    FundRole.objects.create(
        fund=vote.call.fund, user=decider, name="decider", since_date=NOW.date() - timedelta(days=400)
    )
    assert list(queries.votes_handled_by(decider)) == [vote]
    assert list(queries.votes_handled_by(factories.user())) == []
