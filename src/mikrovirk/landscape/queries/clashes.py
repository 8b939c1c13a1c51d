"""Reads: what else goes on for the people of a network."""

from datetime import date, datetime

from mikrovirk.landscape.domain.calendars.zones import COPENHAGEN
from mikrovirk.landscape.domain.clashes import Other
from mikrovirk.landscape.queries.asked import EVERYWHERE, Asked
from mikrovirk.landscape.queries.calendar import outside_events, own_meetings
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting
from mikrovirk.programme.queries import joint

AT_MOST = 2_000


def others_between(network: Network, first: date, last: date) -> list[Other]:
    """What others hold in the network's municipality from one day to another, cancelled ones left out; two queries.

    The network's own meetings are not among them: of these the plan itself warns.
    """
    asked = Asked(network.municipality_code or EVERYWHERE, first_date=first, last_date=last)
    theirs = outside_events(asked).filter(is_cancelled=False).order_by("starts_at", "pk")
    columns = ("title", "feed__name", "starts_at", "ends_at", "all_day", "town", "audience")
    found = [
        Other(title, source, local(starts_at), local(ends_at), all_day, town, audience)
        for title, source, starts_at, ends_at, all_day, town, audience in theirs.values_list(*columns)[:AT_MOST]
    ]
    ours = own_meetings(asked).exclude(joint.held_by(network)).exclude(state=Meeting.State.CANCELLED)
    names = ("title", "network__name", "starts_at", "ends_at", "venue__town")
    found += [
        Other(title, source, local(starts_at), local(ends_at), town=town or "")
        for title, source, starts_at, ends_at, town in ours.order_by("starts_at", "pk").values_list(*names)[:AT_MOST]
    ]
    return found


def local(moment: datetime) -> datetime:
    return moment.astimezone(COPENHAGEN)


def usual_evening(network: Network) -> Meeting | None:
    """The network's newest meeting: when and where it usually meets."""
    return Meeting.objects.filter(network=network).select_related("venue").order_by("-starts_at").first()
