"""The queue for the 3 × 3 minutes, day by day."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mikrovirk.programme.domain.introductions_queue import (
    Answer,
    AnswerCode,
    Candidate,
    Offer,
    OffersDue,
    OfferState,
    Standing,
    StandingCode,
    Wave,
    answer,
    answer_deadline,
    expectation_follow_up_date,
    next_offers,
    queue,
    standing,
    wave_date,
    wave_on,
)

MEETING = date(2026, 11, 30)
STARTS_AT = datetime(2026, 11, 30, 17, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
DEADLINE = answer_deadline(STARTS_AT)
IN_TIME = DEADLINE - timedelta(days=3)


def before(days: int) -> date:
    return MEETING - timedelta(days=days)


def member(person_id: int, **changes: object) -> Candidate:
    """Member 1 joined on 1 January, 2 on 2 January …"""
    return replace(Candidate(person_id, date(2026, 1, person_id)), **changes)  # type: ignore[arg-type]


MEMBERS = [member(number) for number in range(1, 9)]


def due(offers: list[Offer], today: date, members: list[Candidate] | None = None, slots: int = 3) -> OffersDue:
    return next_offers(members or MEMBERS, offers, slots=slots, meeting_date=MEETING, today=today)


def test_the_newest_members_come_first() -> None:
    assert queue(MEMBERS, [], meeting_date=MEETING) == (8, 7, 6, 5, 4, 3, 2, 1)


def test_of_two_from_the_same_day_the_one_entered_last() -> None:
    assert queue([member(1), Candidate(9, date(2026, 1, 1))], [], meeting_date=MEETING) == (9, 1)


def test_who_was_promised_a_place_is_before_the_newest() -> None:
    members = [
        member(1, promised_date=date(2026, 10, 2)),
        member(2, promised_date=date(2026, 9, 2)),
        member(8),
    ]
    assert queue(members, [], meeting_date=MEETING) == (2, 1, 8)


def test_who_is_left_out() -> None:
    members = [
        member(1, introduced=True),
        member(2, declined_count=2),
        member(3, away=True),
        Candidate(4, date(2026, 12, 1)),
        member(5, declined_count=2, wishes=True),
        member(6, declined_count=1),
        member(7),
        member(8, unanswered_count=2),
        member(9, unanswered_count=2, wishes=True),
        member(10, unanswered_count=1, declined_count=1),
    ]
    assert queue(members, [Offer(7, before(20), OfferState.DECLINED)], meeting_date=MEETING) == (10, 9, 6, 5)


@pytest.mark.parametrize(
    ("days", "wave"),
    [
        (60, Wave.FIRST),
        (11, Wave.FIRST),
        (10, Wave.TEN_DAYS),
        (6, Wave.TEN_DAYS),
        (5, Wave.FIVE_DAYS),
        (3, Wave.FIVE_DAYS),
        (2, Wave.TWO_DAYS),
        (1, Wave.TWO_DAYS),
        (0, Wave.CLOSED),
        (-5, Wave.CLOSED),
    ],
)
def test_which_wave_a_day_belongs_to(days: int, wave: Wave) -> None:
    assert wave_on(MEETING, before(days)) == wave


def test_days_of_the_waves() -> None:
    assert [wave_date(wave, MEETING) for wave in (Wave.TEN_DAYS, Wave.FIVE_DAYS, Wave.TWO_DAYS)] == [
        date(2026, 11, 20),
        date(2026, 11, 25),
        date(2026, 11, 28),
    ]
    assert wave_date(Wave.FIRST, MEETING) is None


def test_as_many_offers_as_free_places_and_never_twice() -> None:
    assert due([], before(25)) == OffersDue(Wave.FIRST, (8, 7, 6), free=3, short=0)
    sent = [Offer(person, before(25)) for person in (8, 7, 6)]
    assert due(sent, before(25)) == OffersDue(Wave.FIRST, (), free=3, short=0)
    assert due(sent, before(11)).to == ()


def test_a_no_waits_for_the_next_wave_and_a_silent_one_makes_room() -> None:
    sent = [
        Offer(8, before(25), OfferState.ACCEPTED),
        Offer(7, before(25), OfferState.DECLINED),
        Offer(6, before(25)),
    ]
    assert due(sent, before(11)).to == ()
    assert due(sent, before(10)) == OffersDue(Wave.TEN_DAYS, (5, 4), free=2, short=0)


def test_a_wave_that_could_not_run_on_its_day_runs_the_day_after() -> None:
    sent = [Offer(person, before(25)) for person in (8, 7, 6)]
    assert due(sent, before(9)).to == (5, 4, 3)
    assert due([*sent, *[Offer(person, before(9)) for person in (5, 4, 3)]], before(8)).to == ()


def test_a_yes_taken_back_is_replaced_at_once() -> None:
    sent = [Offer(8, before(25), OfferState.ACCEPTED), Offer(7, before(25), OfferState.DROPPED), Offer(6, before(25))]
    assert due(sent, before(20)).to == (5,)


def test_nobody_is_asked_on_the_day_itself() -> None:
    assert due([], MEETING) == OffersDue(Wave.CLOSED, (), free=3, short=3)


def test_too_few_members_leave_places_short_until_one_joins() -> None:
    assert due([], before(25), members=[member(1)]) == OffersDue(Wave.FIRST, (1,), free=3, short=2)
    assert due([Offer(1, before(25))], before(24), members=[member(1), member(2)]).to == (2,)


def test_a_meeting_moved_a_month_on_keeps_its_offers() -> None:
    sent = [Offer(person, before(9)) for person in (8, 7, 6)]
    later = MEETING + timedelta(days=30)
    assert next_offers(MEMBERS, sent, slots=3, meeting_date=later, today=before(8)).to == ()


def reply(offers: list[Offer], person_id: int, *, yes: bool = True, at: datetime = IN_TIME, slots: int = 1) -> Answer:
    return answer(offers, person_id, yes=yes, slots=slots, at=at, deadline=DEADLINE)


def test_when_two_accept_the_last_place_the_first_has_it_and_the_other_is_first_next_time() -> None:
    offers = [Offer(8, before(25)), Offer(7, before(10))]
    first = reply(offers, 7)
    assert first == Answer(AnswerCode.ACCEPTED, OfferState.ACCEPTED)
    offers[1] = replace(offers[1], state=OfferState.ACCEPTED)
    assert reply(offers, 8) == Answer(AnswerCode.FULL, OfferState.CLOSED, first_next_time=True)


def test_an_old_offer_is_good_while_a_place_is_free() -> None:
    offers = [Offer(8, before(40)), Offer(7, before(10)), Offer(6, before(5))]
    assert reply(offers, 8).code == AnswerCode.ACCEPTED


@pytest.mark.parametrize(
    ("state", "yes", "expected"),
    [
        (OfferState.OFFERED, False, Answer(AnswerCode.DECLINED, OfferState.DECLINED)),
        (OfferState.DECLINED, False, Answer(AnswerCode.DECLINED, None)),
        (OfferState.DECLINED, True, Answer(AnswerCode.ACCEPTED, OfferState.ACCEPTED)),
        (OfferState.ACCEPTED, True, Answer(AnswerCode.ALREADY_ACCEPTED)),
        (OfferState.ACCEPTED, False, Answer(AnswerCode.DROPPED, OfferState.DROPPED)),
        (OfferState.DROPPED, False, Answer(AnswerCode.DECLINED, None)),
        (OfferState.DROPPED, True, Answer(AnswerCode.ACCEPTED, OfferState.ACCEPTED)),
        (OfferState.CLOSED, True, Answer(AnswerCode.ACCEPTED, OfferState.ACCEPTED)),
    ],
)
def test_anybody_may_change_their_mind(state: OfferState, yes: bool, expected: Answer) -> None:
    assert reply([Offer(8, before(25), state)], 8, yes=yes) == expected


def test_answers_count_until_four_hours_before() -> None:
    assert STARTS_AT.replace(hour=13) == DEADLINE
    offers = [Offer(8, before(25))]
    assert reply(offers, 8, at=DEADLINE).code == AnswerCode.ACCEPTED
    late = reply(offers, 8, at=DEADLINE + timedelta(seconds=1))
    assert late == Answer(AnswerCode.TOO_LATE, OfferState.CLOSED, first_next_time=True)
    assert reply(offers, 8, yes=False, at=STARTS_AT).state == OfferState.DECLINED


def test_who_was_not_asked_cannot_answer() -> None:
    assert reply([Offer(8, before(25))], 7) == Answer(AnswerCode.NOT_OFFERED)


@pytest.mark.parametrize(
    ("offers", "members", "slots", "today", "code", "next_wave"),
    [
        ([], MEMBERS, 3, before(25), StandingCode.NOT_ASKED, before(10)),
        ([Offer(8, before(25))], MEMBERS, 1, before(24), StandingCode.WAITING, before(10)),
        ([Offer(8, before(25), OfferState.DECLINED)], MEMBERS, 1, before(24), StandingCode.WAITING, before(10)),
        ([Offer(8, before(25))], [member(8)], 1, before(7), StandingCode.WAITING, None),
        ([Offer(8, before(2))], MEMBERS, 1, before(1), StandingCode.WAITING, None),
        ([Offer(8, before(25), OfferState.DECLINED)], [member(8)], 1, before(24), StandingCode.NOBODY_LEFT, None),
        ([Offer(8, before(25), OfferState.ACCEPTED)], MEMBERS, 1, before(24), StandingCode.FULL, None),
        ([Offer(8, before(25))], MEMBERS, 1, MEETING, StandingCode.CLOSED, None),
        ([], MEMBERS, 0, before(24), StandingCode.NO_SLOTS, None),
    ],
)
def test_where_the_evening_stands(
    offers: list[Offer],
    members: list[Candidate],
    slots: int,
    today: date,
    code: StandingCode,
    next_wave: date | None,
) -> None:
    found = standing(members, offers, slots=slots, meeting_date=MEETING, today=today)
    assert (found.code, found.next_wave_date) == (code, next_wave)


def test_the_coordinator_sees_who_said_yes_who_is_asked_and_who_is_next() -> None:
    offers = [Offer(8, before(25), OfferState.ACCEPTED), Offer(7, before(25)), Offer(6, before(25))]
    assert standing(MEMBERS, offers, slots=3, meeting_date=MEETING, today=before(9)) == Standing(
        code=StandingCode.NOT_ASKED,
        wave=Wave.TEN_DAYS,
        free=2,
        accepted=(8,),
        waiting_for=(7, 6),
        next_in_line=(5, 4, 3, 2, 1),
        next_wave_date=before(5),
    )


def test_what_a_member_expects_is_followed_up_after_90_days() -> None:
    assert expectation_follow_up_date(MEETING) == date(2027, 2, 28)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12), st.booleans()), max_size=40), st.integers(1, 3))
def test_however_people_answer_no_evening_has_too_many_and_nobody_is_asked_twice(
    replies: list[tuple[int, int, bool]], slots: int
) -> None:
    """Thirty days are lived through, with answers at random."""
    members = [member(number) for number in range(1, 13)]
    offers: dict[int, Offer] = {}
    for days in range(30, -1, -1):
        found = next_offers(members, list(offers.values()), slots=slots, meeting_date=MEETING, today=before(days))
        assert not set(found.to) & set(offers)
        offers |= {person: Offer(person, before(days)) for person in found.to}
        for _, person, yes in (reply for reply in replies if reply[0] == days):
            given_answer = answer(list(offers.values()), person, yes=yes, slots=slots, at=IN_TIME, deadline=DEADLINE)
            if given_answer.state is not None:
                offers[person] = replace(offers[person], state=given_answer.state)
        assert sum(offer.state is OfferState.ACCEPTED for offer in offers.values()) <= slots
    assert len(offers) <= 12
