"""What health says on a meeting's page: how many to expect, so that there is coffee enough."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.health.queries import kept
from mikrovirk.health.queries.coming import next_meetings
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.attached import Note, note_on_the_plan
from mikrovirk.programme.models import Meeting


@note_on_the_plan
def how_many_to_expect(meeting: Meeting, now: datetime) -> Iterator[Note]:
    """Of the next three meetings: between how many, four times in five. At most three queries."""
    network = meeting.network
    if meeting.state == Meeting.State.CANCELLED or meeting.starts_at <= now or not has_part(network, "health"):
        return
    if meeting not in next_meetings(network, now):
        return
    newest = kept.latest(network)
    if newest is None or not newest.measures["next"]:
        return
    expected = newest.measures["next"][0]
    most = meeting.capacity or expected["high"]
    words = {"low": min(expected["low"], most), "high": min(expected["high"], most)}
    text = _("We expect %(low)s–%(high)s people. With coffee for %(high)s there is enough four times in five or more.")
    yield Note(text % words, f"{reverse('health:health', args=[network.slug])}#forecast", _("How we know"))
