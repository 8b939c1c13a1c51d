"""What of running the network itself stands in this week's ten minutes: who is new, whom others were told of, who is named."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from mikrovirk.accounts.models import User
from mikrovirk.common import dates
from mikrovirk.home.week.things import Thing
from mikrovirk.networks.models import Network, RoleChange, WatchCase
from mikrovirk.networks.queries import RUN_BY, open_cases

NEW_FOR = timedelta(days=14)


def to_do(network: Network, now: datetime) -> Iterator[Thing]:
    """Three queries at most."""
    page = reverse("home:handover", args=[network.slug])
    yield from told_of(network, page)
    yield from newly_appointed(network, page, now)
    yield from contact_gone(network, now)


def told_of(network: Network, page: str) -> Iterator[Thing]:
    """Whoever runs the network should know that others were written to."""
    for case in open_cases(network).exclude(told_at=None)[:1]:
        assert case.told_at is not None
        yield Thing(
            title=_("The steering group was told: the next meeting is not prepared")
            if case.matter == WatchCase.Matter.UNPREPARED
            else _("The steering group was told that nobody looks after the network"),
            why=_("They were written to %(day)s and may let somebody help. It ends when it is seen to.")
            % {"day": dates.day(case.told_at)},
            action=_("See how things stand"),
            url=page,
            due_at=case.told_at,
        )


def newly_appointed(network: Network, page: str, now: datetime) -> Iterator[Thing]:
    """For two weeks after somebody new runs the network."""
    given = RoleChange.objects.filter(
        network=network, what=RoleChange.What.GIVEN, role__in=RUN_BY, at__gt=now - NEW_FOR, at__lte=now
    )
    for change in given.select_related("user").order_by("-at")[:1]:
        yield Thing(
            title=_("%(name)s is new: begin with the handover") % {"name": change.user},
            why=_("How a month runs, what is promised, whom to call and what to do first, on one page."),
            action=_("Open the handover"),
            url=page,
            due_at=change.at + timedelta(days=1),
        )


def contact_gone(network: Network, now: datetime) -> Iterator[Thing]:
    """The mails name somebody whose account is switched off."""
    if network.contact_email and User.objects.filter(email=network.contact_email.lower(), is_active=False).exists():
        yield contact_to_take(network, now)


def contact_to_take(network: Network, now: datetime) -> Thing:
    """The public page and the mails should name whoever runs the network."""
    who = network.contact_name or network.contact_email
    return Thing(
        title=_("Put your name on the mails and the public page"),
        why=_("They name %(who)s. Whoever answers a mail should reach you.") % {"who": who}
        if who
        else _("They name nobody. Whoever answers a mail should reach you."),
        action=_("Be the contact"),
        url=reverse("home:handover_contact", args=[network.slug]),
        due_at=now,
        post=True,
    )
