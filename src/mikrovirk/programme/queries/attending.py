"""Reads: who comes, who waits, who came, and what one person has said yes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership, Person
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission
from mikrovirk.networks.queries import networks_for
from mikrovirk.programme.models import (
    Feedback,
    Follower,
    HotSeatApplication,
    Meeting,
    MeetingTask,
    MeetingWork,
    SignUp,
    SlotOffer,
    Talk,
)
from mikrovirk.programme.queries import joint

State = SignUp.State


# --- one person ------------------------------------------------------------------------------------------------------


def own_answer(user: User, meeting_pk: int) -> str | None:
    """What the user has answered to a meeting: the state of the sign-up, None without one. One query."""
    return SignUp.objects.filter(meeting=meeting_pk, person__user=user).values_list("state", flat=True).first()


def visits_of(person: Person, network_id: int) -> int:
    """How many meetings of the network the person has come to."""
    came = SignUp.objects.filter(joint.own_people(network_id), person=person, checked_in_at__isnull=False)
    return came.count()


def sign_ups_of(user: User, *, now: datetime) -> QuerySet[SignUp]:
    """The user's sign-ups for meetings that are not over, the next one first."""
    mine = SignUp.objects.filter(person__user=user, meeting__ends_at__gt=now).exclude(state=State.CANCELLED)
    return mine.select_related("meeting__network", "meeting__venue").order_by("meeting__starts_at")


def guests_of(sign_up: SignUp) -> QuerySet[SignUp]:
    """The guests somebody brings."""
    return sign_up.brings.exclude(state=State.CANCELLED).order_by("made_at", "pk")


# --- one meeting -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who comes and agreed to be seen by the others who come."""

    name: str
    business: str
    seeks: str


def _of_membership(column: str, network_id: int) -> Subquery:
    """A column of the membership the sign-up's person has in the network, or in the partner they come with."""
    memberships = Membership.objects.filter(
        person=OuterRef("person"), network=Coalesce(OuterRef("comes_with"), network_id), left_date__isnull=True
    )
    return Subquery(memberships.values(column)[:1])


def attendees_of(meeting: Meeting, *, besides: int = 0) -> list[Attendee]:
    """Who else comes, of those who agreed to be listed, by name. One query. Show it only to those who come."""
    rows = SignUp.objects.filter(meeting=meeting, state=State.COMING, is_listed=True, person__isnull=False)
    rows = rows.exclude(pk=besides).annotate(
        business=_of_membership("business__name", meeting.network_id),
        seeks=_of_membership("business__seeks", meeting.network_id),
    )
    found = rows.values_list("person__user__full_name", "business", "seeks")
    others = (Attendee(name, business or "", seeks or "") for name, business, seeks in found)
    return sorted(others, key=lambda other: name_key(other.name))


@dataclass(frozen=True)
class Tally:
    """How a meeting stands, in numbers."""

    coming: int
    waiting: int
    cancelled: int
    came: int
    walk_ins: int

    @property
    def missing(self) -> int:
        """Signed up and not (yet) seen."""
        return self.coming - self.came


def tally(meeting: Meeting) -> Tally:
    """Count the sign-ups of a meeting; one query."""
    coming = Q(state=State.COMING)
    came = coming & Q(checked_in_at__isnull=False)
    found = SignUp.objects.filter(meeting=meeting).aggregate(
        coming=Count("pk", filter=coming),
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        cancelled=Count("pk", filter=Q(state=State.CANCELLED)),
        came=Count("pk", filter=came),
        walk_ins=Count("pk", filter=came & Q(is_walk_in=True)),
    )
    return Tally(**found)


def came_to(meeting: Meeting) -> QuerySet[SignUp, int]:
    """The ids of the sign-ups that are checked in."""
    return SignUp.objects.filter(meeting=meeting, checked_in_at__isnull=False).values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One line of the list at the door."""

    pk: int
    name: str
    business: str
    email: str
    state: str
    came: bool
    came_at: datetime | None
    is_walk_in: bool
    is_guest: bool
    brought_by: str
    visits: int
    network: str = ""  # the partner they come with, at a joint meeting; "" for the host's people

    @property
    def waits(self) -> bool:
        return self.state == State.WAITING

    @property
    def is_first_time(self) -> bool:
        return self.visits == 0

    @property
    def should_be_asked(self) -> bool:
        """A guest on the third visit is asked to become a member."""
        return self.is_guest and self.visits == 2


# A guest who is brought, or has walked in, carries a name of their own; everybody else has the person's.
def shown_name(sign_up: str = "") -> Coalesce:
    """What somebody is called; `sign_up`: the way to the sign-up from the rows that are read, such as "sign_up__"."""
    return Coalesce(
        NullIf(f"{sign_up}person__user__full_name", Value("")),
        NullIf(f"{sign_up}name", Value("")),
        F(f"{sign_up}person__user__email"),
        output_field=CharField(),
    )


SHOWN_NAME = shown_name()


def list_at_the_door(meeting: Meeting) -> list[ListedPerson]:
    """Everybody who comes or waits, by name, with what whoever stands at the door wants to know. One query."""
    before = (
        SignUp.objects.filter(
            person=OuterRef("person"),
            meeting__network=meeting.network_id,
            meeting__starts_at__lt=meeting.starts_at,
            checked_in_at__isnull=False,
        )
        .order_by()
        .values("person")
        .annotate(count=Count("pk"))
        .values("count")
    )
    host = Case(
        When(brought_by__person__isnull=False, then=F("brought_by__person__user__full_name")),
        default=F("brought_by__name"),
        output_field=CharField(),
    )
    rows = (
        SignUp.objects.filter(meeting=meeting)
        .exclude(state=State.CANCELLED)
        .annotate(
            shown_name=SHOWN_NAME,
            business=_of_membership("business__name", meeting.network_id),
            host=host,
            visits=Coalesce(Subquery(before), 0),
        )
    )
    columns = (
        "pk", "shown_name", "business", "person__user__email", "state", "checked_in_at", "is_walk_in", "as_guest",
        "host", "visits", "comes_with__name",
    )  # fmt: skip
    found = [
        ListedPerson(
            pk, name, firm or "", email or "", state, at is not None, at, walk_in, guest, host or "", visits, of or ""
        )
        for pk, name, firm, email, state, at, walk_in, guest, host, visits, of in rows.values_list(*columns)
    ]
    return sorted(found, key=lambda row: (row.waits, name_key(row.name)))


DANISH_ORDER = str.maketrans({"æ": "z1", "ä": "z1", "ø": "z2", "ö": "z2", "å": "z3"})


def name_key(name: str) -> str:
    """Sorts as a Danish list of names does: æ, ø and å come last, and aa is å."""
    return name.lower().replace("aa", "å").translate(DANISH_ORDER)


def no_shows_of(meeting: Meeting, user: User) -> list[str]:
    """The names of those who signed up and did not come; none for anybody but the coordinator. At most two queries."""
    if not networks_for(user, needs=Permission.EDIT_MEMBERS).filter(pk=meeting.network_id).exists():
        return []
    rows = SignUp.objects.filter(meeting=meeting, state=State.COMING, checked_in_at__isnull=True)
    return sorted(rows.annotate(shown_name=SHOWN_NAME).values_list("shown_name", flat=True), key=name_key)


def sign_ups_as_rows(meeting: Meeting) -> list[dict[str, Any]]:
    """Every sign-up of a meeting as plain values, for a spreadsheet or another program. One query."""
    rows = SignUp.objects.filter(meeting=meeting).annotate(shown_name=SHOWN_NAME).order_by("made_at", "pk")
    # Of a partner's people the host learns no more than the list at the door says.
    rows = rows.annotate(email=Case(When(comes_with=None, then=F("person__user__email")), default=Value("")))
    columns = (
        "shown_name", "email", "state", "as_guest", "is_walk_in", "made_at", "checked_in_at",
        "cancelled_at", "via",
    )  # fmt: skip
    return [
        {
            "name": name,
            "email": email or "",
            "state": state,
            "guest": guest,
            "walk_in": walk_in,
            "signed_up_at": made_at.isoformat(),
            "came_at": came_at.isoformat() if came_at else None,
            "cancelled_at": cancelled_at.isoformat() if cancelled_at else None,
            "via": via,
        }
        for name, email, state, guest, walk_in, made_at, came_at, cancelled_at, via in rows.values_list(*columns)
    ]


# --- a network -------------------------------------------------------------------------------------------------------


def followers_of(network: Network) -> QuerySet[User]:
    """Those who get the meetings by mail without being members, and said so twice."""
    return User.objects.filter(follows__network=network, follows__confirmed_at__isnull=False, is_active=True)


def meetings_seen_by(user: User, *, needs: Permission) -> QuerySet[Meeting]:
    """The meetings of the networks in which the user may do that."""
    networks = networks_for(user, needs=needs)
    return Meeting.objects.filter(network__in=networks).select_related("network", "venue", "format")


# --- taking one's data along -----------------------------------------------------------------------------------------


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """Everything the programme knows of a person, as plain values."""
    return {
        "sign_ups": [_sign_up_as_plain(row) for row in _sign_ups_with_meeting(user)],
        "feedback": _plain(
            Feedback.objects.filter(sign_up__person__user=user), at_meeting=F("meeting__title"), said_at=F("at"), keep=["rating", "text"]
        ),
        "follows": _plain(Follower.objects.filter(user=user), of=F("network__name"), keep=["asked_at", "confirmed_at"]),
        "tasks": _plain(MeetingTask.objects.filter(taken_by=user), at_meeting=F("meeting__title"), keep=["title", "taken_at"]),
        "work": _plain(MeetingWork.objects.filter(user=user), at_meeting=F("meeting__title"), keep=["kind", "first_at"]),
        "talks": _plain(Talk.objects.filter(speaker=user), keep=["title", "lines", "speaker_from", "equipment", "answer_note"]),
        "introductions": _plain(
            SlotOffer.objects.filter(person__user=user),
            at_meeting=F("meeting__title"),
            keep=["state", "offered_at", "answered_at", "business_text", "contribution_text", "expectation_text",
                  "expectation_met", "expectation_note"],
        ),
        "hot_seat": _plain(
            HotSeatApplication.objects.filter(person__user=user), keep=["kind", "title", "brief", "openness", "state", "applied_at"]
        ),
    }  # fmt: skip


def _sign_ups_with_meeting(user: User) -> Iterable[SignUp]:
    return SignUp.objects.filter(person__user=user).select_related("meeting").order_by("made_at", "pk")


def _sign_up_as_plain(row: SignUp) -> dict[str, Any]:
    moments = ("made_at", "placed_at", "cancelled_at", "checked_in_at")
    plain = {name: value.isoformat() if (value := getattr(row, name)) else None for name in moments}
    return {
        "meeting": row.meeting.title,
        "starts_at": row.meeting.starts_at.isoformat(),
        "state": row.state,
        "as_guest": row.as_guest,
        "seen_by_others": row.is_listed,
        "via": row.via,
        **plain,
    }


def _plain(rows: QuerySet[Any], *, keep: list[str], **named: F) -> list[dict[str, Any]]:
    """The rows as dictionaries of text and numbers; moments as ISO 8601."""
    return [
        {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}
        for row in rows.order_by("pk").values(*keep, **named)
    ]
