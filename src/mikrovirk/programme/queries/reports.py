"""Reads: what the steering group is told of a meeting."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from mikrovirk.common import dates
from mikrovirk.programme.domain.steering_figures import (
    AttendanceRow,
    MeetingFigures,
    MeetingRow,
    RatingRow,
    SteeringFigures,
    figures,
)
from mikrovirk.programme.models import Feedback, Meeting, SignUp
from mikrovirk.programme.queries import joint

ALL_RATINGS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Report:
    """One evening in figures and words. Without names: the no-shows' names are not in it at all."""

    meeting: Meeting
    figures: SteeringFigures
    words: tuple[str, ...]
    titles: dict[int, str]
    came_with: tuple[tuple[str, int], ...] = ()  # the partners of a joint meeting, and how many came with each

    @property
    def evening(self) -> MeetingFigures:
        return self.figures.meeting


def report_of(meeting: Meeting) -> Report:
    """The steering report of a meeting beside the three before it; four queries, one more for a joint meeting.

    Its figures are of the network's own people.
    """
    held = Meeting.objects.filter(network=meeting.network_id).filter(
        Q(state=Meeting.State.PUBLISHED, starts_at__lt=meeting.starts_at) | Q(pk=meeting.pk)
    )
    rows = list(held.order_by("starts_at", "pk").values_list("pk", "starts_at", "title"))
    told = figures(
        meeting.pk,
        meetings=[MeetingRow(pk, timezone.localtime(starts_at).date()) for pk, starts_at, _title in rows],
        attendance=_attendance(meeting),
        ratings=_ratings(meeting),
    )
    titles = {pk: f"{dates.day(starts_at)}: {title}" for pk, starts_at, title in rows}
    return Report(meeting, told, words_about(meeting), titles, came_with(meeting) if meeting.is_joint else ())


def came_with(meeting: Meeting) -> tuple[tuple[str, int], ...]:
    """How many came with each partner, by its name."""
    rows = SignUp.objects.filter(meeting=meeting, comes_with__isnull=False, checked_in_at__isnull=False)
    counted = rows.values("comes_with__name").annotate(count=Count("pk")).order_by("comes_with__name")
    return tuple(counted.values_list("comes_with__name", "count"))


def _attendance(meeting: Meeting) -> list[AttendanceRow]:
    """Which of the network's people had a place or walked in, at this and every earlier meeting of it."""
    own = joint.own_people(meeting.network_id)
    rows = SignUp.objects.filter(
        own,
        meeting__network=meeting.network_id,
        meeting__starts_at__lte=meeting.starts_at,
        state=SignUp.State.COMING,
    )
    columns = ("meeting", "person", "is_walk_in", "checked_in_at", "as_guest")
    return [
        AttendanceRow(
            meeting_id=meeting_pk,
            person_key=None if person is None else str(person),
            signed_up=not walked_in,
            came=came_at is not None,
            is_member=not as_guest,
        )
        for meeting_pk, person, walked_in, came_at, as_guest in rows.values_list(*columns)
    ]


def _ratings(meeting: Meeting) -> list[RatingRow]:
    rows = Feedback.objects.filter(meeting__network=meeting.network_id, meeting__starts_at__lte=meeting.starts_at)
    return [RatingRow(meeting_pk, rating) for meeting_pk, rating in rows.values_list("meeting", "rating")]


def words_about(meeting: Meeting) -> tuple[str, ...]:
    """What people wrote about the meeting, oldest first, without who wrote it."""
    rows = Feedback.objects.filter(meeting=meeting).exclude(text="").order_by("at", "pk")
    return tuple(rows.values_list("text", flat=True))


def report_as_plain(report: Report) -> dict[str, Any]:
    """The report for another program: numbers and words, no names."""
    evening, told = report.evening, report.figures
    return {
        "meeting": {
            "id": report.meeting.pk,
            "title": report.meeting.title,
            "starts_at": report.meeting.starts_at.isoformat(),
        },
        "signed_up": evening.signed_up,
        "came": evening.came,
        "members": evening.members,
        "guests": evening.guests,
        "walk_ins": evening.walk_ins,
        "no_shows": len(evening.no_shows),
        "first_timers": len(evening.first_timers),
        "returning": len(evening.returning),
        "came_back": asdict(told.came_back),
        "ratings": {str(rating): count for rating, count in zip(ALL_RATINGS, evening.ratings.counts, strict=True)},
        "average_rating": None if evening.ratings.average is None else float(evening.ratings.average),
        "words": list(report.words),
        "compared": [
            {
                "measure": row.measure.value,
                "now": None if row.now is None else float(row.now),
                "before": None if row.before is None else float(row.before),
                "direction": row.direction.value,
            }
            for row in told.compared
        ],
    }
