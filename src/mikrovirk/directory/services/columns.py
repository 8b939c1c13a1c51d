"""What somebody said the columns of a table are, kept for the next one with the same headings."""

from collections.abc import Iterable, Mapping
from typing import Any

from mikrovirk.directory.domain.tables import mark_of
from mikrovirk.directory.models import RememberedColumns
from mikrovirk.networks.models import Network


def remembered(network: Network, subject: str, headings: Iterable[str]) -> dict[str, Any] | None:
    """Which column somebody said is what, the last time there was a table with these headings; None: nobody has."""
    found = RememberedColumns.objects.filter(network=network, subject=subject, headings=mark_of(headings)).first()
    return dict(found.columns) if found else None


def remember(network: Network, subject: str, headings: Iterable[str], columns: Mapping[str, Any]) -> None:
    RememberedColumns.objects.update_or_create(
        network=network, subject=subject, headings=mark_of(headings), defaults={"columns": dict(columns)}
    )
