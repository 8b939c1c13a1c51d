"""What the public front page and a network's page show, gathered from the apps below."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mikrovirk.directory.models import Business, Membership
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import LONGEST, Meeting, SignUp
from mikrovirk.programme.queries import joint

NEW_FOR = timedelta(days=90)  # how long a business is "new in the network"


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting as the front page shows it."""

    pk: int
    title: str
    starts_at: datetime
    format_name: str
    place: str
    network_name: str
    network_slug: str


def coming_meetings(now: datetime, *, network: Network | None = None, most: int = 6) -> list[PublicMeeting]:
    """The next published meetings, those one network holds or those of all that are open. One query."""
    coming = Meeting.objects.filter(state=Meeting.State.PUBLISHED, ends_at__gte=now, starts_at__gte=now - LONGEST)
    meetings = coming.filter(network__is_open=True)
    if network:
        meetings = meetings.filter(joint.held_by(network))
    fields = (
        "pk",
        "title",
        "starts_at",
        "format__name",
        "venue__name",
        "venue__town",
        "network__name",
        "network__slug",
    )
    return [
        PublicMeeting(pk, title, starts_at, format_name or "", ", ".join(filter(None, (venue, town))), name, slug)
        for pk, title, starts_at, format_name, venue, town, name, slug in meetings.order_by("starts_at").values_list(
            *fields
        )[:most]
    ]


@dataclass(frozen=True)
class LastMeeting:
    """The meeting that was held last, and how many came."""

    pk: int
    title: str
    starts_at: datetime
    recap: str
    came: int


def last_meeting(network: Network, now: datetime) -> LastMeeting | None:
    """The latest meeting of `network` that is over; None before the first. One query."""
    came = Count("sign_ups", filter=Q(sign_ups__checked_in_at__isnull=False))
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, ends_at__lt=now).annotate(came=came)
    row = held.order_by("-starts_at").values_list("pk", "title", "starts_at", "recap", "came").first()
    return LastMeeting(*row) if row else None


def new_businesses(
    now: datetime, *, networks: QuerySet[Network] | Collection[Network], most: int = 6
) -> QuerySet[Business]:
    """Businesses that chose to be seen and whose membership in one of `networks` is new, newest first. One query."""
    fresh = Membership.objects.filter(
        joined_date__gte=(now - NEW_FOR).date(), left_date=None, network__in=networks, business__isnull=False
    )
    # A region's newest are come to soon, one network's are few: each is asked in the shorter way.
    in_all = isinstance(networks, QuerySet)
    new = Exists(fresh.filter(business=OuterRef("pk"))) if in_all else Q(pk__in=fresh.values("business"))
    return Business.objects.filter(new, listed_at__isnull=False).order_by("-listed_at", "-pk")[:most]


def open_networks() -> QuerySet[Network]:
    """Networks that meet; the public may see them all."""
    return Network.objects.filter(is_open=True).select_related("host")


def municipalities_with_networks() -> list[str]:
    """The codes of the municipalities in which a network meets. One query."""
    rows = Network.objects.filter(is_open=True).exclude(municipality_code="").order_by()
    return list(rows.values_list("municipality_code", flat=True).distinct())


def held_meetings(network: Network, now: datetime, *, most: int = 60) -> QuerySet[Meeting]:
    """Meetings that are over, newest first, with how many came (`came`) and signed up (`signed_up`). One query."""
    came = Count("sign_ups", filter=Q(sign_ups__checked_in_at__isnull=False), distinct=True)
    signed_up = Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.COMING), distinct=True)
    answers = Count("feedback", distinct=True)
    over = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, starts_at__lt=now)
    return (
        over.select_related("format")
        .annotate(came=came, signed_up=signed_up, answers=answers)
        .order_by("-starts_at")[:most]
    )
