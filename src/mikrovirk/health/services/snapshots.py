"""Snapshots are taken once a week and after each meeting, and warnings raised and ended with them."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from mikrovirk.common.days import start_of
from mikrovirk.health.domain.definitions import VERSION
from mikrovirk.health.models import Snapshot
from mikrovirk.health.queries.measuring import measure
from mikrovirk.health.services import warnings
from mikrovirk.networks.models import Network
from mikrovirk.networks.queries import offered_parts
from mikrovirk.programme.models import Meeting

logger = logging.getLogger(__name__)
PART = "health"
EVERY = timedelta(days=7)
AFTER_A_MEETING = time(5)  # on the next day: by then the list at the door is in order
FIRST = datetime.min.replace(tzinfo=UTC)  # before any snapshot
AT_ONCE = 3  # networks in one round of the worker: mails must not wait for them


def take_due(*, now: datetime) -> int:
    """Take the snapshots that are due, a few at a time; how many were taken. Two queries where nothing is due.

    A network that cannot be measured is logged and passed over: the others do not wait for it.
    """
    taken = 0
    for network in networks_due(now):
        try:
            take(network, now=now)
        except Exception:
            logger.exception("the network %s could not be measured", network.slug)
            continue
        taken += 1
        if taken == AT_ONCE:
            break
    return taken


def networks_due(now: datetime) -> list[Network]:
    """Networks without a snapshot for a week, or with a meeting held since; those that waited longest come first."""
    newest = Snapshot.objects.filter(network=OuterRef("pk")).order_by("-on_date").values("made_at")[:1]
    held = Meeting.objects.filter(network=OuterRef("pk"), state=Meeting.State.PUBLISHED, ends_at__lt=settled_at(now))
    ended = held.order_by("-ends_at").values("ends_at")[:1]
    rows = Network.objects.filter(is_open=True).annotate(newest=Subquery(newest), ended=Subquery(ended))
    on = [row for row in rows if PART in row.parts]
    if not on or PART not in offered_parts():
        return []
    moments = {row.pk: (newest_of(row), ended_of(row)) for row in on}
    due = [row for row in on if is_due(*moments[row.pk], now)]
    return sorted(due, key=lambda row: (moments[row.pk][0] or FIRST, row.pk))


def newest_of(network: Network) -> datetime | None:
    """When its newest snapshot was made, as `networks_due` annotated it."""
    return getattr(network, "newest", None)


def ended_of(network: Network) -> datetime | None:
    """When its last meeting ended, as `networks_due` annotated it."""
    return getattr(network, "ended", None)


def is_due(newest: datetime | None, ended: datetime | None, now: datetime) -> bool:
    """Whether a network with that newest snapshot, whose last meeting ended then, should be measured again."""
    if newest is None:
        return True
    days = (timezone.localtime(now).date() - timezone.localtime(newest).date()).days
    return days >= EVERY.days or (ended is not None and newest < ended)


def settled_at(now: datetime) -> datetime:
    """Meetings that ended before this moment have their list at the door in order: those of yesterday, from five o'clock."""
    local = timezone.localtime(now)
    day = local.date() if local.time() >= AFTER_A_MEETING else local.date() - timedelta(days=1)
    return start_of(day)


@transaction.atomic
def take(network: Network, *, now: datetime) -> Snapshot:
    """Measure the network as it is today, keep the figures, and raise and end its warnings. The same day twice is one.

    Who measures it at the same moment waits, so that no warning is raised twice.
    """
    Network.objects.select_for_update(no_key=True).get(pk=network.pk)
    today = timezone.localtime(now).date()
    measured = measure(network, as_of=today)
    snapshot = keep(network, measured.measures, on_date=today, now=now)
    warnings.compare(network, measured, now=now)
    return snapshot


def keep(network: Network, measures: dict[str, Any], *, on_date: date, now: datetime) -> Snapshot:
    values = {"made_at": now, "version": VERSION, "measures": measures}
    row, _is_new = Snapshot.objects.update_or_create(network=network, on_date=on_date, defaults=values)
    return row
