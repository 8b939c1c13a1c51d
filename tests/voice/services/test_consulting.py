"""A draft is shown to the members, changed while they comment, and closed."""

from datetime import timedelta

import pytest

from mikrovirk.common import dates
from mikrovirk.mailing.models import Message
from mikrovirk.voice.jobs_consultations import run
from mikrovirk.voice.queries.consultation_versions import changes_of, in_words, newest_version, not_shown_yet
from mikrovirk.voice.services import consultations, consulting
from mikrovirk.voice.services.consultations import Details
from tests import factories as f
from tests.voice import consultation_rows as rows

pytestmark = pytest.mark.django_db
LATER = f.NOW + timedelta(days=14)


def test_publishing_opens_it_keeps_version_1_and_drafts_a_mail_to_every_member() -> None:
    place = f.network("moen")
    lise, bo = f.member(place, "Lise Holm"), f.member(place, "Bo Lund")
    f.member(f.network("stege"))
    made = rows.draft(place)
    by = f.coordinator(place)
    consulting.publish(made, until=LATER, by=by, at=f.NOW)
    made.refresh_from_db()
    version = made.versions.get()
    assert (made.state, made.opened_at, made.closes_at) == ("open", f.NOW, LATER)
    assert (version.number, version.made_by, [p["title"] for p in version.content["points"]]) == (
        1,
        by,
        ["Moms uden mavepine", "Salg uden at sælge", "Altid en mandag"],
    )
    messages = Message.objects.filter(kind="voice.consultation")
    assert {(m.user, m.state) for m in messages} == {(lise.user, "draft"), (bo.user, "draft")}
    assert all("/networks/moen/consultations/link/" in m.context["url"] for m in messages)
    assert len({m.context["url"] for m in messages}) == 2


def test_publishing_twice_changes_nothing() -> None:
    place = f.network()
    f.member(place)
    made = rows.opened(place)
    consulting.publish(made, until=LATER + timedelta(days=3), by=None, at=f.NOW)
    made.refresh_from_db()
    assert (made.closes_at, made.versions.count(), Message.objects.count()) == (LATER, 1, 1)


def test_an_empty_draft_or_one_without_time_is_not_shown() -> None:
    made = consultations.new_draft(f.network(), title="Tom", by=None, at=f.NOW)
    with pytest.raises(consulting.NothingToShow):
        consulting.publish(made, until=LATER, by=None, at=f.NOW)
    consultations.add_point(made, Details("Fast ugedag"))
    with pytest.raises(consulting.TooEarly):
        consulting.publish(made, until=f.NOW, by=None, at=f.NOW)


def test_changes_are_shown_together_as_the_next_version() -> None:
    made = rows.opened(f.network())
    first, second, third = rows.points(made)
    moved = first.starts_at + timedelta(days=7) if first.starts_at else None
    consultations.change_point(first, Details(first.title, "", moved, first.format, first.topic, first.venue))
    consultations.remove_point(third, at=f.NOW)
    consultations.add_point(made, Details("Fredag en gang imellem"))
    assert [change.what.value for change in not_shown_yet(made)] == ["starts_at", "added", "taken_out"]
    version = consulting.show_changes(made, why="Lokalet var optaget", by=None, at=f.NOW + timedelta(days=1))
    assert (version.number, version.why, not_shown_yet(made)) == (2, "Lokalet var optaget", ())
    assert moved is not None
    before, after = dates.moment(moved - timedelta(days=7)), dates.moment(moved)
    assert [in_words(change) for change in changes_of(version)] == [
        f"Før var det {before}, nu er det {after}.",
        "Punktet er nyt.",
        "Punktet er taget ud.",
    ]
    with pytest.raises(consulting.NothingChanged):
        consulting.show_changes(made, why="", by=None, at=f.NOW)
    assert second.title == "Salg uden at sælge"


def test_a_point_that_was_taken_out_can_be_put_back() -> None:
    made = rows.opened(f.network())
    point = rows.points(made)[1]
    consultations.remove_point(point, at=f.NOW)
    consultations.put_back_point(point)
    assert not_shown_yet(made) == ()


def test_what_is_written_while_nobody_has_seen_it_is_no_version() -> None:
    made = rows.draft(f.network())
    with pytest.raises(consulting.NothingChanged):
        consulting.show_changes(made, why="", by=None, at=f.NOW)
    assert newest_version(made) is None


def test_after_the_last_day_it_closes_by_itself_and_the_waiting_mail_is_stopped() -> None:
    place = f.network()
    f.member(place)
    made = rows.opened(place)
    run(now=LATER - timedelta(minutes=1))
    made.refresh_from_db()
    assert made.state == "open"
    run(now=LATER)
    run(now=LATER)
    made.refresh_from_db()
    assert (made.state, made.closed_at, Message.objects.get().state) == ("closed", LATER, "stopped")


def test_a_closed_draft_is_opened_again_with_a_later_day() -> None:
    made = rows.opened(f.network())
    consulting.close(made, at=f.NOW)
    with pytest.raises(consulting.TooEarly):
        consulting.extend(made, until=f.NOW, at=f.NOW)
    consulting.extend(made, until=LATER, at=f.NOW)
    made.refresh_from_db()
    assert (made.state, made.closes_at, made.closed_at) == ("open", LATER, None)
