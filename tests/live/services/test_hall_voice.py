"""What the hall asked and wished for lands among what members say, once the evening is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mikrovirk.live import jobs_voice
from mikrovirk.live.models import Evening, Question, Support
from mikrovirk.networks.models import Network
from mikrovirk.voice.models import Input
from mikrovirk.voice.services.stream import day_only
from tests import factories
from tests.live import evenings, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Network:
    return factories.network("moen")


def asked(evening: Evening, text: str, **fields: object) -> Question:
    return Question.objects.create(evening=evening, text=text, **{"at": timezone.now(), **fields})


def over(evening: Evening) -> None:
    Evening.objects.filter(pk=evening.pk).update(ended_at=timezone.now())


def rows() -> list[tuple[object, ...]]:
    values = Input.objects.order_by("pk").values_list
    return list(values("source", "text", "person__user__full_name", "author_name", "support_count"))


def test_named_ones_have_their_author_and_the_others_nobody(place: Network) -> None:
    evening = evenings.open_now(evenings.meeting(place))
    (sign_up,) = evenings.coming(evening, "Lise Holm")
    lise, walk_in = evenings.phone(evening, sign_up=sign_up), evenings.phone(evening, "Kurt")
    moms = asked(evening, "Hvad med moms?", phone=lise, name="Lise Holm")
    asked(evening, "Mere kaffe", phone=lise, kind=Question.Kind.WISH)
    asked(evening, "Må man komme igen?", phone=walk_in, name="Kurt")
    asked(evening, "Skjult", phone=walk_in, state=Question.State.HIDDEN)
    Support.objects.create(question=moms, phone=walk_in)
    jobs_voice.run(now=timezone.now())
    assert rows() == []  # not before the evening is over
    over(evening)
    for _again in range(2):
        jobs_voice.run(now=timezone.now())
    assert rows() == [
        ("hall", "Hvad med moms?", "Lise Holm", "", 1),
        ("hall", "Mere kaffe", None, "", 0),
        ("hall", "Må man komme igen?", None, "Kurt", 0),
    ]
    unnamed = Input.objects.get(text="Mere kaffe")
    assert (unnamed.at, unnamed.meeting, bool(unnamed.receipt)) == (day_only(timezone.now()), evening.meeting, True)


def test_what_is_wanted_by_one_more_is_renewed_and_what_was_erased_stays_gone(place: Network) -> None:
    evening = evenings.open_now(evenings.meeting(place))
    wanted, gone = asked(evening, "Hvad med moms?"), asked(evening, "Fortrudt")
    over(evening)
    jobs_voice.run(now=timezone.now())
    Input.objects.filter(source_key=f"question:{gone.pk}").update(text="", erased_at=timezone.now())
    for question in (wanted, gone):
        Support.objects.create(question=question, phone=evenings.phone(evening))
    jobs_voice.run(now=timezone.now())
    assert [(text, count) for _source, text, _who, _name, count in rows()] == [("Hvad med moms?", 1), ("", 0)]


def test_what_was_asked_while_it_stays_in_the_room_is_told_nowhere(place: Network) -> None:
    meeting = told.held(place, agenda=evenings.AGENDA_2_0)
    told.seat(meeting, factories.member(place), openness="room")
    evening = told.evening_of(meeting)
    told.asked(evening, "Hvorfor lukkede du butikken?", turn=told.go(evening, 3, minutes=65))
    told.asked(evening, "Hvornår mødes vi igen?")
    jobs_voice.run(now=factories.NOW)
    assert [text for _source, text, *_rest in rows()] == ["Hvornår mødes vi igen?"]


def test_only_where_the_members_voice_is_on_and_not_long_after() -> None:
    quiet = evenings.open_now(evenings.meeting(factories.network("stege", parts=())))
    asked(quiet, "Hej")
    over(quiet)
    jobs_voice.run(now=timezone.now())
    loud = evenings.open_now(evenings.meeting(factories.network("praestoe")))
    asked(loud, "Hej")
    jobs_voice.run(now=timezone.now() + timedelta(days=9))
    assert rows() == []
