"""The health of one network of this installation, for people and for programs."""

from argparse import Namespace
from typing import Any

from mikrovirk.config.commands.networks import network_of  # loads Django

from django.utils import timezone  # isort: skip  Django had to be loaded first

from mikrovirk.health.domain.definitions import DEFINITIONS, VERSION, leading  # isort: skip
from mikrovirk.health.domain.warning_words import words  # isort: skip
from mikrovirk.health.queries import kept  # isort: skip
from mikrovirk.health.queries.measuring import measure  # isort: skip


def show(options: Namespace) -> tuple[int, dict[str, Any]] | int:
    """Measure the network now, or as it was on a day; nothing is kept and nobody is named."""
    network = network_of(options.slug)
    day = options.as_of or timezone.localdate()
    found = measure(network, as_of=day)
    if not options.json:
        print(f"{network} by {day}: {found.measures['meetings']} meetings held, {found.measures['members']} members")
        for definition in DEFINITIONS:
            value = found.measures[definition.key]
            told = "not yet" if value is None else ", ".join(f"{name} {each}" for name, each in value.items())
            print(f"  {definition.key}: {told}")
        for warning in found.warnings:
            print(f"  WARNING {words(warning, 'en').title}. {words(warning, 'en').evidence}")
        return 0
    return 0, {
        "network": network.slug,
        "as_of": day.isoformat(),
        "definitions": VERSION,
        "measures": found.measures,
        "warnings": [
            {
                "kind": str(each.kind),
                "measure": each.measure,
                "evidence": dict(each.evidence),
                "action": str(each.action),
            }
            for each in found.warnings
        ],
        "raised": [kept.warning_as_plain(row) for row in kept.open_warnings(network)],
    }


def history(options: Namespace) -> tuple[int, Any]:
    """What was kept, oldest first: with --json everything, else the leading value of each measure."""
    rows = kept.snapshots_of(network_of(options.slug))
    if options.json:
        return 0, [kept.snapshot_as_plain(row) for row in rows]
    return 0, [
        {"date": row.on_date, **{each.key: told(each.key, leading(each, row.measures)) for each in DEFINITIONS}}
        for row in rows
    ]


def told(key: str, value: float | None) -> str:
    return "" if value is None else f"{key} {value:g}"
