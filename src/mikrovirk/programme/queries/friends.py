"""Reads: a link that is passed on, whom one brought by it, and how many a network got that way month by month."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person, Referral
from mikrovirk.directory.queries.referrals import brought_by
from mikrovirk.networks.models import Network
from mikrovirk.programme.models import Meeting, SignUp

MONTHS_SHOWN = 12
MEETINGS_SHOWN = 3


# --- the link --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Invitation:
    """What a link stands for that was passed on: the network, perhaps one meeting, perhaps who passed it on."""

    token: str
    network: Network
    meeting_pk: int | None
    inviter: Person | None


def invitation_token(network_pk: int, *, meeting_pk: int = 0, person_pk: int = 0) -> str:
    """What stands in the link; `person_pk` 0: it bears nobody's name."""
    return links.sign_short("bring", person_pk, network_pk, meeting_pk)


def invitation_url(network_pk: int, *, meeting_pk: int = 0, person_pk: int = 0) -> str:
    return f"{settings.SITE_URL}/b/{invitation_token(network_pk, meeting_pk=meeting_pk, person_pk=person_pk)}/"


def invitation_of(token: str) -> Invitation | None:
    """What the link stands for; None for one that leads nowhere. Who is no member any more has lent it their name no longer."""
    try:
        person_pk, network_pk, meeting_pk = links.read_short("bring", token)
    except (links.LinkInvalid, ValueError):
        return None
    network = Network.objects.filter(pk=network_pk, is_open=True).first()
    if network is None:
        return None
    members = Membership.objects.filter(network=network, left_date=None).values("person")
    inviter = Person.objects.filter(pk=person_pk, pk__in=members).select_related("user").first() if person_pk else None
    return Invitation(token, network, meeting_pk or None, inviter)


def meetings_behind(invitation: Invitation, *, now: datetime) -> list[Meeting]:
    """The meeting of the link while one can sign up for it, else the network's next ones."""
    coming = Meeting.objects.filter(
        network=invitation.network, state=Meeting.State.PUBLISHED, starts_at__gt=now
    ).select_related("venue", "talk")
    if invitation.meeting_pk:
        of_the_link = list(coming.filter(pk=invitation.meeting_pk))
        if of_the_link:
            return of_the_link
    return list(coming.order_by("starts_at", "pk")[:MEETINGS_SHOWN])


def is_called_off(invitation: Invitation) -> bool:
    """Whether the link's meeting was cancelled."""
    cancelled = Meeting.objects.filter(network=invitation.network, state=Meeting.State.CANCELLED)
    return invitation.meeting_pk is not None and cancelled.filter(pk=invitation.meeting_pk).exists()


def is_new_to(network_pk: int, person: Person) -> bool:
    """Whether somebody has neither come to a meeting of the network nor been a member of it."""
    came = SignUp.objects.filter(person=person, meeting__network=network_pk, checked_in_at__isnull=False)
    return not came.exists() and not Membership.objects.filter(person=person, network=network_pk).exists()


# --- what came of it -------------------------------------------------------------------------------------------------

CAME = Exists(
    SignUp.objects.filter(person=OuterRef("person"), meeting__network=OuterRef("network"), checked_in_at__isnull=False)
)
JOINED = Exists(Membership.objects.filter(person=OuterRef("person"), network=OuterRef("network")))


def brought(user: User) -> QuerySet[Referral]:
    """Whom the user brought, with `came` and `joined`. For the user alone."""
    return brought_by(user).annotate(came=CAME, joined=JOINED)


def to_be_thanked_for(*, now: datetime) -> QuerySet[Referral]:
    """Those whose inviter was not thanked yet and who have come to a meeting that is over, or become a member."""
    came = SignUp.objects.filter(
        person=OuterRef("person"),
        meeting__network=OuterRef("network"),
        meeting__ends_at__lt=now,
        checked_in_at__isnull=False,
    )
    waiting = Referral.objects.filter(thanked_at=None, inviter__isnull=False, person__isnull=False)
    return waiting.filter(Q(Exists(came)) | Q(JOINED)).select_related("network", "person__user", "inviter__user")


@dataclass(frozen=True)
class Month:
    """How many found the network by a link or poster in one month, and how far they have come since. No names."""

    first_day: date
    found: int = 0
    by_name: int = 0  # of them by a link that bore a member's name
    came: int = 0
    joined: int = 0


def months_of(network: Network, *, today: date) -> list[Month]:
    """The last twelve months, the latest first. One query."""
    days = [month_before(today, back) for back in range(MONTHS_SHOWN)]
    zone = timezone.get_default_timezone()
    begins = datetime(days[-1].year, days[-1].month, 1, tzinfo=zone)
    rows = (
        Referral.objects.filter(network=network, made_at__gte=begins)
        .annotate(month=TruncMonth("made_at", tzinfo=zone), has_come=CAME, has_joined=JOINED)
        .values("month")
        .annotate(
            found=Count("pk"),
            by_name=Count("inviter"),
            came=Count("pk", filter=Q(has_come=True)),
            joined=Count("pk", filter=Q(has_joined=True)),
        )
        .order_by()
    )
    counted = {
        row["month"].date(): Month(row["month"].date(), row["found"], row["by_name"], row["came"], row["joined"])
        for row in rows
    }
    return [counted.get(day, Month(day)) for day in days]


def month_before(today: date, back: int) -> date:
    """The first day of the month so many months before the one of `today`."""
    years, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(years, month + 1, 1)
