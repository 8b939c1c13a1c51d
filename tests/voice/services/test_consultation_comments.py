"""Taps, comments and counts from phones, the hall and paper; and the answers to them."""

import uuid
from datetime import timedelta

import pytest

from mikrovirk.voice.models import Comment, Input, PointSupport, Source
from mikrovirk.voice.queries.consultations import lacking_answers, said_by_point, totals_of
from mikrovirk.voice.services import consultation_comments as services
from mikrovirk.voice.services import consultations, consulting
from mikrovirk.voice.services.consultation_comments import Author, Place
from mikrovirk.voice.services.consultations import Details
from mikrovirk.voice.services.outcomes import NeedsBecause
from tests import factories as f
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db
SOON = f.NOW + timedelta(hours=1)


def test_of_two_taps_the_later_counts_in_whatever_order_they_come() -> None:
    place = f.network()
    point, lise = rows.points(rows.opened(place))[0], f.member(place)
    services.take_stance(point, "for", person=lise, at=SOON)
    services.take_stance(point, "against", person=lise, at=SOON + timedelta(minutes=2))
    services.take_stance(point, "for", person=lise, at=SOON + timedelta(minutes=1))
    assert PointSupport.objects.get().stance == "against"
    services.take_stance(point, "", person=lise, at=SOON + timedelta(minutes=3))
    assert not PointSupport.objects.exists()


def test_totals_are_of_online_hall_and_paper() -> None:
    place = f.network()
    point, other = rows.points(made := rows.opened(place))[:2]
    evening = f.meeting(place)
    services.take_stance(point, "for", person=f.member(place), at=SOON)
    services.take_stance(point, "against", person=f.member(place), at=SOON)
    services.take_stance(point, "for", phone=uuid.uuid4(), meeting=evening, at=SOON)
    services.count_paper(point, meeting=evening, in_favour=9, against=9, by=None, at=SOON)
    services.count_paper(point, meeting=evening, in_favour=4, against=2, by=None, at=SOON)  # counted again
    services.count_paper(point, meeting=None, in_favour=1, against=0, by=None, at=SOON)
    totals = totals_of(made)
    assert totals[point.pk].as_plain() == {"online": [1, 1], "hall": [1, 0], "paper": [5, 2]}
    assert (totals[point.pk].in_favour, totals[point.pk].against, totals[other.pk].count) == (7, 3, 0)


def test_whoever_answered_in_the_hall_and_answers_again_at_home_counts_once() -> None:
    place = f.network()
    point, lise = rows.points(made := rows.opened(place))[0], f.member(place)
    services.take_stance(point, "for", person=lise, meeting=f.meeting(place), at=SOON)
    services.take_stance(point, "against", person=lise, at=SOON + timedelta(days=1))
    assert totals_of(made)[point.pk].as_plain() == {"online": [0, 1], "hall": [0, 0], "paper": [0, 0]}


def test_a_comment_lands_in_the_stream_with_its_point_and_version() -> None:
    place = f.network()
    made, lise = rows.opened(place), f.member(place)
    point = rows.points(made)[0]
    said = services.comment(made, point, "Gerne om tirsdagen.", author=Author(lise), at=SOON)
    facts = (said.source, said.point, said.topic, said.person, said.text, said.at)
    assert facts == (Source.CONSULTATION, point, point.topic, lise, "Gerne om tirsdagen.", SOON)
    assert (said.comment.consultation, said.comment.version, said.comment.is_named) == (made, 1, False)


def test_what_one_wrote_is_renewed_until_something_came_of_it_or_the_draft_was_changed() -> None:
    place = f.network()
    made, lise = rows.opened(place), f.member(place)
    point = rows.points(made)[2]

    def write(text: str) -> Input:
        return services.comment(made, point, text, author=Author(lise), at=SOON)

    first = write("Tirsdag")
    assert write("Onsdag") == first
    Input.objects.filter(pk=first.pk).update(outcome="noted", outcome_at=SOON)
    second = write("Torsdag")
    consultations.change_point(point, Details("Altid en tirsdag"))
    consulting.show_changes(made, why="", by=None, at=SOON)
    third = write("Godt")
    assert len({first.pk, second.pk, third.pk}) == 3
    assert list(Comment.objects.order_by("pk").values_list("input__text", "version")) == [
        ("Onsdag", 1),
        ("Torsdag", 1),
        ("Godt", 2),
    ]


def test_an_anonymous_comment_has_no_author_and_a_receipt() -> None:
    made = rows.opened(f.network())
    first = services.comment(made, None, "Vi er for få.", at=SOON)
    second = services.comment(made, None, "Stadig for få.", at=SOON)
    assert (first.person, first.author_name, len(first.receipt) > 20, first == second) == (None, "", True, False)


def test_what_a_phone_sends_twice_lands_once() -> None:
    place = f.network()
    made = rows.opened(place)
    sent = Place(Source.HALL, f.meeting(place), f"hall:{uuid.uuid4()}")
    for _ in range(2):
        services.comment(made, rows.points(made)[0], "God idé", author=Author(name="Bo"), place=sent, at=SOON)
    assert Input.objects.values_list("source", "author_name", "meeting").get() == ("hall", "Bo", sent.meeting.pk)  # type: ignore[union-attr]


def test_a_comment_can_be_taken_back_until_somebody_worked_with_it() -> None:
    place = f.network()
    made, lise = rows.opened(place), f.member(place)
    services.take_back(services.comment(made, None, "Nej", author=Author(lise), at=SOON))
    kept = services.comment(made, None, "Jo", author=Author(lise), at=SOON)
    Input.objects.filter(pk=kept.pk).update(outcome="noted", outcome_at=SOON)
    services.take_back(kept)
    assert list(Input.objects.values_list("text", flat=True)) == ["Jo"]


def test_a_draft_that_is_not_open_takes_nothing_but_paper_until_it_is_adopted() -> None:
    place = f.network()
    made = rows.draft(place)
    point = rows.points(made)[0]
    with pytest.raises(services.IsClosed):
        services.take_stance(point, "for", person=f.member(place), at=SOON)
    with pytest.raises(services.IsClosed):
        services.comment(made, point, "Ja", at=SOON)
    made = rows.opened(place)
    point = rows.points(made)[0]
    with pytest.raises(services.IsClosed):
        services.comment(made, point, "Ja", at=f.NOW + timedelta(days=15))
    consulting.close(made, at=SOON)
    services.comment(made, point, "Ja, på papir", place=Place(Source.PAPER), author=Author(name="Bo"), at=SOON)
    assert Input.objects.values_list("source", "text").get() == ("paper", "Ja, på papir")


def test_members_see_each_others_words_without_names_unless_they_chose() -> None:
    place = f.network()
    made = rows.opened(place)
    lise, bo = f.member(place, "Lise Holm"), f.member(place, "Bo Lund")
    point = rows.points(made)[0]
    services.comment(made, point, "Ja", author=Author(lise), at=SOON)
    services.comment(made, point, "Nej", author=Author(bo, is_named=True), at=SOON + timedelta(hours=1))
    rude = services.comment(made, point, "Vrøvl", at=SOON)
    services.hide(rude.comment, at=SOON)
    shown = said_by_point(made, reader=lise)[point.pk]
    assert [(s.text, s.name, s.is_mine) for s in shown] == [("Nej", "Bo Lund", False), ("Ja", "", True)][::-1]
    staff = said_by_point(made, for_staff=True)[point.pk]
    assert {(s.text, s.name, s.is_hidden) for s in staff} == {
        ("Ja", "Lise Holm", False),
        ("Nej", "Bo Lund", False),
        ("Vrøvl", "", True),
    }


def test_what_lacks_an_answer() -> None:
    place = f.network()
    made = rows.opened(place)
    one, two, _three = rows.points(made)
    services.comment(made, one, "Ja", at=SOON)
    services.comment(made, None, "Fint arbejde", at=SOON)
    assert lacking_answers(made) == [one, made]
    services.answer(one, "Tak, det gør vi.", by=None, at=SOON)
    services.answer(two, "Ingen bemærkninger.", by=None, at=SOON)
    services.answer(made, "Tak!", by=None, at=SOON)
    made.refresh_from_db()
    assert lacking_answers(made) == []
    services.answer(one, "", by=None, at=SOON)
    assert (lacking_answers(made), one.answered_at) == ([one], None)


def test_an_answer_can_give_all_comments_at_the_point_their_outcome() -> None:
    place = f.network()
    made, by = rows.opened(place), f.coordinator(place)
    one, two, _three = rows.points(made)
    services.comment(made, one, "Hellere tirsdag", author=Author(f.member(place)), at=SOON)
    services.comment(made, one, "Ja", at=SOON)
    services.comment(made, two, "Øv", at=SOON)
    count = services.answer(one, "Tirsdag bliver det.", by=by, at=SOON, outcome="taken_up")
    assert count == 2
    assert list(Input.objects.order_by("pk").values_list("outcome", "outcome_words")) == [
        ("taken_up", "Tirsdag bliver det."),
        ("taken_up", "Tirsdag bliver det."),
        ("", ""),
    ]
    with pytest.raises(NeedsBecause):
        services.answer(two, "", by=by, at=SOON, outcome="no")
