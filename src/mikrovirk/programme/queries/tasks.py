"""Reads: the small tasks of an evening and who takes them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Membership
from mikrovirk.networks.models import Network, Role
from mikrovirk.networks.queries import roles_now
from mikrovirk.programme.models import Meeting, MeetingTask, SignUp

RUNNING = (Role.Name.COORDINATOR, Role.Name.SUBSTITUTE, Role.Name.STEERING)
ASKED_BEFORE = timedelta(days=7)  # what nobody took by then is brought up


def tasks_at(meeting: Meeting) -> QuerySet[MeetingTask]:
    """The tasks of the evening in order, with who takes them."""
    return MeetingTask.objects.filter(meeting=meeting).select_related("taken_by")


def people_to_give_to(meeting: Meeting, *, every_member: bool = False) -> QuerySet[User]:
    """Whom the coordinator may give a task: those who come and those who run the network, or every member too."""
    coming = SignUp.objects.filter(meeting=meeting, state=SignUp.State.COMING, person__user=OuterRef("pk"))
    running = roles_now().filter(network=meeting.network_id, name__in=RUNNING, user=OuterRef("pk"))
    carrying = MeetingTask.objects.filter(meeting=meeting, taken_by=OuterRef("pk"))
    wanted = Q(Exists(coming)) | Q(Exists(running)) | Q(Exists(carrying))
    if every_member:
        wanted |= Q(
            Exists(Membership.objects.filter(network=meeting.network_id, left_date=None, person__user=OuterRef("pk")))
        )
    return User.objects.filter(wanted, is_active=True).order_by("full_name", "pk")


def has_tasks_for(user: User, meeting: Meeting) -> bool:
    """Whether there is a task to take, or one that is the user's. One query."""
    return MeetingTask.objects.filter(Q(taken_by=None) | Q(taken_by=user), meeting=meeting).exists()


@dataclass(frozen=True, slots=True)
class FreeTasks:
    """A near meeting with tasks that nobody took."""

    meeting_pk: int
    starts_at: datetime
    titles: tuple[str, ...]


def free_tasks(network: Network, now: datetime) -> list[FreeTasks]:
    """Published meetings within a week, with the tasks nobody took. One query."""
    rows = MeetingTask.objects.filter(
        meeting__network=network,
        meeting__state=Meeting.State.PUBLISHED,
        meeting__starts_at__gt=now,
        meeting__starts_at__lte=now + ASKED_BEFORE,
        taken_by=None,
    ).order_by("meeting__starts_at", "meeting_id", "position", "pk")
    found: dict[tuple[int, datetime], list[str]] = {}
    for pk, starts_at, title in rows.values_list("meeting_id", "meeting__starts_at", "title"):
        found.setdefault((pk, starts_at), []).append(title)
    return [FreeTasks(pk, starts_at, tuple(titles)) for (pk, starts_at), titles in found.items()]


def task_counts(meetings: Iterable[Meeting]) -> dict[int, tuple[int, int]]:
    """For each meeting how many tasks are taken, and of how many. One query."""
    rows = MeetingTask.objects.filter(meeting__in=[m.pk for m in meetings]).order_by().values_list("meeting_id")
    counted = rows.annotate(taken=Count("pk", filter=Q(taken_by__isnull=False)), whole=Count("pk"))
    return {pk: (taken, whole) for pk, taken, whole in counted}
