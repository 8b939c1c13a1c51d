"""Reads for bringing in a table: what was brought, and a list of businesses beside those the network has."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from mikrovirk.directory.domain.business_lists import Told, Trouble
from mikrovirk.directory.domain.tables import HeadedTable, Line, Outcome, Planned
from mikrovirk.directory.models import Business, TableImport
from mikrovirk.networks.models import Network


def tables_in(network: Network) -> QuerySet[TableImport]:
    """The tables brought into `network`, newest first, without their contents."""
    return TableImport.objects.filter(network=network).defer("content", "journal").order_by("-pk")


def table_of(table_import: TableImport) -> HeadedTable:
    """The table as it was read; empty where it has been thrown away."""
    content = bytes(table_import.content)
    return HeadedTable.from_json(content.decode()) if content else HeadedTable((), ())


def businesses_of(network: Network) -> QuerySet[Business]:
    """The businesses that the network's members come for."""
    ours = Q(memberships__network=network, memberships__left_date=None)
    also = Q(further_memberships__network=network, further_memberships__left_date=None)
    return Business.objects.filter(ours | also).distinct()


def planned_businesses(network: Network, rows: Iterable[Told]) -> Planned:
    """What a list would fill in; one query. A business nobody here comes for is set aside: it comes with its member."""
    here = list(businesses_of(network).order_by("pk"))
    by_cvr = {each.cvr: each for each in here if each.cvr}
    by_name = {each.name.casefold(): each for each in reversed(here)}
    lines: list[Line] = []
    writes: dict[int, dict[str, str]] = {}
    for row in rows:
        said = row.values
        known = by_cvr.get(said.get("cvr", "")) or by_name.get(said.get("name", "").casefold())
        title = known.name if known else said.get("name", "") or said.get("cvr", "")
        trouble = row.trouble or (Trouble.NOT_OURS if known is None else Trouble.TWICE if known.pk in writes else None)
        if trouble or known is None:
            lines.append(Line(row.number, title, "", Outcome.ASIDE, (trouble or Trouble.NOT_OURS,)))
            continue
        filled = {name: value for name, value in said.items() if not getattr(known, name)}
        if filled.get("cvr") in by_cvr:
            filled.pop("cvr")
        differs = any(name != "name" and getattr(known, name) not in ("", value) for name, value in said.items())
        writes[known.pk] = filled
        note = " · ".join(value.split("\n")[0] for value in filled.values())
        outcome = Outcome.FILLS if filled else Outcome.SAME
        lines.append(Line(row.number, title, note, outcome, ("differs",) if differs else ()))
    return Planned(lines, {pk: filled for pk, filled in writes.items() if filled})
