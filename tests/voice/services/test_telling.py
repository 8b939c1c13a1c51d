"""Each known author is told once, in one mail for all they said in a round."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from mikrovirk.accounts.models import MailChoice
from mikrovirk.mailing import services as mailing
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.networks.services import switch_parts
from mikrovirk.voice import jobs_telling
from mikrovirk.voice.models import Input, InputRound, Outcome
from mikrovirk.voice.queries import telling as queries
from mikrovirk.voice.services import telling
from mikrovirk.voice.services.telling import Told
from tests import factories
from tests.factories import NOW
from tests.programme.services.test_seating import AT_ONCE, in_threads
from tests.voice import stream_rows as rows

pytestmark = pytest.mark.django_db
__all__ = ["in_threads"]  # a fixture


@pytest.fixture
def moen() -> Network:
    return factories.network("moen")


@pytest.fixture
def asked(moen: Network) -> InputRound:
    return rows.round_of(moen)


def test_all_that_one_author_said_in_a_round_is_one_mail(moen: Network, asked: InputRound) -> None:
    lise, bo = factories.member(moen), factories.member(moen)
    wish = rows.question(asked)
    first = rows.said(moen, "Morgenmøder", person=lise, round=asked, question=wish, outcome=Outcome.TAKEN_UP)
    rows.said(moen, "Mere\nkaffe", person=lise, round=asked, outcome=Outcome.NO, words="Den er dyr.")
    rows.said(moen, "Parkering", person=bo, round=asked, outcome=Outcome.NOTED, words="Tak.")
    assert telling.tell(moen, asked, at=NOW) == Told(inputs=3, people=2)
    assert Mailing.objects.get().state == Mailing.State.DRAFT
    message = Message.objects.get(user=lise.user)
    assert sorted(message.context["told"]["da"].split("\n\n")) == [
        "Du skrev: “Mere kaffe”\nIkke denne gang: Den er dyr.",
        "Til “Hvad savner du?” skrev du: “Morgenmøder”\nTaget op: Det tager vi op.",
    ]
    first.refresh_from_db()
    assert (first.told_in, first.told_at) == (message, NOW)
    assert telling.tell(moen, asked, at=NOW + timedelta(days=1)) == Told()
    assert Message.objects.count() == 2


def test_an_anonymous_author_reads_it_by_the_receipt_and_gets_no_mail(moen: Network, asked: InputRound) -> None:
    row = rows.said(moen, round=asked, outcome=Outcome.NOTED)
    assert telling.tell(moen, asked, at=NOW) == Told(anonymous=1)
    row.refresh_from_db()
    assert (row.told_at, row.told_in, Mailing.objects.count()) == (NOW, None, 0)


def test_the_mail_is_drafted_by_itself_once_everything_has_its_outcome(moen: Network, asked: InputRound) -> None:
    lise = factories.member(moen)
    rows.said(moen, person=lise, round=asked, outcome=Outcome.NOTED)
    last = rows.said(moen, round=asked)
    jobs_telling.run(now=NOW)
    assert Message.objects.count() == 0
    rows.decided(last)
    jobs_telling.run(now=NOW)
    jobs_telling.run(now=NOW)
    assert (Message.objects.count(), Input.objects.filter(told_at=NOW).count()) == (1, 2)


def test_while_a_round_takes_answers_nobody_is_told_by_itself(moen: Network) -> None:
    open_round = rows.round_of(moen, state=InputRound.State.OPEN, closed_at=None)
    rows.said(moen, person=factories.member(moen), round=open_round, outcome=Outcome.NOTED)
    jobs_telling.run(now=NOW)
    assert Message.objects.count() == 0


def test_with_the_part_off_nobody_is_told(moen: Network, asked: InputRound) -> None:
    rows.said(moen, person=factories.member(moen), round=asked, outcome=Outcome.NOTED)
    switch_parts(moen, on=[])
    jobs_telling.run(now=NOW)
    assert (Message.objects.count(), Input.objects.filter(told_at=None).count()) == (0, 1)


def test_what_comes_late_goes_into_the_draft_or_with_the_mail_of_the_month(moen: Network, asked: InputRound) -> None:
    lise = factories.member(moen)
    rows.said(moen, "Først", person=lise, round=asked, outcome=Outcome.NOTED)
    telling.tell(moen, asked, at=NOW)
    rows.said(moen, "Så", person=lise, round=asked, outcome=Outcome.NOTED)
    assert telling.tell(moen, asked, at=NOW) == Told(inputs=1, people=1)
    message = Message.objects.get()
    assert [text in message.context["told"]["da"] for text in ("Først", "Så")] == [True, True]
    mailing.approve(message.mailing, by=rows.steering(moen), at=NOW)
    rows.said(moen, "Til sidst", person=lise, round=asked, outcome=Outcome.NOTED)
    assert telling.tell(moen, asked, at=NOW) == Told()
    assert telling.tell(moen, None, at=NOW) == Told(inputs=1, people=1)
    assert Message.objects.exclude(pk=message.pk).get().occasion == f"month:{moen.pk}:2027-01"


def test_what_belongs_to_no_round_is_one_mail_a_month(moen: Network) -> None:
    lise = factories.member(moen)
    rows.said(moen, "Kaffe", person=lise, outcome=Outcome.NOTED)
    assert telling.tell(moen, None, at=NOW) == Told(inputs=1, people=1)
    mailing.approve(Mailing.objects.get(), by=rows.steering(moen), at=NOW)
    rows.said(moen, "Te", person=lise, outcome=Outcome.NOTED)
    assert telling.tell(moen, None, at=NOW + timedelta(days=1)) == Told()
    assert telling.tell(moen, None, at=NOW + timedelta(days=31)) == Told(inputs=1, people=1)


def test_the_mail_of_the_month_is_drafted_by_itself_when_the_month_is_over(moen: Network) -> None:
    rows.said(moen, "Kaffe", person=factories.member(moen), outcome=Outcome.NOTED)
    jobs_telling.run(now=NOW)
    assert Message.objects.count() == 0
    jobs_telling.run(now=NOW + timedelta(days=31))
    jobs_telling.run(now=NOW + timedelta(days=32))
    assert (Message.objects.count(), Message.objects.get().state) == (1, "draft")


def test_what_comes_after_the_mail_of_its_round_is_told_by_itself_too(moen: Network, asked: InputRound) -> None:
    lise = factories.member(moen)
    rows.said(moen, "Først", person=lise, round=asked, outcome=Outcome.NOTED)
    telling.tell(moen, asked, at=NOW)
    mailing.approve(Mailing.objects.get(), by=rows.steering(moen), at=NOW)
    rows.said(moen, "Til sidst", person=lise, round=asked, outcome=Outcome.NOTED)
    of_round, of_month = queries.standings(moen)
    assert (of_round.round, of_round.can_be_told, of_round.told) == (asked, 0, 1)
    assert (of_month.round, of_month.can_be_told, of_month.told) == (None, 1, 0)
    jobs_telling.run(now=NOW)
    assert Message.objects.count() == 1
    jobs_telling.run(now=NOW + timedelta(days=31))
    jobs_telling.run(now=NOW + timedelta(days=32))
    late = Message.objects.get(occasion__startswith="month:")
    assert ("Til sidst" in late.context["told"]["da"], "Først" in late.context["told"]["da"]) == (True, False)
    assert Message.objects.count() == 2


def test_whom_no_mail_reaches_is_told_in_person_and_ticked_off(moen: Network, asked: InputRound) -> None:
    bounced = factories.member(moen, "Ada", bounced_at=NOW)
    silent = factories.member(moen, "Bo", mail_choice=MailChoice.NONE)
    refused = factories.member(moen, "Ida")
    mailing.unsubscribe(refused.user, kind=queries.KIND, network=moen, at=NOW)
    reached = factories.member(moen, "Lise")
    for person in (bounced, silent, refused, reached):
        rows.said(moen, person.name, person=person, round=asked, outcome=Outcome.NOTED)
    rows.said(moen, "Grethe", name="Grethe på torvet", round=asked, outcome=Outcome.NOTED)
    assert telling.tell(moen, asked, at=NOW) == Told(inputs=1, people=1)
    waiting = list(queries.in_person(moen))
    assert sorted(row.text for row in waiting) == ["Ada", "Bo", "Grethe", "Ida"]
    by = rows.steering(moen)
    reached_row = Input.objects.get(text="Lise")
    assert telling.told_in_person(moen, [*(row.pk for row in waiting), reached_row.pk], by=by, at=NOW) == 4
    assert list(queries.in_person(moen)) == []
    assert set(Input.objects.filter(told_by=by).values_list("told_in_person_at", "told_in")) == {(NOW, None)}
    assert telling.told_in_person(moen, [row.pk for row in waiting], by=by, at=NOW) == 0


def test_a_mail_that_was_stopped_has_told_nobody(moen: Network, asked: InputRound) -> None:
    row = rows.said(moen, person=factories.member(moen), round=asked, outcome=Outcome.NOTED)
    telling.tell(moen, asked, at=NOW)
    assert list(queries.in_person(moen)) == []
    mailing.stop(Mailing.objects.get(), by=None, at=NOW)
    assert list(queries.in_person(moen)) == [row]
    assert not Input.objects.filter(queries.may_be_read_by_author()).exists()


def test_the_database_itself_tells_nobody_of_no_outcome(moen: Network) -> None:
    row = rows.said(moen)
    with pytest.raises(IntegrityError), transaction.atomic():
        Input.objects.filter(pk=row.pk).update(told_at=NOW)


def test_the_standings_ask_the_database_the_same_for_one_round_and_three(
    moen: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        asked = rows.round_of(moen, title=f"Runde {number}")
        rows.said(moen, person=factories.member(moen), round=asked, outcome=Outcome.NOTED)
        rows.said(moen, round=asked)
        with django_assert_num_queries(2):
            assert len(queries.standings(moen)) == number + 1
    assert {(each.waiting, each.by_mail, each.by_receipt, each.told) for each in queries.standings(moen)} == {
        (1, 1, 0, 0)
    }


@pytest.mark.parametrize("count", [1, 3, 300])
def test_three_hundred_authors_are_told_with_hardly_more_queries_than_one(
    moen: Network, asked: InputRound, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _each in range(count):
        rows.said(moen, person=factories.member(moen), round=asked, outcome=Outcome.NOTED)
    with django_assert_max_num_queries(24):
        assert telling.tell(moen, asked, at=NOW).people == count


@pytest.mark.django_db(transaction=True)
def test_many_who_press_at_once_draft_one_mail_and_tell_once(in_threads: Callable[..., list[Any]]) -> None:
    moen = factories.network("moen")
    asked = rows.round_of(moen)
    for person in [factories.member(moen) for _each in range(3)]:
        rows.said(moen, person=person, round=asked, outcome=Outcome.NOTED)
    told = in_threads(lambda _number: telling.tell(moen, asked, at=NOW).inputs, list(range(AT_ONCE)))
    assert sorted(told) == [*[0] * (AT_ONCE - 1), 3]
    assert (Message.objects.count(), Input.objects.filter(told_in__isnull=False).count()) == (3, 3)
