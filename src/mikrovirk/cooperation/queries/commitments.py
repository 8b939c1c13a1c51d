"""Reads: what was promised at conferences, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from mikrovirk.cooperation.domain.commitments import ORDER, UNSETTLED, Counts, Standing, counts_of, standing_of
from mikrovirk.cooperation.models import Commitment, Conference, FollowUp, Task


@dataclass(frozen=True)
class Row:
    """A commitment with where it stands today, and the last word on it."""

    commitment: Commitment
    standing: Standing

    @property
    def is_late(self) -> bool:
        return self.standing == Standing.OVERDUE

    @property
    def is_settled(self) -> bool:
        return self.standing not in UNSETTLED

    @property
    def last_word(self) -> FollowUp | None:
        """The latest follow-up that says something; of the rows fetched with `with_words`."""
        said = [each for each in self.commitment.follow_ups.all() if each.text]
        return said[-1] if said else None


def with_words(rows: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """With what a row shows: owner, conference, follow-ups."""
    said = FollowUp.objects.select_related("by").order_by("at", "pk")
    rows = rows.select_related("conference", "organisation", "network", "conclusion", "task")
    return rows.prefetch_related(Prefetch("follow_ups", queryset=said))


def of_area(code: str) -> QuerySet[Commitment]:
    """All that was promised at the conferences of a municipality that were called, and not called off."""
    called = Commitment.objects.filter(conference__municipality_code=code, conference__called_at__isnull=False)
    return with_words(called.exclude(conference__state=Conference.State.CANCELLED))


def tasks_in(code: str) -> QuerySet[Task]:
    """The tasks of the municipality's division of roles."""
    return Task.objects.filter(agreement__areas__municipality_code=code, removed_at=None)


def rows_of(commitments: Iterable[Commitment], *, today: date) -> list[Row]:
    """What somebody has to do something about first, then by day."""
    rows = [Row(each, standing_of(each.state, each.due_date, today=today)) for each in commitments]
    return sorted(rows, key=lambda row: (ORDER[row.standing], row.commitment.due_date, row.commitment.pk))


def counted(rows: Iterable[Row]) -> Counts:
    return counts_of(row.standing for row in rows)


def address_of(commitment: Commitment) -> str:
    """Where its owner is written to; empty where nobody knows."""
    if commitment.organisation:
        return commitment.owner_email or commitment.organisation.email
    if commitment.network:
        return commitment.owner_email or commitment.network.contact_email
    return commitment.owner_email
