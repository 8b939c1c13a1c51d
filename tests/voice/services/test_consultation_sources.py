"""A draft for the members of what is there: a plan that was found, and a season's drafted meetings."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mikrovirk.programme.models import Meeting, Season, Talk, Topic
from mikrovirk.voice.models import Consultation, SeasonDraft, Speaker
from mikrovirk.voice.services import consultation_sources as services
from tests import factories as f

pytestmark = pytest.mark.django_db


def planned(number: int, day: str, topic: Topic, speaker: Speaker, venue: Any) -> dict[str, Any]:
    return {
        "number": number,
        "date": day,
        "topic": f"topic-{topic.pk}",
        "speaker": str(speaker.pk),
        "venue": f"v{venue.pk}",
        "hot_seat": [],
        "newest": [],
        "because": [],
    }


def draft_of(network: Any) -> tuple[SeasonDraft, Topic, Speaker, Any]:
    topic = Topic.objects.create(network=network, name="Moms uden mavepine", about="Moms på en aften.")
    speaker = Speaker.objects.create(network=network, name="Bo Lund")
    venue = f.venue(network)
    f.format_1_0(network)
    best = [planned(1, "2027-03-01", topic, speaker, venue), planned(2, "2027-04-05", topic, speaker, venue)]
    draft = SeasonDraft.objects.create(
        network=network,
        name="Forår 2027",
        wishes={"hour": "17:30", "hours": {"2": "09:00"}},
        asked={"meetings": [{"number": 1, "format": "1-0"}, {"number": 2, "format": "gone"}]},
        answer={"plan": best, "alternatives": [{"plan": best[:1]}]},
        state=SeasonDraft.State.READY,
    )
    return draft, topic, speaker, venue


def test_a_plan_becomes_a_draft_with_a_point_for_each_meeting() -> None:
    network = f.network()
    draft, topic, speaker, venue = draft_of(network)
    by = f.coordinator(network)
    made = services.from_plan(draft, chosen=0, by=by, at=f.NOW)
    rows = made.points.values_list("position", "title", "text", "starts_at", "topic", "format__key", "venue", "speaker")
    assert (made.title, made.state, made.created_by) == ("Forår 2027", "draft", by)
    assert list(rows) == [
        (
            1,
            "Moms uden mavepine",
            "Moms på en aften.",
            datetime(2027, 3, 1, 16, 30, tzinfo=UTC),
            topic.pk,
            "1-0",
            venue.pk,
            speaker.pk,
        ),
        (
            2,
            "Moms uden mavepine",
            "Moms på en aften.",
            datetime(2027, 4, 5, 7, 0, tzinfo=UTC),  # summer time
            topic.pk,
            None,
            venue.pk,
            speaker.pk,
        ),
    ]
    assert (draft.consultation, draft.chosen) == (made, 0)


def test_the_same_plan_is_made_a_draft_once_and_another_one_makes_another() -> None:
    draft, *_rest = draft_of(f.network())
    first = services.from_plan(draft, chosen=0, by=None, at=f.NOW)
    assert services.from_plan(draft, chosen=0, by=None, at=f.NOW) == first
    other = services.from_plan(draft, chosen=1, by=None, at=f.NOW)
    assert (other.points.count(), Consultation.objects.count()) == (1, 2)


@pytest.mark.parametrize("chosen", [-1, 2])
def test_a_plan_that_was_not_found_cannot_be_chosen(chosen: int) -> None:
    draft, *_rest = draft_of(f.network())
    with pytest.raises(services.NoPlan):
        services.from_plan(draft, chosen=chosen, by=None, at=f.NOW)


def test_rows_of_another_network_are_never_taken() -> None:
    draft, topic, _speaker, _venue = draft_of(f.network())
    Topic.objects.filter(pk=topic.pk).update(network=f.network())
    made = services.from_plan(draft, chosen=1, by=None, at=f.NOW)
    assert made.points.values_list("topic", "title").get() == (None, f"topic-{topic.pk}")


def test_a_season_becomes_a_draft_of_its_drafted_meetings() -> None:
    network = f.network()
    season = Season.objects.create(network=network, name="Forår 2027")
    later = f.meeting(network, season=season, state="draft", title="Salg", starts_at=f.NOW + timedelta(days=60))
    topic = Topic.objects.create(network=network, name="Salg")
    Talk.objects.create(network=network, meeting=later, topic=topic)
    soon = f.meeting(network, season=season, state="draft", title="Moms", format=f.format_1_0(network))
    f.meeting(network, season=season, state=Meeting.State.PUBLISHED, title="Er ude")
    made = services.from_season(season, by=None, at=f.NOW)
    assert list(made.points.values_list("title", "meeting", "topic", "format__key")) == [
        ("Moms", soon.pk, None, "1-0"),
        ("Salg", later.pk, topic.pk, None),
    ]
    assert (made.title, made.season) == ("Forår 2027", season)
