"""Coordinators ask each other."""

from datetime import timedelta

import pytest

from mikrovirk.landscape.queries import circle_questions as queries
from mikrovirk.landscape.services import circle_questions as services
from mikrovirk.mailing.models import Message, Unsubscription
from tests import factories
from tests.landscape.circle_rows import NOW, Circle, circle

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> Circle:
    made = circle()
    factories.coordinator(factories.network("tredje"), email="tredje@netvaerk.example")
    factories.member(made.taker, email="medlem@firma.example")
    return made


def written_to(kind: str) -> set[str]:
    sent = Message.objects.filter(kind=kind, state=Message.State.QUEUED)
    return set(sent.values_list("user__email", flat=True))


def test_a_question_goes_to_the_other_coordinators_who_want_such_mails(two: Circle) -> None:
    Unsubscription.objects.create(user=two.tage, kind=services.ASKED, at=NOW)
    services.ask(two.giver, subject="Netværkstid", text="Folk går.", by=two.gerda, at=NOW)
    assert written_to(services.ASKED) == {"tredje@netvaerk.example"}
    assert [question.subject for question in queries.open_for(two.taker)] == ["Netværkstid"]
    assert not queries.open_for(two.giver).exists()


def test_an_answer_goes_to_who_asked_and_who_answered(two: Circle) -> None:
    question = services.ask(two.giver, subject="Netværkstid", text="Folk går.", by=two.gerda, at=NOW)
    services.answer(question, two.taker, text="Suppe.", by=two.tage, at=NOW + timedelta(hours=1))
    assert written_to(services.ANSWERED) == {"gerda@giver.example"}
    services.answer(question, two.giver, text="Tak.", by=two.gerda, at=NOW + timedelta(hours=2))
    assert written_to(services.ANSWERED) == {"gerda@giver.example", "tage@tager.example"}
    assert not queries.open_for(two.taker).exists()
    assert [answer.text for answer in queries.thread(question)] == ["Suppe.", "Tak."]


def test_taken_out_it_is_gone_with_its_mail_and_can_be_put_back(two: Circle) -> None:
    question = services.ask(two.giver, subject="Netværkstid", text="Folk går.", by=two.gerda, at=NOW)
    answer = services.answer(question, two.taker, text="Suppe.", by=two.tage, at=NOW)
    services.remove_answer(answer, at=NOW)
    assert (list(queries.thread(question)), written_to(services.ANSWERED)) == ([], set())
    services.put_answer_back(answer)
    services.remove_question(question, at=NOW)
    assert (list(queries.questions()), written_to(services.ASKED)) == ([], set())
    services.put_question_back(question)
    services.settle(question, at=NOW)
    assert [(row.subject, row.settled_at) for row in queries.questions()] == [("Netværkstid", NOW)]
