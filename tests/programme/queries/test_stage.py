"""What the weekly page asks about the stage, and who sees who is on it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django.fixtures import DjangoAssertNumQueries

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import HotSeatApplication
from mikrovirk.programme.queries import on_stage, stage
from mikrovirk.programme.services import expectations, hot_seat, slots, tasks
from tests import factories
from tests.factories import NOW
from tests.programme import stage_rows as rows

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(days=5)


@pytest.fixture
def place() -> Network:
    return factories.network("mikrovirk")


def titles(place: Network) -> list[str]:
    return [question.title for question in stage.open_questions(place, NOW)]


def test_a_network_with_nothing_open_is_asked_nothing(place: Network) -> None:
    assert stage.open_questions(place, NOW) == []


def test_free_places_with_nobody_left_to_ask(place: Network) -> None:
    meeting = rows.introductions(place, starts_at=SOON)
    (question,) = stage.open_questions(place, NOW)
    assert (question.title, question.url, question.post) == (
        "3 × tre minutter er ledige lørdag 16. januar 2027",
        f"/networks/mikrovirk/plan/meetings/{meeting.pk}/slots/",
        False,
    )
    rows.newcomers(place, "En at spørge")
    assert titles(place) == []
    slots.offer_slots(now=NOW)
    assert titles(place) == []


def test_the_best_application_is_chosen_with_one_press(place: Network) -> None:
    first, second = rows.with_seat(place, starts_at=SOON), rows.with_seat(place, starts_at=SOON + timedelta(days=14))
    oldest = rows.application(
        place, factories.member(place, "Lise Holm"), "Flere kunder", applied_at=NOW - timedelta(days=9)
    )
    newest = rows.application(place, factories.member(place, "Karen Bæk"), "Ny ordre", kind="brag_spot")
    one, two = stage.open_questions(place, NOW)
    assert (one.action, one.url, one.post, one.fields) == (
        "Vælg Lise",
        f"/networks/mikrovirk/plan/hot-seat/{oldest.pk}/choose/",
        True,
        (("meeting", str(first.pk)),),
    )
    assert one.why == "Lise Holm har ventet længst: »Flere kunder« (Den varme stol)."
    assert (two.fields, two.url) == (
        (("meeting", str(second.pk)),),
        f"/networks/mikrovirk/plan/hot-seat/{newest.pk}/choose/",
    )
    hot_seat.choose(oldest, first, at=NOW)
    assert [question.action for question in stage.open_questions(place, NOW)] == ["Vælg Karen"]


def test_where_nobody_applied_those_who_could_be_asked_are_named(place: Network) -> None:
    meeting = rows.with_seat(place, starts_at=SOON)
    person = factories.member(place, "Lise Holm")
    (question,) = stage.open_questions(place, NOW)
    assert (question.title, question.why) == (
        "Ingen har søgt Den varme stol lørdag 16. januar 2027",
        "Du kan spørge Lise Holm. Den personlige mail er skrevet.",
    )
    hot_seat.ask(meeting, person, words="Vil du?", by=factories.coordinator(place), at=NOW)
    assert titles(place) == []


def test_nobody_is_proposed_more_than_three_weeks_before(place: Network) -> None:
    rows.with_seat(place, starts_at=NOW + timedelta(days=25))
    factories.member(place)
    assert titles(place) == []


def test_tasks_nobody_took_are_asked_about_and_then_handed_out(place: Network) -> None:
    meeting = factories.meeting(place, starts_at=SOON)
    rows.task(meeting, "Stå i døren")
    rows.task(meeting, "Kaffe")
    factories.sign_up(meeting, factories.member(place))
    (question,) = stage.open_questions(place, NOW)
    assert (question.title, question.why, question.action, question.url, question.post) == (
        "2 opgaver er ledige lørdag 16. januar 2027",
        "Stadig ledige: Stå i døren, Kaffe.",
        "Spørg dem, der kommer",
        f"/networks/mikrovirk/meetings/{meeting.pk}/tasks/ask/",
        True,
    )
    tasks.ask_for_hands(meeting, at=NOW)
    (question,) = stage.open_questions(place, NOW)
    assert (question.action, question.post) == ("Fordel dem", False)
    rows_later = factories.meeting(place, starts_at=NOW + timedelta(days=8))
    rows.task(rows_later, "Om lidt over en uge")
    assert len(titles(place)) == 1


def test_what_a_member_still_misses_comes_up_until_it_is_seen_to(place: Network) -> None:
    held = rows.introductions(place, starts_at=NOW - timedelta(days=95))
    person = factories.member(place, "Lise Holm")
    offer = rows.offer(held, person, "accepted", expectation_text="En at dele stand med")
    expectations.answer(offer, met="no", note="Jeg leder stadig.", at=NOW)
    (question,) = stage.open_questions(place, NOW)
    assert (question.title, question.why, question.more_url) == (
        "Lise Holm mangler stadig noget af netværket",
        "»En at dele stand med« Jeg leder stadig.",
        f"/networks/mikrovirk/members/{person.pk}/",
    )
    expectations.see_to(offer, at=NOW)
    assert titles(place) == []
    expectations.answer(offer, met="yes", note="", at=NOW)
    assert titles(place) == []


def test_parts_that_are_off_ask_nothing() -> None:
    bare = factories.network("bart", parts=())
    rows.introductions(bare, starts_at=SOON)
    rows.with_seat(bare, starts_at=SOON + timedelta(days=1))
    rows.task(factories.meeting(bare, starts_at=SOON))
    assert titles(bare) == []


@pytest.mark.parametrize("count", [1, 3, 6])
def test_the_questions_cost_the_same_however_many_meetings_there_are(
    place: Network, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for days in range(count):
        starts_at = SOON + timedelta(days=days) / 10
        rows.introductions(place, starts_at=starts_at)
        rows.task(rows.with_seat(place, starts_at=starts_at))
    factories.member(place)
    with django_assert_num_queries(23):
        stage.open_questions(place, NOW)


# --- who is on stage -------------------------------------------------------------------------------------------------


def test_new_members_on_stage_are_shown_to_members_only(place: Network) -> None:
    meeting = rows.introductions(place)
    firm = factories.business("Systuen")
    rows.offer(meeting, factories.member(place, "Lise Holm", firm=firm), "accepted", business_text="Jeg syr")
    rows.offer(meeting, factories.member(place, "Ikke svaret"))
    member = factories.member(place).user
    assert stage.on_stage(meeting, member).introductions == (
        on_stage.OnStagePerson("Lise Holm", "Systuen", "Jeg syr", "", ""),
    )
    assert not stage.on_stage(meeting, AnonymousUser())
    assert not stage.on_stage(meeting, factories.member(factories.network("et-andet")).user)


@pytest.mark.parametrize(
    ("openness", "stranger", "member", "coordinator"),
    [("open", "all", "all", "all"), ("members", "nothing", "all", "all"), ("room", "nothing", "only that", "all")],
)
def test_the_seat_is_told_as_openly_as_was_chosen(
    place: Network, openness: str, stranger: str, member: str, coordinator: str
) -> None:
    meeting = rows.with_seat(place)
    owner = factories.member(place, "Lise Holm", firm=factories.business("Systuen"))
    hot_seat.choose(rows.application(place, owner, "Flere kunder", openness=openness), meeting, at=NOW)
    everything = on_stage.SeatShown("Den varme stol", "Lise Holm", "Systuen", "Flere kunder", "Jeg har prøvet alt.")
    words = {"all": everything, "only that": on_stage.SeatShown("Den varme stol"), "nothing": None}
    seen = [
        stage.on_stage(meeting, None).hot_seat,
        stage.on_stage(meeting, factories.member(place).user).hot_seat,
        stage.on_stage(meeting, factories.coordinator(place)).hot_seat,
        stage.on_stage(meeting, owner.user).hot_seat,
    ]
    assert seen == [words[stranger], words[member], words[coordinator], everything]


def test_an_application_that_waits_is_shown_to_nobody(place: Network) -> None:
    meeting = rows.with_seat(place)
    rows.application(place, factories.member(place), openness="open")
    assert not stage.on_stage(meeting, None)


def test_a_stranger_costs_one_query_and_no_parts_cost_none(
    place: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = rows.with_seat(place)
    with django_assert_num_queries(1):
        stage.on_stage_at(meeting.pk, place.pk, None, parts=frozenset({"hot_seat", "introductions"}))
    with django_assert_num_queries(0):
        stage.on_stage_at(meeting.pk, place.pk, None, parts=frozenset({"tasks"}))


# --- taking one's data along -----------------------------------------------------------------------------------------


def test_what_somebody_did_on_stage_is_exported_and_erased(place: Network) -> None:
    meeting = rows.introductions(place)
    person, other = factories.member(place, "Lise"), factories.member(place, "Karen")
    for who in (person, other):
        rows.offer(meeting, who, "accepted", expectation_text="Noget")
        rows.application(place, who)
        rows.task(meeting, f"Opgave til {who}", taken_by=who.user, taken_at=NOW)
    found = stage.export_of(person.user)
    assert {name: len(found[name]) for name in found} == {
        "introductions": 1,
        "hot_seat": 1,
        "hot_seat_asks": 0,
        "tasks": 1,
    }
    assert (found["introductions"][0]["expectation_text"], found["tasks"][0]["taken_at"]) == ("Noget", NOW.isoformat())
    slots.erase(person.user, at=NOW)
    assert {name: len(rows_) for name, rows_ in stage.export_of(person.user).items()} == dict.fromkeys(found, 0)
    assert (len(stage.export_of(other.user)["tasks"]), HotSeatApplication.objects.count()) == (1, 1)
