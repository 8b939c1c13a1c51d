"""After a meeting: the way to the topics one would come for."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.attached import Link, MeetingShown, Place, links_on


@links_on(Place.AFTER)
def what_next(meeting: MeetingShown, now: datetime) -> Iterator[Link]:
    """Where members say which topics they would come for."""
    if has_part(Network.objects.get(slug=meeting.network_slug), "topics"):
        yield Link(
            _("Say what you would come for next time"),
            reverse("voice:wishes", args=[meeting.network_slug]),
            icon="lightbulb",
        )
