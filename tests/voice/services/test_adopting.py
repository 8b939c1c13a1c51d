"""A draft is adopted: the decision, the meetings, the version; and all of it taken back."""

from datetime import timedelta

import pytest

from mikrovirk.programme.models import Meeting, Season
from mikrovirk.programme.services import meetings as meeting_services
from mikrovirk.voice.models import Decision, Speaker
from mikrovirk.voice.services import adopting, consultation_comments, consultation_sources, consultations, consulting
from mikrovirk.voice.services.adopting import Words
from mikrovirk.voice.services.consultations import Details
from tests import factories as f
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db
WORDS = Words("Foråret 2027 er vedtaget", "Det bakkede medlemmerne op om.", why="Vedtaget")
SOON = f.NOW + timedelta(days=2)


def test_adopting_lays_a_meeting_for_each_point_with_a_day() -> None:
    place = f.network()
    made = rows.opened(place)
    first = rows.points(made)[0]
    speaker = Speaker.objects.create(network=place, name="Bo Lund", email="bo@firma.example", speaks_from="Bo & Co")
    first.speaker = speaker
    first.save()
    version = adopting.adopt(made, WORDS, by=(by := f.coordinator(place)), at=SOON)
    made.refresh_from_db()
    season = Season.objects.get()
    meetings = season.meetings.order_by("starts_at").select_related("talk__topic", "talk__speaker")
    laid = [(m.title, m.state, m.format and m.format.key, m.venue and m.venue.name, m.summary) for m in meetings]
    assert laid == [
        ("Moms uden mavepine", "draft", "1-0", "Møn Bibliotek", ""),
        ("Salg uden at sælge", "draft", "1-0", "Møn Bibliotek", "Vi øver os."),
    ]
    talk = meetings[0].talk
    assert (talk.topic and talk.topic.name, talk.speaker_name, talk.speaker and talk.speaker.email, talk.asked_at) == (
        "Moms",
        "Bo Lund",
        "bo@firma.example",
        None,
    )
    assert meetings[0].agenda.count() == 5
    assert (made.state, made.adopted_by, made.season, season.name) == ("adopted", by, season, "Foråret 2027")
    decision = Decision.objects.get()
    assert (decision.title, decision.season, decision.decided_by, made.decision) == (
        WORDS.decision,
        season,
        by,
        decision,
    )
    assert (version.number, version.content["is_adopted"], version.content["points"][0]["support"]["online"]) == (
        2,
        True,
        [0, 0],
    )


def test_comments_without_an_answer_hold_it_back_unless_somebody_says_why_not() -> None:
    place = f.network()
    made = rows.opened(place)
    consultation_comments.comment(made, rows.points(made)[0], "Hellere tirsdag", at=f.NOW)
    with pytest.raises(adopting.LacksAnswers):
        adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    assert not Meeting.objects.exists()
    adopting.adopt(made, Words("Vedtaget", "Ja", unanswered_because="Vi svarer på mødet."), by=f.user(), at=SOON)
    made.refresh_from_db()
    assert (made.state, made.unanswered_because) == ("adopted", "Vi svarer på mødet.")


def test_what_nobody_has_seen_cannot_be_adopted_and_nothing_is_adopted_twice() -> None:
    place = f.network()
    with pytest.raises(adopting.NotShown):
        adopting.adopt(rows.draft(place), WORDS, by=f.user(), at=SOON)
    made = rows.opened(place)
    adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    with pytest.raises(consultations.IsAdopted):
        adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    assert Meeting.objects.count() == 2


def test_undoing_takes_back_all_that_was_laid() -> None:
    place = f.network()
    made = rows.opened(place)
    adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    assert adopting.may_undo(made.__class__.objects.get(pk=made.pk))
    adopting.undo(made, by=f.user(), at=SOON)
    made.refresh_from_db()
    assert (made.state, made.season, made.adopted_at, made.decision) == ("closed", None, None, None)
    assert (Meeting.objects.count(), Season.objects.count()) == (0, 0)
    assert Decision.objects.get().withdrawn_at == SOON
    assert list(made.versions.values_list("number", flat=True)) == [1, 2]
    adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    assert (Meeting.objects.count(), made.versions.count()) == (2, 3)


def test_undoing_ends_where_something_is_published() -> None:
    place = f.network()
    made = rows.opened(place)
    adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    meeting_services.publish_meeting(Meeting.objects.all()[0], at=SOON)
    with pytest.raises(adopting.CannotUndo):
        adopting.undo(made, by=f.user(), at=SOON)
    made.refresh_from_db()
    assert (made.state, Meeting.objects.count()) == ("adopted", 2)


def test_meetings_that_were_there_follow_the_draft_and_go_back() -> None:
    place = f.network()
    season = Season.objects.create(network=place, name="Forår 2027")
    was = f.NOW + timedelta(days=30, hours=7)
    meeting = f.meeting(
        place,
        season=season,
        state="draft",
        title="Moms",
        starts_at=was,
        format=f.format_1_0(place),
        venue=f.venue(place),
    )
    made = consultation_sources.from_season(season, by=None, at=f.NOW)
    point = rows.points(made)[0]
    other = f.venue(place, name="Stege Bibliotek")
    consultations.change_point(
        point, Details("Moms let", "Helt let.", was + timedelta(days=7), f.format_2_0(place), None, other)
    )
    consulting.publish(made, until=SOON, by=None, at=f.NOW)
    adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at, meeting.format.key, meeting.venue) == (  # type: ignore[union-attr]
        "Moms let",
        was + timedelta(days=7),
        "2-0",
        other,
    )
    assert Season.objects.count() == 1
    adopting.undo(made, by=f.user(), at=SOON)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.starts_at, meeting.format.key, meeting.venue.name) == (  # type: ignore[union-attr]
        "Moms",
        was,
        "1-0",
        "Møn Bibliotek",
    )
    assert Season.objects.count() == 1


def test_what_was_taken_up_of_the_comments_rests_on_the_decision() -> None:
    place = f.network()
    made, by = rows.opened(place), f.coordinator(place)
    one, two, _three = rows.points(made)
    taken = consultation_comments.comment(made, one, "Gerne", at=f.NOW)
    noted = consultation_comments.comment(made, two, "Tak", at=f.NOW)
    consultation_comments.answer(one, "Det gør vi.", by=by, at=f.NOW, outcome="taken_up")
    consultation_comments.answer(two, "Selv tak.", by=by, at=f.NOW, outcome="noted")
    adopting.adopt(made, WORDS, by=by, at=SOON)
    taken.refresh_from_db()
    noted.refresh_from_db()
    assert (taken.decision, noted.decision) == (Decision.objects.get(), None)
    adopting.undo(made, by=by, at=SOON)
    taken.refresh_from_db()
    assert taken.decision is None


def test_a_meeting_of_which_only_the_format_changed_goes_back_too() -> None:
    place = f.network()
    season = Season.objects.create(network=place, name="Forår 2027")
    starts_at = f.NOW + timedelta(days=30)
    meeting = f.meeting(
        place, season=season, state="draft", title="Moms", starts_at=starts_at, format=f.format_1_0(place)
    )
    made = consultation_sources.from_season(season, by=None, at=f.NOW)
    consultations.change_point(rows.points(made)[0], Details("Moms", "", starts_at, f.format_2_0(place)))
    consulting.publish(made, until=SOON, by=None, at=f.NOW)
    adopting.adopt(made, WORDS, by=f.user(), at=SOON)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.format and meeting.format.key) == ("Moms", "2-0")
    adopting.undo(made, by=f.user(), at=SOON)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.format and meeting.format.key) == ("Moms", "1-0")
