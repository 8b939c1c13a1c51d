"""The small tasks of an evening: taken and given back by members, handed out by the coordinator."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from mikrovirk.accounts.models import User
from mikrovirk.mailing import services as mailing_services
from mikrovirk.mailing.models import Mailing
from mikrovirk.mailing.services import Recipient
from mikrovirk.networks.models import Role
from mikrovirk.programme.models import Meeting, MeetingTask, SignUp
from mikrovirk.programme.queries.meetings import occasion_of
from mikrovirk.programme.services.small_tasks import tasks_url
from mikrovirk.programme.services.stage_mails import in_the_morning, words_of

ASK = "programme.tasks_ask"


class TaskTaken(Exception):
    """Somebody else was faster; `by` says who."""

    def __init__(self, by: User | None) -> None:
        self.by = by
        super().__init__(str(by))


class NobodyToAsk(Exception):
    """No member who comes is without a task, or every task is taken."""


def take(task: MeetingTask, user: User, *, at: datetime) -> None:
    """Take a task; taking it twice changes nothing. Where two take it at once the database lets one: raise TaskTaken."""
    taken = MeetingTask.objects.filter(pk=task.pk, taken_by=None).update(taken_by=user, taken_at=at)
    task.refresh_from_db()
    if not taken and task.taken_by_id != user.pk:
        raise TaskTaken(task.taken_by)


def give_back(task: MeetingTask, user: User) -> bool:
    """Give back one's own task; False where it is not theirs."""
    given = MeetingTask.objects.filter(pk=task.pk, taken_by=user).update(taken_by=None, taken_at=None)
    task.refresh_from_db()
    return bool(given)


def assign(task: MeetingTask, user: User | None, *, at: datetime) -> None:
    """The coordinator gives the task to somebody, or to nobody."""
    task.taken_by, task.taken_at = user, at if user else None
    task.save(update_fields=["taken_by", "taken_at"])


def rename(task: MeetingTask, *, title: str, what: str) -> None:
    task.title, task.what = title, what
    task.save(update_fields=["title", "what"])


@transaction.atomic
def ask_for_hands(meeting: Meeting, *, at: datetime) -> Mailing:
    """Draft one mail to the members who come and have no task yet. Raise NobodyToAsk."""
    free = list(MeetingTask.objects.filter(meeting=meeting, taken_by=None).values_list("title", flat=True))
    recipients = [Recipient(user, {"url": tasks_url(meeting, user)}) for user in those_without_task(meeting)]
    if not free or not recipients:
        raise NobodyToAsk
    return mailing_services.draft(
        kind=ASK,
        occasion=ask_occasion(meeting),
        network=meeting.network,
        recipients=recipients,
        at=at,
        due_at=in_the_morning(at),
        expires_at=meeting.starts_at,
        context=words_of(meeting) | {"tasks": "\n".join(f"- {title}" for title in free)},
    )


def ask_occasion(meeting: Meeting) -> str:
    return f"{occasion_of(meeting)}:tasks"


def those_without_task(meeting: Meeting) -> list[User]:
    """Members who are signed up and carry nothing."""
    coming = SignUp.objects.filter(meeting=meeting, state=SignUp.State.COMING).values("person__user")
    members = User.objects.filter(pk__in=coming, roles__network=meeting.network_id, roles__name=Role.Name.MEMBER)
    return list(members.exclude(tasks__meeting=meeting).distinct().order_by("pk"))


def give_back_of_those_who_signed_off(*, now: datetime) -> None:
    """Who cancels the sign-up cannot do the task either: it becomes free again. Two statements for all meetings."""
    gone = SignUp.objects.filter(
        meeting=OuterRef("meeting"),
        person__user=OuterRef("taken_by"),
        state=SignUp.State.CANCELLED,
        cancelled_at__gt=OuterRef("taken_at"),
    )
    left = MeetingTask.objects.filter(Exists(gone), meeting__starts_at__gt=now)
    MeetingTask.objects.filter(pk__in=list(left.values_list("pk", flat=True))).update(taken_by=None, taken_at=None)
