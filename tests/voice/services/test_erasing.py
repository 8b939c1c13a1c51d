"""What somebody said is gone when they wish it, and stays gone."""

from datetime import timedelta

import pytest

from mikrovirk.home.privacy import own_data
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Message
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Feedback
from mikrovirk.voice.models import Ask, Input, Outcome
from mikrovirk.voice.services import erasing, gathering, receipts, telling
from tests import factories
from tests.factories import NOW
from tests.voice import stream_rows as rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


def test_one_input_is_gone_with_its_author_and_the_words_to_them(moen: Network) -> None:
    asked = rows.round_of(moen)
    row = rows.said(moen, "Lise hader kaffe", person=factories.member(moen), round=asked, theme=rows.theme(moen))
    erasing.erase_input(row, at=NOW)
    kept = Input.objects.get()
    assert (kept.text, kept.person, kept.theme, kept.outcome_words, kept.erased_at) == ("", None, None, "", NOW)


def test_a_mail_that_waits_says_it_no_more(moen: Network) -> None:
    asked, lise = rows.round_of(moen), factories.member(moen)
    one = rows.said(moen, "Kaffe", person=lise, round=asked, outcome=Outcome.NOTED)
    rows.said(moen, "Te", person=lise, round=asked, outcome=Outcome.NOTED)
    telling.tell(moen, asked, at=NOW)
    one.refresh_from_db()
    erasing.erase_input(one, at=NOW)
    message = Message.objects.get()
    assert ("Kaffe" in message.context["told"]["da"], "Te" in message.context["told"]["da"]) == (False, True)


def test_a_mail_with_nothing_left_to_tell_is_stopped(moen: Network) -> None:
    asked = rows.round_of(moen)
    row = rows.said(moen, person=factories.member(moen), round=asked, outcome=Outcome.NOTED)
    telling.tell(moen, asked, at=NOW)
    row.refresh_from_db()
    erasing.erase_input(row, at=NOW)
    assert Message.objects.get().state == Message.State.STOPPED


def test_what_is_kept_of_a_mail_that_has_left_says_it_no_more(moen: Network) -> None:
    asked = rows.round_of(moen)
    row = rows.said(moen, "Lise hader kaffe", person=factories.member(moen), round=asked, outcome=Outcome.NOTED)
    telling.tell(moen, asked, at=NOW)
    mailing.approve(Message.objects.get().mailing, by=rows.steering(moen), at=NOW)
    row.refresh_from_db()
    telling.say_again(row, outcome=Outcome.LATER, words="Og så det her.", by=rows.steering(moen), at=NOW)
    row.refresh_from_db()
    erasing.erase_input(row, at=NOW)
    assert [message.context["told"] for message in Message.objects.order_by("pk")] == ["", ""]


def test_words_after_a_meeting_are_gone_from_the_report_and_do_not_come_back(moen: Network) -> None:
    at = factories.meeting(moen, starts_at=NOW - timedelta(days=2))
    sign_up = factories.sign_up(at, factories.member(moen))
    feedback = Feedback.objects.create(sign_up=sign_up, meeting=at, rating=2, text="Kaffen var kold", at=NOW)
    gathering.gather_feedback(at=NOW)
    erasing.erase_input(Input.objects.get(), at=NOW)
    gathering.gather_feedback(at=NOW)
    feedback.refresh_from_db()
    assert (feedback.text, feedback.rating, Input.objects.get().text) == ("", 2, "")


def test_a_person_who_is_erased_is_nowhere_in_the_stream(moen: Network) -> None:
    asked, lise = rows.round_of(moen), factories.member(moen, "Lise Holm")
    rows.said(moen, "Morgenmøder", person=lise, round=asked, outcome=Outcome.NOTED)
    rows.said(moen, "Anonymt", round=asked)
    Ask.objects.create(round=asked, person=lise, asked_at=NOW)
    telling.tell(moen, asked, at=NOW)
    mailing.approve(Message.objects.get().mailing, by=rows.steering(moen), at=NOW)
    own_data.erase(lise.user, at=NOW)
    assert sorted(Input.objects.values_list("text", "person")) == [("", None), ("Anonymt", None)]
    assert (Ask.objects.count(), Message.objects.count()) == (0, 0)


def test_the_export_holds_what_was_said_and_what_came_of_it_once_it_is_told(moen: Network) -> None:
    asked, lise = rows.round_of(moen), factories.member(moen)
    rows.said(moen, "Morgenmøder", person=lise, round=asked, outcome=Outcome.LATER, words="Til efteråret.")
    rows.said(moen, "Anonymt", round=asked)
    (said,) = own_data.export_of(lise.user)["voice"]["said"]
    assert (said["text"], said["network_name"], "outcome" in said) == ("Morgenmøder", "Moen", False)
    telling.tell(moen, asked, at=NOW)
    mailing.approve(Message.objects.get().mailing, by=rows.steering(moen), at=NOW)
    (said,) = own_data.export_of(lise.user)["voice"]["said"]
    assert (said["outcome"], said["outcome_words"]) == ("later", "Til efteråret.")


def test_a_word_by_the_receipt_keeps_the_day_only_and_no_cpr_number(moen: Network) -> None:
    row = rows.said(moen)
    word = receipts.add_word(row, " Ring til 010190-1234 ", at=NOW)
    assert ("010190" in word.text, word.is_from_author, word.by, word.at.hour) == (False, True, None, 12)
    for _each in range(receipts.AT_MOST - 1):
        receipts.add_word(row, "Mere", at=NOW)
    with pytest.raises(receipts.TooManyWords):
        receipts.add_word(row, "For meget", at=NOW)
