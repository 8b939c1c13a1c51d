"""Reads: the snapshots that were kept, the warnings that stand, and what a page makes of them."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

from mikrovirk.accounts.models import User
from mikrovirk.health.domain.definitions import VERSION
from mikrovirk.health.domain.verdict import pressing
from mikrovirk.health.models import RaisedWarning, Snapshot
from mikrovirk.networks.models import Network

OVER_SHOWN = timedelta(days=60)  # how long what was done or set aside stands on the page, with its undo


def latest(network: Network) -> Snapshot | None:
    """The newest snapshot by the definitions of today; None before the first. One query."""
    return Snapshot.objects.filter(network=network, version=VERSION).order_by("-on_date").first()


def earlier(network: Network, *, than: date, by_days: int = 182) -> Snapshot | None:
    """The snapshot nearest to half a year before the day, by the same definitions; None where the past is too short."""
    until = than - timedelta(by_days)
    found = Snapshot.objects.filter(network=network, version=VERSION, on_date__lte=until)
    return found.order_by("-on_date").first()


def snapshots_of(network: Network) -> QuerySet[Snapshot]:
    """Everything that was kept, oldest first: the network's own numbers."""
    return Snapshot.objects.filter(network=network).order_by("on_date")


def open_warnings(network: Network) -> list[RaisedWarning]:
    """What stands open with its people, the most pressing first. Two queries."""
    rows = RaisedWarning.objects.filter(network=network, state=RaisedWarning.State.OPEN)
    return sorted(rows.prefetch_related("people__user"), key=lambda row: pressing(row.kind))


def decided_lately(network: Network, *, now: datetime) -> QuerySet[RaisedWarning]:
    """What was done about or set aside lately, newest first, with who did and the mail."""
    rows = RaisedWarning.objects.filter(
        network=network,
        state__in=[RaisedWarning.State.ACTED, RaisedWarning.State.DISMISSED],
        decided_at__gt=now - OVER_SHOWN,
    )
    return rows.select_related("decided_by", "mailing", "network").order_by("-decided_at", "-pk")


def snapshot_as_plain(snapshot: Snapshot) -> dict[str, Any]:
    """One snapshot for another program."""
    return {
        "date": snapshot.on_date.isoformat(),
        "definitions": snapshot.version,
        "measures": snapshot.measures,
    }


def warning_as_plain(row: RaisedWarning) -> dict[str, Any]:
    """A warning for another program: numbers and days, no names."""
    return {
        "kind": row.kind,
        "measure": row.measure,
        "state": row.state,
        "since": row.since.isoformat(),
        "evidence": row.evidence,
        "days": row.days,
        "word": row.word,
    }


def export_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """What health holds about somebody: the warnings they were counted in, and those they decided about."""
    about = RaisedWarning.objects.filter(people__user=user).order_by("pk")
    decided = RaisedWarning.objects.filter(decided_by=user).order_by("pk")
    return {
        "warnings_about": [dict(row) for row in about.values("kind", "since", in_network=F("network__name"))],
        "warnings_decided": [
            dict(row) for row in decided.values("kind", "state", "word", "decided_at", in_network=F("network__name"))
        ],
    }
