"""Reads: what the coordinator could do this week about what members say."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import has_part
from mikrovirk.voice.models import InputRound
from mikrovirk.voice.queries import stream, telling
from mikrovirk.voice.queries.steering_week import ToDo

SORTED_WITHIN = timedelta(days=14)
TOLD_WITHIN = timedelta(days=7)


def to_do(network: Network, now: datetime) -> Iterator[ToDo]:
    """Inputs that wait for their outcome, words authors added, and authors no mail reaches. Five queries."""
    if not has_part(network, "voice"):
        return
    yield from _waiting(network, now)
    yield from _words(network)
    yield from _in_person(network, now)
    yield from _to_conclude(network, now)


def _waiting(network: Network, now: datetime) -> Iterator[ToDo]:
    overdue = Count("pk", filter=Q(at__lt=now - stream.OVERDUE))
    found = stream.inputs_in(network).filter(outcome="").aggregate(all=Count("pk"), overdue=overdue, oldest=Min("at"))
    if found["overdue"]:
        words = ngettext(
            "One input has waited for an outcome for too long",
            "%(count)s inputs have waited for an outcome for too long",
            found["overdue"],
        )
        yield ToDo(
            words % {"count": found["overdue"]},
            _("Somebody said it more than %(days)s days ago and has heard nothing.") % {"days": stream.OVERDUE.days},
            _("See the oldest"),
            reverse("voice:waiting", args=[network.slug]),
            now,
        )
    elif found["all"]:
        words = ngettext("One input has no outcome yet", "%(count)s inputs have no outcome yet", found["all"])
        yield ToDo(
            words % {"count": found["all"]},
            _("Put together what belongs together, and give a whole theme its outcome at once."),
            _("To the wall"),
            reverse("voice:stream", args=[network.slug]),
            found["oldest"] + SORTED_WITHIN,
        )


def _words(network: Network) -> Iterator[ToDo]:
    found = stream.unseen_words(network).order_by().aggregate(count=Count("pk"), oldest=Min("at"))
    if found["count"]:
        words = ngettext(
            "An anonymous author has added a word", "Anonymous authors have added %(count)s words", found["count"]
        )
        yield ToDo(
            words % {"count": found["count"]},
            _("They can be answered by the outcome of what they said."),
            _("Read what they wrote"),
            reverse("voice:waiting", args=[network.slug]),
            found["oldest"] + TOLD_WITHIN,
        )


def _in_person(network: Network, now: datetime) -> Iterator[ToDo]:
    count = telling.in_person(network).count()
    if count:
        words = ngettext(
            "One input: tell its author in person what came of it",
            "%(count)s inputs: tell their authors in person what came of them",
            count,
        )
        yield ToDo(
            words % {"count": count},
            _("No mail reaches them."),
            _("See whom"),
            f"{reverse('voice:told', args=[network.slug])}#person",
            now + TOLD_WITHIN,
        )


def _to_conclude(network: Network, now: datetime) -> Iterator[ToDo]:
    """A round that is closed and in which everything has its outcome; the oldest."""
    closed = InputRound.objects.filter(network=network, state=InputRound.State.CLOSED)
    counted = closed.annotate(
        said=Count("inputs", filter=Q(inputs__erased_at=None)),
        waiting=Count("inputs", filter=Q(inputs__erased_at=None, inputs__outcome="")),
    )
    for round in counted.filter(said__gt=0, waiting=0).order_by("closed_at", "pk")[:1]:
        yield ToDo(
            _("Conclude the round: %(title)s") % {"title": round.title},
            _("Everything has its outcome. Say in at most five sentences what members told you."),
            _("To the conclusions"),
            reverse("voice:conclusions", args=[network.slug, round.pk]),
            (round.closed_at or now) + SORTED_WITHIN,
        )
