"""What the hall asks, and what of it the host puts on the screen."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from mikrovirk.live import saying
from mikrovirk.live.models import Evening, Phone, Question
from mikrovirk.live.saying import Refused, Said
from mikrovirk.live.services import room
from tests.live import evenings

pytestmark = pytest.mark.django_db


@pytest.fixture
def evening() -> Evening:
    return evenings.open_now()


@pytest.fixture
def phone(evening: Evening) -> Phone:
    return room.join(evening, name="Mie", at=timezone.now())


def say(evening: Evening, what: str, phone: Phone | None = None, **detail: Any) -> None:
    said = Said(evening=evening, client_id=uuid4(), what=what, detail=detail, at=timezone.now(), phone=phone)
    saying.take(said, is_host=phone is None)


def asked(evening: Evening, phone: Phone, text: str) -> Question:
    say(evening, "question", phone, text=text)
    return evening.questions.get(text=text)


def test_only_one_question_is_on_the_screen_and_it_leaves_when_it_is_settled(evening: Evening, phone: Phone) -> None:
    first, second = asked(evening, phone, "Hvad koster det?"), asked(evening, phone, "Hvornår?")
    for question in (first, second):
        say(evening, "question_state", question=question.pk, state="on_screen")
    assert list(evening.questions.order_by("pk").values_list("state", flat=True)) == ["open", "on_screen"]
    assert evening.showing == {"what": "question", "pk": second.pk}
    say(evening, "question_state", question=second.pk, state="answered")
    assert evening.showing == {}


def test_hiding_a_question_leaves_what_is_on_the_screen(evening: Evening, phone: Phone) -> None:
    question = asked(evening, phone, "Er der mere kaffe?")
    say(evening, "poll", question="Kaffe eller te?", choices=["Kaffe", "Te"])
    say(evening, "question_state", question=question.pk, state="hidden")
    assert evening.showing == {"what": "poll"}


def test_going_on_takes_the_question_off_the_screen_as_answered(evening: Evening, phone: Phone) -> None:
    question = asked(evening, phone, "Hvad koster det?")
    say(evening, "question_state", question=question.pk, state="on_screen")
    say(evening, "press", kind="go", turn=evening.programme[1]["key"])
    question.refresh_from_db()
    assert (question.state, Evening.objects.get().showing) == ("answered", {})


def test_a_phone_supports_the_questions_of_others_once_and_not_its_own(evening: Evening, phone: Phone) -> None:
    question, other = asked(evening, phone, "Hvad koster det?"), room.join(evening, name="Bo", at=timezone.now())
    for supporter in (phone, other, other):
        say(evening, "support", supporter, question=question.pk)
    assert list(question.support.values_list("phone", flat=True)) == [other.pk]
    say(evening, "support", other, question=question.pk, take_back=True)
    assert not question.support.exists()


def test_a_poll_needs_two_answers_takes_the_last_of_each_phone_and_closes_the_one_before(
    evening: Evening, phone: Phone
) -> None:
    with pytest.raises(Refused, match="mindst to svar"):
        say(evening, "poll", question="Kaffe?", choices=["Ja", " "])
    for question in ("Kaffe?", "Te?"):
        say(evening, "poll", question=question, choices=["Ja", "Nej"])
    first, second = evening.polls.all()
    assert (first.closed_at is None, second.closed_at is None) == (False, True)
    for choice in (0, 1):
        say(evening, "ballot", phone, poll=second.pk, choice=choice)
    assert list(second.ballots.values_list("choice", flat=True)) == [1]
    with pytest.raises(Refused, match="Afstemningen er lukket"):
        say(evening, "ballot", phone, poll=first.pk, choice=0)


def test_a_question_that_gives_way_to_something_else_on_the_screen_is_open_again(
    evening: Evening, phone: Phone
) -> None:
    question = asked(evening, phone, "Hvad koster det?")
    say(evening, "question_state", question=question.pk, state="on_screen")
    say(evening, "show", scene="join")
    question.refresh_from_db()
    assert (question.state, evening.showing) == ("open", {"what": "join"})
