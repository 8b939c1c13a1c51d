"""The first things to do, for somebody who has never run a network: today, this week, before the next meeting, after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.home import week
from mikrovirk.home.handover.calendar import Evening
from mikrovirk.home.handover.rows import Reader
from mikrovirk.home.week import Thing
from mikrovirk.home.week.running import contact_to_take
from mikrovirk.networks.models import Network
from mikrovirk.networks.permissions import Permission

LIST_IS_UP = timedelta(days=2)


@dataclass(frozen=True)
class Steps:
    """What to do by when."""

    title: str
    things: tuple[Thing, ...]


def first_steps(
    network: Network, running: list[User], evenings: list[Evening], reader: Reader, now: datetime
) -> list[Steps]:
    """Everything that can be done now, by when it matters; what has no thing in it is left out."""
    found_by_week = week.things_of(network, now, names=reader.sees_names)
    has_members = Permission.EDIT_MEMBERS in reader.may
    things = list(found_by_week if has_members else week.without_members(network, found_by_week))
    names_another = network.contact_email.lower() not in {user.email for user in running}
    is_asked = any(thing.url == reverse("home:handover_contact", args=[network.slug]) for thing in things)
    if names_another and not is_asked:
        things.append(contact_to_take(network, now))
    things += [
        thing for evening in evenings[:1] if evening.is_published for thing in of_the_evening(network, evening, now)
    ]
    next_at = evenings[0].meeting.starts_at if evenings else now + timedelta(days=42)
    tonight = timezone.localtime(now).replace(hour=23, minute=59)
    limits = (
        (_("Today"), tonight),
        (_("This week"), max(tonight, now + timedelta(days=7))),
        (_("Before the next meeting"), max(next_at, now + timedelta(days=7))),
    )
    found, left = [], sorted(things, key=lambda thing: thing.due_at)
    for title, limit in limits:
        found.append(Steps(title, tuple(thing for thing in left if thing.due_at <= limit)))
        left = [thing for thing in left if thing.due_at > limit]
    found.append(Steps(_("After it, and when there is time"), tuple(left)))
    return [steps for steps in found if steps.things]


def of_the_evening(network: Network, evening: Evening, now: datetime) -> list[Thing]:
    """What comes round every evening by itself; the weekly page brings the list up two days before, and then it stands there."""
    keys = [network.slug, evening.meeting.pk]
    words = {"day": dates.day(evening.meeting.starts_at), "title": evening.meeting.title}
    starts_at, ends_at = evening.meeting.starts_at, evening.meeting.ends_at
    found = [
        Thing(
            title=_("See who comes %(day)s") % words,
            why=_("The list for the door: tick people off as they come, on a phone or on paper."),
            action=_("Open the list"),
            url=reverse("programme:check_in", args=keys),
            due_at=starts_at - timedelta(hours=1),
        ),
        Thing(
            title=_("Read the report of %(title)s") % words,
            why=_("Who came and what they wrote. It fills itself the day after; show it to the steering group."),
            action=_("Open the report"),
            url=reverse("programme:report", args=keys),
            due_at=ends_at + timedelta(days=1),
        ),
    ]
    return found if starts_at > now + LIST_IS_UP else found[1:]
