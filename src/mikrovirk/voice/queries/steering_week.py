"""Reads: what the coordinator could do this week about decisions and minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import parts_of
from mikrovirk.voice.domain.steering import Standing
from mikrovirk.voice.queries import decisions as decision_queries
from mikrovirk.voice.queries import steering as steering_queries
from mikrovirk.voice.queries import you_said

MINUTES_AFTER = timedelta(days=2)
SHOWN_WITHIN = timedelta(days=30)  # what is older was left unshown on purpose


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to see to, and where."""

    title: str
    why: str
    action: str
    url: str
    due_at: datetime


def to_do(network: Network, now: datetime) -> Iterator[ToDo]:
    """Overdue decisions, decisions nobody sees to, minutes left open, and what members could be told."""
    parts = parts_of(network)
    if steering_queries.PART in parts:
        yield from _decisions(network, now)
        yield from _minutes(network, now)
    if you_said.PART in parts:
        yield from _to_show(network, now)


def _decisions(network: Network, now: datetime) -> Iterator[ToDo]:
    today = timezone.localtime(now).date()
    listing = reverse("voice:decisions", args=[network.slug])
    rows = decision_queries.decisions_in(network).order_by("due_date", "pk")
    overdue = list(rows.filter(decision_queries.of_standing(Standing.OVERDUE, today))[:2])
    if len(overdue) == 1:
        late = overdue[0]
        yield ToDo(
            _("Overdue: %(title)s") % {"title": late.title},
            _("It was to be done by %(day)s. Is it done, or does somebody else see to it?")
            % {"day": dates.day(late.due_date or today)},
            _("See the decision"),
            reverse("voice:decision", args=[network.slug, late.pk]),
            now,
        )
    elif overdue:
        yield ToDo(
            _("Decisions are overdue"),
            _("Say which are done, or give them to somebody else."),
            _("See them"),
            f"{listing}?show={Standing.OVERDUE}",
            now,
        )
    adrift = rows.filter(decision_queries.of_standing("adrift", today)).count()
    if adrift:
        words = ngettext(
            "One decision has nobody to see to it", "%(count)s decisions have nobody to see to them", adrift
        )
        yield ToDo(
            words % {"count": adrift},
            _("Nobody is named for it, or the one who was has left."),
            _("See them"),
            f"{listing}?show=adrift",
            now + timedelta(days=4),
        )


def _minutes(network: Network, now: datetime) -> Iterator[ToDo]:
    for meeting in steering_queries.minutes_to_close(network, now=now, after=MINUTES_AFTER)[:1]:
        yield ToDo(
            _("Close the minutes of %(day)s") % {"day": dates.day(meeting.starts_at)},
            _("Then the group gets them by mail, and nobody changes them."),
            _("Go to the minutes"),
            reverse("voice:steering_meeting", args=[network.slug, meeting.pk]),
            now + timedelta(days=2),
        )


def _to_show(network: Network, now: datetime) -> Iterator[ToDo]:
    count = you_said.not_shown_in(network, after=now - SHOWN_WITHIN).count()
    if count:
        words = ngettext(
            "Shall everybody read what came of it?", "Shall everybody read what came of it? %(count)s decisions", count
        )  # fmt: skip
        yield ToDo(
            words % {"count": count},
            _("The steering group has decided on something members said. You choose whether it is shown."),
            _("Choose what is shown"),
            reverse("voice:you_said_choose", args=[network.slug]),
            now + timedelta(days=5),
        )
