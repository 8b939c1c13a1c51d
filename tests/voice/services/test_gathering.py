"""Words after a meeting belong to what members say."""

from datetime import timedelta
from typing import Any

import pytest

from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Feedback, SignUp
from mikrovirk.voice import jobs_gather
from mikrovirk.voice.models import Input
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def feedback(place: Network, text: str, *, name: str = "Lise Holm") -> Feedback:
    meeting = factories.meeting(place, starts_at=NOW - timedelta(days=1))
    row: SignUp = factories.sign_up(meeting, factories.member(place, name), checked_in_at=meeting.starts_at)
    return Feedback.objects.create(sign_up=row, meeting=meeting, rating=4, text=text, at=NOW)


def test_words_after_a_meeting_land_once_and_follow_what_their_author_changes() -> None:
    moen = factories.network("moen")
    given = feedback(moen, "Godt oplæg, men varmt.")
    feedback(moen, "", name="Uden ord")
    for _again in range(2):
        jobs_gather.run(now=NOW)
    row = Input.objects.get()
    assert (row.source, row.text, row.rating, row.person, row.meeting, row.at, row.source_key) == (
        "feedback",
        "Godt oplæg, men varmt.",
        4,
        given.sign_up.person,
        given.meeting,
        NOW,
        f"feedback:{given.pk}",
    )
    Feedback.objects.filter(pk=given.pk).update(text="Godt oplæg.")
    jobs_gather.run(now=NOW)
    assert [row.text for row in Input.objects.all()] == ["Godt oplæg."]


def test_many_networks_are_asked_for_at_once(django_assert_num_queries: Any) -> None:
    for number in range(3):
        factories.network(f"sted-{number}")
    with django_assert_num_queries(3):  # networks, parts, words
        jobs_gather.run(now=NOW)


def test_what_its_author_erased_does_not_come_back() -> None:
    feedback(factories.network("moen"), "Det var min fejl.")
    jobs_gather.run(now=NOW)
    Input.objects.update(text="", erased_at=NOW)
    jobs_gather.run(now=NOW)
    assert [row.text for row in Input.objects.all()] == [""]


def test_years_of_words_do_not_fall_upon_a_network_that_begins() -> None:
    moen = factories.network("moen")
    old = feedback(moen, "For to år siden.")
    Feedback.objects.filter(pk=old.pk).update(at=NOW - timedelta(days=46))
    feedback(moen, "I går.", name="Bo Lind")
    jobs_gather.run(now=NOW)
    assert [row.text for row in Input.objects.all()] == ["I går."]


def test_a_network_without_the_part_gathers_nothing() -> None:
    feedback(factories.network("stege", parts=("feedback",)), "Fint.")
    jobs_gather.run(now=NOW)
    assert Input.objects.count() == 0
