from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mikrovirk.accounts.models import User
from mikrovirk.live.models import Apart, Card, CardAnswer, CardHint, CardPlan, Evening, LeftOut, Region, TablePlan
from mikrovirk.live.queries import card_people
from mikrovirk.live.queries import cards as queries
from mikrovirk.live.services import card_choices as choosing
from mikrovirk.live.services import card_rounds, card_tables
from mikrovirk.live.services import cards as services
from mikrovirk.programme.models import Meeting, SignUp, SlotOffer
from tests import factories
from tests.live import evenings

pytestmark = pytest.mark.django_db


class Clock:
    """Stands still unless it is told to go on."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def in_the_room(evening: Evening, *names: str, **fields: object) -> list[SignUp]:
    """Members who are checked in."""
    rows = evenings.coming(evening, *names)
    for row in rows:
        row.checked_in_at = timezone.now()
        row.save()
    return rows


def made(evening: Evening, **options: object) -> CardPlan:
    return services.make(evening, at=timezone.now(), clock=Clock(), **options)  # type: ignore[arg-type]


def pairs(evening: Evening) -> set[tuple[int, int]]:
    return set(Card.objects.filter(evening=evening).values_list("first", "second"))


def named(count: int) -> list[str]:
    return [f"Person {number:02}" for number in range(count)]


def partners(evening: Evening, row: SignUp) -> int:
    return sum(row.pk in pair for pair in pairs(evening))


def firm(person: SignUp, **fields: str) -> None:
    assert person.person
    business = person.person.memberships.get().business
    for name, value in fields.items():
        setattr(business, name, value)
    business.save()  # type: ignore[union-attr]


# --- making ----------------------------------------------------------------------------------------------------------


def test_everybody_gets_three_names_and_the_names_are_mutual() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(8))
    plan = made(evening)
    assert [partners(evening, row) for row in rows] == [3] * 8
    assert sorted(plan.people) == sorted(row.pk for row in rows)
    assert plan.few == {}


def test_four_people_all_meet_each_other() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(4))
    made(evening)
    assert pairs(evening) == set(combinations(sorted(row.pk for row in rows), 2))


def test_only_those_who_have_come_get_a_card() -> None:
    evening = evenings.open_now()
    here = in_the_room(evening, "Anna Holm", "Bo Lind")
    evenings.coming(evening, "Kommer Ikke")
    made(evening)
    assert pairs(evening) == {(here[0].pk, here[1].pk)}


def test_one_alone_has_nobody_to_meet() -> None:
    evening = evenings.open_now()
    in_the_room(evening, "Anna Holm")
    with pytest.raises(services.NobodyToMeet):
        made(evening)
    assert CardPlan.objects.get().working_since is None  # and the next press is not turned away


def test_the_reason_is_what_they_wrote_from_each_side() -> None:
    evening = evenings.open_now()
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    firm(anna, seeks="Bogføring", postcode="4780")
    firm(bo, offers="Bogføring og regnskab", postcode="4760")
    made(evening)
    hers = queries.cards_of(anna, network=evening.meeting.network_id)[0].because
    his = queries.cards_of(bo, network=evening.meeting.network_id)[0].because
    assert hers == "Du søger bogføring, og Bo tilbyder bogføring og regnskab; I har ikke mødt hinanden før."
    assert his == "Anna søger bogføring, og du tilbyder bogføring og regnskab; I har ikke mødt hinanden før."


def test_what_a_newcomer_said_before_the_three_minutes_counts_too() -> None:
    evening = evenings.open_now()
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    assert bo.person
    firm(anna, seeks="Fotograf")
    SlotOffer.objects.create(
        meeting=evening.meeting,
        person=bo.person,
        state=SlotOffer.State.ACCEPTED,
        texts_at=timezone.now(),
        answered_at=timezone.now(),
        contribution_text="Fotograf til bryllupper",
    )
    made(evening)
    assert "Du søger fotograf" in queries.cards_of(anna, network=evening.meeting.network_id)[0].because


def test_a_second_business_counts_too() -> None:
    evening = evenings.open_now()
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    assert bo.person
    firm(anna, seeks="Fotograf")
    bo.person.memberships.get().also_for.add(factories.business("Bo Foto", offers="Fotograf"))
    assert card_people.people_in_room(evening)[1].offers == ["Fotograf"]


def test_who_is_new() -> None:
    evening = evenings.open_now()
    place, day = evening.meeting.network, timezone.localdate()
    rows = [
        factories.sign_up(evening.meeting, factories.member(place, "Ny Medlem", joined=day - timedelta(days=30))),
        factories.sign_up(evening.meeting, factories.member(place, "Gammel Medlem", joined=date(2020, 1, 1))),
        factories.sign_up(evening.meeting, factories.person("Gæst Hansen"), as_guest=True),
        SignUp.objects.create(meeting=evening.meeting, name="Ind Ad Døren", state="coming", is_walk_in=True),
    ]
    SignUp.objects.filter(pk__in=[row.pk for row in rows]).update(checked_in_at=timezone.now())
    people = card_people.people_in_room(evening, card_people.history_of(evening))
    assert {person.name: person.is_new for person in people} == {
        "Ny Medlem": True,
        "Gammel Medlem": False,
        "Gæst Hansen": True,
        "Ind Ad Døren": True,
    }


# --- late-comers -----------------------------------------------------------------------------------------------------


def test_late_comers_get_names_and_no_card_that_was_handed_out_changes() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(9))
    made(evening)
    services.hand_out(evening, at=timezone.now())
    before = list(Card.objects.order_by("pk").values())
    late = in_the_room(evening, "Sen Sørensen", "Sen Jensen", "Sen Madsen")
    made(evening)
    after = list(Card.objects.filter(pk__in=[card["id"] for card in before]).order_by("pk").values())
    assert after == before
    assert all(partners(evening, row) >= 2 for row in late)


def test_names_nobody_has_seen_may_change_for_late_comers() -> None:
    evening = evenings.open_now()
    first = in_the_room(evening, *named(4))
    made(evening)
    services.hand_out(evening, at=timezone.now(), sign_up=first[0].pk)
    seen = {pair for pair in pairs(evening) if first[0].pk in pair}
    in_the_room(evening, *(f"Sen {number}" for number in range(6)))
    made(evening)
    assert seen <= pairs(evening)
    assert {partners(evening, row) for row in SignUp.objects.filter(meeting=evening.meeting)} == {3}


def test_the_same_press_twice_changes_nothing() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(7))
    made(evening)
    before = list(Card.objects.order_by("pk").values())
    made(evening)
    assert list(Card.objects.order_by("pk").values()) == before


def test_a_second_press_while_the_first_is_at_work_is_turned_away() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(3))
    now = timezone.now()
    CardPlan.objects.create(evening=evening, working_since=now - timedelta(seconds=1))
    with pytest.raises(services.AlreadyWorking):
        services.make(evening, at=now, clock=Clock())
    services.make(evening, at=now + timedelta(seconds=60), clock=Clock())  # one that never ended is forgotten
    assert len(pairs(evening)) == 3


# --- who has met ----------------------------------------------------------------------------------------------------


def earlier(evening: Evening, months: int, *people: SignUp) -> dict[int, SignUp]:
    """A meeting so many months before, to which these people came; their sign-ups then, by the key of now's."""
    then = factories.meeting(evening.meeting.network, starts_at=evening.meeting.starts_at - timedelta(days=30 * months))
    return {
        row.pk: factories.sign_up(then, row.person, checked_in_at=then.starts_at)  # type: ignore[arg-type]
        for row in people
    }


def talked(then: dict[int, SignUp], one: SignUp, other: SignUp) -> None:
    at = Meeting.objects.get(pk=then[one.pk].meeting_id)
    card = Card.objects.create(
        evening=Evening.objects.create(meeting=at, code=f"X{at.pk}"),
        first=then[one.pk],
        second=then[other.pk],
        made_at=at.starts_at,
    )
    CardAnswer.objects.create(card=card, sign_up=then[one.pk], talked=True, at=at.starts_at)


def test_who_talked_over_a_card_is_not_put_together_again() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(5))
    talked(earlier(evening, 2, rows[0], rows[1]), rows[0], rows[1])
    made(evening)
    assert (rows[0].pk, rows[1].pk) not in pairs(evening)


def test_in_a_network_where_everybody_comes_every_time_there_are_names_all_the_same() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(10))
    for months in range(1, 7):
        earlier(evening, months, *rows)
    made(evening)
    assert [partners(evening, row) for row in rows] == [3] * 10
    because = queries.cards_of(rows[0], network=evening.meeting.network_id)[0].because
    assert because.endswith("I var begge med til sidste møde.")


def test_two_who_came_to_the_same_meeting_are_not_put_together_where_there_are_enough_others() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(12))
    earlier(evening, 1, *rows[:3])
    made(evening)
    assert not pairs(evening) & set(combinations(sorted(row.pk for row in rows[:3]), 2))


def test_who_sat_at_one_table_has_met() -> None:
    evening = evenings.open_now()
    one, other, third = in_the_room(evening, *named(3))
    then = earlier(evening, 3, one, other, third)
    at = Meeting.objects.get(pk=then[one.pk].meeting_id)
    TablePlan.objects.create(
        evening=Evening.objects.create(meeting=at, code="BORDE"),
        seats=3,
        rounds=[[[then[one.pk].pk, then[other.pk].pk], [then[third.pk].pk]]],
        made_at=at.starts_at,
    )
    history = card_people.history_of(evening)
    assert history.met == {(one.pk, other.pk): 1}
    assert history.together == {(one.pk, other.pk): 1, (one.pk, third.pk): 1, (other.pk, third.pk): 1}


def test_another_networks_meetings_do_not_count() -> None:
    evening = evenings.open_now()
    one, other = in_the_room(evening, *named(2))
    elsewhere = factories.meeting(factories.network(), starts_at=evening.meeting.starts_at - timedelta(days=30))
    for row in (one, other):
        factories.sign_up(elsewhere, row.person, checked_in_at=elsewhere.starts_at)  # type: ignore[arg-type]
    assert card_people.history_of(evening).together == {}


def test_what_is_read_for_the_plan_does_not_grow_with_the_room() -> None:
    counts = []
    for size in (3, 12):
        evening = evenings.open_now()
        rows = in_the_room(evening, *named(size))
        earlier(evening, 1, *rows)
        with CaptureQueriesContext(connection) as seen:
            history = card_people.history_of(evening)
            card_people.kept_apart(card_people.people_in_room(evening, history))
        counts.append(len(seen))
    assert counts == [10, 10]


# --- who stays out, and who would rather not -------------------------------------------------------------------------


def test_those_who_are_kept_apart_are_never_put_together() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(4))
    choosing.keep_apart(rows[0].person_id, rows[1].person_id, at=timezone.now())  # type: ignore[arg-type]
    made(evening)
    assert (rows[0].pk, rows[1].pk) not in pairs(evening)
    assert len(pairs(evening)) == 5


def test_leave_me_out_tonight_takes_the_cards_back_and_frees_the_others() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(6))
    made(evening)
    services.hand_out(evening, at=timezone.now())
    choosing.leave_out(rows[0], evening=evening, at=timezone.now())
    assert partners(evening, rows[0]) == 0
    made(evening)
    assert partners(evening, rows[0]) == 0
    choosing.take_in_again(rows[0], evening=evening)
    made(evening)
    assert partners(evening, rows[0]) > 0


def test_leave_me_out_always() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(4))
    assert rows[0].person
    choosing.leave_out_always(rows[0].person, at=timezone.now())
    made(evening)
    assert [partners(evening, row) for row in rows] == [0, 2, 2, 2]
    choosing.take_in_always(rows[0].person)
    assert not LeftOut.objects.exists()


def test_why_somebody_has_fewer_is_said_without_naming_anybody() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(3))
    plan = made(evening)
    assert queries.why_few(plan, rows[0].pk) == "Der er kun 2 personer her, du ikke har mødt for nylig."


# --- afterwards ------------------------------------------------------------------------------------------------------


def test_useful_says_that_they_talked_and_each_can_be_taken_back() -> None:
    evening = evenings.open_now()
    anna, _bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    made(evening)
    card, now = Card.objects.get(), timezone.now()

    def said() -> list[tuple[bool, bool]]:
        return list(CardAnswer.objects.values_list("talked", "useful"))

    services.answer(card, anna, useful=True, takes_back=False, at=now)
    assert said() == [(True, True)]
    assert queries.figures_of(evening) == queries.Figures(pairs=1, talked=1, useful=1)
    services.answer(card, anna, useful=True, takes_back=True, at=now)
    assert said() == [(True, False)]
    services.answer(card, anna, useful=False, takes_back=True, at=now)
    assert said() == []


def test_both_answers_are_one_pair_that_talked() -> None:
    evening = evenings.open_now()
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    made(evening)
    for row in (anna, bo):
        services.answer(Card.objects.get(), row, useful=row is bo, takes_back=False, at=timezone.now())
    assert queries.figures_of(evening) == queries.Figures(pairs=1, talked=1, useful=1)


@pytest.mark.parametrize(
    ("score", "bound", "is_best", "expected"),
    [
        (100, 100, True, queries.Quality(True, 0.0)),
        (100, 100, False, queries.Quality(True, 0.0)),
        (9990, 10000, False, queries.Quality(False, 0.1)),
        (9969, 10000, False, queries.Quality(False, 0.4)),
        (-20, -10, False, queries.Quality(False, None)),
    ],
)
def test_how_far_from_the_best(score: int, bound: int, is_best: bool, expected: queries.Quality) -> None:
    assert queries.quality_of(CardPlan(score=score, bound=bound, is_best=is_best)) == expected


def test_erasing_somebody_leaves_no_words_of_theirs() -> None:
    evening = evenings.open_now()
    anna, bo = in_the_room(evening, "Anna Holm", "Bo Lind")
    firm(anna, seeks="Bogføring")
    firm(bo, offers="Bogføring")
    made(evening)
    choosing.tell_how_to_find(anna, "rød trøje")
    choosing.leave_out(bo, evening=evening, at=timezone.now())
    choosing.keep_apart(anna.person_id, bo.person_id, at=timezone.now())  # type: ignore[arg-type]
    services.erase(User.objects.get(person__sign_ups=anna))
    assert (CardHint.objects.count(), Apart.objects.count()) == (0, 0)
    assert not Card.objects.exclude(facts={}, because_da="", because_en="").exists()


# --- handing out -----------------------------------------------------------------------------------------------------


def test_shown_on_the_screen_is_handed_out_and_every_page_is_told() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(3))
    made(evening)
    services.show_on_screen(evening, "cards", at=timezone.now())
    assert not Card.objects.filter(handed_out_at=None).exists()
    assert {"cards", "cards_host", "mine", "showing"} <= set(Region.objects.values_list("name", flat=True))


# --- timed rounds ----------------------------------------------------------------------------------------------------


def test_in_timed_rounds_everybody_meets_one_at_a_time() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(8))
    plan = made(evening, rounds=True, round_minutes=4)
    assert (plan.rounds, plan.round_minutes) == (3, 4)
    for row in rows:
        rounds = [card.round for card in Card.objects.all() if row.pk in (card.first_id, card.second_id)]
        assert sorted(rounds) == [1, 2, 3]


def test_late_comers_in_timed_rounds_leave_the_rounds_of_the_others_as_they_are() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(6))
    made(evening, rounds=True)
    services.hand_out(evening, at=timezone.now())
    before = dict(Card.objects.values_list("pk", "round"))
    in_the_room(evening, "Sen Sørensen", "Sen Jensen")
    made(evening)
    after = dict(Card.objects.values_list("pk", "round"))
    assert {pk: after[pk] for pk in before} == before
    for row in SignUp.objects.all():
        rounds = [card.round for card in Card.objects.all() if row.pk in (card.first_id, card.second_id)]
        assert len(rounds) == len(set(rounds))
        assert 0 not in rounds


def test_the_host_switches_rounds_and_a_press_sent_twice_does_not_begin_it_anew() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(6))
    made(evening, rounds=True, round_minutes=5)
    now = timezone.now()
    card_rounds.switch_to(evening, 1, at=now)
    card_rounds.switch_to(evening, 1, at=now + timedelta(minutes=3))
    plan = CardPlan.objects.get()
    assert (plan.round_now, queries.round_ends_at(plan)) == (1, now + timedelta(minutes=5))
    card_rounds.switch_to(evening, 9, at=now)
    assert CardPlan.objects.get().round_now == 1
    card_rounds.switch_to(evening, 0, at=now)
    assert queries.round_ends_at(CardPlan.objects.get()) is None


# --- tables ----------------------------------------------------------------------------------------------------------


def lay(evening: Evening, **options: object) -> TablePlan:
    values = {"tables_of": 4, "rounds": 3, "at": timezone.now(), "clock": Clock(), **options}
    return card_tables.lay_tables(evening, **values)  # type: ignore[arg-type]


def test_tables_seat_everybody_once_a_round_and_nobody_with_the_same_twice() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(16))
    plan = lay(evening)
    for tables in plan.rounds:
        assert sorted(person for table in tables for person in table) == sorted(row.pk for row in rows)
    assert (len(plan.rounds), plan.repeats) == (3, 0)


def test_late_comers_get_a_seat_and_nobody_moves() -> None:
    evening = evenings.open_now()
    rows = in_the_room(evening, *named(11))
    before = [queries.tables_of(lay(evening), row.pk) for row in rows]
    late = in_the_room(evening, "Sen Sørensen")[0]
    after = lay(evening)
    assert [queries.tables_of(after, row.pk) for row in rows] == before
    assert len(queries.tables_of(after, late.pk)) == 3


def test_another_size_of_table_lays_them_anew() -> None:
    evening = evenings.open_now()
    in_the_room(evening, *named(12))
    lay(evening)
    plan = lay(evening, tables_of=3, rounds=2, anew=True)
    assert [[len(table) for table in tables] for tables in plan.rounds] == [[3] * 4] * 2
