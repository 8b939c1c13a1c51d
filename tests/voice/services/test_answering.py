"""What members answer: under their name and changed, without a name, late, or typed in for them."""

from datetime import datetime, timedelta

import pytest

from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Ask, Input, InputRound, Source
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.services import answering
from mikrovirk.voice.services.answering import Answer, answer_given
from mikrovirk.voice.services.erasing import erase_input
from mikrovirk.voice.services.stream import day_only
from tests import factories
from tests.factories import NOW
from tests.voice import round_rows

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=3, hours=2)


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.fixture
def ask(moen: Network) -> Ask:
    factories.member(moen, "Lise Holm")
    return asks_of(round_rows.sent(moen))["Lise Holm"]


def asks_of(round: InputRound) -> dict[str, Ask]:
    return {ask.person.name: ask for ask in round.asks.select_related("person__user", "round__network")}


def answers(ask: Ask, *given: str) -> list[Answer]:
    return [answer_given(question, text) for question, text in zip(ask.round.questions.all(), given, strict=True)]


def rows(**which: object) -> list[tuple[object, ...]]:
    return list(
        Input.objects.filter(**which).order_by("pk").values_list("source", "text", "rating", "person__user__full_name")
    )


def answered_at(ask: Ask) -> datetime | None:
    return Ask.objects.get(pk=ask.pk).answered_at


def test_each_answered_question_is_one_input(ask: Ask) -> None:
    answering.answer(ask, answers(ask, "Mere kaffe", "", "4"), at=LATER)
    assert rows(round=ask.round) == [
        ("round_page", "Mere kaffe", None, "Lise Holm"),
        ("round_page", "4 af 5", 4, "Lise Holm"),
    ]
    assert answered_at(ask) == LATER


def test_a_change_of_mind_renews_the_answer_and_does_not_double_it(ask: Ask) -> None:
    answering.answer(ask, answers(ask, "Mere kaffe", "Aften", "4"), at=LATER)
    answering.answer(ask, answers(ask, "Mindre kaffe", "", "5"), at=LATER + timedelta(days=1))
    assert rows() == [("round_page", "Mindre kaffe", None, "Lise Holm"), ("round_page", "5 af 5", 5, "Lise Holm")]
    assert answered_at(ask) == LATER


def test_an_answer_that_was_dealt_with_stands_and_a_changed_one_is_another(ask: Ask) -> None:
    (row,) = answering.answer(ask, answers(ask, "Mere kaffe", "", ""), at=LATER)
    Input.objects.filter(pk=row.pk).update(outcome="taken_up", outcome_at=LATER)
    for text in ("Mere te", "Mere te og kage"):
        answering.answer(ask, answers(ask, text, "", ""), at=LATER)
    assert [text for _source, text, _rating, _who in rows()] == ["Mere kaffe", "Mere te og kage"]
    assert queries.own_answers(ask)[ask.round.questions.all()[0].pk].text == "Mere te og kage"


def test_an_answer_that_was_dealt_with_and_taken_back_is_emptied(ask: Ask) -> None:
    first, _second = answering.answer(ask, answers(ask, "Mere kaffe", "Aften", ""), at=LATER)
    Input.objects.filter(pk=first.pk).update(outcome="taken_up", outcome_at=LATER)
    answering.answer(ask, answers(ask, "", "Aften", ""), at=LATER)
    assert list(Input.objects.order_by("pk").values_list("text", "erased_at")) == [("", LATER), ("Aften", None)]


def test_what_its_author_erased_stays_erased_when_they_answer_anew(ask: Ask) -> None:
    (row,) = answering.answer(ask, answers(ask, "Mere kaffe", "", ""), at=LATER)
    erase_input(row, at=LATER)
    answering.answer(ask, answers(ask, "Mere te", "", ""), at=LATER)
    assert rows() == [("round_page", "", None, None), ("round_page", "Mere te", None, "Lise Holm")]


def test_an_anonymous_answer_has_nothing_that_ties_it_to_anybody(ask: Ask, moen: Network) -> None:
    kept = answering.answer_anonymously(ask, answers(ask, "For dyrt", "Morgen", ""), at=LATER)
    assert rows() == [("round_page", "For dyrt", None, None), ("round_page", "Morgen", None, None)]
    for row in kept:
        assert (row.at, row.source_key, row.author_name, len(row.receipt) > 20) == (day_only(LATER), "", "", True)
    assert len({row.receipt for row in kept}) == 2
    # Not even the day on which it came stands beside the person.
    assert answered_at(ask) == day_only(NOW)


def test_an_anonymous_answer_is_given_once_and_not_changed_to_a_named_one(ask: Ask) -> None:
    answering.answer_anonymously(ask, answers(ask, "For dyrt", "", ""), at=LATER)
    with pytest.raises(answering.AnsweredAlready):
        answering.answer_anonymously(ask, answers(ask, "For dyrt", "", ""), at=LATER)
    with pytest.raises(answering.AnsweredAlready):
        answering.answer(ask, answers(ask, "For dyrt", "", ""), at=LATER)
    assert len(rows()) == 1


def test_a_named_answer_is_not_given_again_without_a_name(ask: Ask) -> None:
    answering.answer(ask, answers(ask, "For dyrt", "", ""), at=LATER)
    with pytest.raises(answering.AnsweredAlready):
        answering.answer_anonymously(ask, answers(ask, "For dyrt", "", ""), at=LATER)


def test_after_the_deadline_nothing_is_answered_but_a_late_word_is_heard(ask: Ask) -> None:
    late = ask.round.deadline_at + timedelta(minutes=1)
    for service in (answering.answer, answering.answer_anonymously):
        with pytest.raises(answering.RoundClosed):
            service(ask, answers(ask, "Kaffe", "", ""), at=late)
    row = answering.say_late(ask, "Undskyld, jeg var på ferie", at=late, is_anonymous=False)
    assert (row.person, row.round, row.question, row.source) == (ask.person, ask.round, None, Source.ROUND_PAGE)
    assert answered_at(ask) is None
    InputRound.objects.update(state="concluded", concluded_at=late)
    ask.round.refresh_from_db()
    quiet = answering.say_late(ask, "Og en ting til", at=late, is_anonymous=True)
    assert (quiet.person, quiet.round, bool(quiet.receipt)) == (None, None, True)


def test_a_cpr_number_is_never_stored(ask: Ask) -> None:
    answering.answer(ask, answers(ask, "Mit nummer er 010170-1234", "", ""), at=LATER)
    assert Input.objects.get().text == "Mit nummer er xxxxxx-xxxx"


# --- typed in --------------------------------------------------------------------------------------------------------


def test_what_somebody_told_counts_as_their_answer(ask: Ask) -> None:
    row = answering.type_in(
        ask.round, answers(ask, "Ring til mig", "", "")[0], source=Source.OFFICE, at=LATER, person=ask.person
    )
    assert (row.source, row.person, row.at) == ("office", ask.person, LATER)
    assert answered_at(ask) == LATER


def test_paper_without_a_name_is_anonymous_and_one_with_a_strange_name_keeps_it(ask: Ask) -> None:
    given = answers(ask, "Mere kage", "", "")[0]
    unnamed = answering.type_in(ask.round, given, source=Source.PAPER, at=LATER)
    named = answering.type_in(ask.round, given, source=Source.PAPER, at=LATER, name="Kurt fra kroen")
    assert (unnamed.is_anonymous, unnamed.at, bool(unnamed.receipt)) == (True, day_only(LATER), True)
    assert (named.author_name, named.person, named.receipt) == ("Kurt fra kroen", None, "")
    assert queries.figures_of(ask.round).unnamed == 2


def test_a_slip_is_taken_back_while_nobody_has_worked_with_it(ask: Ask) -> None:
    given = answers(ask, "Mere kage", "", "")[0]
    row = answering.type_in(ask.round, given, source=Source.OFFICE, at=LATER, person=ask.person)
    answering.untype(row)
    assert (rows(), answered_at(ask)) == ([], None)
    row = answering.type_in(ask.round, given, source=Source.OFFICE, at=LATER, person=ask.person)
    Input.objects.update(outcome="noted", outcome_at=LATER)
    row.refresh_from_db()
    with pytest.raises(answering.NotJustTyped):
        answering.untype(row)


def test_a_slip_taken_back_leaves_an_anonymous_answer_given(ask: Ask) -> None:
    answering.answer_anonymously(ask, answers(ask, "Mere kaffe", "", ""), at=LATER)
    given = answers(ask, "Mere kage", "", "")[0]
    answering.untype(answering.type_in(ask.round, given, source=Source.OFFICE, at=LATER, person=ask.person))
    with pytest.raises(answering.AnsweredAlready):
        answering.answer_anonymously(ask, answers(ask, "En gang til", "", ""), at=LATER)


# --- counted ---------------------------------------------------------------------------------------------------------


def test_who_answered_how_is_counted_once(moen: Network) -> None:
    for name in ("Page", "Mail", "Paper", "Unnamed", "Declined", "Silent"):
        factories.member(moen, name)
    factories.member(moen, "Bounced", bounced_at=NOW)
    round = round_rows.sent(moen)
    asks = asks_of(round)
    question = round.questions.all()[0]
    given = [answer_given(question, "Kaffe")]
    answering.answer(asks["Page"], given, at=LATER)
    answering.answer(asks["Mail"], given, at=LATER)
    Input.objects.filter(person=asks["Mail"].person).update(source=Source.ROUND_MAIL)
    answering.type_in(round, given[0], source=Source.PAPER, at=LATER, person=asks["Paper"].person)
    answering.answer_anonymously(asks["Unnamed"], given, at=LATER)
    answering.decline(asks["Declined"], at=LATER)
    figures = queries.figures_of(round)
    assert (figures.asked, figures.answered, figures.by_page, figures.by_mail, figures.by_hand) == (7, 4, 1, 1, 1)
    assert (figures.anonymous, figures.declined, figures.not_yet, figures.without_mail) == (1, 1, 2, 1)
    assert [ask.person.name for ask in queries.not_answered(round)] == ["Bounced", "Silent"]


def test_what_was_chosen_is_counted_in_the_questions_own_order(moen: Network) -> None:
    for number in range(3):
        factories.member(moen, f"Medlem {number}")
    round = round_rows.sent(moen)
    for ask, (choice, rating) in zip(round.asks.all(), (("Aften", "5"), ("Morgen", "5"), ("Aften", "2")), strict=True):
        answering.answer(ask, answers(ask, "", choice, rating), at=LATER)
    _text, choice_question, scale = round.questions.all()
    assert queries.answers_to(round.questions.all()) == {
        choice_question.pk: [("Morgen", 1), ("Eftermiddag", 0), ("Aften", 2)],
        scale.pk: [("1", 0), ("2", 1), ("3", 0), ("4", 0), ("5", 2)],
    }
