"""Writes: the figures of a memo as it was handed on."""

from collections.abc import Mapping
from datetime import date, datetime

from mikrovirk.accounts.models import User
from mikrovirk.overview.models import KeptReport


def keep_report(
    municipality: str,
    *,
    kind: str,
    as_of: date,
    figures: Mapping[str, float | None],
    words: str = "",
    by: User | None,
    at: datetime,
) -> KeptReport:
    """Keep the figures; one more of the same day takes the place of the first."""
    kept, _new = KeptReport.objects.update_or_create(
        municipality=municipality,
        kind=kind,
        as_of_date=as_of,
        defaults={"figures": dict(figures), "words": words, "kept_by": by, "kept_at": at},
    )
    return kept
