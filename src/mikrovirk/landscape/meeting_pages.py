"""What the landscape says while a meeting is planned: what else is on for the same people."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.landscape.domain.clashes import Evening, Other, competing
from mikrovirk.landscape.models import Tour
from mikrovirk.landscape.queries.asked import EVERYWHERE, Asked
from mikrovirk.landscape.queries.clashes import local, others_between, usual_evening
from mikrovirk.networks.models import Network
from mikrovirk.programme.attached import (
    Link,
    MeetingShown,
    Note,
    Place,
    links_on,
    note_on_a_day,
    note_on_the_plan,
    page_beside_the_plan,
)
from mikrovirk.programme.models import Meeting

USUAL_LENGTH = timedelta(hours=2, minutes=30)
NAMED_AT_MOST = 2


@note_on_the_plan
def what_else_is_on(meeting: Meeting, now: datetime) -> Iterator[Note]:
    """On the coordinator's page of a meeting to come: what its people cannot go to as well. Two queries."""
    if meeting.state == Meeting.State.CANCELLED or meeting.starts_at <= now:
        return
    starts_at, ends_at = local(meeting.starts_at), local(meeting.ends_at)
    evening = Evening(starts_at, ends_at, meeting.venue.town if meeting.venue else "")
    yield from notes_about(meeting.network, evening)


@note_on_a_day
def what_is_on_that_day(network: Network, day: date, besides: int | None) -> Iterator[Note]:
    """Beside a date field: the same for an evening at the network's usual hour. Three queries."""
    yield from notes_about(network, usual_evening_on(network, day))


def usual_evening_on(network: Network, day: date) -> Evening:
    """That day at the hour and in the town of the network's newest meeting; else from half past five."""
    usual = usual_evening(network)
    hour = local(usual.starts_at).time() if usual else datetime.min.time().replace(hour=17, minute=30)
    starts_at = datetime.combine(day, hour, timezone.get_default_timezone())
    length = usual.ends_at - usual.starts_at if usual else USUAL_LENGTH
    return Evening(starts_at, starts_at + length, usual.venue.town if usual and usual.venue else "")


def notes_about(network: Network, evening: Evening) -> Iterator[Note]:
    day = evening.starts_at.date()
    rivals = competing(evening, others_between(network, day, day))
    if rivals:
        asked = Asked(network.municipality_code or EVERYWHERE, first_date=day, last_date=day)
        url = reverse("landscape:calendar_of", args=[asked.code]) + asked.as_query
        yield Note(in_words(rivals), url, _("See that day"))


def in_words(rivals: Sequence[Other]) -> str:
    """ "At the same time: “Moms” (the library, 19.00) and 2 more."."""
    named = ", ".join(
        _("“%(title)s” (%(source)s at %(hour)s)")
        % {"title": other.title, "source": other.source, "hour": other.starts_at.strftime("%H.%M")}
        for other in rivals[:NAMED_AT_MOST]
    )
    more = len(rivals) - NAMED_AT_MOST
    if more > 0:
        words = ngettext(
            "At about the same time: %(named)s and %(count)s more.",
            "At about the same time: %(named)s and %(count)s more.",
            more,
        )
        return words % {"named": named, "count": more}
    return _("At about the same time: %(named)s.") % {"named": named}


@page_beside_the_plan
def find_a_day(network: Network) -> Link:
    return Link(_("Find a day"), reverse("landscape:days", args=[network.slug]), "calendar")


@page_beside_the_plan
def networks_and_offers(network: Network) -> Link:
    return Link(
        _("Networks and offers"), reverse("landscape:entries", args=[network.municipality_code or EVERYWHERE]), "map"
    )


@page_beside_the_plan
def tours_of(network: Network) -> Link:
    return Link(_("Business visits"), reverse("landscape:tours", args=[network.slug]), "map")


@links_on(Place.MANAGE)
def to_the_tour(meeting: MeetingShown, now: datetime) -> Iterator[Link]:
    """On the coordinator's page of a meeting that is a tour. One query."""
    tour = Tour.objects.filter(meeting=meeting.pk, removed_at=None).values_list("pk", flat=True).first()
    if tour is not None:
        yield Link(_("The tour"), reverse("landscape:tour", args=[meeting.network_slug, tour]), "map")
