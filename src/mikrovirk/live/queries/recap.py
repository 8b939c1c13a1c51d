"""Reads: what there is to tell of a meeting afterwards, to whom it may be told, and who is to be told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.live import mails_recap as mails
from mikrovirk.live.domain.recap import Reader, reader_of
from mikrovirk.live.models import Evening, Recap
from mikrovirk.live.queries import newest
from mikrovirk.live.queries.hall import FromTheHall, from_the_hall
from mikrovirk.mailing import kinds
from mikrovirk.mailing.models import Mailing, Message
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.programme.models import HotSeatApplication, Material, Meeting, SignUp, SlotOffer, Talk
from mikrovirk.programme.queries import on_stage, reports
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.queries.slots import day_of

RECAP_WITHIN = timedelta(days=21)  # after the end; later nobody waits for it
MAIL_KINDS = (mails.RECAP.key, mails.MISSED.key)
SeatKind = HotSeatApplication.Kind


@dataclass(frozen=True)
class Introduced:
    """A new member who told of themselves."""

    name: str
    business: str
    reader: Reader


@dataclass(frozen=True)
class SeatTold:
    """Who took the hot seat or the brag spot. `inputs`: how many the room gave."""

    kind: str
    name: str
    business: str
    title: str
    brief: str
    inputs: int
    reader: Reader


@dataclass(frozen=True)
class Told:
    """Everything a recap is drafted from."""

    meeting: Meeting
    came: int
    first_timers: int
    talk_title: str
    speaker: str
    materials: tuple[str, ...]
    introduced: tuple[Introduced, ...]
    seat: SeatTold | None
    hall: FromTheHall


def told_of(meeting: Meeting) -> Told:
    """Everything there is to tell of a meeting; a fixed number of queries, whatever was said."""
    parts = parts_of(meeting.network)
    figures = reports.report_of(meeting).evening
    talk = Talk.objects.filter(meeting=meeting, state=Talk.State.ACCEPTED).first()
    materials = Material.objects.filter(talk=talk) if talk and "toolbox" in parts else Material.objects.none()
    evening = Evening.objects.filter(meeting=meeting).first()
    return Told(
        meeting=meeting,
        came=figures.came,
        first_timers=len(figures.first_timers),
        talk_title=talk.title if talk else "",
        speaker=", ".join(filter(None, (talk.speaker_name, talk.speaker_from))) if talk else "",
        materials=tuple(materials.values_list("title", flat=True)),
        introduced=introduced_at(meeting) if "introductions" in parts else (),
        seat=seat_of(meeting) if "hot_seat" in parts else None,
        hall=from_the_hall(evening) if evening else FromTheHall(),
    )


def introduced_at(meeting: Meeting) -> tuple[Introduced, ...]:
    """Who told of themselves: for everybody where they agreed to that, else for members. At most four queries.

    Where nobody has marked who did, it is those who had said yes to three minutes.
    """
    here = meeting.network_id
    names = ("person", "person__user__full_name", "business__name")
    told = Membership.objects.filter(network=here, left_date=None, introduced_date=day_of(meeting.starts_at))
    people = list(told.order_by("pk").values_list(*names))
    if not people:
        offers = SlotOffer.objects.filter(meeting=meeting, state=SlotOffer.State.ACCEPTED)
        offers = offers.annotate(business=on_stage.business_here(here)).order_by("answered_at", "pk")
        people = list(offers.values_list("person", "person__user__full_name", "business"))
    public = {member.person for member in newest.new_in_network(meeting.network, meeting)} if people else set()
    return tuple(
        Introduced(name, business or "", Reader.EVERYBODY if person in public else Reader.MEMBERS)
        for person, name, business in people
    )


def seat_of(meeting: Meeting) -> SeatTold | None:
    """Who took the seat, None where nobody did or where it stays in the room. One query."""
    row = (
        HotSeatApplication.objects.filter(meeting=meeting, state=HotSeatApplication.State.CHOSEN)
        .exclude(openness=HotSeatApplication.Openness.ROOM)
        .annotate(business=on_stage.business_here(meeting.network_id), inputs=Count("taken__inputs"))
        .values_list("kind", "person__user__full_name", "business", "title", "brief", "inputs", "openness")
        .first()
    )
    if row is None:
        return None
    kind, name, business, title, brief, inputs, openness = row
    return SeatTold(kind, name, business or "", title, brief, inputs, reader_of(openness))


# --- who is told -----------------------------------------------------------------------------------------------------


def those_who_came(meeting: Meeting, *, of: Network | None = None) -> QuerySet[User]:
    """Whoever was checked in and has an address; where nobody was checked in, whoever had a place.

    Guests whom somebody brought gave their address for the evening alone: they are left out. `of`: a partner of a joint
    meeting, whose people these are; the host's without.
    """
    there = Q(checked_in_at__isnull=False) if was_checked(meeting) else Q(state=SignUp.State.COMING)
    rows = SignUp.objects.filter(there, meeting=meeting, comes_with=of, person__user=OuterRef("pk"))
    home = of.pk if of else meeting.network_id
    own = rows.filter(Q(brought_by=None) | Q(Exists(_memberships(home, "person__user"))))
    return User.objects.filter(Exists(own), is_active=True).order_by("pk")


def those_who_did_not(meeting: Meeting) -> QuerySet[User]:
    """Members who did not come, and guests who had signed up themselves."""
    came = those_who_came(meeting).values("pk")
    signed_up = SignUp.objects.filter(meeting=meeting, comes_with=None, person__user=OuterRef("pk"), brought_by=None)
    holding = signed_up.filter(state__in=[SignUp.State.COMING, SignUp.State.WAITING])
    wanted = Q(Exists(_memberships(meeting.network_id, "pk"))) | Q(Exists(holding))
    return User.objects.filter(wanted, is_active=True).exclude(pk__in=came).order_by("pk")


def _memberships(network_pk: int, user: str) -> QuerySet[Membership]:
    return Membership.objects.filter(network=network_pk, left_date=None, person__user=OuterRef(user))


def was_checked(meeting: Meeting) -> bool:
    """Whether anybody was checked in; else it is not known who came."""
    return SignUp.objects.filter(meeting=meeting, checked_in_at__isnull=False).exists()


def member_keys(network: Network) -> set[int]:
    """The keys of the users who are members."""
    rows = Membership.objects.filter(network=network, left_date=None)
    return set(rows.values_list("person__user", flat=True))


def next_meeting(network: Network, *, after: datetime) -> Meeting | None:
    """The next one that everybody can see."""
    coming = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, starts_at__gt=after)
    return coming.select_related("network", "venue", "format").order_by("starts_at", "pk").first()


@dataclass(frozen=True)
class MailTold:
    """One of the two mails of a recap: how many wait for approval, wait to leave, and have left."""

    pk: int
    label: Any
    to_approve: int
    waiting: int
    sent: int


def mails_about(meeting: Meeting) -> list[MailTold]:
    """The mails that carry the recap, to those who came first. One query."""
    state = Message.State
    counts = {
        "to_approve": Count("messages", filter=Q(messages__state=state.DRAFT)),
        "waiting": Count("messages", filter=Q(messages__state__in=[state.QUEUED, state.SENDING, state.HELD])),
        "left": Count("messages", filter=Q(messages__state__in=[state.SENT, state.FOLDED])),
    }
    rows = Mailing.objects.filter(kind__in=MAIL_KINDS, occasion=occasion_of(meeting), network=meeting.network_id)
    told = rows.annotate(**counts).order_by("-kind").values_list("pk", "kind", *counts)
    return [MailTold(pk, kinds.find(kind).label, *numbers) for pk, kind, *numbers in told]


# --- where it stands -------------------------------------------------------------------------------------------------


def recap_of(meeting: Meeting) -> Recap | None:
    return Recap.objects.filter(meeting=meeting).first()


def published_recaps() -> QuerySet[Recap]:
    """Recaps that everybody may read."""
    seen = Recap.objects.filter(published_at__isnull=False, meeting__state=Meeting.State.PUBLISHED)
    return seen.select_related("meeting__network", "meeting__venue")


def recap_read(meeting_pk: int, *, network_slug: str) -> Recap | None:
    """The published recap of a meeting; one that stood on the meeting before there were recaps is not saved anywhere."""
    found = published_recaps().filter(meeting=meeting_pk, meeting__network__slug=network_slug).first()
    if found:
        return found
    told = Meeting.objects.filter(pk=meeting_pk, network__slug=network_slug, state=Meeting.State.PUBLISHED)
    meeting = told.exclude(recap="").select_related("network", "venue").first()
    return Recap(meeting=meeting, text=meeting.recap) if meeting else None


def meetings_to_tell_of(network: Network, *, now: datetime) -> QuerySet[Meeting]:
    """Meetings that were held lately and of which nothing has been told yet, newest first. One query."""
    told = Recap.objects.filter(meeting=OuterRef("pk"), published_at__isnull=False)
    held = Meeting.objects.filter(network=network, state=Meeting.State.PUBLISHED, recap="")
    lately = held.filter(ends_at__lte=now, ends_at__gt=now - RECAP_WITHIN).filter(~Exists(told))
    there = Q(evening__isnull=False) | Q(Exists(SignUp.objects.filter(meeting=OuterRef("pk"))))
    return (
        lately.filter(there).annotate(begun=Exists(Recap.objects.filter(meeting=OuterRef("pk")))).order_by("-ends_at")
    )
