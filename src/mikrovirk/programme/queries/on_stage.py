"""Reads: who is on stage at a meeting, as far as whoever looks may know."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet, Subquery

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for, parts_of
from mikrovirk.programme.models import HotSeatApplication, Meeting, SlotOffer

Openness = HotSeatApplication.Openness


@dataclass(frozen=True)
class OnStagePerson:
    """Somebody who has three minutes."""

    name: str
    business: str
    business_text: str
    contribution_text: str
    expectation_text: str


@dataclass(frozen=True)
class SeatShown:
    """Who takes the seat, as far as the viewer may know: with nothing but `kind` where it stays in the room."""

    kind: str  # "Den varme stol" or "Pralepladsen"
    name: str = ""
    business: str = ""
    title: str = ""
    brief: str = ""

    @property
    def stays_in_the_room(self) -> bool:
        return not self.title


@dataclass(frozen=True)
class OnStage:
    """Who is on stage at a meeting."""

    introductions: tuple[OnStagePerson, ...] = ()
    hot_seat: SeatShown | None = None

    def __bool__(self) -> bool:
        return bool(self.introductions or self.hot_seat)


def on_stage(meeting: Meeting, viewer: User | AnonymousUser | None) -> OnStage:
    """Who is on stage, for a page about the meeting; see `on_stage_at`."""
    return on_stage_at(meeting.pk, meeting.network_id, viewer, parts=parts_of(meeting.network))


def on_stage_at(
    meeting_pk: int, network_pk: int, viewer: User | AnonymousUser | None, *, parts: frozenset[str]
) -> OnStage:
    """Who is on stage: new members for members only, the seat as far as whoever takes it has chosen.

    `parts`: those that are on in the network. One query for a stranger, at most four for others; none with both off.
    """
    if not parts & {"introductions", "hot_seat"}:
        return OnStage()
    member = is_member(viewer, network_pk)
    introductions = people_with_three_minutes(meeting_pk, network_pk) if member and "introductions" in parts else ()
    seat = seat_shown(meeting_pk, network_pk, viewer, is_member=member) if "hot_seat" in parts else None
    return OnStage(introductions, seat)


def is_member(viewer: User | AnonymousUser | None, network_pk: int) -> bool:
    if viewer is None or not viewer.is_authenticated:
        return False
    return networks_for(viewer, needs=Permission.SEE_NETWORK).filter(pk=network_pk).exists()


def business_here(network_pk: int) -> Subquery:
    here = Membership.objects.filter(person=OuterRef("person"), network=network_pk, left_date=None)
    return Subquery(here.values("business__name")[:1])


def people_with_three_minutes(meeting_pk: int, network_pk: int) -> tuple[OnStagePerson, ...]:
    rows: QuerySet[SlotOffer] = SlotOffer.objects.filter(meeting=meeting_pk, state=SlotOffer.State.ACCEPTED)
    columns = ("person__user__full_name", "business", "business_text", "contribution_text", "expectation_text")
    found = rows.annotate(business=business_here(network_pk)).order_by("answered_at", "pk").values_list(*columns)
    return tuple(OnStagePerson(name, firm or "", *texts) for name, firm, *texts in found)


def seat_shown(
    meeting_pk: int, network_pk: int, viewer: User | AnonymousUser | None, *, is_member: bool
) -> SeatShown | None:
    """The seat of the evening, told only as far as whoever takes it has chosen."""
    rows = HotSeatApplication.objects.filter(meeting=meeting_pk, state=HotSeatApplication.State.CHOSEN)
    row = rows.annotate(business=business_here(network_pk)).select_related("person__user", "meeting").first()
    if row is None:
        return None
    label = str(row.get_kind_display())
    may_know = row.openness == Openness.OPEN or (row.openness == Openness.MEMBERS and is_member)
    if may_know or is_own_or_coordinator(viewer, row.person.user_id, network_pk):
        told = row.told
        if told:
            return SeatShown(label, row.person.name, row.business or "", told.title, told.brief)
    return SeatShown(label) if is_member else None


def is_own_or_coordinator(viewer: User | AnonymousUser | None, owner: int, network_pk: int) -> bool:
    if viewer is None or not viewer.is_authenticated:
        return False
    return viewer.pk == owner or networks_for(viewer, needs=Permission.EDIT_PROGRAMME).filter(pk=network_pk).exists()
