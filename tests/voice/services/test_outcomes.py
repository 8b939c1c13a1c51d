"""Every input ends with an outcome: one by one, a theme at once, and until its author has been told."""

import pytest

from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Decision, Input, Outcome
from mikrovirk.voice.services import outcomes, telling
from mikrovirk.voice.services.outcomes import Given
from tests import factories
from tests.factories import NOW
from tests.voice import stream_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


def test_an_outcome_has_who_when_and_the_draft_words_where_none_were_written(moen: Network) -> None:
    row, by = rows.said(moen), rows.steering(moen)
    outcomes.give(row, Given(Outcome.NOTED), by=by, at=NOW)
    assert (row.outcome, row.outcome_words, row.outcome_at, row.outcome_by) == (
        "noted",
        "Tak, fordi du skrev. Vi har læst det og noteret det.",
        NOW,
        by,
    )


@pytest.mark.parametrize("words", ["", "   ", "Tak for idéen. Vi gør det ikke denne gang, fordi …", "Nej …"])
def test_a_no_needs_its_because(moen: Network, words: str) -> None:
    row = rows.said(moen)
    with pytest.raises(outcomes.NeedsBecause):
        outcomes.give(row, Given(Outcome.NO, words), by=rows.steering(moen), at=NOW)
    assert Input.objects.get().outcome == ""


def test_merged_says_with_what_and_not_with_itself_or_in_a_circle(moen: Network) -> None:
    one, other, by = rows.said(moen), rows.said(moen), rows.steering(moen)
    strange = rows.said(factories.network("stege"))
    for target in (None, one, strange):
        with pytest.raises(outcomes.NotMerged):
            outcomes.give(one, Given(Outcome.MERGED, merged_into=target), by=by, at=NOW)
    outcomes.give(one, Given(Outcome.MERGED, merged_into=other), by=by, at=NOW)
    assert one.merged_into == other
    with pytest.raises(outcomes.NotMerged):
        outcomes.give(other, Given(Outcome.MERGED, merged_into=one), by=by, at=NOW)
    outcomes.give(one, Given(Outcome.LATER), by=by, at=NOW)
    assert one.merged_into is None


def test_a_theme_gets_one_outcome_and_leaves_the_board(moen: Network) -> None:
    theme, by = rows.theme(moen), rows.steering(moen)
    own = rows.said(moen, theme=theme, outcome=Outcome.LATER, words="Til efteråret.")
    others = [rows.said(moen, theme=theme) for _each in range(3)]
    decision = Decision.objects.create(network=moen, title="Møde kl. 8", reason="Mange vil", decided_by=by)
    given = outcomes.give_theme(theme, Given(Outcome.TAKEN_UP, "I marts.", decision), by=by, at=NOW)
    assert (given.count, given.kept_count) == (3, 1)
    found = Input.objects.filter(pk__in=[row.pk for row in others])
    assert set(found.values_list("outcome", "outcome_words", "decision")) == {("taken_up", "I marts.", decision.pk)}
    own.refresh_from_db()
    theme.refresh_from_db()
    assert (own.outcome, theme.closed_at) == ("later", NOW)


def test_a_theme_s_outcome_can_take_the_place_of_single_ones_and_keep_the_theme(moen: Network) -> None:
    theme, by = rows.theme(moen), rows.steering(moen)
    rows.said(moen, theme=theme, outcome=Outcome.LATER)
    given = outcomes.give_theme(theme, Given(Outcome.NOTED), by=by, at=NOW, also_decided=True, closes=False)
    theme.refresh_from_db()
    assert (given.count, given.kept_count, theme.closed_at, Input.objects.get().outcome) == (1, 0, None, "noted")
    with pytest.raises(outcomes.NotMerged):
        outcomes.give_theme(theme, Given(Outcome.MERGED), by=by, at=NOW)


def test_an_outcome_changes_until_its_mail_is_approved_and_the_mail_with_it(moen: Network) -> None:
    by, asked = rows.steering(moen), rows.round_of(moen)
    row = rows.said(moen, round=asked, person=factories.member(moen))
    outcomes.give(row, Given(Outcome.LATER, "Til efteråret."), by=by, at=NOW)
    row.refresh_from_db()
    assert row.told_in
    assert "Til efteråret." in row.told_in.context["told"]["da"]
    outcomes.give(row, Given(Outcome.TAKEN_UP, "Allerede i marts."), by=by, at=NOW)
    message = Message.objects.get()
    assert "Taget op: Allerede i marts." in message.context["told"]["da"]
    assert "Til efteråret." not in message.context["told"]["da"]
    mailing.approve(message.mailing, by=by, at=NOW)
    with pytest.raises(outcomes.ToldAlready):
        outcomes.give(row, Given(Outcome.NOTED), by=by, at=NOW)
    with pytest.raises(outcomes.ToldAlready):
        outcomes.take_back(row)
    assert Input.objects.get().outcome == "taken_up"


def test_an_outcome_that_is_taken_back_is_in_no_mail(moen: Network) -> None:
    by, asked, lise = rows.steering(moen), rows.round_of(moen), factories.member(moen)
    row = rows.said(moen, round=asked, person=lise)
    outcomes.give(row, Given(Outcome.NOTED), by=by, at=NOW)
    row.refresh_from_db()
    outcomes.take_back(row)
    assert (row.outcome, row.told_in, row.told_at, Message.objects.get().state) == ("", None, None, "stopped")


def test_a_new_word_is_told_again_in_a_mail_of_its_own(moen: Network) -> None:
    by, asked = rows.steering(moen), rows.round_of(moen)
    row = rows.said(moen, "Morgenmøder", round=asked, person=factories.member(moen))
    with pytest.raises(telling.NotToldYet):
        telling.say_again(row, outcome=Outcome.NOTED, words="x", by=by, at=NOW)
    outcomes.give(row, Given(Outcome.LATER, "Til efteråret."), by=by, at=NOW)
    mailing.approve(Message.objects.get().mailing, by=by, at=NOW)
    first = Message.objects.get()
    telling.say_again(row, outcome=Outcome.TAKEN_UP, words="Det blev til noget.", by=by, at=NOW)
    row.refresh_from_db()
    again = Message.objects.exclude(pk=first.pk).get()
    assert (row.outcome, row.told_in) == ("taken_up", first)
    assert (again.state, again.context["told"]["da"]) == (
        "draft",
        "Du skrev: “Morgenmøder”\nTaget op: Det blev til noget.",
    )
    assert list(row.words.values_list("text", "outcome", "told_in")) == [
        ("Til efteråret.", "later", first.pk),
        ("Det blev til noget.", "taken_up", again.pk),
    ]


def test_answers_by_choice_and_number_are_noted_at_once(moen: Network) -> None:
    asked = rows.round_of(moen)
    choice, scale = rows.question(asked, kind="choice"), rows.question(asked, kind="scale")
    rows.said(moen, "Ja", round=asked, question=choice)
    rows.said(moen, "4 af 5", round=asked, question=scale)
    worded = rows.said(moen, round=asked, question=rows.question(asked))
    assert outcomes.thank_for_counted(moen, by=rows.steering(moen), at=NOW) == 2
    assert list(Input.objects.filter(outcome="")) == [worded]
