"""Reads: what the coordinator could do this week about rounds of questions."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.common import dates
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice import mails_rounds as mails
from mikrovirk.voice.models import InputRound
from mikrovirk.voice.queries import rounds as queries
from mikrovirk.voice.queries.reached import gets_mail
from mikrovirk.voice.queries.steering_week import ToDo

SEND_WITHIN = timedelta(days=3)  # of preparing it
LOOK_WITHIN = timedelta(days=3)  # at a reply, while its writer remembers it
CALL_BEFORE = timedelta(days=5)  # the deadline


def to_do(network: Network, now: datetime) -> Iterator[ToDo]:
    """A round that lies prepared, replies that need a look, and whom only a phone call reaches. Four queries at most."""
    if not has_part(network, "voice"):
        return
    yield from _prepared(network, now)
    yield from _unsure(network)
    yield from _to_call(network, now)


def _prepared(network: Network, now: datetime) -> Iterator[ToDo]:
    drafts = InputRound.objects.filter(network=network, state=InputRound.State.DRAFT, deadline_at__gt=now)
    for round in drafts.order_by("created_at")[:1]:
        yield ToDo(
            _("Ask everybody: %(title)s") % {"title": round.title},
            _("The questions lie ready. See the mail as a member gets it, and send it."),
            _("See the mail"),
            reverse("voice:round_preview", args=[network.slug, round.pk]),
            round.created_at + SEND_WITHIN,
        )


def _unsure(network: Network) -> Iterator[ToDo]:
    waiting = queries.unsure_replies(network).filter(round__isnull=False).order_by()
    for row in waiting.values("round").annotate(count=Count("pk"), eldest=Min("at")).order_by("eldest")[:1]:
        yield ToDo(
            ngettext("Look at one reply by mail", "Look at %(count)s replies by mail", row["count"])
            % {"count": row["count"]},
            _("It is not sure where the person's own words begin and end. You can see it from the whole mail."),
            _("Look at them"),
            f"{reverse('voice:round', args=[network.slug, row['round']])}#unsure",
            row["eldest"] + LOOK_WITHIN,
        )


def _to_call(network: Network, now: datetime) -> Iterator[ToDo]:
    silent = Q(asks__answered_at=None, asks__declined_at=None)
    near = InputRound.objects.filter(
        network=network, state=InputRound.State.OPEN, deadline_at__gt=now, deadline_at__lt=now + CALL_BEFORE
    )
    unreached = Count("asks", filter=silent & ~gets_mail(mails.ASK.key, network, "asks__person__"))
    for round in near.annotate(unreached=unreached).filter(unreached__gt=0).order_by("deadline_at")[:1]:
        count: int = round.unreached
        yield ToDo(
            ngettext(
                "Call one member who has not answered",
                "Call %(count)s members who have not answered",
                count,
            )
            % {"count": count},
            _("No mail reaches them, and “%(title)s” closes %(day)s. You type in what they say.")
            % {"title": round.title, "day": dates.near(round.deadline_at)},
            _("See the phone numbers"),
            reverse("voice:round_missing", args=[network.slug, round.pk]),
            round.deadline_at - CALL_BEFORE + timedelta(days=2),
        )
