"""Early warnings are raised, kept up to date, ended, acted on, set aside, and taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from mikrovirk.accounts.models import User
from mikrovirk.directory.models import Person
from mikrovirk.health.domain.warnings import BELOW_EVENINGS, EarlyWarning, Kind
from mikrovirk.health.models import RaisedWarning
from mikrovirk.health.queries.measuring import Measured
from mikrovirk.mailing.models import Mailing
from mikrovirk.networks.models import Network

QUIET = timedelta(days=90)  # after something was done or it was set aside: it is not brought up again
State = RaisedWarning.State
DECIDED = (State.ACTED, State.DISMISSED)
# How many of the last evenings a warning rests on; None: as many as its evidence says.
EVENINGS: dict[str, int | None] = {
    Kind.FALLING: None,
    Kind.BELOW: BELOW_EVENINGS,
    Kind.REGULARS: 3,
    Kind.RARER: 4,
    Kind.PAUSE: 1,
}


class AlreadyDecided(Exception):
    """Somebody else has acted or set it aside, or it no longer holds."""


def compare(network: Network, measured: Measured, *, now: datetime) -> None:
    """Raise what is new, keep what still holds up to date, end what no longer does."""
    standing = RaisedWarning.objects.select_for_update().filter(network=network)
    rows = {row.kind: row for row in standing.filter(state=State.OPEN)}
    quiet = set(standing.filter(state__in=DECIDED, decided_at__gt=now - QUIET).values_list("kind", flat=True))
    found = {str(warning.kind): warning for warning in measured.warnings}
    for kind, warning in found.items():
        if kind in rows:
            keep(rows[kind], warning, measured, now=now)
        elif kind not in quiet:
            keep(RaisedWarning(network=network, kind=kind, since=now), warning, measured, now=now)
    for kind, row in rows.items():
        if kind not in found:
            row.state = State.OVER
            row.save(update_fields=["state"])


def keep(row: RaisedWarning, warning: EarlyWarning, measured: Measured, *, now: datetime) -> None:
    row.measure, row.evidence, row.seen_at = warning.measure, dict(warning.evidence), now
    row.days = days_behind(warning, measured.measures["evenings"])
    row.save()
    people = [int(person) for person in warning.people if person.isdigit()]
    row.people.set(Person.objects.filter(pk__in=people))


def days_behind(warning: EarlyWarning, evenings: Sequence[list[Any]]) -> list[list[Any]]:
    """The evenings the warning rests on: day, and how many came."""
    if warning.kind not in EVENINGS:
        return []
    count = EVENINGS[warning.kind] or warning.evidence["meetings"]
    return list(evenings[-count:])


def locked(row: RaisedWarning) -> RaisedWarning:
    """The row as it is now, for this transaction alone; raise AlreadyDecided unless it is open."""
    fresh = RaisedWarning.objects.select_for_update().get(pk=row.pk)
    if fresh.state != State.OPEN:
        raise AlreadyDecided
    return fresh


@transaction.atomic
def acted(row: RaisedWarning, *, by: User, at: datetime, mailing: Mailing | None = None) -> None:
    """Something was done about it, perhaps a mail drafted. Raise AlreadyDecided."""
    fresh = locked(row)
    fresh.state, fresh.decided_at, fresh.decided_by, fresh.mailing = State.ACTED, at, by, mailing
    fresh.save(update_fields=["state", "decided_at", "decided_by", "mailing"])


@transaction.atomic
def set_aside(row: RaisedWarning, *, word: str, by: User, at: datetime) -> None:
    """It is known, or no trouble: it is not brought up again for three months. Raise AlreadyDecided."""
    fresh = locked(row)
    fresh.state, fresh.word, fresh.decided_at, fresh.decided_by = State.DISMISSED, word, at, by
    fresh.save(update_fields=["state", "word", "decided_at", "decided_by"])


@transaction.atomic
def take_back(row: RaisedWarning) -> None:
    """Bring it up again after all; where it was raised anew meanwhile nothing changes."""
    fresh = RaisedWarning.objects.select_for_update().get(pk=row.pk)
    raised_anew = RaisedWarning.objects.filter(network=row.network_id, kind=row.kind, state=State.OPEN).exists()
    if fresh.state not in DECIDED or raised_anew:
        return
    fresh.state, fresh.word, fresh.decided_at, fresh.decided_by, fresh.mailing = State.OPEN, "", None, None, None
    fresh.save(update_fields=["state", "word", "decided_at", "decided_by", "mailing"])
