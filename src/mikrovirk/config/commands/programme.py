"""Seasons, meetings, sign-ups and reports from the command line."""

from argparse import Namespace
from datetime import time
from typing import Any

from mikrovirk.config.command import CannotDo
from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip  Django had to be loaded first

from mikrovirk.programme.domain.rhythms import rhythm_from_plain, rhythms_of  # isort: skip
from mikrovirk.programme.domain.seasons import SeasonImpossible, SeasonWish  # isort: skip
from mikrovirk.programme.models import Meeting  # isort: skip
from mikrovirk.programme.queries import attending, formats, reports  # isort: skip
from mikrovirk.programme.services import meetings as meeting_services  # isort: skip
from mikrovirk.programme.services import seasons, venues  # isort: skip


def lay_season(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    """Lay out a season; with --dry-run only say on which days."""
    network = network_of(options.network)
    try:
        rhythm = rhythm_from_plain(options.rhythm) if options.rhythm else rhythms_of(options.first)[0]
        wish = SeasonWish(
            first_date=options.first,
            rhythm=rhythm,
            start_time=time.fromisoformat(options.time),
            formats=tuple(formats.formats_of(network).filter(is_active=True).values_list("key", flat=True)),
            count=options.meetings,
            avoid=formats.avoid_of(network),
        )
        layout = seasons.planned(wish)
    except (SeasonImpossible, ValueError) as error:
        raise CannotDo(f"no season can be laid from this: {error}") from error
    if not options.dry_run:
        venue = venues.venue_named(network, options.venue) if options.venue else None
        seasons.lay_season(network, layout, name=options.name, wish=wish, venue=venue, by=None, at=timezone.now())
    return 0, [
        {
            "number": m.number,
            "date": m.date.isoformat(),
            "format": m.format_key,
            "instead_of": m.original_date.isoformat() if m.moved and m.original_date else None,
            "because": [reason.name.en for reason in m.reasons],
        }
        for m in layout.meetings
    ]


def meetings(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    rows = Meeting.objects.filter(network=network_of(options.network)).order_by("starts_at")
    return 0, [
        {
            "meeting": m.pk,
            "starts_at": m.starts_at.isoformat(),
            "title": m.title,
            "state": m.state,
            "places_taken": m.places_taken,
        }
        for m in rows
    ]


def publish(options: Namespace) -> tuple[int, dict[str, int]]:
    """Publish the named meetings, or every draft still to come."""
    rows = Meeting.objects.filter(network=network_of(options.network))
    if options.meetings:
        rows = rows.filter(pk__in=options.meetings)
    return 0, {"published": meeting_services.publish_meetings(list(rows), at=timezone.now())}


def cancel(options: Namespace) -> tuple[int, dict[str, Any]]:
    try:
        cancelled = meeting_services.cancel_meeting(meeting_of(options.meeting), why=options.why, at=timezone.now())
    except (meeting_services.MeetingIsCancelled, meeting_services.MeetingIsOver) as error:
        raise CannotDo("the meeting is cancelled or over already") from error
    return 0, {"meeting": cancelled.pk, "state": cancelled.state}


def sign_ups(options: Namespace) -> tuple[int, list[dict[str, Any]]]:
    return 0, attending.sign_ups_as_rows(meeting_of(options.meeting))


def report(options: Namespace) -> tuple[int, dict[str, Any]]:
    """The figures of the steering report."""
    return 0, reports.report_as_plain(reports.report_of(meeting_of(options.meeting)))


def meeting_of(pk: int) -> Meeting:
    meeting = Meeting.objects.filter(pk=pk).select_related("network", "format", "venue").first()
    if meeting is None:
        raise CannotDo(f"there is no meeting {pk}")
    return meeting
