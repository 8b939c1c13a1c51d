"""What conferences say while a network plans its meetings."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.cooperation.models import Conference
from mikrovirk.networks.models import Network
from mikrovirk.programme.attached import Link, Note, note_on_the_plan, page_beside_the_plan
from mikrovirk.programme.models import Meeting


@page_beside_the_plan
def conferences_of_the_area(network: Network) -> Link:
    code = network.municipality_code
    url = reverse("cooperation:conferences", args=[code]) if code else reverse("cooperation:conferences_all")
    return Link(_("Conferences"), url, "forum")


@note_on_the_plan
def is_a_conference(meeting: Meeting, now: datetime) -> Iterator[Note]:
    """On the coordinator's page of a meeting that is a conference: the way to its wishes, tables and promises. One query."""
    found = Conference.objects.filter(meeting=meeting).only("pk", "municipality_code").first()
    if found:
        url = reverse("cooperation:conference_keep", args=[found.municipality_code, found.pk])
        yield Note(
            _("This meeting is a conference. Wishes, tables and promises have pages of their own."),
            url,
            _("Hold the conference"),
        )
