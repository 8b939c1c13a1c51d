"""A tour as a meeting: its sign-up, invitation, calendar and list at the door are the meeting's own."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.landscape.models import Stop, Tour
from mikrovirk.landscape.queries.tours import minute_of, stops_of
from mikrovirk.landscape.services.tours.hosting import day_of
from mikrovirk.programme.domain.agenda import FilledBy, Kind, RecipeItem
from mikrovirk.programme.models import Meeting, Venue
from mikrovirk.programme.services import meetings

TITLE_LENGTH = 120


class NoTimetable(Exception):
    """No stop has an hour yet."""


class HostsUnanswered(Exception):
    """A business stands in the timetable whose host has not said yes: its address may not be shown to everybody."""


@transaction.atomic
def hold_as_meeting(tour: Tour, *, at: datetime) -> Meeting:
    """Make the tour a meeting with its stops as the agenda, or bring the meeting up to date.

    The meeting is a draft until somebody publishes it in the plan. Raise NoTimetable, HostsUnanswered or MeetingIsCancelled.
    """
    stops = stops_of(tour)
    lines = agenda_of(tour, stops)
    if not lines:
        raise NoTimetable
    if any(stop.position and stop.answer != Stop.Host.YES for stop in stops):
        raise HostsUnanswered
    meeting = tour.meeting
    if meeting is None:
        meeting = meetings.add_meeting(
            tour.network, starts_at=day_of(tour), at=at, venue=base_of(tour), title=tour.title
        )
        meeting = meetings.change_meeting(meeting, at=at, summary=summary_of(tour))
        tour.meeting = meeting
        tour.save(update_fields=["meeting"])
    elif meeting.starts_at != day_of(tour):
        meeting = meetings.move_meeting(meeting, starts_at=day_of(tour), at=at)
    return meetings.change_agenda(meeting, lines, at=at)


def is_up_to_date(tour: Tour, stops: Sequence[Stop]) -> bool:
    """Whether the meeting says what the timetable says. One query."""
    if tour.meeting is None or tour.meeting.starts_at != day_of(tour):
        return False
    stand = [(line.title, line.minutes) for line in tour.meeting.agenda.all()]
    return stand == [(line.title, line.minutes) for line in agenda_of(tour, stops)]


def base_of(tour: Tour) -> Venue:
    """Where the tour begins, as a venue of the network."""
    known = Venue.objects.filter(network=tour.network, name__iexact=tour.name).first()
    spot = {name: getattr(tour, name) for name in ("address", "postcode", "town")}
    return known or Venue.objects.create(network=tour.network, name=tour.name[:120], **spot)


def summary_of(tour: Tour) -> str:
    address = settings.SITE_URL + reverse("landscape:tour_timetable", args=[tour.network.slug, tour.pk])
    return _("We visit members' businesses. The timetable with a map: %(address)s") % {"address": address}


def agenda_of(tour: Tour, stops: Sequence[Stop]) -> list[RecipeItem]:
    """The drives and the visits, one after the other; hours follow from the start and the lines before."""
    lines: list[RecipeItem] = []
    now = minute_of(tour.starts_at)
    for stop in (each for each in stops if each.position):
        assert stop.begins_at
        assert stop.leaves_at
        assert tour.back_at
        begins = minute_of(stop.begins_at)
        if begins > now:
            lines.append(RecipeItem(Kind.OTHER, begins - now, _("On the way")))
        kind = Kind.OTHER if stop.business_id else Kind.BREAK
        lines.append(
            RecipeItem(kind, stop.minutes, title_of(stop), FilledBy.MEMBER if stop.business_id else FilledBy.NOBODY)
        )
        now = minute_of(stop.leaves_at)
    if lines and tour.back_at and minute_of(tour.back_at) > now:
        lines.append(RecipeItem(Kind.OTHER, minute_of(tour.back_at) - now, _("Back again")))
    return lines


def title_of(stop: Stop) -> str:
    """ "Visit: Møn Keramik, Storegade 4, 4780 Stege"; cut where it is too long for a line."""
    if not stop.business_id:
        return stop.name[:TITLE_LENGTH]
    title = _("Visit: %(business)s") % {"business": ", ".join(part for part in (stop.name, stop.where) if part)}
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1].rstrip()}…"
