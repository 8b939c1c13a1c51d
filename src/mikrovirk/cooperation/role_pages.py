"""What stands about the division of roles on the programme's pages."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.cooperation.models import Agreement
from mikrovirk.networks.models import Network
from mikrovirk.programme.attached import Link, MeetingShown, Place, links_on, page_beside_the_plan


@links_on(Place.MANAGE)
def what_it_carries_out(meeting: MeetingShown, now: datetime) -> Iterator[Link]:
    """Where the network is a party: which of the agreed tasks the meeting carries out. One query."""
    if Agreement.objects.filter(parties__network__slug=meeting.network_slug).exists():
        yield Link(_("Which task it carries out"), reverse("cooperation:of_meeting", args=[meeting.pk]), "tasks")


@page_beside_the_plan
def who_does_what(network: Network) -> Link:
    """The coordinator's way to the municipality's division of roles."""
    code = network.municipality_code
    url = reverse("cooperation:area", args=[code]) if code else reverse("cooperation:choose")
    return Link(_("Who does what"), url, "group")
