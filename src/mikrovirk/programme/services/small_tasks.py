"""Where a member takes one of an evening's small tasks, for mails that have a line about it."""

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse

from mikrovirk.accounts import links
from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Role
from mikrovirk.networks.queries import has_part
from mikrovirk.programme.models import Meeting, MeetingTask


def tasks_url(meeting: Meeting, user: User) -> str:
    """The meeting's tasks for this member, without signing in."""
    return settings.SITE_URL + reverse("programme:tasks_link", args=[links.sign("tasks", meeting.pk, user.pk)])


def who_could_lend_a_hand(meeting: Meeting, users: Collection[User]) -> set[int]:
    """Those of `users`, by key, who are members and carry nothing yet, while tasks are free and the part is on."""
    free = MeetingTask.objects.filter(meeting=meeting, taken_by=None)
    if not users or not has_part(meeting.network, "tasks") or not free.exists():
        return set()
    members = Role.objects.filter(network=meeting.network_id, name=Role.Name.MEMBER)
    carrying = MeetingTask.objects.filter(meeting=meeting, taken_by__isnull=False)
    able = set(members.values_list("user", flat=True)) - set(carrying.values_list("taken_by", flat=True))
    return {user.pk for user in users if user.pk in able}
