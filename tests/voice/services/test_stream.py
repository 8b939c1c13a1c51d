"""Whatever anybody says lands in the one stream."""

from datetime import UTC, datetime

import pytest

from mikrovirk.voice.models import Input, Source
from mikrovirk.voice.services.stream import About, receive
from tests import factories

pytestmark = pytest.mark.django_db
LATE = datetime(2027, 1, 11, 22, 47, 13, tzinfo=UTC)  # in the evening, Danish time


def test_an_input_of_somebody_known_keeps_who_and_when() -> None:
    moen = factories.network("moen")
    lise, meeting = factories.member(moen, "Lise Holm"), factories.meeting(moen)
    row = receive(
        moen, source=Source.FEEDBACK, text="Mere om moms", at=LATE, person=lise, about=About(meeting=meeting), rating=4
    )
    assert (row.person, row.at, row.receipt, row.meeting, row.rating) == (lise, LATE, "", meeting, 4)


def test_an_anonymous_one_keeps_the_day_only_and_gets_a_receipt() -> None:
    row = receive(factories.network("moen"), source=Source.ROUND_PAGE, text="For langt at køre", at=LATE)
    assert row.is_anonymous
    assert row.at == datetime(2027, 1, 11, 11, tzinfo=UTC)
    assert len(row.receipt) >= 20


def test_the_same_thing_lands_once_and_keeps_what_was_done_with_it() -> None:
    moen = factories.network("moen")
    lise = factories.member(moen)
    first = receive(moen, source=Source.HALL, source_key="question:7", text="Hvornår?", at=LATE, person=lise)
    Input.objects.filter(pk=first.pk).update(position=3)
    receive(moen, source=Source.HALL, source_key="question:7", text="Hvornår igen?", at=LATE, person=lise)
    assert list(Input.objects.values_list("text", "position", "person")) == [("Hvornår igen?", 3, lise.pk)]


def test_a_cpr_number_is_never_kept() -> None:
    row = receive(factories.network("moen"), source=Source.MAIL, text="Mit nummer er 010170-1234.", at=LATE)
    assert row.text == "Mit nummer er xxxxxx-xxxx."
